"""What a text may hold, and which HTML the desk cleans without a child process."""

import pytest

from briefings import limits
from briefings.bodies import TooMuch, clean, clean_bounded, is_editor_html, merge, merging
from briefings.bodies.bounds import require_few_tags

UUID = "0190a5f0-0000-7000-8000-000000000000"


def with_valid_speakers(number: int, value: str = "", between: str = " ") -> str:
    """Return a paragraph of so many attributes."""
    return f"<p {between.join(f'a{n}{value}' for n in range(number))}>a</p>"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>a</p>" * (limits.PARAGRAPHS + 1), "more than 10,000 paragraphs"),
        (f"<p>{'a' * (limits.CHARACTERS_OF_PARAGRAPH + 1)}</p>", "more than 50,000 characters"),
        (f"<p>{'a' * 40_000}</p>" * 26, "more than 1,000,000 characters"),
        ("<b>" * 200_001 + "</b>" * 200_001, "more than 200,000 elements"),
        (with_valid_speakers(501), "more than 500 attributes"),
        (with_valid_speakers(501, '="<>"'), "more than 500 attributes"),
        (with_valid_speakers(501, between="/"), "more than 500 attributes"),
    ],
)
def test_a_body_beyond_a_limit_is_refused_in_its_words(html: str, words: str) -> None:
    with pytest.raises(TooMuch, match=words):
        clean_bounded(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>a</p>" * limits.PARAGRAPHS,
        f"<p>{'a' * limits.CHARACTERS_OF_PARAGRAPH}</p>",
        f'<p class="{"a " * 5_000}">a</p>',
    ],
)
def test_a_body_at_a_limit_is_taken(html: str) -> None:
    assert clean_bounded(html).html == clean(html)


def test_the_path_of_a_drawing_is_one_attribute() -> None:
    require_few_tags(f'<path d="{"L 10 10 " * 5_000}" fill="none"/>')


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>Words.</p>",
        "<p>Words<br>and more &amp; more.</p>",
        f'<p>Said <a data-record="{UUID}">Wang Yi</a><sup data-source="{UUID}"></sup>.</p>',
        '<table><tbody><tr><td colspan="2"><p>a &lt; b</p></td></tr></tbody></table>',
        f'<figure data-image="{UUID}"></figure><p title="a > b">c</p>',
        "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>",
    ],
)
def test_what_the_editor_writes_is_cleaned_at_once(html: str) -> None:
    assert is_editor_html(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>a",
        "a</p>",
        "<b><p>a</b></p>",
        "<p class=a>b</p>",
        "<p class='a'>b</p>",
        "<p a b>c</p>",
        "<P>a</P>",
        "<!-- a --><p>b</p>",
        "a < b",
        with_valid_speakers(13, '=""'),
        "<b>" * 151 + "</b>" * 151,
        "<p>a</p>" * 20_000,
        ("<b>" * 100 + "a<br>" * 20 + "</b>" * 100) * 20,
    ],
)
def test_what_it_does_not_write_is_cleaned_apart(html: str) -> None:
    assert not is_editor_html(html)


def test_large_bodies_are_merged_by_the_blocks_that_stand_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(merging, "COMPARED", 4)
    base = [f"<p>Paragraph {n % 7 or n}.</p>" for n in range(40)]
    mine, theirs = [*base], [*base]
    mine[11] = "<p>Mine.</p>"
    theirs[30:31] = ["<p>Theirs.</p>", "<p>Theirs too.</p>"]
    both = [*mine]
    both[30:31] = theirs[30:32]

    assert merge("".join(base), "".join(mine), "".join(theirs)) == "".join(both)
    theirs[11] = "<p>Theirs.</p>"
    assert merge("".join(base), "".join(mine), "".join(theirs)) is None


def test_a_body_of_equal_paragraphs_is_merged() -> None:
    """9,900 times the same words: compared each with each they would be a hundred million."""
    base = "<p>a</p>" * 9_900

    assert merge(base, f"{base}<p>b</p>", f"<p>c</p>{base}") == f"<p>c</p>{base}<p>b</p>"
