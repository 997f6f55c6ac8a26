"""What a sentence takes for granted of the records that it names, without claiming it.

"The families of Kai Li and David Lin call for their release" says of nobody that he is in prison,
and is out of date once he is free. Nor does "on Monday Blinken is due to see Wang Yi" name a
meeting. What is read here is less sure than a claim: each is `hedged`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefings.bodies.claim_patterns import Says
from briefings.bodies.claims import Claim, Kind, Sentence
from briefings.bodies.lexicon import TITLE
from briefings.bodies.sentences import quoted

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
# Words by which somebody is in custody. What was so once is told by the words before them.
_CAPTIVE = re.compile(
    r"\b(?:detention|imprisonment|incarceration|captivity|confinement)\sof\b"
    r"|\b(?:detained|imprisoned|jailed|captive)\s(?:\w+\s)?(?:[A-Z]\w+s|citizens|nationals)\b"
    rf"|\b(?:held|detained|imprisoned|jailed)\s(?:in\s(?!\d|{_MONTH})|by\s|since\s)"
    r"|\b(?:is|are|remains?|(?:has|have)\sbeen)\s(?:\w+\s)?(?:held|detained|imprisoned|jailed)\b"
    r"|\bin\s(?:[\w’]+\s){0,2}(?:prisons?|jails?|custody|detention|captivity)\b"
    r"|\b(?:behind bars|under house arrest|hostages?|prisoners?|detainees?)\b"
)
_ONCE = re.compile(
    r"\b(?:was|were|had|been|spent|served|years?|months?|weeks?|days?|former|formerly|freed|"
    r"released|once)\s(?:[\w’]+\s){0,3}$"
)
# A release that is asked for has not happened.
_ASKED = re.compile(
    r"\b(?:urg\w+|call(?:s|ed|ing)?\sfor|press\w*|push\w*|seek\w*|sought|demand\w*|appeal\w*|"
    r"campaign\w*|plead\w*|negotiating)\b[^.;:]*?\b(?P<words>release|freedom)\b"
)
# "Lavrov had been Russia’s minister for nineteen years, and is still."
_STILL = re.compile(
    r"\b(?:(?:is|remains)\sstill|still\sis|and\sis|remains\sso|still\sholds\sit|(?:is|remains)\sin\soffice)"
    r"(?=[.,;:]|$)"
)
_TITLE = re.compile(rf"\b{TITLE}\b")
_TO_COME = (
    r"\b(?:will|(?:is|are)\s(?:\w+\s){0,2}?to|plans?\sto|intends?\sto|hopes?\sto|expects?\sto)\s"
    r"(?:\w+\s){0,4}?"
)
_MET = re.compile(
    rf"(?P<upcoming>{_TO_COME}(?:meet|see|receive|host|talks?|dine|sit\sdown)\b"
    r"|\b(?:upcoming|forthcoming|planned|scheduled)\s(?:\w+\s){0,2}?"
    r"(?:meeting|talks|summit|dinner|call)\b|\bmeets\b)"
    r"|(?P<held>\bmet\b|\b(?:held|had)\stalks\b|\bsat\sdown\b|\bdined\b)"
)
_TRAVELLED = re.compile(
    rf"(?P<upcoming>{_TO_COME}(?:arrive|land|visit|travel|fly|go|head|leave|depart)\b"
    r"|\b(?:arrives|lands|visits|travels|flies|heads\sto|leaves\sfor|departs\sfor|is\sarriving)\b)"
    r"|(?P<held>\b(?:arrived|landed|visited|travell?ed|flew)\b)"
)


def captives(sentence: Sentence, text: str) -> Iterator[Claim]:
    """Yield that the detainees of a sentence are in custody, where its words suppose so.

    Nothing for those of whom it claims where they stand. `text` is the sentence's paragraph.
    """
    told = {claim.record for claim in sentence.claims if claim.kind == Kind.CUSTODY}
    people = {
        one.record: one
        for one in reversed(sentence.named)
        if one.type == "detainee" and one.record not in told
    }
    found = _captive_words(sentence, text) if people else None
    for one in people.values() if found else ():
        start, end = found or (0, 0)
        yield _claim(sentence, text, Kind.CUSTODY, one.record, start, end, Says.CONFINED)


def _captive_words(sentence: Sentence, text: str) -> tuple[int, int] | None:
    shut = quoted(text)
    for found in _CAPTIVE.finditer(text, sentence.start, sentence.end):
        said = any(start <= found.start() < end for start, end in shut)
        if not said and not _ONCE.search(text[sentence.start : found.start()]):
            return found.start(), found.start() + len(found[0].rstrip())
    asked = _ASKED.search(text, sentence.start, sentence.end)
    return asked.span("words") if asked else None


def incumbents(sentence: Sentence, text: str) -> Iterator[Claim]:
    """Yield that the one official of a sentence holds an office, where it says that he still does.

    Nothing if it claims so itself, or names several offices.
    """
    officials = {one.record for one in sentence.named if one.type == "official"}
    claimed = any(claim.kind == Kind.OFFICE for claim in sentence.claims)
    still = _STILL.search(text, sentence.start, sentence.end)
    titles = {found[0].lower() for found in _TITLE.finditer(text, sentence.start, sentence.end)}
    if still is None or claimed or len(officials) != 1 or len(titles) != 1:
        return
    record, title = officials.pop(), titles.pop()
    yield _claim(sentence, text, Kind.OFFICE, record, *still.span(), title)


def encounters(sentence: Sentence, text: str) -> Iterator[Claim]:
    """Yield for each person named that they meet somebody: UPCOMING, or HELD if they met."""
    yield from _of_people(sentence, text, _MET)


def journeys(sentence: Sentence, text: str) -> Iterator[Claim]:
    """Yield for each person named that they travel: UPCOMING, or HELD if they have."""
    yield from _of_people(sentence, text, _TRAVELLED)


def _of_people(sentence: Sentence, text: str, pattern: re.Pattern[str]) -> Iterator[Claim]:
    found = pattern.search(text, sentence.start, sentence.end)
    if found is None or any(start <= found.start() < end for start, end in quoted(text)):
        return
    says = Says.UPCOMING if found["upcoming"] else Says.HELD
    for record in dict.fromkeys(one.record for one in sentence.named):
        yield _claim(sentence, text, Kind.OCCASION, record, *found.span(), says)


def _claim(
    sentence: Sentence, text: str, kind: Kind, record: object, start: int, end: int, says: str
) -> Claim:
    return Claim(
        kind=kind,
        record=record,  # type: ignore[arg-type]
        paragraph=sentence.paragraph,
        start=start,
        end=end,
        words=text[start:end],
        says=says,
        hedged=True,
    )
