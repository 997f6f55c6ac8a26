"""What sentences claim of the records that they name, and what they do not claim."""

import re
from uuid import UUID

import pytest

from briefings.bodies.claim_patterns import Says
from briefings.bodies.claims import Claim, Kind, read_sentences
from briefings.bodies.named import Named

LI, POMPEO, DINNER, TRIP = (UUID(int=number) for number in range(4))
NAMES = {
    "Kai Li": (LI, "detainee"),
    "Pompeo": (POMPEO, "official"),
    "working dinner": (DINNER, "meeting"),
    "trip to Beijing": (TRIP, "visit"),
}


def claims(text: str) -> list[Claim]:
    """Return the claims of one paragraph in which the names above are records."""
    named = [
        Named(record, type_, 1, found.start(), found.end(), words)
        for words, (record, type_) in NAMES.items()
        for found in re.finditer(words, text)
    ]
    return [claim for one in read_sentences([(1, text)], named) for claim in one.claims]


@pytest.mark.parametrize(
    ("text", "title", "rank", "words"),
    [
        ("Secretary of State Pompeo left.", "secretary of state", "", None),
        (
            "The US Secretary of State Pompeo left.",
            "secretary of state",
            "",
            "US Secretary of State Pompeo",
        ),
        ("A word from then-Secretary Pompeo.", "secretary", "then", "Secretary Pompeo"),
        ("Former Secretary of State Pompeo left.", "secretary of state", "former", None),
        ("The acting foreign minister Pompeo left.", "foreign minister", "acting", None),
        ("Pompeo, the US secretary of state, left.", "secretary of state", "", None),
        ("It was the secretary of state, Pompeo.", "secretary of state", "", None),
        ("Pompeo is the secretary of state.", "secretary of state", "", None),
    ],
)
def test_an_office_is_read(text: str, title: str, rank: str, words: str | None) -> None:
    """Before the name, after it, or said of it."""
    [claim] = claims(text)

    assert (claim.kind, claim.record, claim.says, claim.rank) == (Kind.OFFICE, POMPEO, title, rank)
    assert text[claim.start : claim.end] == claim.words
    assert words in (None, claim.words)


@pytest.mark.parametrize(
    ("text", "says", "ever", "hedged"),
    [
        ("Kai Li is free.", Says.FREE, False, False),
        ("Kai Li, 60, who is now free, spoke.", Says.FREE, False, False),
        ("Kai Li was released on Monday.", Says.FREE, True, False),
        ("Kai Li is no longer in custody.", Says.FREE, False, False),
        ("Kai Li is still being held in China.", Says.CONFINED, False, False),
        ("Kai Li remains in a Chinese prison.", Says.CONFINED, False, False),
        ("Officials said Kai Li is free.", Says.FREE, False, True),
        ("They spoke of the detained American Kai Li.", Says.CONFINED, False, True),
    ],
)
def test_custody_is_read(text: str, says: Says, ever: bool, hedged: bool) -> None:
    """As a state or an event; what somebody said is hedged."""
    [claim] = claims(text)

    assert (claim.kind, claim.says, claim.ever, claim.hedged) == (Kind.CUSTODY, says, ever, hedged)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The working dinner was held.", Says.HELD),
        ("The working dinner was called off.", Says.CANCELLED),
        ("The working dinner never took place.", Says.CANCELLED),
        ("The working dinner did not take place.", Says.CANCELLED),
        ("The working dinner was abruptly postponed.", Says.POSTPONED),
        ("The working dinner is due to begin at six.", Says.UPCOMING),
        ("An upcoming working dinner is on the list.", Says.UPCOMING),
        ("His trip to Beijing will take place.", Says.UPCOMING),
        ("After a working dinner, the meeting was cancelled.", Says.CANCELLED),
        ("After a working dinner, the visit was cancelled.", None),
    ],
)
def test_what_became_of_an_occasion_is_read(text: str, says: Says | None) -> None:
    """“The meeting” is the one named last; "the visit" is no dinner."""
    assert [claim.says for claim in claims(text)] == ([says] if says else [])


@pytest.mark.parametrize(
    "text",
    [
        "“Kai Li is free,” she said.",
        "If Kai Li is free, they will talk.",
        "Is Kai Li free? Kai Li is not free.",
        "Kai Li is free to speak.",
        "They demanded that Kai Li is freed.",
        "“Secretary of State Pompeo,” it read.",
        "President-elect Pompeo spoke.",
        "Who was secretary of state when Pompeo came?",
    ],
)
def test_what_claims_nothing(text: str) -> None:
    """Others' words, conditions, questions, denials."""
    assert claims(text) == []


def test_years_and_other_times_are_told() -> None:
    """A claim may be of the time that its paragraph names."""
    [first, second] = claims("In 2018, Secretary of State Pompeo came. Pompeo is the president.")

    assert first.years == second.years == (2018,)
    assert claims("On his last trip Secretary of State Pompeo came.")[0].hedged
