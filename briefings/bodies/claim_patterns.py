"""Patterns of a newspaper's English for what is claimed of people, meetings and visits."""

from __future__ import annotations

import re
from enum import StrEnum

from briefings.bodies.lexicon import COUNTRY, ORGANIZATION, TITLE


class Says(StrEnum):
    """What a claim of custody or of an occasion says."""

    FREE = "free"
    CONFINED = "confined"
    HELD = "held"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    UPCOMING = "upcoming"


YEAR = re.compile(r"(?<![\d,.$€£])(?:1[5-9]|20)\d\d(?![\d%]|,\d)")
ANOTHER_TIME = re.compile(
    r"\b(?i:last|ago|earlier|previous(?:ly)?|predecessors?|at the time|under|era|administration|"
    r"since|during|succeed\w*|formerly|once|until|before|after|when|while|had|would|then|later|"
    r"elected|appointed|became|becoming|memoirs?|recalled)\b"
)
ANOTHERS_WORDS = re.compile(
    r"\b(?i:said|says?|told|claim\w*|report\w*|rumou?r\w*|den(?:y|ies|ied)|wrote|according|insist\w*|"
    r"believe\w*|expect\w*|hope\w*)\b"
)
CONDITION = re.compile(
    r"\b(?i:if|unless|until|once|whether|when|should|must|could|may|might|would|demand\w*|urg\w*|"
    r"call(?:s|ed|ing)? (?:for|on)|want\w*|wish\w*|ensure|so that|in case|not)\b"
)

# Offices.
_OF = rf"(?:(?P<country>{COUNTRY})|(?P<organization>{ORGANIZATION}))(?P<owner>[’']s?)?\s"
TITLE_BEFORE = re.compile(
    rf"(?:^|[\s“\"(—–-])(?:(?P<outer>(?i:former|ex|then|late|one-time|onetime|incoming|future))[\s-])?"
    rf"(?:{_OF})?(?P<title>{TITLE})(?P<comma>,?)\s$"
)
TITLE_AFTER = re.compile(
    rf"(?:,\s|\s(?:is|remains)\s)(?:(?:the|its|their)\s)?"
    rf"(?:(?P<outer>(?i:former|ex|then|late|one-time|onetime|incoming|future))[\s-])?"
    rf"(?:{_OF})?(?P<title>{TITLE})(?:\sof\s(?:the\s)?(?P<country_after>{COUNTRY}))?"
    r"(?=[,.;:)]|$|\ssince\b)"
)
# The groups of an office's words in the two above.
OFFICE = ("country", "organization", "title")
# "the <office>, <name>": before the office, after the name, and at the opening of the sentence.
THE_ONE = re.compile(r"(?:^|[^,;\s]\s)(?i:the|its|their|his|her|our)\s$")
LISTED = re.compile(r",\s(?:and|or|as well as)\b")
INTRODUCED = re.compile(
    r"(?i:after|as|at|before|besides|by|despite|during|for|from|if|in|like|on|over|since|to|under|"
    r"unlike|when|while|with|\w+ing|\w+ed)\b"
)
RANKS = re.compile(
    r"(?i:acting|former|then|outgoing|incoming|interim|caretaker|ex|late|one-time|onetime|future)"
    r"[\s-]"
)

# Custody.
_ASIDE = r"(?:,\s[^,;:.“”]{2,120},|\s\([^)]{1,60}\))?(?:,?\swho)?"
_YET = r"(?:(?:now|finally|at last|again|already|still|currently|also|safely|\w+ly|being|been)\s)*"
_IN_CUSTODY = (
    r"(?:held|detained|imprisoned|jailed|incarcerated|locked up|under arrest|behind bars|"
    r"in\s(?:\w+\s){0,2}(?:prison|jail|custody|detention)|serving)\b"
)
_LET_GO = r"(?:freed|released|set free|let go)\b(?!\son\s(?:bail|parole)|\sinto|\sto house)"
_DESCRIBED = r"(?:[A-Z][\w-]*\s){0,3}"
_FREE = r"free\b(?!\s(?:to|of|from|and fair|speech|trade))"
CUSTODY_AFTER = (
    (Says.FREE, True, re.compile(rf"{_ASIDE}\s(?:was|were|has been|had been)\s{_YET}{_LET_GO}")),
    (Says.FREE, False, re.compile(rf"{_ASIDE}\s(?:is|are|remains?)\s{_YET}(?:{_FREE}|{_LET_GO})")),
    (
        Says.FREE,
        False,
        re.compile(rf"{_ASIDE}\s(?:is|are)\sno\slonger\s{_YET}{_IN_CUSTODY}"),
    ),
    (
        Says.CONFINED,
        False,
        re.compile(
            rf"{_ASIDE}\s(?:is|are|remains?|stays?|has been|continues to be)\s{_YET}{_IN_CUSTODY}"
        ),
    ),
)
CUSTODY_BEFORE = (
    (
        Says.FREE,
        True,
        re.compile(r"(?:^|\s)(?i:the\s)?(?:freed|released)\s(?:[A-Z][\w-]*\s){0,3}$"),
    ),
    (
        Says.CONFINED,
        False,
        re.compile(r"(?:^|\s)(?i:the\s)?(?:detained|imprisoned|jailed)\s(?:[A-Z][\w-]*\s){0,3}$"),
    ),
)

# Meetings and visits.
_SOON = r"(?:[Uu]pcoming|[Ff]orthcoming)"
_HAS_BEEN = r"(?:was|were|has been|have been)\s(?:\w+ly\s)?"
OCCASION_AFTER = (
    (
        Says.CANCELLED,
        re.compile(
            rf"\s(?:{_HAS_BEEN}(?:cancell?ed|called off|scrapped)\b"
            r"|(?:did not\s(?:take place|happen|go ahead)|never\s(?:took place|happened))\b)"
        ),
    ),
    (Says.POSTPONED, re.compile(rf"\s{_HAS_BEEN}(?:postponed|put off|delayed)\b")),
    (
        Says.HELD,
        re.compile(rf"\s(?:{_HAS_BEEN}held|took place|went ahead|has taken place)\b"),
    ),
    (
        Says.UPCOMING,
        re.compile(
            r"\s(?:will\s(?:\w+ly\s)?(?:be held|take place|go ahead|begin|start|open|happen)\b"
            r"|(?:is|are)\s(?:now\s|still\s)?(?:due|scheduled|set|expected|planned)\s(?:to|for)\b"
            r"|(?:is|are)\s(?:still\s)?(?:upcoming|to take place|to be held)\b)"
        ),
    ),
)
SOON_BEFORE = re.compile(rf"\b{_SOON}\s(?:[\w’'-]+\s){{0,2}}$")
SOON_WITHIN = re.compile(rf"\b{_SOON}\b")
THE_OCCASION = re.compile(
    r"\b[Tt]he\s(?:(?:upcoming|forthcoming)\s)?"
    r"(?P<noun>meeting|talks|summit|call|dinner|visit|trip)(?=[\s.,;:]|$)"
)
NOUNS = {"visit": "visit", "trip": "visit"}
