"""An edition's way to the reader, as buttons."""

from __future__ import annotations

from copy import copy
from datetime import datetime

from django.contrib.auth.models import User

from briefings.actions import carrying, discarding, editions, publishing, quotations
from briefings.admin import fixes
from briefings.admin.buttons import Button, FormValues
from briefings.admin.corrections import CORRECT_EDITION
from briefings.admin.forms import ReturnForm
from briefings.admin.quotations import ApprovalForm, QuotationForm
from briefings.models import Article, Edition


def submit(by: User, row: Edition, words: FormValues) -> None:
    """Hand the draft in."""
    editions.submit(by=by, edition=row)


def why_not_submit(row: Edition, by: User, at: datetime) -> list[str]:
    """Return every reason against it but an empty body, which may be typed before it is pressed."""
    typed = copy(row)
    typed.body = row.body or "…"
    return editions.why_not_submit(typed, by)


def give_back(by: User, row: Edition, words: FormValues) -> None:
    """Return the edition to its author."""
    editions.return_to_author(by=by, edition=row, note=words["note"])


def approve(by: User, row: Edition, words: FormValues) -> None:
    """Make the edition final; what it quotes becomes public with it, where that was ticked."""
    editions.approve(by=by, edition=row, with_statements=bool(words.get("with_statements")))


def why_not_approve(row: Edition, by: User, at: datetime) -> list[str]:
    """Return every reason against approval, asking also what went live since."""
    return editions.why_not_approve(row, by, carrying.missed_edition(row, at))


def quoted(row: Edition, by: User, at: datetime) -> FormValues:
    """Return the statements in the draft that readers do not see yet (two queries)."""
    draft = row.approved_at is None
    return {"waiting": quotations.not_public(row.body, at) if draft else []}


def settle(by: User, row: Edition, words: FormValues) -> None:
    """Settle which words of a quotation are right."""
    quotations.settle_quotation(
        by=by,
        edition=row,
        number=int(words["number"]),
        right=quotations.QuotationResolution(words["right"]),
        told=words["told"],
    )


def publish(by: User, row: Edition, words: FormValues) -> Edition:
    """Make the edition live, or what it was carried over into, and show it."""
    return publishing.publish_now(by=by, edition=row, choices=words["choices"])


def schedule(by: User, row: Edition, words: FormValues) -> Edition:
    """Let the edition go live at a time, or what it was carried over into, and show it."""
    return publishing.schedule(
        by=by,
        edition=row,
        start=words["start"],
        end=words["end"],
        choices=words["choices"],
    )


def hold(by: User, row: Edition, words: FormValues) -> None:
    """Call the schedule off."""
    publishing.hold(by=by, edition=row)


def start(by: User, row: Edition, words: FormValues) -> Edition:
    """Start the next edition from this one, and show it."""
    return editions.start_edition(by=by, article=row.article, from_=row)


def why_not_start(row: Edition, by: User, at: datetime) -> list[str]:
    """Return every reason against a next edition that starts from this one."""
    draft = [] if row.approved_at else ["This edition is a draft itself: go on with it."]
    return draft or editions.why_not_start(row.article, by)


def discard(by: User, row: Edition, words: FormValues) -> type[Article]:
    """Throw the draft away, and go back to the list of articles."""
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
        begins=fixes.begins_again,
    ),
    Button(
        "otherwise",
        "Let it go without, or hold it",
        "Chosen.",
        fixes.why_not_otherwise,
        fixes.otherwise,
        fixes.DeclineFixForm,
        begins=fixes.begins_again,
    ),
    Button(
        "submit",
        "Submit for review",
        "Submitted.",
        why_not_submit,
        submit,
    ),
    Button(
        "approve",
        "Approve",
        "Approved, on hold.",
        why_not_approve,
        approve,
        ApprovalForm,
        begins=quoted,
    ),
    Button(
        "settle",
        "Settle a quotation",
        "Settled.",
        lambda row, by, at: quotations.why_not_settle_quotation(row, by),
        settle,
        QuotationForm,
        reason="told",
        begins=lambda row, by, at: {"misquotes": quotations.misquotes(row.body)},
    ),
    Button(
        "return",
        "Return to the author",
        "Returned.",
        lambda row, by, at: editions.why_not_return(row, by),
        give_back,
        ReturnForm,
        reason="note",
    ),
    Button(
        "publish",
        "Publish now",
        "Live.",
        publishing.why_not_publish,
        publish,
        fixes.FixChoiceForm,
        begins=fixes.begins_now,
    ),
    Button(
        "schedule",
        "Schedule",
        "Scheduled.",
        publishing.why_not_schedule,
        schedule,
        fixes.ScheduleForm,
        begins=fixes.begins_later,
    ),
    Button("hold", "Hold", "On hold.", publishing.why_not_hold, hold),
    Button("start", "Start the next edition", "A new draft, from this one.", why_not_start, start),
    CORRECT_EDITION,
    Button(
        "discard",
        "Discard the draft",
        "Discarded.",
        lambda row, by, at: discarding.why_not_discard(row, by),
        discard,
        asks="All that is written in it goes, and does not come back. Discard it?",
    ),
)
