"""Find words in quotation marks with their speakers, and words of unnamed speakers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefings.bodies.lexicon import (
    COUNTRY,
    COURTESY,
    NAME,
    NEAR,
    ORGANIZATION,
    SPEECH,
    TITLE,
    UNNAMED,
    before,
)
from briefings.bodies.suggestions import UnnamedAttribution

FEWEST_WORDS = 4
_MARKED = re.compile(
    r"“(?P<curly>[^“”]+)(?:”|$)|\"(?P<straight>[^\"]+)(?:\"|$)|«\s?(?P<guillemets>[^«»]+?)\s?(?:»|$)"
    r"|»(?P<reversed>[^«»]+)«|„(?P<low>[^„“”]+)(?:[“”]|$)|‘(?P<single>[^‘]*?[,.?!])’(?!\w)"
)
_NAMED = (
    rf"(?:(?:the|The)\s)?(?:(?:{COUNTRY}|{ORGANIZATION})(?:[’']s?)?\s)?"
    rf"(?:(?:{TITLE}|{COURTESY}),?\s)?{NAME}"
)
_PRONOUN = r"(?i:he|she|they)"
_SPEAKER = rf"(?:(?P<unnamed>{UNNAMED})|(?P<pronoun>{_PRONOUN})|(?P<named>{_NAMED}))"
_ASIDE = r"(?:,\s[^,“”\"«»]{2,80},)?"
_ADVERB = r"(?:(?:also|later|then|has|have|had|\w+ly)\s)*"
_SAYS_AFTER = re.compile(
    rf"[,\s]*(?:{SPEECH}\s{_SPEAKER}|(?i:according\sto)\s{_SPEAKER.replace('?P<', '?P<to_')})\b"
)
_AFTER_SAYS = re.compile(rf"[,\s]*{_SPEAKER}{_ASIDE}\s{_ADVERB}{SPEECH}\b")
_SAYS_BEFORE = re.compile(
    rf"(?<!\w){_SPEAKER}{_ASIDE}\s{_ADVERB}{SPEECH}\b[^.“”\"«»]{{0,80}}[,:]?\s*$"
)
_ACCORDING_BEFORE = re.compile(rf"(?i:according\sto)\s{_SPEAKER}[,:]\s*$")
_OCCASION = re.compile(
    r"(?<!\w)(?:[Dd]uring|[Aa]t|[Ii]n)\s(?:an?|the)\s(?:[a-z]+\s)?"
    r"(?:briefing|conference|interview|speech|hearing|address)\b"
    r"(?:\s(?:on|last)\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?"
)
_SENTENCE = re.compile(r"[.!?…][”\"»’']*\s+(?=[^a-z]|$)")
_UNNAMED_SAYS = re.compile(
    rf"(?<!\w)(?P<line>{UNNAMED})(?:,?\swho\s[^.,]{{2,80}},?)?\s{_ADVERB}{SPEECH}\b(?P<rest>[^.!?]*)"
)
_THEY_SAID = re.compile(
    rf"(?:{SPEECH}|(?i:according\sto))\s(?P<line>{UNNAMED})(?:,\s(?P<rest>[^.!?]*))?(?!\w)"
)
_NO_SIDE = re.compile(
    r"\b(?i:an?|one|another|two|three|four|several|some|the|same|senior|top|former|unnamed|"
    r"anonymous|high-ranking|familiar.*|close.*|briefed.*|officials?|diplomats?|sources?|"
    r"spokes\w+|aides?|advis[eo]rs?|envoys?|lawmakers?|officers?|negotiators?|ministers?|"
    r"persons?|people|politicians?|insiders?)\b"
)


@dataclass(frozen=True)
class Quotation:
    """Words in quotation marks; `start` and `end` include the marks."""

    paragraph: int
    start: int
    end: int
    words: str
    speaker: str | None
    unnamed: bool


@dataclass(frozen=True)
class _Spoken:
    """A speaker: the words for it, and whether they name nobody."""

    words: str
    unnamed: bool


def quotations(paragraphs: Iterable[tuple[int, str]]) -> tuple[Quotation, ...]:
    """Return direct quotes: words in quotation marks that have a speaker or are a sentence.

    Two or three marked words without a speaker are scare quotes, not a quotation. A second quote in
    a paragraph has the first one's speaker unless it has its own.
    """
    found: list[Quotation] = []
    last: _Spoken | None = None
    for number, text in paragraphs:
        here: _Spoken | None = None
        for match in _MARKED.finditer(text):
            words = (match[match.lastgroup or 0] or "").strip()
            whole = len(words.split()) >= FEWEST_WORDS or words[-1:] in {",", ".", "?", "!"}
            if not whole:
                continue
            spoken = _spoken(text, match)
            if spoken is not None and re.fullmatch(_PRONOUN, spoken.words):
                spoken = here or last or spoken
            spoken = spoken or here
            here = last = spoken or last
            if spoken is None and not _is_sentence(words):
                continue
            found.append(
                Quotation(
                    number,
                    match.start(),
                    match.end(),
                    words.rstrip(","),
                    spoken.words if spoken else None,
                    spoken.unnamed if spoken else False,
                )
            )
    return tuple(found)


def _is_sentence(words: str) -> bool:
    return len(words.split()) > FEWEST_WORDS and words[-1] in ".,?!…"


def _spoken(text: str, quote: re.Match[str]) -> _Spoken | None:
    """Return the speaker named after the quote, else before it; None without one."""
    after = text[quote.end() : quote.end() + NEAR]
    sentence = _sentence(before(text, quote.start()))
    found = (
        _SAYS_AFTER.match(after)
        or _AFTER_SAYS.match(after)
        or _SAYS_BEFORE.search(sentence)
        or _ACCORDING_BEFORE.search(sentence)
    )
    if found is None:
        return None
    groups = found.groupdict()
    unnamed = groups["unnamed"] or groups.get("to_unnamed")
    words = unnamed or next(value for value in groups.values() if value)
    return _Spoken(words, unnamed=bool(unnamed))


class Occasions:
    """The occasions that a text names, in its own words; each paragraph is searched once."""

    def __init__(self, paragraphs: Iterable[tuple[int, str]]) -> None:
        self._texts = dict(paragraphs)
        self._found: dict[int, str] = {}

    def of(self, number: int, speaker: str) -> str:
        """Return the occasion of a quote in a paragraph; "" if not stated.

        That paragraph is searched, then the two before it if they name the speaker.
        """
        for at in (number, number - 1, number - 2):
            if at == number or (speaker and speaker in self._texts.get(at, "")):
                if at not in self._found:
                    named = [*_OCCASION.finditer(self._texts.get(at, ""))]
                    self._found[at] = named[-1][0] if named else ""
                if self._found[at]:
                    return self._found[at]
        return ""


def attributions(
    paragraphs: Iterable[tuple[int, str]], quotes: Iterable[Quotation]
) -> Iterator[UnnamedAttribution]:
    """Yield the words attributed to unnamed speakers, other than direct quotes."""
    quoted = {(quote.paragraph, quote.speaker) for quote in quotes}
    for number, text in paragraphs:
        matches = [*_UNNAMED_SAYS.finditer(text), *_THEY_SAID.finditer(text)]
        for place, match in enumerate(sorted(matches, key=lambda found: found.start()), start=1):
            line = match["line"]
            if (number, line) not in quoted:
                yield UnnamedAttribution(
                    key=f"attribution-{number}-{place}",
                    paragraph=number,
                    text=line,
                    side=_side(line),
                    words=_words(text, match),
                )


def _side(line: str) -> str:
    """Return the organization or side in an attribution line; "" without one."""
    behind = re.search(r"\s(?:for|at|from|in)\s(?:the\s)?(.+)$", line)
    return behind[1] if behind else " ".join(_NO_SIDE.sub("", line).split())


def _words(text: str, match: re.Match[str]) -> str:
    """Return the words that were said: after "that" or the verb, else before it."""
    said_first = _sentence(before(text, match.start())).strip(" ,")
    after = re.sub(r"^.*?\bthat\s", "", match["rest"] or "", count=1).strip(" ,:")
    return after if after and not (said_first and match.re is _THEY_SAID) else said_first


def _sentence(words: str) -> str:
    """Return the last, unfinished sentence of some words."""
    ends = list(_SENTENCE.finditer(words))
    return words[ends[-1].end() :] if ends else words
