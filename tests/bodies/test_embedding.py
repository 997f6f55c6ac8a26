"""Statements and pictures of the record among the words of a body."""

from uuid import UUID

import pytest

from briefings.bodies import Attribution, EmbeddedPicture, clean, embedded_in, render, resolve_links

SAID = UUID(int=1)
BIDEN = UUID(int=2)
SHOWN = UUID(int=3)
HOPE = Attribution(
    *("I hope so.", "Joe Biden", BIDEN, "President", "To reporters", None, "17 June 2023"),
    form="direct",
)
OFFICIAL = Attribution("So.", "A senior official", None, "", "", None, "", "paraphrase")
PICTURE = EmbeddedPicture("/images/3/", 600, 400, "Two men at a table", "The talks", "Ana Costa")


@pytest.mark.parametrize(
    "html",
    [
        f'<blockquote data-statement="{SAID}"><p>I hope so.</p></blockquote>',
        f'<figure class="pullquote"><blockquote data-statement="{SAID}"><p>I hope so.</p>'
        "</blockquote></figure>",
        f'<p>He said: “<q data-statement="{SAID}">I <strong>hope</strong> so</q>”.</p>',
        f'<figure data-image="{SHOWN}"></figure>',
    ],
)
def test_what_names_the_record_is_kept(html: str) -> None:
    assert clean(html) == html


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        (
            '<blockquote data-statement="x"><p>No.</p></blockquote>',
            "<blockquote><p>No.</p></blockquote>",
        ),
        ('<p><q data-statement="x">So.</q></p>', "<p>So.</p>"),
        ('<figure data-image="x"></figure>', ""),
        (f'<p data-statement="{SAID}">So.</p>', "<p>So.</p>"),
    ],
)
def test_what_is_no_id_is_dropped_and_the_words_stay(html: str, cleaned: str) -> None:
    assert clean(html) == cleaned


def test_a_quotation_says_whose_it_is_and_counts_its_speaker() -> None:
    body = f'<blockquote data-statement="{SAID}"><p>I hope so.</p></blockquote>'

    rendering = render(body, {SAID: HOPE})

    assert rendering.html == (
        f'<figure class="quotation" data-statement="{SAID}">'
        "<blockquote><p>I hope so.</p></blockquote><figcaption>"
        f'<a data-record="{BIDEN}">Joe Biden</a>, President, To reporters, 17 June 2023 (direct)'
        "</figcaption></figure>"
    )
    assert rendering.mentions == (BIDEN,)
    assert "Joe Biden, President" in resolve_links(rendering.html, {})


def test_a_pull_quote_takes_the_records_caption() -> None:
    body = (
        f'<figure class="pullquote"><blockquote data-statement="{SAID}"><p>So.</p></blockquote>'
        "<figcaption>Somebody</figcaption></figure>"
    )

    html = render(body, {SAID: OFFICIAL}).html

    assert html.startswith(
        f'<figure class="pullquote" data-statement="{SAID}"><blockquote><p>So.</p></blockquote>'
    )
    assert "<figcaption>A senior official (paraphrase)</figcaption>" in html
    assert "Somebody" not in html


def test_words_in_the_running_text_say_whose_they_are() -> None:
    rendering = render(f'<p>He did “<q data-statement="{SAID}">hope so</q>”.</p>', {SAID: HOPE})

    assert 'title="Joe Biden, President, To reporters, 17 June 2023 (direct)">hope so</q>' in (
        rendering.html
    )
    assert rendering.text == "He did “hope so”."
    assert rendering.mentions == (BIDEN,)


def test_a_statement_that_is_not_given_leaves_the_words_alone() -> None:
    body = (
        f'<p><q data-statement="{SAID}">So.</q></p>'
        f'<blockquote data-statement="{SAID}"><p>So.</p></blockquote>'
    )

    rendering = render(body)

    assert rendering.html == "<p>So.</p><blockquote><p>So.</p></blockquote>"
    assert rendering.mentions == ()
    assert (rendering.embedded.said, rendering.embedded.quoted) == ((SAID,), (SAID,))


def test_a_picture_is_shown_with_caption_and_credit() -> None:
    body = f'<p>Words.</p><figure data-image="{SHOWN}"></figure>'

    assert embedded_in(body).pictures == (SHOWN,)
    assert render(body).html == "<p>Words.</p>"
    assert render(body, pictures={SHOWN: PICTURE}).html == (
        '<p>Words.</p><figure class="picture"><img src="/images/3/" alt="Two men at a table"'
        ' width="600" height="400"><figcaption>The talks <small>Ana Costa</small></figcaption>'
        "</figure>"
    )
