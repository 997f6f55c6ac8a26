"""Quotations tied to statements: they say what the statement says, and it is public with the piece.

A body names the statements that its quotations are. Where the two say different words somebody
decides which are right; until then nothing is submitted or approved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.models import User

from briefings.actions.acting import acting
from briefings.actions.locking import locked, locked_edition
from briefings.actions.records import correct
from briefings.actions.refusals import faults, refuse_if
from briefings.actions.writing import why_not_change
from briefings.bodies import Quote, quotes, says, settled
from briefings.models import Correction, Edition, Statement


class Misquote(NamedTuple):
    """A quotation that says other words than the statement to which it is tied."""

    quote: Quote
    statement: Statement

    @property
    def words(self) -> str:
        """Both texts, and that they differ."""
        whose = self.statement.official or self.statement.organization
        return (
            f"Quotation {self.quote.number} says other words than the statement of"
            f" {whose or self.statement.attribution}. The piece: “{self.quote.words}” The"
            f" statement: “{self.statement.words}” Settle which of the two is right."
        )


class QuotationResolution(StrEnum):
    """Which of two texts is right."""

    STATEMENT = "statement"
    QUOTATION = "quotation"
    UNTIED = "untied"


def misquotes(body: str) -> list[Misquote]:
    """Return the quotations of a body that say other words than their statements.

    One query, none where nothing is tied. What is tied to no known statement is left out.
    """
    tied = quotes(body)
    rows = Statement.objects.known_as(quote.statement for quote in tied).with_speakers()
    known = {row.public_id: row for row in (rows if tied else ())}
    return [
        Misquote(quote, known[quote.statement])
        for quote in tied
        if quote.statement in known
        and not says(quote.words, known[quote.statement].words, passage=quote.passage)
    ]


def why_not_quoted(body: str) -> list[str]:
    """Return a reason for each quotation that says other words than its statement (one query)."""
    return [misquote.words for misquote in misquotes(body)]


def why_not_settle_quotation(edition: Edition, by: User) -> list[str]:
    """Return every reason why `by` has no quotation of the edition to settle (one query)."""
    reasons = why_not_change(edition, by)
    if not misquotes(edition.body):
        reasons.append("Every quotation says the words of its statement.")
    return reasons


def settle_quotation(
    *, by: User, edition: Edition, number: int, right: QuotationResolution, told: str = ""
) -> Edition:
    """Settle which is right, the words of a quotation or those of its statement.

    The statement's words go into the body, or the quotation's into the statement, or the two are
    parted. `told` is what readers are told, as a correction of the speaker's record, where the
    statement is public. Raises `Refused`.
    """
    with acting(by=by, action="settle a quotation", reason=told, locking=edition.article) as at:
        edition = locked_edition(edition)
        reasons = why_not_change(edition, by)
        found = [one for one in misquotes(edition.body) if one.quote.number == number]
        if not found:
            reasons.append(f"Quotation {number} says the words of its statement.")
        refuse_if(reasons)
        [(quote, statement)] = found
        if right == QuotationResolution.QUOTATION:
            change_words(by=by, statement=statement, words=quote.words, told=told, at=at)
            return edition
        words = statement.words if right == QuotationResolution.STATEMENT else None
        edition.body = settled(edition.body, number, words)
        edition.save(update_fields=["body"])
        return edition


def why_not_change_words(statement: Statement, by: User, told: str, at: datetime) -> list[str]:
    """Return every reason why `by` cannot change the words of a statement, `told` to readers."""
    reasons = []
    published = statement.live_period is not None
    needed = "briefings.publish_identity" if published else "briefings.change_statement"
    if not by.has_perm(needed):
        reasons.append("Your role does not change this statement: ask an editor.")
    if statement.retraction_reason:
        reasons.append("The statement was retracted: put it back first, or untie the quotation.")
    elif statement.is_live(at) and not told.strip():
        reasons.append("The statement is public: say what readers are told of the change.")
    return reasons


def change_words(*, by: User, statement: Statement, words: str, told: str, at: datetime) -> None:
    """Give a statement other words, with a correction where readers saw those before."""
    statement = locked(statement)
    refuse_if(why_not_change_words(statement, by, told, at))
    statement.words = words
    refuse_if(faults(statement, "words"))
    statement.save(update_fields=["words"])
    speaker = statement.official or statement.organization
    if statement.is_live(at) and speaker is not None and speaker.is_live(at):
        kind = Correction.Kind.CORRECTION
        correct(by=by, identity=speaker.identity, kind=kind, words=told)


def not_public(body: str, at: datetime) -> list[Statement]:
    """Return the statements that a body is tied to and readers do not see at `at` (two queries)."""
    ids = {quote.statement for quote in quotes(body)}
    if not ids:
        return []
    live = {*Statement.objects.live(at).known_as(ids).values_list("pk", flat=True)}
    known = Statement.objects.known_as(ids).with_speakers().order_by("pk")
    return [row for row in known if row.pk not in live]


def why_not_with_piece(statement: Statement, by: User, at: datetime) -> list[str]:
    """Return every reason why a statement cannot become public as a piece does that quotes it."""
    reasons = []
    speaker = statement.official or statement.organization
    if not by.has_perm("briefings.publish_identity"):
        reasons.append("Your role does not publish statements: ask an editor.")
    if statement.retraction_reason:
        reasons.append(f"A statement quoted was retracted: {statement}.")
    elif speaker is not None and not speaker.is_live(at):
        reasons.append(f"{speaker} is not public: publish the record before what it said.")
    elif statement.is_live(at):
        reasons.append(f"A statement quoted tells a name that is withheld: {statement}.")
    return reasons


def why_not_public(
    waiting: Iterable[Statement], *, with_piece: bool, by: User, at: datetime
) -> list[str]:
    """Return a reason for each statement that keeps a piece from its approval.

    With `with_piece` they are to become public as the piece does.
    """
    if with_piece:
        return [reason for one in waiting for reason in why_not_with_piece(one, by, at)]
    return [
        f"A statement quoted in the body is not published: {one}. Publish it first, or with the"
        " piece."
        for one in waiting
    ]


def coming_along(body: str, chosen: Collection[UUID], by: User, at: datetime) -> list[UUID]:
    """Return the statements, among those `chosen` for it, that become public as a body does.

    Raises `Refused` for others that readers do not see, and for other words than a statement's.
    """
    waiting = not_public(body, at)
    others = [one for one in waiting if one.public_id not in chosen]
    unseen = why_not_public(others, with_piece=False, by=by, at=at)
    refuse_if([*why_not_quoted(body), *unseen])
    return [one.public_id for one in waiting]


def released_with(edition: Edition) -> list[Statement]:
    """Return the statements that become public as an edition does (one query, or none).

    A trigger lets them follow its period: while it is on hold they wait as entered, unless another
    edition takes them along. What is public stays so, what was retracted is left alone.
    """
    if not edition.publishes:
        return []
    return [*Statement.objects.known_as(edition.publishes).with_speakers().order_by("pk")]
