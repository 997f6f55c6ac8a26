"""Quotations tied to statements: the words must agree, and the statement is public with the piece.

A quotation in a body names its statement. If the words of the two differ, somebody decides which
are right; until then the edition cannot be submitted or approved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.models import User

from briefings.actions.acting import acting
from briefings.actions.locking import lock, lock_edition
from briefings.actions.records import correct
from briefings.actions.refusals import field_errors, refuse_if
from briefings.actions.writing import why_not_change
from briefings.bodies import Quote, quotes, quotes_words, with_quote_replaced
from briefings.models import Correction, Edition, Statement


class Misquote(NamedTuple):
    """A quotation whose words differ from those of its statement."""

    quote: Quote
    statement: Statement

    @property
    def key(self) -> str:
        """The number with a mark of both texts: another key once one of them was changed."""
        texts = f"{self.quote.words}\0{self.statement.words}"
        return f"{self.quote.number}-{sha256(texts.encode()).hexdigest()[:16]}"

    @property
    def words(self) -> str:
        """A sentence with both texts, for an editor."""
        whose = self.statement.official or self.statement.organization
        return (
            f"Quotation {self.quote.number} differs from the statement of"
            f" {whose or self.statement.attribution}. The piece: “{self.quote.words}” The"
            f" statement: “{self.statement.words}” Say which of the two is right."
        )


class QuotationResolution(StrEnum):
    """How a misquote is resolved: whose words are right, or neither's."""

    STATEMENT = "statement"
    QUOTATION = "quotation"
    UNTIED = "untied"


def misquotes(body: str) -> list[Misquote]:
    """Return the quotations of a body whose words differ from their statements'.

    One query, or none if no quotation is tied to a statement. Quotations tied to an unknown
    statement are left out.
    """
    tied = quotes(body)
    rows = Statement.objects.with_public_ids(quote.statement for quote in tied).with_speakers()
    known = {row.public_id: row for row in (rows if tied else ())}
    return [
        Misquote(quote, known[quote.statement])
        for quote in tied
        if quote.statement in known
        and not quotes_words(quote.words, known[quote.statement].words, passage=quote.passage)
    ]


def misquote_reasons(body: str) -> list[str]:
    """Return a reason for each quotation whose words differ from its statement's (one query)."""
    return [misquote.words for misquote in misquotes(body)]


def why_not_resolve_quotation(edition: Edition, by: User) -> list[str]:
    """Return every reason why `by` cannot resolve a misquote of the edition (one query)."""
    reasons = why_not_change(edition, by)
    if not misquotes(edition.body):
        reasons.append("Every quotation matches its statement.")
    return reasons


def resolve_quotation(
    *, by: User, edition: Edition, number: int, right: QuotationResolution, correction: str = ""
) -> Edition:
    """Resolve a misquote: take the statement's words, take the quotation's, or untie the two.

    If the words of a public statement change, `correction` is published on the speaker's record.
    Raises `Refused`.
    """
    with acting(
        by=by, action="resolve a quotation", reason=correction, locking=edition.article
    ) as at:
        edition = lock_edition(edition)
        reasons = why_not_change(edition, by)
        found = [one for one in misquotes(edition.body) if one.quote.number == number]
        if not found:
            reasons.append(f"Quotation {number} matches its statement.")
        refuse_if(reasons)
        [(quote, statement)] = found
        if right == QuotationResolution.QUOTATION:
            change_words(
                by=by, statement=statement, words=quote.words, correction=correction, at=at
            )
            return edition
        words = statement.words if right == QuotationResolution.STATEMENT else None
        edition.body = with_quote_replaced(edition.body, number, words)
        edition.save(update_fields=["body"])
        return edition


def why_not_change_words(
    statement: Statement, by: User, correction: str, at: datetime
) -> list[str]:
    """Return every reason why `by` cannot change a statement's words with this correction."""
    reasons = []
    published = statement.live_period is not None
    needed = "briefings.publish_identity" if published else "briefings.change_statement"
    if not by.has_perm(needed):
        reasons.append("Your role does not change this statement: ask an editor.")
    if statement.retraction_reason:
        reasons.append("The statement was retracted: reinstate it first, or detach the quotation.")
    elif statement.is_live(at) and not correction.strip():
        reasons.append("The statement is public: say what readers are told of the change.")
    return reasons


def change_words(
    *, by: User, statement: Statement, words: str, correction: str, at: datetime
) -> None:
    """Change a statement's words; publish the correction if readers saw the old ones."""
    statement = lock(statement)
    refuse_if(why_not_change_words(statement, by, correction, at))
    statement.words = words
    refuse_if(field_errors(statement, "words"))
    statement.save(update_fields=["words"])
    speaker = statement.official or statement.organization
    if statement.is_live(at) and speaker is not None and speaker.is_live(at):
        kind = Correction.Kind.CORRECTION
        correct(by=by, identity=speaker.identity, kind=kind, words=correction)


def unpublished_statements(body: str, at: datetime) -> list[Statement]:
    """Return the statements quoted in a body that readers do not see at `at` (two queries)."""
    ids = {quote.statement for quote in quotes(body)}
    if not ids:
        return []
    live = {*Statement.objects.live(at).with_public_ids(ids).values_list("pk", flat=True)}
    known = Statement.objects.with_public_ids(ids).with_speakers().order_by("pk")
    return [row for row in known if row.pk not in live]


def why_not_publish_with_piece(statement: Statement, by: User, at: datetime) -> list[str]:
    """Return every reason why `by` cannot publish a statement with the piece that quotes it."""
    reasons = []
    speaker = statement.official or statement.organization
    if not by.has_perm("briefings.publish_identity"):
        reasons.append("Your role does not publish statements: ask an editor.")
    if statement.retraction_reason:
        reasons.append(f"A statement quoted was retracted: {statement}.")
    elif speaker is not None and not speaker.is_live(at):
        reasons.append(f"{speaker} is not public: publish the record before what it said.")
    elif statement.is_live(at):
        reasons.append(f"A statement quoted contains a withheld name: {statement}.")
    return reasons


def why_not_approve_quoting(
    waiting: Iterable[Statement], *, with_piece: bool, by: User, at: datetime
) -> list[str]:
    """Return the reasons why the statements `waiting` keep a piece from being approved.

    With `with_piece`, they are to be published with the piece: only what prevents that counts.
    """
    if with_piece:
        return [reason for one in waiting for reason in why_not_publish_with_piece(one, by, at)]
    return [
        f"A statement quoted in the body is not published: {one}. Publish it first, or with the"
        " piece."
        for one in waiting
    ]


def statements_to_publish(
    body: str, chosen: Collection[UUID], by: User, at: datetime
) -> list[UUID]:
    """Return the ids of the unpublished statements quoted in a body, all of them `chosen`.

    Raises `Refused` for an unpublished statement that is not chosen, and for a misquote.
    """
    waiting = unpublished_statements(body, at)
    others = [one for one in waiting if one.public_id not in chosen]
    unseen = why_not_approve_quoting(others, with_piece=False, by=by, at=at)
    refuse_if([*misquote_reasons(body), *unseen])
    return [one.public_id for one in waiting]


def statements_published_with(edition: Edition) -> list[Statement]:
    """Return the statements that become public with an edition (one query, or none).

    A trigger makes them follow its live period: while it is on hold they are not published, unless
    another edition publishes them. Public and retracted statements stay as they are.
    """
    if not edition.publishes:
        return []
    return [*Statement.objects.with_public_ids(edition.publishes).with_speakers().order_by("pk")]
