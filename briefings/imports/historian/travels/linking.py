"""Matches named persons with officials who held a fitting office on that day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from briefings.bodies.demonyms import COUNTRY_OF
from briefings.imports.historian.travels.fitting import fits, is_called, name_parts
from briefings.imports.historian.travels.people import Person
from briefings.models import Country, OfficialName, Organization, PartialDate, Tenure

Holder = tuple[str, int]
ASKED_OF_TENURES = (
    *("held_possibly", "office__title", "office__other_titles", "office__kind", "office__country"),
    *("office__organization", "official__full_name", "official__short_name", "official__sort_name"),
)


@dataclass(frozen=True)
class NamedPerson:
    """A person named on a day, or on some day of a partial date.

    `country`: primary key of the country whose title it is if the words name none.
    """

    person: Person
    country: int | None
    on: PartialDate


@dataclass(frozen=True)
class OfficialMatch:
    """Primary keys of the matching `official`, else of several `candidates`; neither if unknown."""

    official: int | None = None
    candidates: tuple[int, ...] = ()


def match_officials(asked: Sequence[NamedPerson]) -> list[OfficialMatch]:
    """Return a match for each person: the one official who fits, or several candidates.

    Tenures possibly held on the day count, published or not, but no retracted ones. Five queries,
    however many persons.
    """
    called = _label()
    whose = [_whose(each, called) for each in asked]
    called_so: defaultdict[tuple[Holder, str], list[Tenure]] = defaultdict(list)
    for tenure in _tenures({holder for found in whose for holder in found}, asked):
        for part in {part for name in _names(tenure) for part in name_parts(name)}:
            called_so[("country", tenure.office.country_id or 0), part].append(tenure)
            called_so[("organization", tenure.office.organization_id or 0), part].append(tenure)
    return [
        _link(each.person, _of_that_name(each.person, found, called_so), each.on)
        for each, found in zip(asked, whose, strict=True)
    ]


def _of_that_name(
    person: Person,
    whose: Iterable[Holder],
    called_so: Mapping[tuple[Holder, str], list[Tenure]],
) -> list[Tenure]:
    """Return tenures of these holders that share the rarest distinctive word of the name."""
    found: list[list[Tenure]] = [
        [t for holder in whose for t in called_so.get((holder, part), ())]
        for part in name_parts(person.name)
    ]
    return min(found, key=len, default=[])


def _label() -> dict[str, set[Holder]]:
    """Return countries and organizations by name, in small letters. Two queries."""
    called: defaultdict[str, set[Holder]] = defaultdict(set)
    for country in Country.objects.only("name", "long_name", "adjective", "other_names"):
        names = (country.name, country.long_name, country.adjective, *country.other_names)
        for name in names:
            called[name.lower()].add(("country", country.pk))
    for body in Organization.objects.only("name", "other_names"):
        for name in (body.name, *body.other_names):
            called[name.lower()].add(("organization", body.pk))
    return called


def _whose(asked: NamedPerson, called: dict[str, set[Holder]]) -> set[Holder]:
    """Return whose title it is: by the words, else the given country; empty if unknown."""
    of = asked.person.of.removeprefix("the ")
    if of:
        return called.get(of.lower()) or called.get(COUNTRY_OF.get(of, of).lower(), set())
    return {("country", asked.country)} if asked.country else set()


def _link(person: Person, tenures: Iterable[Tenure], on: PartialDate) -> OfficialMatch:
    found = {
        tenure.official_id
        for tenure in tenures
        if _held(tenure, on)
        and fits(person.title, tenure.office)
        and is_called(person.name, _names(tenure))
    }
    if len(found) == 1:
        return OfficialMatch(official=found.pop())
    return OfficialMatch(candidates=tuple(sorted(found)))


def _held(tenure: Tenure, on: PartialDate) -> bool:
    """Return whether the office was possibly held on some day of `on`."""
    days = tenure.held_possibly
    if days is None or days.isempty:
        return False
    first, last = on.earliest or date.min, on.latest or date.max
    return (days.lower or date.min) <= last and (days.upper is None or first < days.upper)


def _names(tenure: Tenure) -> Iterator[str]:
    official = tenure.official
    yield from (official.full_name, official.short_name, official.sort_name)
    yield from (other.name for other in official.names.all())


def _tenures(holders: set[Holder], asked: Sequence[NamedPerson]) -> Iterable[Tenure]:
    """Return the tenures of those offices in the whole time asked for (two queries)."""
    if not holders:
        return ()
    first = min(each.on.earliest or date.min for each in asked)
    last = max(each.on.latest or date.max for each in asked)
    keys = {kind: [key for each, key in holders if each == kind] for kind, _ in holders}
    tenures = Tenure.objects.filter(
        retraction_reason="", official__identity__merged_into__isnull=True
    ).during(PartialDate.parse(f"{first}/{last}"), today=last)
    of_these = Tenure.objects.none()
    for kind, found in keys.items():
        of_these |= tenures.filter(**{f"office__{kind}__in": found})
    names = OfficialName.objects.only("official", "name")
    return (
        of_these.select_related("office", "official")
        .only(*ASKED_OF_TENURES)
        .prefetch_related(Prefetch("official__names", names))
    )
