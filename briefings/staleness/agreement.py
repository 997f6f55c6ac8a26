"""Whether a claim agreed with what was told before a change, and no longer does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from django.utils.timezone import localdate

from briefings.bodies.claims import Claim, Kind
from briefings.checks.texts.custody import said_statuses
from briefings.checks.texts.occasions import SAID_STATUSES
from briefings.checks.texts.offices import NOW, PAST, matching_tenures
from briefings.models import StaleSentence
from briefings.models.custody import CustodyStatus
from briefings.models.statuses import Status
from briefings.models.tenures import Tenure
from briefings.staleness.pieces import Piece
from briefings.staleness.told import Told

Kinds = StaleSentence.Kind
_PRESENT = re.compile(r"\b(?:is|remains|still|currently|now|since)\b")
_AFTER_TITLE = 12  # characters: " since", " is still"

ALIVE, DEAD = "alive", "dead"

# What the claim is about, and what the record told and tells, in words.
Found = tuple[StaleSentence.Kind, str, str] | None


def compare(piece: Piece, claim: Claim, before: Told, now: Told, at: datetime) -> Found:
    """Return what is told otherwise than a claim says and agreed with before; None if nothing."""
    match claim.kind:
        case Kind.CUSTODY:
            return _of_custody(piece, claim, before, now, at)
        case Kind.OFFICE:
            return _of_office(piece, claim, before, now, at)
    return compare_occasion(claim, before, now, at)


def _of_custody(piece: Piece, claim: Claim, before: Told, now: Told, at: datetime) -> Found:
    wanted = said_statuses(claim)
    day = max(localdate(at), piece.goes_live_on(at) or date.min)
    was, told = before.custody(day), now.custody(day)
    if claim.ever:
        agreed, agrees = before.was_freed(), now.was_freed()
    else:
        agreed, agrees = bool(was & wanted), bool(told & wanted)
    if not agreed or agrees:
        return None
    labels: dict[str, str] = dict(CustodyStatus.choices)
    is_now = DEAD if now.is_dead(day) else _in_words(told, labels)
    return Kinds.CUSTODY, _in_words(was, labels), is_now


def _of_office(piece: Piece, claim: Claim, before: Told, now: Told, at: datetime) -> Found:
    were, are = ([*_meant(told.tenures, claim)] for told in (before, now))
    day = piece.goes_live_on(at)
    if claim.rank in PAST:
        today = day or localdate(at)
        returned = now.held_after(today, are) and not before.held_after(today, were)
        return (Kinds.OFFICE, "", _titles(are)) if returned and were else None
    if claim.rank not in NOW:
        return None
    told = day is not None and (before.held_after(day, were), now.held_after(day, are))
    if day is None:
        told = (before.held_on(piece.day, were), now.held_on(piece.day, are))
        text = piece.text.words[claim.paragraph][claim.start : claim.end + _AFTER_TITLE]
        if told != (True, False) and _PRESENT.search(text):
            today = localdate(at)
            told = (before.held_after(today, were), now.held_after(today, are))
    return (Kinds.OFFICE, _titles(were), "") if told == (True, False) else None


def _meant(tenures: Sequence[Tenure], claim: Claim) -> Iterator[Tenure]:
    for some in matching_tenures(tenures, claim):
        yield from some


def _titles(tenures: Iterable[Tenure]) -> str:
    return " or ".join(dict.fromkeys(tenure.office.title for tenure in tenures))


def compare_occasion(claim: Claim, before: Told, now: Told, at: datetime) -> Found:
    wanted, today = SAID_STATUSES[claim.says], localdate(at)
    was, told = before.statuses(today), now.statuses(today)
    if not was & wanted or told & wanted:
        return None
    labels: dict[str, str] = dict(Status.choices)
    return Kinds.OCCASION, _in_words(was, labels), _in_words(told, labels)


def _in_words(values: Iterable[str], labels: Mapping[str, str]) -> str:
    return " or ".join(labels[value].lower() for value in sorted(values))
