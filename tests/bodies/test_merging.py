"""Two changes of one body brought together: what is kept, and what is a conflict."""

from hypothesis import given
from hypothesis import strategies as st

from briefings.bodies import merge

Words = list[str]

# Every block differs from every other, so that a brute-force model knows it by its words.
bases = st.integers(0, 7).map(lambda size: [f"was {place}" for place in range(size)])


def html(words: Words) -> str:
    """Return the words as a body, a paragraph each."""
    return "".join(f"<p>{each}</p>" for each in words)


def changed(words: Words, places: set[int], side: str) -> Words:
    """Return the blocks, those at `places` with other words."""
    return [f"{side} {place}" if place in places else each for place, each in enumerate(words)]


@st.composite
def edits(draw: st.DrawFn, side: str) -> tuple[Words, Words]:
    """Draw a base, and what one side made of it: blocks changed, added and dropped."""
    base = draw(bases)
    edited = []
    for place, each in enumerate(base):
        what = draw(st.sampled_from(["keep", "keep", "change", "drop", "add"]))
        edited += {
            "keep": [each],
            "change": [f"{side} {place}"],
            "drop": [],
            "add": [each, f"{side} after {place}"],
        }[what]
    return base, edited


@given(bases)
def test_no_change_changes_nothing(base: Words) -> None:
    assert merge(html(base), html(base), html(base)) == html(base)


@given(edits("mine"))
def test_what_one_side_changed_is_taken(edit: tuple[Words, Words]) -> None:
    base, edited = map(html, edit)

    assert merge(base, edited, base) == edited
    assert merge(base, base, edited) == edited


@given(edits("both"))
def test_the_same_change_on_both_sides_is_taken_once(edit: tuple[Words, Words]) -> None:
    base, edited = map(html, edit)

    assert merge(base, edited, edited) == edited


@given(bases, st.sets(st.integers(0, 6)), st.sets(st.integers(0, 6)))
def test_other_words_in_different_blocks_are_brought_together(
    base: Words, mine: set[int], theirs: set[int]
) -> None:
    theirs -= mine

    merged = merge(
        html(base), html(changed(base, mine, "mine")), html(changed(base, theirs, "theirs"))
    )

    assert merged == html(changed(changed(base, mine, "mine"), theirs, "theirs"))


@given(bases.filter(bool), st.data())
def test_other_words_in_the_same_block_are_a_conflict(base: Words, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(base) - 1))
    mine, theirs = changed(base, {place}, "mine"), changed(base, {place}, "theirs")

    assert merge(html(base), html(mine), html(theirs)) is None


@given(edits("mine"), st.data())
def test_a_merge_holds_every_change_of_both_or_is_none(
    edit: tuple[Words, Words], data: st.DataObject
) -> None:
    base, mine = edit
    theirs = changed(base, data.draw(st.sets(st.integers(0, 6))), "theirs")

    merged = merge(html(base), html(mine), html(theirs))

    assert merged == merge(html(base), html(theirs), html(mine))
    if merged is not None:
        assert all(
            f"<p>{each}</p>" in merged for each in (*mine, *theirs) if not each.startswith("was")
        )
        assert not any(
            f"<p>{each}</p>" in merged for each in base if each not in mine or each not in theirs
        )


def test_a_block_added_at_the_end_joins_one_changed_before_it() -> None:
    base = ["Expectations are low.", "Four meetings are planned.", "He flies on Friday."]
    mine = [*base, "A banquet follows."]
    theirs = ["Expectations are modest.", *base[1:]]

    assert merge(html(base), html(mine), html(theirs)) == html([theirs[0], *mine[1:]])


def test_different_blocks_added_in_one_place_are_a_conflict() -> None:
    base = ["Expectations are low."]

    assert merge(html(base), html([*base, "Qin"]), html([*base, "Wang"])) is None


def test_two_bodies_from_nothing_are_a_conflict_unless_they_are_alike() -> None:
    assert merge("", html(["Qin"]), html(["Wang"])) is None
    assert merge("", html(["Qin"]), html(["Qin"])) == html(["Qin"])


def test_headings_links_and_notes_come_through_whole() -> None:
    note = '<p>Low<sup data-source="0189f7e2-0000-7000-8000-000000000001"></sup>.</p>'
    base = f"<h2>Before the visit</h2>{note}<p>He flies.</p>"
    mine = base.replace("Before", "Ahead of")
    theirs = base.replace("He flies", "He flew")

    assert merge(base, mine, theirs) == mine.replace("He flies", "He flew")
