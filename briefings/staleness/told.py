"""What the public record tells of one record, now and before its latest changes.

The state before is read from the history: the versions of its rows that the changes to be looked at
did not write. A change of the ledger and the versions that it wrote share a group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from briefings.models import (
    Change,
    Country,
    CustodyEvent,
    Detainee,
    DetaineeName,
    Detention,
    Identity,
    Meeting,
    Office,
    Official,
    OfficialName,
    Organization,
    Place,
    StatusChange,
    Tenure,
    Topic,
    Visit,
)
from briefings.models.chains import dated
from briefings.models.custody import IN_CUSTODY, CustodyStatus
from briefings.models.dates import PartialDate
from briefings.models.days import Dated, at_end_of
from briefings.models.names import PersonName
from briefings.models.tenures import HELD_FROM

Chain = Sequence[Dated[Any]]
# The columns and parts with the names of each type of record.
NAMES: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "official": (Official, ("full_name", "short_name")),
    "detainee": (Detainee, ("full_name", "short_name")),
    "country": (Country, ("name", "long_name", "other_names")),
    "organization": (Organization, ("name", "other_names")),
    "topic": (Topic, ("name", "other_names")),
    "place": (Place, ("name", "other_names")),
    "office": (Office, ("title", "other_titles")),
    "visit": (Visit, ("label",)),
    "meeting": (Meeting, ("label",)),
}
OTHER_NAMES: dict[str, type[PersonName]] = {"official": OfficialName, "detainee": DetaineeName}


@dataclass(frozen=True)
class Told:
    """What is told of a record: whether it is public, its names, and where it stands.

    `chains` are those of a detainee's detentions, or the one of a meeting or a visit. `tenures` are
    an official's, `died` the day of death. `on` is a meeting's day, or a visit's first. None is not
    known, or not of this type.
    """

    public: bool
    names: frozenset[str]
    chains: tuple[Chain, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    died: PartialDate | None = None
    on: PartialDate | None = None

    def differs_from(self, other: Told) -> bool:
        """Return whether words may rest on something that the two tell otherwise."""
        return self._all() != other._all()

    def _all(self) -> tuple[object, ...]:
        chains = [[row[1:] for row in chain] for chain in self.chains]
        tenures = {
            (tenure.office_id, *(str(getattr(tenure, name)) for name in HELD_FROM))
            for tenure in self.tenures
        }
        return self.public, self.names, chains, tenures, str(self.died)

    def custody(self, day: date) -> set[str]:
        """Return the statuses in which a detainee may be when the day is over.

        In custody by one detention is in custody; free is who is by all of them.
        """
        states = [{*at_end_of(chain, day).values} for chain in self.chains if chain]
        confined = {value for values in states for value in values if value in IN_CUSTODY}
        free = CustodyStatus.FREE.value
        return confined | ({free} if states and all(free in values for values in states) else set())

    def is_dead(self, day: date) -> bool:
        """Return whether the person has died, in custody or not, when the day is over."""
        shown = [at_end_of(chain, day).shown for chain in self.chains]
        in_custody = any(row is not None and row.kind == CustodyEvent.Kind.DIED for row in shown)
        died = self.died is not None and (self.died.earliest or date.min) <= day
        return in_custody or died

    def was_freed(self) -> bool:
        """Return whether some event of a detention set the person free."""
        return any(row.value == CustodyStatus.FREE for chain in self.chains for row in chain)

    def statuses(self, day: date) -> set[str]:
        """Return the statuses that a meeting or a visit may have when the day is over."""
        return {value for chain in self.chains for value in at_end_of(chain, day).values}

    def held_on(self, day: date, tenures: Iterable[Tenure]) -> bool:
        """Return whether one of the official's tenures was possibly held at some time on a day."""
        return any(tenure.held(day, day) for tenure in tenures)

    def held_after(self, day: date, tenures: Iterable[Tenure]) -> bool:
        """Return whether one of them is held when the day is over, as far as is known."""
        return any(self._holds(tenure, day) for tenure in tenures)

    def _holds(self, tenure: Tenure, day: date) -> bool:
        ends = (tenure.ended, self.died)
        if any(end and (end.earliest is None or end.earliest <= day) for end in ends):
            return False
        gone = tenure.end_status == Tenure.EndStatus.ENDED_DATE_UNKNOWN
        return not gone and tenure.held(day, day) is not None


@dataclass(frozen=True)
class Before:
    """The point in the ledger before the changes that are looked at: its head and that moment."""

    seq: int
    at: datetime


