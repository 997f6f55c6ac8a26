"""The table of contents is made from the headings, each with an anchor of its own."""

from hypothesis import given
from hypothesis import strategies as st

from briefings.bodies import Heading, render


def contents(html):
    return list(render(html).contents)


def test_headings_are_listed_with_level_words_and_anchor():
    body = "<h2>Blinken’s <em>primary</em> objectives</h2><p>x</p><h3>Größe &amp; Łódź</h3>"
    assert contents(body) == [
        Heading(2, "Blinken’s primary objectives", "blinkens-primary-objectives"),
        Heading(3, "Größe & Łódź", "grosse-lodz"),
    ]


def test_headings_of_the_same_words_are_numbered():
    body = "<h2>Aims</h2><h2>Aims 2</h2><h2>Aims</h2><h3>Aims</h3>"
    assert [heading.anchor for heading in contents(body)] == ["aims", "aims-2", "aims-3", "aims-4"]


def test_a_heading_never_takes_the_name_of_a_part_of_the_page():
    body = "<h2>Sources</h2><h2>Note 1</h2>"
    assert [heading.anchor for heading in contents(body)] == ["section-sources", "section-note-1"]


def test_a_heading_without_latin_letters_has_an_anchor_too():
    assert [h.anchor for h in contents("<h2>王毅</h2><h2>秦刚</h2>")] == ["section", "section-2"]


def test_a_body_that_begins_below_the_second_level_is_listed_as_it_stands():
    assert [h.level for h in contents("<h3>Low</h3><h2>High</h2>")] == [3, 2]


def test_anchors_are_the_ids_of_the_headings():
    assert render("<h2>Aims</h2><p>x</p>").html == '<h2 id="aims">Aims</h2><p>x</p>'


@given(st.lists(st.sampled_from(["Aims", "Aims 2", "aims", "Section", "王", "Notes"]), max_size=12))
def test_anchors_are_unique_and_of_plain_letters(titles):
    anchors = [h.anchor for h in contents("".join(f"<h2>{title}</h2>" for title in titles))]
    assert len(set(anchors)) == len(titles)
    assert all(anchor.isascii() and " " not in anchor for anchor in anchors)
