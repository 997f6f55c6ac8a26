"""Direct quotes with their speaker, and what unnamed speakers are said to have said."""

import pytest

from briefings.bodies import read, recognise
from tests.bodies.texts import document


def quotes(text: str) -> list[tuple[str, str | None]]:
    found = recognise(read("a.txt", text.encode()), []).quotes
    return [(quote.text, quote.speaker) for quote in found]


def attributions(text: str) -> list[tuple[str, str, str]]:
    found = recognise(read("a.txt", text.encode()), []).attributions
    return [(one.text, one.side, one.words) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "“We leave with a promise,” said Defne Aksoy.",
        "“We leave with a promise,” Defne Aksoy told reporters.",
        "“We leave with a promise”, Defne Aksoy, who had not slept, said later.",
        "“We leave with a promise,” according to Defne Aksoy.",
        "It was late. Defne Aksoy said: “We leave with a promise.”",
        "Defne Aksoy told journalists in Istanbul that “We leave with a promise”.",
        'According to Defne Aksoy, "We leave with a promise".',
        '"We leave with a promise," said Defne Aksoy.',
        "« We leave with a promise », said Defne Aksoy.",
        "»We leave with a promise«, said Defne Aksoy.",
        "„We leave with a promise“, said Defne Aksoy.",
        "‘We leave with a promise,’ said Defne Aksoy.",
    ],
)
def test_a_quote_has_its_speaker_whatever_its_marks_and_order(text):
    [(words, speaker)] = quotes(text)
    assert words.rstrip(".") == "We leave with a promise"
    assert speaker == "Defne Aksoy"


def test_two_speakers_keep_their_own_words_and_a_second_half_its_first():
    found = recognise(document("two_speakers.txt"), []).quotes
    assert [(quote.paragraph, quote.speaker) for quote in found] == [
        (3, "Turkish Foreign Minister Defne Aksoy"),
        (3, "Turkish Foreign Minister Defne Aksoy"),
        (4, "Ukrainian Deputy Prime Minister Olena Marchuk"),
    ]


def test_quotes_in_other_languages_marks_keep_their_accents():
    found = recognise(document("guillemets.txt"), []).quotes
    assert [(quote.text, quote.speaker) for quote in found] == [
        (
            "La porte reste ouverte, mais pas pour toujours",
            "French President Hélène Garnier",
        ),
        ("Wir haben Zeit, und wir haben Geduld.", "German Chancellor Jürgen Weiß"),
    ]


def test_he_is_who_spoke_before():
    text = "“We leave with a promise,” said Aksoy.\n“It is not nothing at all,” she added."
    assert [speaker for _, speaker in quotes(text)] == ["Aksoy", "Aksoy"]


def test_a_phrase_held_at_a_distance_is_no_quote():
    assert quotes("Aksoy spoke of “very real concerns” on the “corridor” that day.") == []


def test_a_sentence_in_marks_without_a_speaker_is_left_for_the_editor_to_attribute():
    assert quotes("The sign read “Nobody may cross after eight o’clock.”") == [
        ("Nobody may cross after eight o’clock.", None)
    ]


def test_an_unnamed_speaker_of_a_quote_is_marked_as_unnamed():
    [quote] = recognise(document("front_matter.md"), []).quotes
    assert (quote.speaker, quote.unnamed, quote.record) == ("one of them", True, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A senior State Department official stated on Monday that hopes are low.",
            ("A senior State Department official", "State Department", "hopes are low"),
        ),
        (
            "A senior American official said that no deal is near.",
            ("A senior American official", "American", "no deal is near"),
        ),
        (
            "The visit is off, a senior EU diplomat said.",
            ("a senior EU diplomat", "EU", "The visit is off"),
        ),
        (
            "According to people familiar with the talks, the draft was thrown away.",
            ("people familiar with the talks", "", "the draft was thrown away"),
        ),
        (
            "A spokesman for the ministry said the desk would follow.",
            ("A spokesman for the ministry", "ministry", "the desk would follow"),
        ),
        ("US officials said the talks went well.", ("US officials", "US", "the talks went well")),
    ],
)
def test_an_unnamed_speaker_keeps_the_attribution_line_and_side(text, expected):
    assert attributions(text) == [expected]


def test_officials_who_do_something_else_than_speak_are_no_attribution():
    assert attributions("US officials are framing the visit. An official left the room.") == []
    assert attributions("Antony Blinken said that a deal is near.") == []
