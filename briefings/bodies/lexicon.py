"""Patterns of a newspaper's English for who speaks, and in what office."""

import re

from briefings.bodies.demonyms import COUNTRY_OF

# How many characters around a place are searched for who speaks there and what a name belongs to.
NEAR = 1_000


def before(text: str, place: int) -> str:
    """Return the text before a place, at most `NEAR` characters."""
    return text[max(place - NEAR, 0) : place]


def _any(words: str) -> str:
    """Return a pattern of any of the words separated by "|", the longest first."""
    return "|".join(sorted((re.escape(word) for word in words.split("|")), key=len, reverse=True))


_UPPER = "".join(chr(code) for code in range(0x41, 0x530) if chr(code).isupper())
_NO_NAME = _any(
    "The|A|An|But|And|Yet|However|Meanwhile|Then|Later|Earlier|When|While|As|After|Before|On|In|At|"
    "By|For|From|To|If|Though|Although|Because|Since|Until|Once|Also|Still|Both|It|He|She|They|We|"
    "I|This|That|These|Those|His|Her|Their|Its|There|Monday|Tuesday|Wednesday|Thursday|Friday|"
    "Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|"
    "December|Asked|Speaking|With|Under|According|Like|Unlike|Mr|Mrs|Ms|Dr|Last|Next|Today|"
    "Assembly|Department|Ministry|Office|House|Committee|Palace|Election|Party|Motors|Street"
)
# A word is bounded in length: an endless one would be searched from each of its letters.
_CAPITALISED = rf"(?!(?:{_NO_NAME})\b)[{_UPPER}]\w{{0,40}}+(?:[-’'](?!s\b)\w{{1,40}}+){{0,4}}"
_PARTICLE = r"(?:bin|bint|ibn|al|el|de|da|do|dos|du|di|del|della|van|von|der|den|la|le|zu|ten|ter)"
NAME = (
    rf"{_CAPITALISED}(?:\s(?:{_PARTICLE}\s){{0,2}}(?:(?:al|el|as|ash|an)-)?"
    rf"(?:[{_UPPER}]\.|{_CAPITALISED})){{0,3}}"
)

COUNTRY = _any("|".join(COUNTRY_OF))
ORGANIZATION = (
    rf"(?:[{_UPPER}]{{2,6}}|Nato|White\sHouse|State\sDepartment|Kremlin|Pentagon|(?:{_CAPITALISED}\s){{1,3}}"
    r"(?:Commission|Council|Parliament|Union|Organization|Organisation|Bank|Agency|Court))"
)

_RANK = _any(
    "acting|deputy|vice|former|then|outgoing|incoming|senior|chief|special|crown|assistant|"
    "permanent|first|interim|caretaker|top|supreme|opposition|presidential|ex"
)
_PORTFOLIO = _any(
    "foreign|defence|defense|interior|home|finance|trade|economy|economic|justice|energy|state|"
    "national security|treasury|commerce|climate|security|party|military|army|health|education|"
    "culture|environment|agriculture|transport|press|foreign affairs|foreign policy"
)
_POST = _any(
    "president|prime minister|premier|chancellor|taoiseach|minister|secretary-general|"
    "secretary general|secretary|ambassador|envoy|leader|king|queen|prince|princess|emir|sultan|"
    "pope|speaker|senator|governor|mayor|general|admiral|commissioner|high representative|"
    "diplomat|chief|head|spokesman|spokeswoman|spokesperson|adviser|advisor|director|chairman|chairwoman|"
    "chair|commander|congressman|congresswoman|representative|undersecretary|under secretary"
)
_REMIT = _any(
    "state|state for defence|defence|defense|the treasury|commerce|foreign affairs|"
    "the interior|interior|finance|justice|energy|health|education|trade|economy|"
    "homeland security|climate|war|labour|labor|agriculture"
)
TITLE = (
    rf"(?i:(?:(?:{_RANK})[\s-]){{0,3}}(?:(?:{_PORTFOLIO})\s)?(?:{_POST})"
    rf"(?:\s(?:of|for)\s(?:{_REMIT})\b)?)"
)
COURTESY = r"(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady)\.?"

SPEECH = (
    r"(?:said|says|stated|states|told|tells|added|adds|announced|argued|asked|cautioned|claimed|"
    r"commented|concluded|confirmed|continued|declared|explained|insisted|noted|observed|"
    r"pledged|promised|recalled|remarked|replied|reported|responded|stressed|urged|vowed|warned|"
    r"wrote|acknowledged|admitted|denied|emphasi[sz]ed|reiterated|suggested)"
)
_UNNAMED_ONE = (
    "official|diplomat|source|spokesman|spokeswoman|spokesperson|aide|adviser|advisor|envoy|"
    "lawmaker|officer|negotiator|minister|person|politician|insider"
)
_UNNAMED_MANY = "officials|diplomats|sources|aides|advisers|envoys|lawmakers|negotiators|people"
_COUNTED = r"(?i:an?|one|another|two|three|four|several|some|the same|the)"
_DESCRIPTION = (
    rf"(?:(?!(?:who|that|which|said|and)\b)(?:(?:[{_UPPER}]\.){{1,6}}|[\w’'-]{{1,60}})\s){{0,6}}?"
)
_CLOSE = r"\s(?:familiar|close|briefed)\s(?:with|to|on)"
_FEW_WORDS = (
    rf"(?:\s(?!(?:on|in|at|during|after|before|who|that|and|{SPEECH})\b)[\w’'-]{{1,60}}){{1,6}}"
)
UNNAMED = (
    rf"(?:(?i:one)\sof\s(?:them|the\s\w+)"
    rf"|{_COUNTED}\s{_DESCRIPTION}(?:{_UNNAMED_ONE}|{_UNNAMED_MANY})"
    rf"|(?:(?:{COUNTRY}|{ORGANIZATION}|(?i:senior|western))\s){{1,4}}(?:{_UNNAMED_MANY}))"
    rf"\b(?:(?:{_CLOSE}|\s(?:for|at|from|in)){_FEW_WORDS})?"
    rf"|(?:{_UNNAMED_MANY}){_CLOSE}{_FEW_WORDS}"
)
