"""Statements that a text holds, entered as it words them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from briefings.bodies import DirectQuote, Suggestions, UnnamedAttribution
from briefings.models import Country, Official, Organization, Statement

QuoteOrAttribution = DirectQuote | UnnamedAttribution


def enter_statements(suggestions: Suggestions, accepted: set[str] | None) -> dict[str, Statement]:
    """Enter the quotes and attributions of a text whose keys are `accepted`; None is all.

    Returns them by their keys. A quote whose speaker is neither an official of the record nor
    unnamed is left out. No day is entered: a text says "on Saturday". Nothing is public, and no
    source is cited: an editor completes it. Queries for the speakers, and once for the sides.
    """
    proposed: tuple[QuoteOrAttribution, ...] = (*suggestions.quotes, *suggestions.attributions)
    said = [one for one in proposed if accepted is None or one.key in accepted]
    records = [one.record for one in said if isinstance(one, DirectQuote) and one.record]
    speakers = Official.objects.in_bulk(records, field_name="public_id") if records else {}
    sides = sides_by_name() if any(_is_unnamed(one) for one in said) else {}
    entered = {}
    for one in said:
        if isinstance(one, UnnamedAttribution):
            statement = unnamed(one.text, sides)
            statement.form, statement.words = Statement.Form.PARAPHRASE, one.words
        elif one.unnamed and one.speaker:
            statement = unnamed(one.speaker, sides)
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


def unnamed(line: str, sides: Mapping[str, Country]) -> Statement:
    """Return a statement, not saved, of whom the attribution line describes."""
    return Statement(attribution=line[:1].upper() + line[1:], side=side_of(line, sides))


def sides_by_name() -> dict[str, Country]:
    """Return the countries by what an attribution line may call them, or a body of theirs."""
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
    """Return whom the line says that the speaker speaks for; None where several, or none."""
    found = {sides[name] for name in _standing_in(line, sides)}
    return found.pop() if len(found) == 1 else None


def _standing_in(line: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line)]
