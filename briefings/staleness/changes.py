"""What the ledger tells since the prose was last looked at, and which pieces that may touch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import Count, Exists, F, Func, OuterRef, Q, QuerySet, UUIDField

from briefings.models import (
    Change,
    Citation,
    Detainee,
    Edition,
    Identity,
    Meeting,
    Mention,
    Participant,
    Published,
)
from briefings.models.record_types import RECORD_TYPES
from briefings.models.sources import CITABLE
from briefings.models.triggers.belonging import FACTS
from briefings.staleness.changed import NEAR, Changed
from briefings.staleness.told import NAMES, Before, told_before, told_now

Op, Reason = Change.Op, Published.RetractionReason
# The fields of records that words rest on: names, and where somebody or something stands.
WATCHED = frozenset(
    {column for _, columns in NAMES.values() for column in columns}
    | {"names", "died", "tenures", "custody", "detentions", "statuses"}
)
# What was retracted for one of these is told elsewhere, and is so.
STILL_SO = frozenset({Reason.DUPLICATE, Reason.SUPERSEDED})
FACT_MODELS = {declared.type: name for name, declared in FACTS.items() if name in CITABLE}


@dataclass
class Changes:
    """The changes of a stretch of the ledger that words may rest on.

    `records` are the identities of records that changed, `articles` of pieces that did. By public
    id: `merged` the survivors of records merged away; `gone` and `back` the records retracted, with
    the reason, and reinstated; `sources` and `statements` those retracted. `facts` are the facts
    retracted or reinstated of each identity: type, public id and the reason, "" if reinstated.
    """

    records: set[int] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    merged: dict[UUID, UUID] = field(default_factory=dict)
    gone: dict[int, str] = field(default_factory=dict)
    back: set[int] = field(default_factory=set)
    sources: dict[UUID, str] = field(default_factory=dict)
    statements: dict[UUID, str] = field(default_factory=dict)
    facts: dict[int, list[tuple[str, UUID, str]]] = field(default_factory=lambda: defaultdict(list))


def changes_between(seq: int, head: int) -> Changes:
    """Return what changed above the number `seq`, up to `head` (one query)."""
    found = Changes()
    rows = Change.objects.numbered().filter(seq__gt=seq, seq__lte=head, embedded_only=False)
    for row in rows.select_related("identity"):
        _note(found, row)
    return found


def _note(found: Changes, row: Change) -> None:
    identity = row.identity
    retracted = row.op == Op.WITHDRAWN and row.reason not in STILL_SO
    if row.type == "article":
        if identity is not None:
            found.articles.add(identity.pk)
    elif row.type in ("source", "statement"):
        of_type = found.sources if row.type == "source" else found.statements
        if retracted or row.op == Op.RESTORED:
            of_type[row.public_id] = row.reason if retracted else ""
    elif identity is None:
        return
    elif row.type in FACT_MODELS:
        if retracted or row.op == Op.RESTORED:
            reason = row.reason if retracted else ""
            found.facts[identity.pk].append((row.type, row.public_id, reason))
            found.records.add(identity.pk)
    elif row.type in RECORD_TYPES:
        if row.op == Op.MERGED and row.merged_into is not None:
            found.merged[row.public_id] = row.merged_into
        elif retracted:
            found.gone[identity.pk] = row.reason
            found.records.add(identity.pk)
        elif row.op == Op.RESTORED:
            found.back.add(identity.pk)
            found.records.add(identity.pk)
        elif WATCHED & {*row.fields}:
            found.records.add(identity.pk)


def changed_records(
    found: Changes, before: Before, at: datetime
) -> Iterator[tuple[Identity, Changed]]:
    """Yield each record that changed, with what was told of it and is; about ten queries each.

    Of those that no live or scheduled piece may be about, as most of an import, nothing is read.
    """
    survivors = Identity.objects.in_bulk({*found.merged.values()}, field_name="public_id")
    away = Identity.objects.in_bulk({*found.merged}, field_name="public_id")
    keys = found.records | {one.pk for one in survivors.values()}
    records = Identity.objects.filter(_may_be_told_of(at), pk__in=keys, merged_into__isnull=True)
    for identity in records.order_by("pk"):
        merged = {
            public_id: told_before(away[public_id], before)
            for public_id, survivor in found.merged.items()
            if survivor == identity.public_id and public_id in away
        }
        facts = found.facts.get(identity.pk, [])
        yield (
            identity,
            Changed(
                type=identity.type,
                record=identity.public_id,
                before=told_before(identity, before),
                now=told_now(identity, at),
                merged=merged,
                retracted=_sources_of([fact for fact in facts if fact[2]]),
                reinstated=_sources_of([fact for fact in facts if not fact[2]]),
                gone=found.gone.get(identity.pk, ""),
                back=identity.pk in found.back,
                **_of_engagement(identity),
            ),
        )


def _may_be_told_of(at: datetime) -> Q:
    """Return the condition that a live or scheduled piece names a record, or who meets at it."""
    live = Q(live_period__holds=at) | Q(live_period__startswith__gt=at)
    named = Mention.objects.filter(live)
    whose = named.values("identity")
    meeting = Participant.objects.filter(
        Q(official__identity__in=whose) | Q(organization__identity__in=whose),
        meeting__identity=OuterRef("pk"),
        retraction_reason="",
    )
    return Exists(named.filter(identity=OuterRef("pk"))) | Q(Exists(meeting), type="meeting")


def _sources_of(facts: Iterable[tuple[str, UUID, str]]) -> list[tuple[UUID, str]]:
    """Return the sources that facts cite, each with the fact's reason (one query a fact)."""
    return [
        (source, reason)
        for type_, public_id, reason in facts
        for source in Citation.objects.filter(
            **{f"{FACT_MODELS[type_]}__public_id": public_id}
        ).values_list("source__public_id", flat=True)
    ]


