"""Which sentences of a piece a change of the record touches.

A sentence is touched if it names the record, and what it says agreed with the record before the
change and does not after. What is told in the present ("is the foreign minister", "are held in
Shanghai") is compared with today; a mere title, which is of the day of the piece ("Foreign Minister
Qin Gang said"), with that day; both, in a piece that readers are still to see, with the day on
which it goes live.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from briefings.bodies.claim_patterns import Says
from briefings.bodies.claims import Claim, Kind, Sentence
from briefings.bodies.implied import captives, encounters, journeys
from briefings.checks.texts.offices import matching_tenures
from briefings.models import Meeting, PartialDate, Published, StaleSentence
from briefings.models.custody import IN_CUSTODY, CustodyStatus
from briefings.models.statuses import AHEAD, Status
from briefings.models.tenures import Tenure
from briefings.staleness.pieces import Piece
from briefings.staleness.told import Told

Kinds = StaleSentence.Kind
NOW = frozenset({"", "acting", "interim", "caretaker"})
PAST = frozenset({"former", "ex", "one-time", "onetime"})
OFF = {Status.CANCELLED, Status.DECLINED, Status.DID_NOT_TAKE_PLACE}
STATUSES: Mapping[str, set[str]] = {
    Says.HELD: {Status.HELD.value},
    Says.CANCELLED: {status.value for status in OFF},
    Says.POSTPONED: {Status.POSTPONED.value},
    Says.UPCOMING: {status.value for status in AHEAD},
}
# Of a meeting of these kinds nothing is said but by these words; of any other, by any.
WORDS_OF_KIND = {
    Meeting.Kind.WORKING_DINNER: r"\bdin(?:ner|e[ds]?|ing)\b",
    Meeting.Kind.BANQUET: r"\bbanquet\b",
    Meeting.Kind.CALL: r"\b(?:call|telephone|phone)\b",
    Meeting.Kind.PRESS_CONFERENCE: r"\b(?:press|news) conference\b",
    Meeting.Kind.BRIEFING: r"\bbriefing\b",
    Meeting.Kind.ROUND_TABLE: r"\bround ?tables?\b",
}
# How long before it a piece speaks of a meeting by those who will meet, and how long after.
NEAR = timedelta(days=60)
_PRESENT = re.compile(r"\b(?:is|remains|still|currently|now|since)\b")
_AFTER_TITLE = 12  # characters: " since", " is still"


@dataclass(frozen=True)
class Touch:
    """A sentence that is touched, and the words of it, by their places in the paragraph."""

    sentence: Sentence
    kind: StaleSentence.Kind
    start: int
    end: int
    was: str
    told: str


@dataclass(frozen=True)
class Changed:
    """A record that changed: what is told of it now, and what was told before.

    `record` is its public id and `merged` those of records merged into it by the change, each with
    what was told of it. `retracted` are the sources of its facts that were retracted, each with the
    reason, `reinstated` those of facts reinstated. `gone` is the reason for which the record itself
    was retracted, "" if it was not; `back`: it was reinstated. `people` are those who meet at a
    meeting or travel on a visit, `meeting_kind` is a meeting's kind. `nameless`: its name is
    withheld, which is told elsewhere.
    """

    type: str
    record: UUID
    before: Told
    now: Told
    merged: Mapping[UUID, Told] = field(default_factory=dict)
    retracted: Sequence[tuple[UUID, str]] = ()
    reinstated: Sequence[tuple[UUID, str]] = ()
    gone: str = ""
    back: bool = False
    people: frozenset[UUID] = frozenset()
    meeting_kind: str = ""
    nameless: bool = False

    @property
    def may_touch(self) -> bool:
        """Whether something is told otherwise that words may rest on; else no text is read."""
        facts = self.retracted or self.reinstated or self.gone or self.back or self.merged
        return bool(facts) or self.before.differs_from(self.now)

    def undone(self) -> Changed:
        """Return the change that leads back: what it touches agrees with the record again."""
        return replace(
            self,
            before=self.now,
            now=self.before,
            merged={},
            retracted=self.reinstated,
            gone=Published.RetractionReason.WRONG if self.back else "",
        )


def touched(piece: Piece, changed: Changed, at: datetime) -> Iterator[Touch]:
    """Yield the sentences of a live or scheduled piece that a changed record has touched."""
    for sentence in piece.text.sentences:
        named = [one for one in sentence.named if one.record == changed.record]
        yield from _of_an_engagement(piece, sentence, changed, at)
        claims = [claim for claim in sentence.claims if claim.record == changed.record]
        if changed.type == "detainee":
            text = piece.text.words[sentence.paragraph]
            claims += [one for one in captives(sentence, text) if one.record == changed.record]
        yield from _first(_of_claims(piece, sentence, claims, changed, at))
        if not named:
            continue
        first = named[0]
        if changed.gone:
            yield Touch(sentence, Kinds.RECORD, first.start, first.end, "", changed.gone)
        for source, reason in changed.retracted:
            if piece.cites(sentence, source):
                yield Touch(sentence, Kinds.FACT, first.start, first.end, "", reason)
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


def _of_claims(
    piece: Piece, sentence: Sentence, claims: Iterable[Claim], changed: Changed, at: datetime
) -> Iterator[Touch]:
    for claim in claims:
        before = changed.merged.get(piece.link_within(claim) or changed.record, changed.before)
        match claim.kind:
            case Kind.CUSTODY:
                found = _of_custody(piece, claim, before, changed.now, at)
            case Kind.OFFICE:
                found = _of_office(piece, claim, before, changed.now, at)
            case _:
                found = _of_occasion(claim, before, changed.now, at)
        if found is not None:
            kind, was, told = found
            yield Touch(sentence, kind, claim.start, claim.end, was, told)


Found = tuple[StaleSentence.Kind, str, str] | None


def _of_custody(piece: Piece, claim: Claim, before: Told, now: Told, at: datetime) -> Found:
    wanted = {CustodyStatus.FREE.value} if claim.says == Says.FREE else {*IN_CUSTODY}
    day = max(localdate(at), piece.goes_live_on(at) or date.min)
    was, told = before.custody(day), now.custody(day)
    if claim.ever:
        agreed, agrees = before.was_freed(), now.was_freed()
    else:
        agreed, agrees = bool(was & wanted), bool(told & wanted)
    if not agreed or agrees:
        return None
    labels: dict[str, str] = dict(CustodyStatus.choices)
    return Kinds.CUSTODY, _in_words(was, labels), _in_words(told, labels)


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


def _of_occasion(claim: Claim, before: Told, now: Told, at: datetime) -> Found:
    wanted, today = STATUSES[claim.says], localdate(at)
    was, told = before.statuses(today), now.statuses(today)
    if not was & wanted or told & wanted:
        return None
    labels: dict[str, str] = dict(Status.choices)
    return Kinds.OCCASION, _in_words(was, labels), _in_words(told, labels)


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
    if (found := _of_occasion(said[0], changed.before, changed.now, at)) is not None:
        kind, was, told = found
        yield Touch(sentence, kind, said[0].start, said[0].end, was, told)


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


def _in_words(values: Iterable[str], labels: Mapping[str, str]) -> str:
    return " or ".join(labels[value].lower() for value in sorted(values))
