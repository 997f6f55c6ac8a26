"""A quotation says its statement's words, or marks what it leaves out; else nobody is named."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.bodies import (
    AttributedWords,
    Attribution,
    quotes,
    quotes_words,
    render,
    with_quote_replaced,
    with_valid_speakers,
)

ID = UUID(int=7)
OTHER = UUID(int=8)
WORDS = "I hope that in the coming months I’ll meet Xi again, and I do not think he is a spy."


@pytest.mark.parametrize(
    "quote",
    [
        WORDS,
        "“I hope that in the coming months I'll meet Xi again, and I do not think he is a spy”",
        "I hope that  in the coming\nmonths I’ll meet Xi again, and I do not think he is a spy,",
        "I hope that in the coming months I’ll meet Xi again…",
        "I hope … and I do not think he is a spy.",
        "I hope that in the coming months I’ll meet [the president] again, and I do not think he"
        " is a spy.",
        "[I] hope that in the coming months I’ll meet Xi [...] and I do not think he is a spy",
        "… I do not think he is a spy.",
    ],
)
def test_it_says_the_words_and_marks_what_it_leaves_out(quote: str) -> None:
    assert quotes_words(quote, WORDS)


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "…",
        "[He spoke.]",
        "I hope that in the coming months I’ll meet Xi again.",  # nothing says that more followed
        "I do not think he is a spy.",
        "… he is … a traitor.",
        "I do think he is a spy…",
        "… and I do not think … I hope …",  # out of order
        "I hop… and I do not think he is a spy.",  # half a word
        "I hope that in the coming months I’ll meet Xi again, and I do not think he is a spy!",
    ],
)
def test_other_words_are_other_words(quote: str) -> None:
    assert not quotes_words(quote, WORDS)


def test_the_running_text_may_take_any_passage() -> None:
    assert quotes_words("I do not think he is a spy", WORDS, passage=True)
    assert not quotes_words("I think he is a spy", WORDS, passage=True)
    assert not quotes_words("not think he is a sp", WORDS, passage=True)


TOKENS = st.lists(st.sampled_from(["war", "peace", "not", "talks", "will"]), min_size=2, max_size=9)


@given(TOKENS, st.data())
def test_whatever_is_left_out_with_a_mark_is_an_honest_shortening(
    tokens: list[str], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(tokens) - 1))
    end = data.draw(st.integers(start + 1, len(tokens)))
    kept = " ".join(tokens[start:end])
    quote = ("… " if start else "") + kept + (" …" if end < len(tokens) else "")

    assert quotes_words(quote, " ".join(tokens))
    assert quotes_words(kept, " ".join(tokens), passage=True)


@given(TOKENS, TOKENS)
def test_whole_quotations_agree_where_they_are_the_same_words(
    one: list[str], two: list[str]
) -> None:
    assert quotes_words(" ".join(one), " ".join(two)) is (one == two)


def body(words: str, id_: UUID = ID) -> str:
    return f'<p>So.</p><blockquote data-statement="{id_}"><p>{words}</p></blockquote>'


def running(words: str) -> str:
    return f'<p>He said “<q data-statement="{ID}">{words}</q>” there.</p>'


def biden(words: str = WORDS) -> Attribution:
    return Attribution(words, "Joe Biden", None, "", "", None, "", "direct")


def test_quotations_are_numbered_as_they_are_read() -> None:
    found = quotes(running("I hope") + body("I do"))

    assert [(one.number, one.words, one.passage) for one in found] == [
        (1, "I hope", True),
        (2, "I do", False),
    ]


def test_one_quotation_is_made_to_say_the_statements_words_or_is_untied() -> None:
    both = running("I hope") + body("I do")

    assert [one.words for one in quotes(with_quote_replaced(both, 2, "A first.\n\nA second."))] == [
        "I hope",
        "A first. A second.",
    ]
    assert [one.words for one in quotes(with_quote_replaced(both, 1, None))] == ["I do"]
    assert "I hope" in with_quote_replaced(both, 1, None)
    assert [one.words for one in quotes(with_quote_replaced(both, 2, None))] == ["I hope"]


def test_no_name_stands_under_other_words_when_a_body_is_made_ready() -> None:
    made = render(body("I think he is a spy.") + running("he is no spy"), {ID: biden()})

    assert "Joe Biden" not in made.html
    assert "I think he is a spy." in made.html


def test_a_stored_name_stays_while_the_statement_says_so() -> None:
    stored = render(body(WORDS) + running("I hope"), {ID: biden()}).html
    shown = with_valid_speakers(stored, {ID: AttributedWords("Joe Biden", None, WORDS)})

    assert shown.count("Joe Biden") == 2
    assert "data-statement" not in shown


@pytest.mark.parametrize(
    "today",
    [
        {},
        {ID: AttributedWords("Joe Biden", None, "Something else.")},
        {ID: AttributedWords("Joe", None, WORDS)},
        {ID: AttributedWords("Xi Jinping", None, WORDS)},
        {OTHER: AttributedWords("Joe Biden", None, WORDS)},
    ],
)
def test_a_stored_name_goes_when_the_statement_does_not_say_so_any_more(
    today: dict[UUID, AttributedWords],
) -> None:
    stored = render(body(WORDS) + running("I hope"), {ID: biden()}).html
    shown = with_valid_speakers(stored, today)

    assert "Joe Biden" not in shown
    assert "I do not think he is a spy" in shown
    assert "I hope” there" in shown


def test_a_stored_quotation_of_nobody_knows_what_names_nobody() -> None:
    words, name = "<blockquote><p>So.</p></blockquote>", "Joe Biden (direct)"
    caption = f"<figcaption>{name}</figcaption>"
    old = (
        f'<figure class="quotation">{words}{caption}</figure>'
        f'<p>“<q class="said" title="{name}">so</q>”</p>'
    )
    own = f'<figure class="pullquote">{words}<figcaption>Ours</figcaption></figure>'

    assert "Joe Biden" not in with_valid_speakers(old, {})
    assert with_valid_speakers(own, {}) == own


def test_what_is_searched_does_not_say_who_spoke() -> None:
    assert "Joe Biden" not in render(body(WORDS), {ID: biden()}).text
