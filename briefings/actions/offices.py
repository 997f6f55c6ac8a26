"""Somebody takes an office; if it has one seat, the holder's tenure ends."""

from __future__ import annotations

from django.contrib.auth.models import User

from briefings.actions.acting import acting
from briefings.actions.facts import NOW, Publication, publish_with
from briefings.actions.locking import lock
from briefings.actions.refusals import Refused, field_errors, refuse_if
from briefings.actions.sources import cited_with, release_sources
from briefings.models import Citation, Office, Official, PartialDate, Source, Tenure


def holders_of(office: Office) -> list[Tenure]:
    """Return the tenures of the office's holders by the record, acting ones too, in order.

    The current tenures; if there is none, the last one if nobody knows whether it ended. Officials
    are fetched; one query.
    """
    served = office.tenures.filter(status=Tenure.Status.SERVED, retraction_reason="")
    found = list(served.in_order().select_related("official"))
    current = [tenure for tenure in found if tenure.end_status == Tenure.EndStatus.CURRENT]
    unknown = [one for one in found[-1:] if one.end_status == Tenure.EndStatus.UNKNOWN]
    return current or unknown


def why_not_take_office(office: Office, by: User) -> list[str]:
    """Return every reason why `by` cannot enter a new holder, whoever it is."""
    reasons = []
    if not by.has_perms(["briefings.add_tenure", "briefings.change_tenure"]):
        reasons.append("Your role does not enter tenures.")
    if office.retraction_reason:
        reasons.append("The office was retracted: reinstate it first.")
    return reasons


def take_office(
    *,
    by: User,
    office: Office,
    official: Official,
    started: PartialDate,
    succeeding: Tenure | None = None,
    ended: PartialDate | None = None,
    ended_note: str = "",
    source: Source | None = None,
    publication: Publication = NOW,
) -> Tenure:
    """Enter the official's tenure from `started` on, and return it.

    The tenure `succeeding`, the predecessor's, ends on `ended` (by default on `started`) with the
    note and the same source. If the office has one seat, every holder's tenure ends so. The new
    tenure becomes public as `publication` says if the official is public and `by` may publish; else
    it waits. Raises `Refused`.
    """
    with acting(by=by, action="take office", locking=office) as at:
        office = lock(office)
        holders = holders_of(office)
        leaving = {held.pk: held for held in holders if office.seats == 1}
        if succeeding is not None:
            leaving[succeeding.pk] = succeeding
        left = [lock(held) for held in leaving.values()]
        tenure = Tenure(
            office=office,
            official=official,
            started=started,
            end_status=Tenure.EndStatus.CURRENT,
        )
        refuse_if(
            [
                *why_not_take_office(office, by),
                *_why_not(official, holders),
                *field_errors(tenure, "started"),
                *(reason for held in left for reason in _why_not_end(held, by)),
            ]
        )
        for held in left:
            _end(held, ended or started, ended_note)
            if source is not None:
                Citation.objects.get_or_create(source=source, tenure=held)
                release_sources(cited_with(held), at)
        tenure.save()
        if source is not None:
            Citation.objects.create(source=source, tenure=tenure)
        return publish_with(by=by, row=tenure, whole=official, at=at, publication=publication)


def _why_not(official: Official, holders: list[Tenure]) -> list[str]:
    """Return every reason why the official cannot take the office."""
    reasons = []
    if official.retraction_reason:
        reasons.append(f"{official} was retracted: reinstate the record first.")
    if any(held.official_id == official.pk and not held.acting for held in holders):
        reasons.append(f"{official} already holds the office.")
    return reasons


def _why_not_end(tenure: Tenure, by: User) -> list[str]:
    """Return the reason, if any, why `by` cannot end a tenure."""
    if tenure.ended is not None:
        return [f"{tenure.official} has already left the office."]
    if tenure.live_period is None or by.has_perm("briefings.publish_identity"):
        return []
    return [f"{tenure.official} holds the office, which is public: ask an editor to end it."]


def _end(tenure: Tenure, ended: PartialDate, note: str) -> None:
    """End a tenure; raises `Refused` if it began after that."""
    begun = tenure.held_possibly.lower if tenure.held_possibly else None
    if begun is not None and ended.latest is not None and ended.latest < begun:
        raise Refused(
            [f"{tenure.official} has held the office only since {PartialDate.of(begun)}."]
        )
    tenure.ended, tenure.ended_note = ended, note
    tenure.end_status = Tenure.EndStatus.ENDED
    tenure.save(update_fields=["ended", "ended_note", "end_status"])
