"""Statements that a text holds, entered as it words them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from briefings.bodies import DirectQuote, Suggestions, UnnamedAttribution
from briefings.models import Country, Official, Organization, Statement

QuoteOrAttribution = DirectQuote | UnnamedAttribution


def enter_statements(suggestions: Suggestions, accepted: set[str] | None) -> dict[str, Statement]:
    """Enter statements from the suggested quotes and attributions with keys in `accepted`.

    None accepts all. Returns the statements by key. A quote is left out if its speaker is named but
    is no official of the record. An editor completes the statements: they have no day (a text says
    "on Saturday") and no source, and are not public. One query for the speakers, and two for the
    sides if there are unnamed speakers.
    """
    suggested: tuple[QuoteOrAttribution, ...] = (*suggestions.quotes, *suggestions.attributions)
    chosen = [one for one in suggested if accepted is None or one.key in accepted]
    records = [one.record for one in chosen if isinstance(one, DirectQuote) and one.record]
    speakers = Official.objects.in_bulk(records, field_name="public_id") if records else {}
    sides = sides_by_name() if any(_is_unnamed(one) for one in chosen) else {}
    entered = {}
    for one in chosen:
        if isinstance(one, UnnamedAttribution):
            statement = unnamed_statement(one.text, sides)
            statement.form, statement.words = Statement.Form.PARAPHRASE, one.words
        elif one.unnamed and one.speaker:
            statement = unnamed_statement(one.speaker, sides)
            statement.words, statement.occasion = one.text, one.occasion
        elif one.record in speakers:
            statement = Statement(
                official=speakers[one.record], words=one.text, occasion=one.occasion
            )
        else:
            continue
        statement.occasion = statement.occasion[:1].upper() + statement.occasion[1:]
        statement.save()
        entered[one.key] = statement
    return entered


def _is_unnamed(one: QuoteOrAttribution) -> bool:
    return isinstance(one, UnnamedAttribution) or one.unnamed


def unnamed_statement(line: str, sides: Mapping[str, Country]) -> Statement:
    """Return a statement, not saved, by the unnamed speaker whom an attribution describes."""
    return Statement(attribution=line[:1].upper() + line[1:], side=side_of(line, sides))


def sides_by_name() -> dict[str, Country]:
    """Return the countries by their names and by those of their organizations (two queries)."""
    named: dict[str, Country] = {}
    for country in Country.objects.filter(identity__merged_into__isnull=True):
        for name in (country.name, country.adjective, *country.other_names):
            named.setdefault(name, country)
    bodies = Organization.objects.filter(identity__merged_into__isnull=True)
    for body in bodies.select_related("country"):
        for name in (body.name, *body.other_names):
            if body.country is not None:
                named.setdefault(name, body.country)
    return named


def side_of(line: str, sides: Mapping[str, Country]) -> Country | None:
    """Return the country that the attribution names; None if it names none or several."""
    found = {sides[name] for name in _names_in(line, sides)}
    return found.pop() if len(found) == 1 else None


def _names_in(line: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line)]
