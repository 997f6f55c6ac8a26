"""The buttons of an edition: every step on its way to the reader."""

from __future__ import annotations

from copy import copy
from datetime import datetime

from django.contrib.auth.models import User

from briefings.actions import carrying, discarding, editions, publishing, quotations
from briefings.admin import fixes, stale
from briefings.admin.buttons import Button, FormValues
from briefings.admin.corrections import CORRECT_EDITION
from briefings.admin.forms import ReturnForm
from briefings.admin.mending import APPROVE_AFTERWARDS
from briefings.admin.quotations import ApprovalForm, QuotationForm
from briefings.models import Article, Edition


def submit(by: User, row: Edition, values: FormValues) -> None:
    """Submit the draft."""
    editions.submit(by=by, edition=row)


def why_not_submit(row: Edition, by: User, at: datetime) -> list[str]:
    """Return every reason against it except an empty body: that may be typed before pressing."""
    typed = copy(row)
    typed.body = row.body or "…"
    return editions.why_not_submit(typed, by)


def return_to_author(by: User, row: Edition, values: FormValues) -> None:
    """Return the edition to its author."""
    editions.return_to_author(by=by, edition=row, note=values["note"])


def take_back(by: User, row: Edition, values: FormValues) -> None:
    """Take the edition back from review."""
    editions.take_back(by=by, edition=row)


def approve(by: User, row: Edition, values: FormValues) -> None:
    """Approve the edition; publish the statements that it quotes with it, if that was ticked."""
    editions.approve(by=by, edition=row, with_statements=bool(values.get("with_statements")))


def why_not_approve(row: Edition, by: User, at: datetime) -> list[str]:
    """Return every reason against it, including what went live since the draft was started."""
    return editions.why_not_approve(row, by, carrying.missed_edition(row, at))


def unpublished_quotes(row: Edition, by: User, at: datetime) -> FormValues:
    """Return the statements in the draft that are not public yet (two queries)."""
    draft = row.approved_at is None
    return {"waiting": quotations.unpublished_statements(row.body, at) if draft else []}


def resolve_quotation(by: User, row: Edition, values: FormValues) -> None:
    """Resolve a misquote."""
    quotations.resolve_quotation(
        by=by,
        edition=row,
        number=int(values["quotation"].partition("-")[0]),
        right=quotations.QuotationResolution(values["right"]),
        correction=values["correction"],
    )


def publish(by: User, row: Edition, values: FormValues) -> Edition:
    """Publish the edition, or the one merged from it, and show that."""
    return publishing.publish_now(by=by, edition=row, choices=values["choices"])


def schedule(by: User, row: Edition, values: FormValues) -> Edition:
    """Schedule the edition, or the one merged from it, and show that."""
    return publishing.schedule(
        by=by,
        edition=row,
        start=values["start"],
        end=values["end"],
        choices=values["choices"],
    )


def hold(by: User, row: Edition, values: FormValues) -> None:
    """Put the edition on hold."""
    publishing.hold(by=by, edition=row, reason=values["reason"])


def start(by: User, row: Edition, values: FormValues) -> Edition:
    """Start the next edition from this one and show it."""
    return editions.start_edition(by=by, article=row.article, from_=row)


def why_not_start(row: Edition, by: User, at: datetime) -> list[str]:
    """Return every reason against starting the next edition from this one."""
    draft = [] if row.approved_at else ["This edition is still a draft: edit it instead."]
    return draft or editions.why_not_start(row.article, by)


def discard(by: User, row: Edition, values: FormValues) -> type[Article]:
    """Discard the draft, and go to the list of articles."""
    discarding.discard(by=by, edition=row)
    return Article


TRANSITIONS = (
    Button(
        "carry_over",
        "Carry over what went live",
        "Carried over: read it through.",
        fixes.why_not_carry_over,
        fixes.carry_over,
        fixes.CarryOverForm,
        initial=fixes.choices_carrying,
        leads=True,
    ),
    Button(
        "otherwise",
        "Publish without those changes, or hold",
        "Chosen.",
        fixes.why_not_decline_fix,
        fixes.decline_fix,
        fixes.DeclineFixForm,
        initial=fixes.choices_carrying,
    ),
    Button(
        "submit",
        "Submit for review",
        "Sent for review.",
        why_not_submit,
        submit,
        leads=True,
    ),
    Button(
        "approve",
        "Approve",
        "Approved. It is on hold until it is published or scheduled.",
        why_not_approve,
        approve,
        ApprovalForm,
        initial=unpublished_quotes,
        leads=True,
    ),
    APPROVE_AFTERWARDS,
    Button(
        "resolve_quotation",
        "Resolve a quotation",
        "Resolved.",
        lambda row, by, at: quotations.why_not_resolve_quotation(row, by),
        resolve_quotation,
        QuotationForm,
        reason="correction",
        initial=lambda row, by, at: {"misquotes": quotations.misquotes(row.body)},
    ),
    Button(
        "return",
        "Return to the author",
        "Returned.",
        lambda row, by, at: editions.why_not_return(row, by),
        return_to_author,
        ReturnForm,
        reason="note",
    ),
    Button(
        "take_back",
        "Take it back",
        "A draft again, with all its words: submit it when it is ready.",
        lambda row, by, at: editions.why_not_take_back(row, by),
        take_back,
        says="It leaves review and is a draft again: nothing of it is lost, and you can write on.",
    ),
    Button(
        "publish",
        "Publish now",
        "Live: readers see it now.",
        publishing.why_not_publish,
        publish,
        fixes.FixChoiceForm,
        initial=fixes.choices_now,
        leads=True,
    ),
    Button(
        "schedule",
        "Schedule",
        "Scheduled.",
        publishing.why_not_schedule,
        schedule,
        fixes.ScheduleForm,
        initial=fixes.choices_later,
    ),
    Button(
        "hold",
        "Hold",
        "On hold.",
        publishing.why_not_hold,
        hold,
        stale.HoldForm,
        reason="reason",
        initial=stale.hold_reason,
    ),
    Button("start", "Start the next edition", "A new draft, from this one.", why_not_start, start),
    CORRECT_EDITION,
    Button(
        "discard",
        "Discard the draft",
        "Discarded.",
        lambda row, by, at: discarding.why_not_discard(row, by),
        discard,
        confirmation="Its text will be lost for good. Discard it?",
    ),
)
