"""What a piece is filed under is read from its text: dateline, section, topics, whom it names."""

from uuid import UUID

import pytest

from briefings.bodies import KnownName, apply, read, recognise
from briefings.bodies.filing import dateline, section

BEIJING = KnownName(UUID(int=1), "place", "Beijing", ("Beijing",))
US = KnownName(UUID(int=2), "country", "United States", ("United States", "US"))
QIN = KnownName(UUID(int=3), "official", "Qin Gang", ("Qin Gang",), ("Qin",))
DRUGS = KnownName(UUID(int=4), "topic", "Fentanyl", ("Fentanyl", "synthetic opioids"))
NAMELESS = KnownName(UUID(int=5), "detainee", "A teacher", ("Ada Lim",), withheld=True)
KNOWN = (BEIJING, US, QIN, DRUGS, NAMELESS)


@pytest.mark.parametrize(
    ("text", "place", "month", "day", "year"),
    [
        ("BEIJING, June 18 — Qin", "Beijing", 6, 18, None),
        ("Beijing, 18 June 2023 – Qin", "Beijing", 6, 18, 2023),
        ("NEW DELHI, Sept. 9, 2023 -- Qin", "New Delhi", 9, 9, 2023),
        ("ST. PETERSBURG, Russia, May 5 (Reuters) - Qin", "St. Petersburg", 5, 5, None),
        ("Xi’an, May 18 — Qin", "Xi’an", 5, 18, None),
        ("BEIJING — Qin", "Beijing", None, None, None),
        ("LISBON (AP) — Qin", "Lisbon", None, None, None),
    ],
)
def test_a_dateline_is_read(
    text: str, place: str, month: int | None, day: int | None, year: int | None
) -> None:
    found = dateline([(3, text)], KNOWN)

    assert found is not None
    assert (found.place, found.month, found.day, found.year) == (place, month, day, year)
    assert (found.paragraph, text[found.end :]) == (3, "Qin")


@pytest.mark.parametrize(
    "text",
    [
        "The minister said on June 18 — a Sunday — that",
        "US – China relations are cold",
        "Beijing — a city of twenty million — waits",
        "LISBON — a city that nobody knows here",
        "He went to Beijing, June 18 — and came back",
        "On June 18, Beijing – as ever – said nothing",
        "",
    ],
)
def test_what_is_no_dateline_is_left_alone(text: str) -> None:
    assert dateline([(1, text)], KNOWN) is None
    assert dateline([], KNOWN) is None


@pytest.mark.parametrize(
    ("title", "running", "expected"),
    [
        ("Blinken lands in Beijing", ["Words."], "briefing"),
        ("How a visit is prepared", ["Words."], "explainer"),
        ("The balloon, explained", ["Words."], "explainer"),
        ("Analysis: nineteen weeks", ["Words."], "analysis"),
        ("A talk with Qin Gang", ["Q: Why?", "A: So.", "Q: And?", "A: Well."], "interview"),
        ("A show", ["Q: Why?", "Words."], "briefing"),
        ("However it ends", ["Words."], "briefing"),
    ],
)
def test_the_section_is_what_the_title_says(title: str, running: list[str], expected: str) -> None:
    assert section(title, [*enumerate(running, 1)]) == expected


def test_topics_and_the_records_named_most_are_told_and_no_withheld_name() -> None:
    text = (
        b"BEIJING, June 18 \xe2\x80\x94 The United States spoke of synthetic opioids.\n\n"
        b"Ada Lim is held. Qin Gang said nothing. Qin left. The United States waits in Beijing;"
        b" the United States hopes.\n"
    )
    document = read("talks.txt", text)
    found = recognise(document, KNOWN)

    assert [(one.key, one.label, one.text) for one in found.topics] == [
        (f"topic-{DRUGS.uuid}", "Fentanyl", "synthetic opioids")
    ]
    assert [(one.label, one.times) for one in found.named][:2] == [
        ("Qin Gang", 2),
        ("United States", 3),
    ]
    assert "A teacher" not in {one.label for one in found.named}
    assert apply(document, found).body.startswith("<p>The ")
    assert apply(document, found, set()).body.startswith("<p>BEIJING, June 18 — The")
