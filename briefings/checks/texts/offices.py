"""Offices that a text gives to people who do not hold them on its day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from briefings.bodies.claims import Claim
from briefings.checks.texts.saying import Contradiction, told_early
from briefings.models import PartialDate, Tenure
from briefings.models.base import Confidence
from briefings.models.days import Match

OFFICE = "office-on-day"
NOW = frozenset({"", "acting", "interim", "caretaker"})
PAST = frozenset({"former", "ex", "one-time", "onetime"})
_OF_REMIT = re.compile(r"(?P<post>minister|secretary) (?:of|for) (?P<remit>.+)")
_SPELT = (("defense", "defence"), ("labor", "labour"), ("foreign affairs", "foreign"))


def office_contradictions(
    claims: list[Claim], day: date, at: datetime, goes_live: datetime
) -> Iterator[Contradiction]:
    """Yield the claims of an office that was not held on the day, or is told early (one query).

    Of a "former" one, those whose office certainly is held. An office that the record does not
    give to the person at all is no contradiction: the record may lack it.
    """
    today = localdate(at)
    held = _tenures({claim.record for claim in claims})
    for claim in claims:
        exact, alike = matching_tenures(held.get(claim.record, []), claim)
        if claim.rank in NOW:
            found = _not_held(claim, exact, alike, day, today)
            if found := found or _told_early(claim, [*exact, *alike], day, today, goes_live):
                yield found
        elif claim.rank in PAST and (found := _still_held(claim, exact, day, today)):
            yield found


def _tenures(officials: Iterable[UUID]) -> dict[UUID, list[Tenure]]:
    rows = Tenure.objects.filter(official__public_id__in=[*officials], retraction_reason="")
    found: dict[UUID, list[Tenure]] = {}
    for tenure in rows.select_related("official", "office__country").in_order():
        found.setdefault(tenure.official.public_id, []).append(tenure)
    return found


def matching_tenures(tenures: Iterable[Tenure], claim: Claim) -> tuple[list[Tenure], list[Tenure]]:
    """Return the tenures in offices with the claim's title, and those that it may mean, too."""
    wanted = {claim.says, _normal(claim.says)}
    exact: list[Tenure] = []
    alike: list[Tenure] = []
    for tenure in tenures:
        office = tenure.office
        if claim.country and office.country and office.country.name != claim.country:
            continue
        titles = {_normal(title) for title in (office.title, *office.other_titles)}
        if titles & wanted:
            exact.append(tenure)
        elif any(_may_mean(claim.says, title) for title in titles):
            alike.append(tenure)
    return exact, alike


def _not_held(
    claim: Claim, exact: list[Tenure], alike: list[Tenure], day: date, today: date
) -> Contradiction | None:
    tenures = [*exact, *alike]
    served = [tenure for tenure in tenures if tenure.partial_period(today)]
    days: list[date | PartialDate] = [
        day,
        *(PartialDate.parse(f"{year:04}") for year in claim.years),
    ]
    if not served or any(tenure.held(on, today) for on in days for tenure in tenures):
        return None
    ended = [tenure.ended.latest for tenure in served if tenure.ended]
    over = all(last is not None and last < day for last in ended) and len(ended) == len(served)
    when = f"not on {_in_words(day)}, the day of the piece"
    why = f"The record has {_in_office(served)}: {when}."
    disputed = any(tenure.confidence == Confidence.DISPUTED for tenure in tenures)
    return Contradiction(
        OFFICE,
        claim,
        why,
        _facts(tenures),
        certain=bool(exact) and not claim.hedged and not disputed,
        instead=_formerly(claim) if over and exact and not claim.rank else None,
    )


def _told_early(
    claim: Claim, tenures: list[Tenure], day: date, today: date, goes_live: datetime
) -> Contradiction | None:
    held = [tenure for tenure in tenures if tenure.held(day, today)]
    if any(tenure.is_live(goes_live) for tenure in held):
        return None
    rows = [(tenure, f"{tenure.office.title} {_period(tenure)}") for tenure in held]
    return told_early(claim, rows, goes_live)


def _still_held(claim: Claim, exact: list[Tenure], day: date, today: date) -> Contradiction | None:
    holding = [tenure for tenure in exact if tenure.held(day, today) == Match.CERTAINLY]
    earlier = [tenure for tenure in exact if tenure not in holding]
    if not holding or earlier:
        return None
    tenure = holding[-1]
    why = f"The record has {_in_office(holding)}."
    disputed = tenure.confidence == Confidence.DISPUTED
    return Contradiction(
        OFFICE, claim, why, _facts(exact), certain=not claim.hedged and not disputed
    )


def _normal(title: str) -> str:
    """Return a title in one of its forms: "foreign minister", not "Minister of Foreign Affairs"."""
    words = " ".join(title.lower().replace("the ", "").split())
    for other, ours in _SPELT:
        words = words.replace(other, ours)
    remit = _OF_REMIT.fullmatch(words)
    if remit and not (remit["post"] == "secretary" and remit["remit"].startswith("state")):
        return f"{remit['remit']} {remit['post']}"
    return words


def _may_mean(said: str, title: str) -> bool:
    """Return whether what is said is a shorter form of a title: "secretary", "minister"."""
    return title.startswith(f"{said} ") or title.endswith(f" {said}")


def _formerly(claim: Claim) -> str:
    """Return the words with "former" before the office."""
    at = claim.office_at - claim.start
    former = "Former" if claim.opening and at == 0 else "former"
    return f"{claim.words[:at]}{former} {claim.words[at:]}"


def _in_office(tenures: list[Tenure]) -> str:
    """Return who held which office when: “Rice as A from 2001 until 2005 and as B since 2009”."""
    periods: dict[str, list[str]] = {}
    for tenure in tenures:
        periods.setdefault(tenure.office.title, []).append(_period(tenure))
    told = [f"as {title} {' and '.join(each)}" for title, each in periods.items()]
    return f"{tenures[0].official.short_name} {' and '.join(told)}"


def _period(tenure: Tenure) -> str:
    begun = tenure.beginning
    if tenure.end_status == Tenure.EndStatus.CURRENT:
        return f"since {begun}" if begun else "now"
    until = f"until {tenure.ended}" if tenure.ended else "until a day that is not known"
    return f"from {begun} {until}" if begun else until


def _in_words(day: date) -> str:
    return str(PartialDate.of(day))


def _facts(tenures: Iterable[Tenure]) -> str:
    return "; ".join(
        f"{tenure.public_id} {tenure.status} {tenure.started} {tenure.appointed} {tenure.arrived}"
        f" {tenure.ended} {tenure.end_status} {tenure.confidence}"
        for tenure in tenures
    )
