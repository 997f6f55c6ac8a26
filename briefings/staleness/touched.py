"""Which sentences of a piece a change of the record touches.

A sentence is touched if it names the record, and what it says agreed with the record before the
change and does not after. What is told in the present ("is the foreign minister", "are held in
Shanghai") is compared with today; a mere title, which is of the day of the piece ("Foreign Minister
Qin Gang said"), with that day; both, in a piece that readers are still to see, with the day on
which it goes live.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from uuid import UUID

from briefings.bodies.claim_patterns import Says
from briefings.bodies.claims import Claim, Sentence
from briefings.bodies.implied import captives, encounters, incumbents, journeys
from briefings.models import Meeting, PartialDate, StaleSentence
from briefings.staleness.agreement import ALIVE, DEAD, compare, compare_occasion
from briefings.staleness.changed import NEAR, Changed, Touch
from briefings.staleness.pieces import Piece

Kinds = StaleSentence.Kind
# Of a meeting of these kinds nothing is said but by these words; of any other, by any.
WORDS_OF_KIND = {
    Meeting.Kind.WORKING_DINNER: r"\bdin(?:ner|e[ds]?|ing)\b",
    Meeting.Kind.BANQUET: r"\bbanquet\b",
    Meeting.Kind.CALL: r"\b(?:call|telephone|phone)\b",
    Meeting.Kind.PRESS_CONFERENCE: r"\b(?:press|news) conference\b",
    Meeting.Kind.BRIEFING: r"\bbriefing\b",
    Meeting.Kind.ROUND_TABLE: r"\bround ?tables?\b",
}


def touched(piece: Piece, changed: Changed, at: datetime) -> Iterator[Touch]:
    """Yield the sentences of a live or scheduled piece that a changed record has touched."""
    for sentence in piece.text.sentences:
        yield from _first(_of_sentence(piece, sentence, changed, at))
    if not changed.nameless:
        yield from _of_names(piece, changed)


def touched_by_source(piece: Piece, source: UUID, reason: str) -> Iterator[Touch]:
    """Yield the sentences with a note of a source that was retracted."""
    for sentence in piece.text.sentences:
        if piece.cites(sentence, source):
            yield Touch(sentence, Kinds.SOURCE, sentence.start, sentence.start, "", reason)


def touched_by_statement(piece: Piece, statement: UUID, reason: str) -> Iterator[Touch]:
    """Yield the sentences that quote a statement that was retracted."""
    for sentence in piece.text.sentences:
        if piece.quotes(sentence, statement):
            yield Touch(sentence, Kinds.STATEMENT, sentence.start, sentence.start, "", reason)


def _first(touches: Iterable[Touch]) -> Iterator[Touch]:
    """Yield the first touch of each kind."""
    seen: set[str] = set()
    for touch in touches:
        if touch.kind not in seen:
            seen.add(touch.kind)
            yield touch


def _of_sentence(
    piece: Piece, sentence: Sentence, changed: Changed, at: datetime
) -> Iterator[Touch]:
    claims = [claim for claim in sentence.claims if claim.record == changed.record]
    text = piece.text.words[sentence.paragraph]
    supposed = (*captives(sentence, text), *incumbents(sentence, text))
    claims += [one for one in supposed if one.record == changed.record]
    yield from _of_claims(piece, sentence, claims, changed, at)
    yield from _of_an_engagement(piece, sentence, changed, at)
    if changed.type == "official" and changed.now.died and not changed.before.died:
        yield from _of_the_dead(piece, sentence, changed)
    for one in [one for one in sentence.named if one.record == changed.record][:1]:
        if changed.gone:
            yield Touch(sentence, Kinds.RECORD, one.start, one.end, "", changed.gone)
        for source, reason in changed.retracted:
            if piece.cites(sentence, source):
                yield Touch(sentence, Kinds.FACT, one.start, one.end, "", reason)


def _of_claims(
    piece: Piece, sentence: Sentence, claims: Iterable[Claim], changed: Changed, at: datetime
) -> Iterator[Touch]:
    for claim in claims:
        before = changed.merged.get(piece.link_within(claim) or changed.record, changed.before)
        if (found := compare(piece, claim, before, changed.now, at)) is not None:
            kind, was, told = found
            yield Touch(sentence, kind, claim.start, claim.end, was, told)


def _of_an_engagement(
    piece: Piece, sentence: Sentence, changed: Changed, at: datetime
) -> Iterator[Touch]:
    """Yield what is said of a meeting by those who meet, of a visit by who travels."""
    own = [claim for claim in sentence.claims if claim.record == changed.record]
    if own or not changed.people:
        return
    text = piece.text.words[sentence.paragraph]
    if changed.type == "meeting":
        needed, claims = 2, encounters(sentence, text)
        words = WORDS_OF_KIND.get(Meeting.Kind(changed.meeting_kind), "")
        if not re.search(words, text[sentence.start : sentence.end], re.IGNORECASE):
            return
    else:
        needed, claims = 1, journeys(sentence, text)
        if changed.record not in piece.records:
            return
    said = [claim for claim in claims if claim.record in changed.people]
    if len(said) < needed or not _near(changed.before.on, piece.day, said[0].says):
        return
    if (found := compare_occasion(said[0], changed.before, changed.now, at)) is not None:
        kind, was, told = found
        yield Touch(sentence, kind, said[0].start, said[0].end, was, told)


def _of_the_dead(piece: Piece, sentence: Sentence, changed: Changed) -> Iterator[Touch]:
    """Yield what somebody who has died is still to do: meet, or travel."""
    text = piece.text.words[sentence.paragraph]
    for claim in (*encounters(sentence, text), *journeys(sentence, text)):
        if claim.record == changed.record and claim.says == Says.UPCOMING:
            yield Touch(sentence, Kinds.OCCASION, claim.start, claim.end, ALIVE, DEAD)


def _near(on: PartialDate | None, day: date, says: str) -> bool:
    """Return whether a piece of that day may speak of what is on that date."""
    if on is None or on.earliest is None or on.latest is None:
        return False
    if says == Says.UPCOMING:
        return on.latest >= day and on.earliest <= day + NEAR
    return on.earliest <= day and on.latest >= day - NEAR


def _of_names(piece: Piece, changed: Changed) -> Iterator[Touch]:
    """Yield the sentences that call the record by a name that it bore and bears no more.

    A name of one word counts in a link alone: others may have it.
    """
    names = changed.before.names.union(*(told.names for told in changed.merged.values()))
    lost = names - changed.now.names
    if not lost:
        return
    longer = [name for name in changed.now.names if any(one in name for one in lost)]
    for sentence in piece.text.sentences:
        text = piece.text.words[sentence.paragraph]
        linked = [one for one in sentence.named if one.record == changed.record and one.linked]
        for name in sorted(lost, key=len, reverse=True):
            spans = [
                found.span()
                for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
                if sentence.start <= found.start() < sentence.end
                and not any(_within(text, found.span(), one) for one in longer)
            ]
            if " " not in name:
                spans = [
                    span
                    for span in spans
                    if any(one.start <= span[0] and span[1] <= one.end for one in linked)
                ]
            if spans:
                yield Touch(sentence, Kinds.NAME, *spans[0], name, "")
                break


def _within(text: str, span: tuple[int, int], longer: str) -> bool:
    """Return whether the span is a part of the longer words."""
    return any(
        found.start() <= span[0] and span[1] <= found.end()
        for found in re.finditer(re.escape(longer), text)
    )