def told_now(identity: Identity, at: datetime) -> Told:
    """Return what the public is told of a record at the moment `at`; up to four queries."""
    model, columns = NAMES[identity.type]
    row = model._default_manager.filter(identity=identity).first()
    if row is None:
        return Told(public=False, names=frozenset())
    others = [*row.names.all()] if identity.type in OTHER_NAMES else []  # type: ignore[attr-defined]
    chains: list[Chain] = []
    tenures: list[Tenure] = []
    if isinstance(row, Detainee):
        events: dict[int, list[CustodyEvent]] = {}
        of_person = CustodyEvent.objects.live(at).filter(detention__detainee=row)
        for event in of_person.in_order():
            events.setdefault(event.detention_id, []).append(event)
        chains = [dated(rows, "status") for rows in events.values()]
    if isinstance(row, Meeting | Visit):
        chains = [dated(row.statuses.live(at).in_order(), "status")]
    if isinstance(row, Official):
        tenures = [*row.tenures.live(at).select_related("office__country", "office__organization")]
    return Told(
        public=identity.is_live(at),
        names=_names(row, columns, others),
        chains=tuple(chains),
        tenures=tuple(tenures),
        died=getattr(row, "died", None),
        on=getattr(row, "on", None) or getattr(row, "starts", None),
    )


def told_before(identity: Identity, before: Before) -> Told:
    """Return what the public was told of a record at a point of the ledger; up to seven queries."""
    at = before.at
    past = _Past(identity, before)
    model, columns = NAMES[identity.type]
    [row] = [*past.rows(model, {"identity_id": identity.pk})] or [None]
    if row is None:
        return Told(public=False, names=frozenset())
    others: list[Any] = []
    if (names := OTHER_NAMES.get(identity.type)) is not None:
        others = [*past.rows(names, {f"{identity.type}_id": row.pk})]
    chains: list[Chain] = []
    tenures: list[Tenure] = []
    if isinstance(row, Detainee):
        chains = [
            past.chain(CustodyEvent, {"detention_id": detention.pk})
            for detention in past.live(Detention, {"detainee_id": row.pk})
        ]
    if isinstance(row, Meeting | Visit):
        chains = [past.chain(StatusChange, {f"{identity.type}_id": row.pk})]
    if isinstance(row, Official):
        tenures = [*past.live(Tenure, {"official_id": row.pk})]
        offices = Office.objects.select_related("country", "organization").in_bulk(
            {tenure.office_id for tenure in tenures}
        )
        for tenure in tenures:
            tenure.office = offices[tenure.office_id]
    return Told(
        public=identity.is_live(at),
        names=_names(row, columns, others),
        chains=tuple(chains),
        tenures=tuple(tenures),
        died=getattr(row, "died", None),
        on=getattr(row, "on", None) or getattr(row, "starts", None),
    )


class _Past:
    """The rows of a record as they stood at a point of the ledger."""

    def __init__(self, identity: Identity, before: Before) -> None:
        self.before = before
        since = Change.objects.filter(identity=identity, seq__gt=before.seq)
        self.groups: set[UUID] = {*since.values_list("group", flat=True)}

    def rows(self, model: type[Any], of: Mapping[str, int]) -> Iterator[Any]:
        """Yield the rows of a model that then were of the rows that `of` names (one query)."""
        versions = model.pgh_event_model.objects
        keys = {*versions.filter(**of).values_list("pgh_obj_id", flat=True)}
        last: dict[int, Any] = {}
        for version in versions.filter(pgh_obj_id__in=keys).order_by("pgh_id"):
            written_since = version.pgh_context_id in self.groups
            if not written_since and version.pgh_created_at <= self.before.at:
                last[version.pgh_obj_id] = version
        for version in last.values():
            if version.pgh_label == "delete":
                continue
            if all(getattr(version, name) == value for name, value in of.items()):
                yield _row_of(model, version)

    def live(self, model: type[Any], of: Mapping[str, int]) -> Iterator[Any]:
        """Yield those of the rows that the public saw then."""
        return (row for row in self.rows(model, of) if row.is_live(self.before.at))

    def chain(self, model: type[Any], of: Mapping[str, int]) -> Chain:
        """Return the chain of the rows that the public saw then."""
        rows = sorted(
            self.live(model, of),
            key=lambda row: (row.on.earliest or date.min, row.order, row.pk),
        )
        return dated(rows, "status")


def _row_of(model: type[Any], version: Any) -> Any:
    """Return a row as one of its versions holds it, without what the database computes."""
    columns = [field.attname for field in model._meta.concrete_fields]
    kept = {name: getattr(version, name) for name in columns if hasattr(version, name)}
    return model(**kept)


def _names(row: Any, columns: Iterable[str], others: Iterable[Any]) -> frozenset[str]:
    """Return the names that readers are shown: no misspellings, nor what is for finding only."""
    names: list[str] = []
    for value in (getattr(row, column) for column in columns):
        names += [value] if isinstance(value, str) else value
    shown = (one for one in others if one.shown and one.kind != PersonName.Kind.MISSPELLING)
    return frozenset(filter(None, (*names, *(one.name for one in shown))))
