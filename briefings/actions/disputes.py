"""Sources that differ on a date: the record has the interval that covers all of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast

from django.contrib.auth.models import User

from briefings.actions.acting import acting
from briefings.actions.custody import save_events
from briefings.actions.locking import lock
from briefings.actions.refusals import refuse_if
from briefings.models import Citation, CustodyEvent, Meeting, PartialDate, Row
from briefings.models.base import Confidence
from briefings.models.sources import DATES


def derive_dates(*, by: User, fact: Row) -> None:
    """Set each date of a fact that its sources give to the interval that covers all they give.

    If no day is in all of them, the fact becomes disputed; a disputed fact whose date gets narrower
    becomes reported. Retracted sources do not count; a date that no source gives stays. One query
    for the citations.

    Raises `Refused`, also if a single source gives a date outside the record's: the editor enters
    the other sources' dates first.
    """
    kind = str(fact._meta.model_name)
    if kind not in DATES:
        return
    with acting(by=by, action="derive dates", locking=fact):
        fact = lock(fact)
        given: dict[str, list[PartialDate]] = {}
        citing = Citation.objects.filter(**{kind: fact}, source__retraction_reason="")
        for name, says_on in citing.exclude(date_of="").values_list("date_of", "says_on"):
            given.setdefault(name, []).append(cast(PartialDate, says_on))
        refuse_if(
            reason for name, dates in given.items() for reason in why_not_derive(fact, name, dates)
        )
        derived = {name: PartialDate.spanning(dates) for name, dates in given.items()}
        changed: dict[str, object] = {
            name: on for name, on in derived.items() if getattr(fact, name) != on
        }
        if hasattr(fact, "confidence"):
            changed |= confidence_after(fact.confidence, given.values(), narrowed=bool(changed))
        if changed:
            _write(by, fact, changed)


def why_not_derive(fact: Row, name: str, dates: list[PartialDate]) -> list[str]:
    """Return the reason, if any, why the dates given for the field `name` cannot be taken over."""
    before: PartialDate | None = getattr(fact, name)
    if isinstance(fact, CustodyEvent) and fact.exchange_id:
        return ["Its day is the exchange's: enter there what each source says."]
    if isinstance(fact, Meeting) and fact.starts_at and {*dates} != {fact.on}:
        return ["The day is that of the moment: take that out before sources give others."]
    if len({*dates}) == 1 and before is not None and not dates[0].certainly_on(before):
        return [
            f"One source says {dates[0]}, the record {before}: enter what the other source says,"
            " too, or mend the record."
        ]
    try:
        PartialDate.spanning(dates)
    except ValueError:
        return ["Between them the sources leave every day open: leave one of their dates out."]
    return []


def confidence_after(
    before: str, given: Iterable[list[PartialDate]], *, narrowed: bool
) -> dict[str, object]:
    """Return the fact's new confidence as `{"confidence": …}`; {} if it does not change."""
    if any(contradict(dates) for dates in given):
        after: str = Confidence.DISPUTED
    else:
        after = Confidence.REPORTED if narrowed and before == Confidence.DISPUTED else before
    return {} if after == before else {"confidence": after}


def contradict(dates: Iterable[PartialDate]) -> bool:
    """Return whether no day is in all of the dates."""
    dates = list(dates)
    latest_start = max(one.earliest or date.min for one in dates)
    return latest_start > min(one.latest or date.max for one in dates)


def _write(by: User, fact: Row, changed: dict[str, object]) -> None:
    """Save the changed fields of a fact; a custody event counts as changed by `by`."""
    for name, value in changed.items():
        setattr(fact, name, value)
    if isinstance(fact, CustodyEvent):
        save_events(by=by, events=[fact])
    else:
        fact.save(update_fields=[*changed])