def _of_engagement(identity: Identity) -> dict[str, Any]:
    """Return who meets or travels, and the kind of a meeting; whether a name is withheld."""
    if identity.type == "detainee":
        withheld = Detainee.objects.filter(identity=identity, name_withheld=True)
        return {"nameless": withheld.exists()}
    if identity.type not in ("meeting", "visit"):
        return {}
    people = Participant.objects.filter(
        **{f"{identity.type}__identity": identity}, retraction_reason=""
    )
    if identity.type == "visit":
        people = people.exclude(side=Participant.Side.HOST)
    ids = people.values_list("official__public_id", "organization__public_id")
    kind = Meeting.objects.filter(identity=identity).values_list("kind", flat=True).first()
    return {
        "people": frozenset(one for pair in ids for one in pair if one is not None),
        "meeting_kind": kind or "",
    }


def pieces(at: datetime) -> QuerySet[Edition]:
    """Return the editions that are live at `at` or scheduled."""
    ahead = Q(live_period__startswith__gt=at)
    return Edition.objects.filter(Q(live_period__holds=at) | ahead).select_related("about")


def pieces_on(identity: Identity, changed: Changed, at: datetime) -> QuerySet[Edition]:
    """Return the live and scheduled editions that name the record.

    Of a meeting also those near its day that name two of those who meet.
    """
    naming = Q(mentions__identity=identity)
    on = changed.before.on
    if changed.type == "meeting" and on is not None and on.earliest and on.latest:
        both = (
            Mention.objects.filter(identity__public_id__in=changed.people)
            .values("edition")
            .annotate(met=Count("identity"))
            .filter(met__gte=2)
        )
        first, last = on.earliest - NEAR, on.latest + NEAR
        naming |= Q(pk__in=both.values("edition")) & _of_days(first, last)
    return pieces(at).filter(naming).distinct()


def _of_days(first: date, last: date) -> Q:
    return Q(dateline_on__range=(first, last)) | Q(
        dateline_on__isnull=True, live_period__startswith__date__range=(first, last)
    )


def pieces_citing(source: UUID, at: datetime) -> QuerySet[Edition]:
    """Return the live and scheduled editions that cite a source."""
    return pieces(at).filter(citations__source__public_id=source).distinct()


def pieces_quoting(statement: UUID, at: datetime) -> QuerySet[Edition]:
    """Return the live and scheduled editions that quote a statement."""
    ids: ArrayField[Any, Any] = ArrayField(UUIDField())
    quoted = Func(F("rendered"), function="briefings_quoted", output_field=ids)
    found: Any = {"quoted__contains": [statement]}
    return pieces(at).alias(quoted=quoted).filter(**found)
