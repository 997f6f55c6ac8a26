"""Headings, headline, standfirst and a typed table of contents, in texts of many shapes."""

import pytest

from briefings.bodies import read, recognise
from tests.bodies.texts import document

SHAPES = {
    "no_standfirst.txt": ("", "", ["A cable and its guards", "What comes next"]),
    "numbered_headings.txt": (
        "",
        "Four ministers meet",
        [
            "1. The quota and its arithmetic",
            "2. A harbour with two owners",
            "3. Who pays for the inspectors",
        ],
    ),
    "a_list.txt": ("", "Delegates leave Montevideo", ["What was agreed"]),
    "two_speakers.txt": ("", "Talks on the grain corridor", ["The last hour"]),
    "guillemets.txt": ("", "Le ministre reçu", ["Over lunch"]),
    "capitals.txt": (
        "THE MINISTER’S THIRD VISIT",
        "Kenya’s foreign minister",
        ["WHAT NAIROBI WANTS", "WHAT ADDIS ABABA CAN GIVE"],
    ),
    "no_headings.txt": ("", "", []),
    "wrapped.txt": (
        "A pact on the strait, signed at night",
        "The two coastguards",
        ["The channel and its limits"],
    ),
    "front_matter.md": (
        "Two ministers, one bridge",
        "The bridge at Narva",
        ["The long queue", "What the treaty says"],
    ),
    "cms_page.html": (
        "Port talks resume in Djibouti",
        "Three delegations are back",
        ["A smaller table"],
    ),
}


@pytest.mark.parametrize(("name", "expected"), SHAPES.items(), ids=SHAPES)
def test_the_parts_of_a_text_are_recognised(name, expected):
    title, standfirst, headings = expected
    suggestions = recognise(document(name), [])
    assert suggestions.title == title
    assert [heading.text for heading in suggestions.headings] == headings
    found = suggestions.standfirst.text if suggestions.standfirst else ""
    assert found.startswith(standfirst) if standfirst else not found


def test_a_typed_table_of_contents_goes_with_its_entries():
    dropped = recognise(document("numbered_headings.txt"), []).dropped
    assert [one.paragraph for one in dropped] == [2, 3, 4, 5]


def test_a_paragraph_before_a_typed_contents_is_the_standfirst_however_long():
    summary = "It rained. " * 20
    text = f"{summary}\nContents\nWhat follows has a sentence.\nThe end\nAnd another sentence."
    suggestions = recognise(read("a.txt", text.encode()), [])
    assert suggestions.standfirst is not None
    assert [one.text for one in suggestions.dropped] == ["Contents"]


@pytest.mark.parametrize(
    "line",
    [
        "This line ends as sentences do.",
        "“We will not sign”",
        "By Ingrid Solheim",
        "One two three four five six seven eight nine ten eleven twelve thirteen",
        "* * *",
    ],
)
def test_a_line_that_is_no_heading_is_none(line):
    text = f"There was a first paragraph here.\n\n{line}\n\nThere was a second paragraph here."
    assert recognise(read("a.txt", text.encode()), []).headings == ()


def test_the_last_line_of_a_text_is_no_heading():
    text = b"There was a paragraph here.\n\nEnds"
    assert recognise(read("a.txt", text), []).headings == ()


def test_verse_like_lines_in_a_row_are_no_headings():
    text = b"There was a paragraph.\n\nFirst line\nSecond line\nThird line\n\nAnd then another one."
    assert recognise(read("a.txt", text), []).headings == ()


def test_headings_that_the_format_marks_are_not_guessed():
    suggestions = recognise(document("front_matter.md"), [])
    assert [(h.level, h.guessed) for h in suggestions.headings] == [(2, False), (3, False)]
