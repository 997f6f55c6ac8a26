"""Find the prose that changes of the record have made stale, and deal with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse

from briefings.actions.acting import acting
from briefings.actions.editions import start_edition
from briefings.actions.lineage import approvers_of
from briefings.actions.locking import lock
from briefings.actions.mails import post_mail
from briefings.actions.refusals import refuse_if
from briefings.addresses import absolute
from briefings.ledger import LedgerState, read_state
from briefings.models import Change, Edition, Identity, LookedAt, StaleSentence
from briefings.models.date_words import moment
from briefings.staleness.changed import Changed, Touch
from briefings.staleness.changes import (
    Changes,
    changed_records,
    changes_between,
    pieces_citing,
    pieces_on,
    pieces_quoting,
)
from briefings.staleness.pieces import Piece, Pieces
from briefings.staleness.told import Before
from briefings.staleness.touched import touched, touched_by_source, touched_by_statement
from briefings.veil import Veil

# What decides that two findings are of one sentence.
KEY = ("edition_id", "paragraph", "start", "kind", "public_id")
ROWS_AT_ONCE = 200
TOLD = (
    "The record has changed since these pieces were approved. Hold them, start the next edition, or"
    " say that they are still true:"
)


def look_at_prose() -> list[StaleSentence]:
    """Look at the pieces that what has changed since the last time may touch; return the new ones.

    For a job: what was looked at is noted in the same transaction as what was found, and whoever
    comes beside waits for it. So a job that is lost or done twice changes nothing. The very first
    time it notes where the ledger stands, for there is nothing to compare with. Reads the texts
    of live and scheduled editions that name a record of which something was told that words may
    rest on, and of no others.
    """
    with transaction.atomic():
        LookedAt.objects.get_or_create(pk=1)
        looked = LookedAt.objects.select_for_update().get(pk=1)
        state = read_state()
        last = Change.objects.filter(seq=looked.seq).first()
        if last is None or last.at is None:
            LookedAt.objects.update(seq=state.head)
            return []
        at, before = state.at, Before(looked.seq, last.at)
        changes = changes_between(looked.seq, state.head)
        found: list[StaleSentence] = []
        read = Pieces()
        for identity, changed in changed_records(changes, before, at):
            found += _look_at_record(identity, changed, read, at, state.head)
        for public_id, reason in changes.sources.items():
            for piece in read.of(pieces_citing(public_id, at)):
                hits = touched_by_source(piece, public_id, reason)
                found += _keep(piece, hits, "source", public_id, state.head, gone=bool(reason))
        for public_id, reason in changes.statements.items():
            for piece in read.of(pieces_quoting(public_id, at)):
                hits = touched_by_statement(piece, public_id, reason)
                found += _keep(piece, hits, "statement", public_id, state.head, gone=bool(reason))
        _carry_into_later_editions(changes, read, at)
        _announce(found, state)
        looked.seq = state.head
        looked.save()
        return found


def _look_at_record(
    identity: Identity, changed: Changed, read: Pieces, at: datetime, seq: int
) -> Iterator[StaleSentence]:
    if not changed.may_touch:
        return
    undone = changed.undone()
    for piece in read.of(pieces_on(identity, changed, at).iterator(ROWS_AT_ONCE)):
        _keep(piece, touched(piece, undone, at), changed.type, changed.record, seq, gone=False)
        yield from _keep(
            piece, touched(piece, changed, at), changed.type, changed.record, seq, gone=True
        )


def _keep(
    piece: Piece, hits: Iterable[Touch], row_type: str, public_id: UUID, seq: int, *, gone: bool
) -> list[StaleSentence]:
    """Store the touched sentences and return those that are new; unless `gone`, take them away.

    One that was called still true comes back when the record tells something else again.
    """
    kept: list[StaleSentence] = []
    for hit in hits:
        row = _row(piece, hit, row_type, public_id, seq)
        known = StaleSentence.objects.filter(**{name: getattr(row, name) for name in KEY}).first()
        if not gone:
            if known is not None and known.dismissed_at is None:
                known.delete()
        elif known is None or known.told != row.told:
            if known is not None:
                known.delete()
            row.save()
            kept.append(row)
    return kept


def _row(piece: Piece, hit: Touch, row_type: str, public_id: UUID, seq: int) -> StaleSentence:
    sentence = hit.sentence
    text = piece.text.words[sentence.paragraph]
    skipped = sentence.start + text[sentence.start :].index(sentence.words)
    return StaleSentence(
        edition=piece.edition,
        paragraph=sentence.paragraph,
        start=sentence.start,
        words_start=max(hit.start - skipped, 0),
        words_end=min(max(hit.end - skipped, 0), len(sentence.words)),
        sentence=sentence.words,
        kind=hit.kind,
        row_type=row_type,
        public_id=public_id,
        was=hit.was,
        told=hit.told,
        seq=seq,
    )


def _announce(found: Iterable[StaleSentence], state: LedgerState) -> None:
    """Write once to author and approver of each scheduled piece of which something was found.

    The author's mail has the sentences, without a withheld name; it goes out of the house.
    """
    ahead: dict[Edition, list[StaleSentence]] = defaultdict(list)
    for row in found:
        if row.edition.live_period.lower > state.at:
            ahead[row.edition].append(row)
            row.announced_at = state.at
            row.save()
    mails: dict[User, list[str]] = defaultdict(list)
    veil = Veil.of(state.withheld)
    for edition, rows in ahead.items():
        authors = {one for one in (edition.created_by, edition.submitted_by) if one}
        said = [f"“{veil.text(words)}”" for words in dict.fromkeys(row.sentence for row in rows)]
        goes_live = moment(edition.live_period.lower)
        head = [f"{veil.text(edition.headline)}, scheduled for {goes_live}", _desk_address(edition)]
        for person in {*authors, *approvers_of(edition)}:
            mails[person].append("\n".join([*head, *(said if person in authors else [])]))
    for person, pieces in mails.items():
        post_mail(
            to=person,
            subject="A scheduled piece says what the record no longer tells",
            text="\n\n".join([TOLD, *pieces]),
            occasion=f"stale prose {state.head}",
        )


def _desk_address(edition: Edition) -> str:
    return absolute(reverse("admin:briefings_edition_change", args=[edition.pk]))


def _carry_into_later_editions(changes: Changes, read: Pieces, at: datetime) -> None:
    """List again what an edition that went live took over from the one before it."""
    rows = StaleSentence.objects.filter(edition__article__identity__in=changes.articles)
    by_article: dict[int, list[StaleSentence]] = defaultdict(list)
    for row in rows.select_related("edition").order_by("found_at", "pk"):
        by_article[row.edition.article_id].append(row)
    live = Edition.objects.live(at).filter(article__in=by_article).select_related("about")
    for piece in read.of(live):
        _carry(piece, by_article[piece.edition.article_id])


def _carry(piece: Piece, rows: Iterable[StaleSentence]) -> None:
    listed = {(row.sentence, row.kind, row.public_id): row for row in rows}
    places = {sentence.words: sentence for sentence in piece.text.sentences}
    for (words, kind, public_id), row in listed.items():
        sentence = places.get(words)
        if sentence is None or row.edition_id == piece.edition.pk:
            continue
        own = {"edition": piece.edition, "kind": kind, "public_id": public_id}
        place = {"paragraph": sentence.paragraph, "start": sentence.start}
        if not StaleSentence.objects.filter(**own, **place).exists():
            row.pk, row.edition = None, piece.edition
            row.paragraph, row.start = sentence.paragraph, sentence.start
            row._state.adding = True
            row.save()


def why_not_call_true(by: User) -> list[str]:
    """Return the reason, if any, why `by` cannot say that a stale sentence is still true."""
    if by.has_perm("briefings.review_edition"):
        return []
    return ["Your role does not dismiss warnings: ask an editor."]


def call_true(*, by: User, rows: Sequence[StaleSentence], reason: str) -> None:
    """Say that a stale sentence is still true, for a reason. Raises `Refused`.

    `rows` are all that is listed of one sentence. It is listed again if the record comes to tell
    something else.
    """
    with acting(by=by, action="call a sentence still true", reason=reason) as at:
        reasons = why_not_call_true(by)
        locked = [lock(row) for row in rows]
        if any(row.dismissed_at is not None for row in locked):
            reasons.append("Somebody said so already.")
        if not reason.strip():
            reasons.append("Say why it is still true.")
        refuse_if(reasons)
        for row in locked:
            row.dismissed_by, row.dismissed_at, row.reason = by, at, reason.strip()
            row.save()


def take_back(*, by: User, rows: Sequence[StaleSentence]) -> None:
    """Take back that a sentence is still true: it is listed again. Raises `Refused`.

    `rows` are all that were called true of one sentence.
    """
    with acting(by=by, action="take back that a sentence is still true"):
        reasons = why_not_call_true(by)
        locked = [lock(row) for row in rows]
        if any(row.dismissed_at is None for row in locked):
            reasons.append("Somebody has taken it back already.")
        refuse_if(reasons)
        for row in locked:
            row.dismissed_by, row.dismissed_at, row.reason = None, None, ""
            row.save()


def mend(*, by: User, edition: Edition) -> Edition:
    """Start the next edition from a stale one, and return the draft. Raises `Refused`."""
    return start_edition(by=by, article=edition.article, from_=edition)
