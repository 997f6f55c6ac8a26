"""Cleaning: what is in the schema stays, what is not goes, its words stay."""

import time
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefings.bodies import clean

RECORD = UUID("0198c0de-0000-7000-8000-000000000001")
SOURCE = UUID("0198c0de-0000-7000-8000-000000000002")


@pytest.mark.parametrize(
    "html",
    [
        "<p>Words, <strong>bold <em>both</em></strong><em>, italic</em>.</p>",
        "<h2>A heading</h2><h3>Below it</h3>",
        '<p><a href="https://example.org/a?b=1&amp;c=2">A link</a></p>',
        '<p><a href="/officials/wang-yi/">here</a> <a href="mailto:desk@example.org">us</a></p>',
        f'<p><a data-record="{RECORD}">Wang Yi</a><sup data-source="{SOURCE}"></sup></p>',
        "<ul><li><p>One</p><ol><li><p>Deeper</p></li></ol></li><li><p>Two</p></li></ul>",
        '<ol start="4"><li><p>Four</p></li></ol>',
        "<blockquote><p>Quoted.</p></blockquote>",
        '<figure class="pullquote"><blockquote><p>Aloud.</p></blockquote>'
        "<figcaption>Wang Yi</figcaption></figure>",
        '<figure><img src="/media/a.jpg" alt="A hall"><figcaption>The hall'
        "<small>. Picture desk</small></figcaption></figure>",
        "<table><caption>Stops</caption><thead><tr><th><p>Day</p></th></tr></thead>"
        '<tbody><tr><td colspan="2"><p>Sunday</p></td><td></td></tr></tbody></table>',
        "<p>One line<br>and another</p>",
    ],
)
def test_what_is_in_the_schema_is_left_as_it_is(html):
    assert clean(html) == html


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("<script>steal()</script><style>p{}</style><p>Kept</p>", "<p>Kept</p>"),
        ("<p onclick='x()' style='color:red' class='MsoNormal'>Kept</p>", "<p>Kept</p>"),
        ("<p>a<u>b</u><font color=red>c</font></p>", "<p>abc</p>"),
        ("<b>bold</b> and <i>italic</i>", "<p><strong>bold</strong> and <em>italic</em></p>"),
        ("<div>One</div><div>Two</div>", "<p>One</p><p>Two</p>"),
        ("<h1>Top</h1><h4>Low</h4><h6>Lowest</h6>", "<h2>Top</h2><h3>Low</h3><h3>Lowest</h3>"),
        ("<p>a</p><p> \xa0 </p><p></p><h2><br></h2>", "<p>a</p>"),
        ("<p>a <sup>2</sup></p>", "<p>a 2</p>"),
        ("<ul>bare<li>item</ul>", "<ul><li><p>bare</p></li><li><p>item</p></li></ul>"),
        (
            "<table><tr><td>x<table><tr><td>y",
            "<table><tbody><tr><td><p>x</p><p>y</p></td></tr></tbody></table>",
        ),
        (
            '<a href="https://ana:s3cret@example.org/a@b">x</a>',
            '<p><a href="https://example.org/a@b">x</a></p>',
        ),
        ("<p>1 < 2 & 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<figure><figcaption>Only words</figcaption></figure>", "<p>Only words</p>"),
        ("", ""),
    ],
)
def test_what_is_outside_the_schema_goes_and_its_words_stay(html, cleaned):
    assert clean(html) == cleaned


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVa\nScript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "ftp://a",
    ],
)
def test_a_link_to_another_scheme_or_host_in_disguise_is_words_only(address):
    assert clean(f'<p><a href="{address}">words</a></p>') == "<p>words</p>"


def test_a_record_link_has_no_address_and_a_malformed_one_is_words_only():
    assert clean(f'<p><a data-record="{RECORD}" href="https://x.example">Wang</a></p>') == (
        f'<p><a data-record="{RECORD}">Wang</a></p>'
    )
    assert clean('<p><a data-record="7">Wang</a></p>') == "<p>Wang</p>"


def test_a_paste_from_word_comes_out_as_a_list_and_paragraphs():
    pasted = (
        "<!--[if gte mso 9]><xml><o:p>junk</o:p></xml><![endif]--><style>@page{}</style>"
        '<p class="MsoNormal"><span lang="EN-GB" style="mso-fareast-language:EN-GB">The '
        '<b style="mso-bidi-font-weight:normal">first</b> day<o:p></o:p></span></p>'
        '<p class="MsoListParagraph" style="text-indent:-18pt;mso-list:l0 level1 lfo1">'
        '<![if !supportLists]><span style="mso-list:Ignore">·<span>&nbsp;&nbsp;</span></span>'
        "<![endif]>Talks</p>"
        '<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1">Dinner</p>'
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
    )
    assert clean(pasted) == (
        "<p>The <strong>first</strong> day</p><ul><li><p>Talks</p></li><li><p>Dinner</p></li></ul>"
    )


def test_a_paste_from_a_web_editor_keeps_its_bold_and_not_its_wrapper():
    pasted = (
        '<b style="font-weight:normal"><p>A <span style="font-weight:700">bold</span> word</p></b>'
    )
    assert clean(pasted) == "<p>A <strong>bold</strong> word</p>"


def test_the_editors_own_table_loses_its_widths_only():
    written = (
        '<table style="min-width: 50px;"><colgroup><col style="min-width: 25px;"></colgroup><tbody>'
        '<tr><th colspan="1" rowspan="1"><p>Day</p></th></tr></tbody></table>'
    )
    assert clean(written) == "<table><tbody><tr><th><p>Day</p></th></tr></tbody></table>"


def test_a_bomb_of_nested_elements_is_cleaned_in_no_time():
    began = time.perf_counter()
    assert "words" in clean("<div>" * 200_000 + "words")
    assert time.perf_counter() - began < 5


PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<div>", "</div>", "<h1>", "</h1>", "<h3>", "<b>", "</b>", "<i>", "</i>",
        "<ul>", "</ul>", "<ol start=3>", "<li>", "</li>", "<blockquote>", "</blockquote>",
        "<table>", "</table>", "<tr>", "<td colspan=2>", "<th>", "<caption>", "<figure>",
        "</figure>", "<figcaption>", "<small>", "<img src=a.png>", "<br>", "<a href=/x>", "</a>",
        f"<a data-record={RECORD}>", f"<sup data-source={SOURCE}>", "</sup>", "<span>", "</span>",
        "<p style='mso-list:l0 level1'>", "<span style='mso-list:Ignore'>", "<!-- x -->", "<pre>",
        "&nbsp;", "&amp;", " ", "\n", "word", "é", "e\u0301", "“q”", "<", "&lt;b&gt;",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80))
@example("<a href=/x><p>a<ul><li><a href=/y>b</a>")
def test_cleaning_what_is_clean_changes_nothing(html):
    once = clean(html)
    assert clean(once) == once
