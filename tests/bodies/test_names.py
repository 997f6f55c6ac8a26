"""Known names are linked where they first stand, in full and by their short form."""

from collections.abc import Iterable
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.bodies import KnownName, apply, read, recognise


def known(
    number: int,
    record_type: str,
    *names: str,
    short: tuple[str, ...] = (),
    titles: tuple[str, ...] = (),
) -> KnownName:
    return KnownName(UUID(int=number), record_type, names[0], names, short, titles)


LI_QIANG = known(1, "official", "Li Qiang", short=("Li",), titles=("Premier",))
LI_HUI = known(2, "official", "Li Hui", short=("Li",), titles=("Special envoy",))
SZIJJARTO = known(3, "official", "Péter Szijjártó", short=("Szijjártó",))
CHINA = known(4, "country", "China")
SOUTH_KOREA = known(5, "country", "South Korea")
KOREA = known(6, "country", "Korea")
RIGHTS = known(7, "topic", "Human rights")
STATES = known(8, "country", "United States", "US")
EVERYONE = (LI_QIANG, LI_HUI, SZIJJARTO, CHINA, SOUTH_KOREA, KOREA, RIGHTS, STATES)


def linked(text: str, names: Iterable[KnownName] = EVERYONE) -> list[tuple[str, str]]:
    suggestions = recognise(read("a.txt", text.encode()), names)
    return [(link.text, link.label) for link in suggestions.links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Li Qiang left. Li Qiang returned.", [("Li Qiang", "Li Qiang")]),
        (
            "Li Qiang left. Then Li slept, and Li woke.",
            [("Li Qiang", "Li Qiang"), ("Li", "Li Qiang")],
        ),
        ("It was Li Qiang’s plane.", [("Li Qiang", "Li Qiang")]),
        ("Premier Li arrived.", [("Li", "Li Qiang")]),
        ("Peter Szijjarto left.", [("Peter Szijjarto", "Péter Szijjártó")]),
        ("“No,” said Szijjártó.", [("Szijjártó", "Péter Szijjártó")]),
        ("They spoke of szijjártó.", []),
        ("They met in South Korea.", [("South Korea", "South Korea")]),
        ("They met in North Korea.", []),
        ("They met in Chinatown and Indochina.", []),
        ("The talks on human rights went on.", [("human rights", "Human rights")]),
        ("Human rights came first.", [("Human rights", "Human rights")]),
        ("It is for us to say.", []),
        ("US-China talks.", [("US", "United States"), ("China", "China")]),
        ("The United States and the US.", [("United States", "United States")]),
        ("They hold Kai Li, and Li Qiangguo.", []),
    ],
)
def test_a_name_is_linked_where_it_first_stands_and_only_as_itself(text, expected):
    assert linked(text) == expected


def test_a_short_name_that_two_records_bear_is_reported_and_not_linked():
    suggestions = recognise(read("a.txt", b"Li said that he would come."), EVERYONE)
    assert suggestions.links == ()
    [name] = suggestions.ambiguous
    assert (name.text, name.labels) == ("Li", ("Li Qiang", "Li Hui"))


def test_a_short_name_is_the_one_who_was_named_in_full():
    assert linked("Li Hui landed. Later Li spoke.") == [("Li Hui", "Li Hui"), ("Li", "Li Hui")]


def test_a_short_name_is_ambiguous_where_both_were_named_in_full():
    text = "Li Hui met Li Qiang. Later Li spoke."
    suggestions = recognise(read("a.txt", text.encode()), EVERYONE)
    assert [link.text for link in suggestions.links] == ["Li Hui", "Li Qiang"]
    assert [name.text for name in suggestions.ambiguous] == ["Li"]


def test_an_untitled_surname_alone_may_be_a_word_and_is_not_linked():
    price = known(9, "official", "Ned Price", short=("Price",))
    assert linked("Price rises went on.", [price]) == []
    assert linked("Price said so.", [price]) == [("Price", "Ned Price")]


def test_a_name_in_a_quote_is_linked_only_where_it_stands_nowhere_else():
    text = "“China must answer,” said Péter Szijjártó.\nHe flew to China."
    suggestions = recognise(read("a.txt", text.encode()), EVERYONE)
    assert [(link.text, link.paragraph) for link in suggestions.links] == [
        ("Péter Szijjártó", 1),
        ("China", 2),
    ]


def test_the_speaker_of_a_quote_is_the_known_record():
    text = "Péter Szijjártó landed.\n“We shall see about that,” Szijjártó said."
    [quote] = recognise(read("a.txt", text.encode()), EVERYONE).quotes
    assert quote.record == SZIJJARTO.uuid


def test_words_that_are_a_link_already_are_left_alone():
    document = read("a.md", b"In [China](https://example.org) it rained.")
    assert recognise(document, EVERYONE).links == ()


def test_links_go_around_bold_and_possessives_in_the_draft():
    document = read("a.md", b"It was **Li Qiang**'s *plane*.")
    assert apply(document, recognise(document, EVERYONE)).body == (
        f'<p>It was <a data-record="{LI_QIANG.uuid}"><strong>Li Qiang</strong></a>'
        "'s <em>plane</em>.</p>"
    )


WORDS = st.lists(
    st.sampled_from(
        ["Li", "Qiang", "Li Qiang", "Hui", "China", "said", "the", "“", "”", "Premier", "."]
    ),
    min_size=1,
    max_size=25,
)


@given(WORDS)
def test_a_link_is_on_the_words_it_names_and_links_never_overlap(words):
    document = read("a.txt", (" ".join(words) + " and so the day ended.").encode())
    suggestions = recognise(document, EVERYONE)
    places = [(link.paragraph, link.start, link.end) for link in suggestions.links]
    for link in suggestions.links:
        assert document.paragraphs[link.paragraph - 1].text[link.start : link.end] == link.text
    assert all(a[0] < b[0] or a[2] <= b[1] for a, b in pairwise(places))
    assert len({one.key for one in suggestions}) == len(list(suggestions))
