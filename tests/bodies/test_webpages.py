"""What a page says of itself is read from JSON-LD, from the head, or from its words; or not."""

from __future__ import annotations

import pytest

from briefings.bodies.webpages import SaidOfItself, read_page

LINKED = """
<title>Ignored</title>
<script type="application/ld+json">
{"@graph": [{"@type": "WebSite", "name": "A site"},
 {"@type": "NewsArticle", "headline": "Three Americans  come free",
  "datePublished": "2024-11-27T21:04:00Z", "publisher": {"@type": "Organization", "name": "AP"}}]}
</script>
"""
OPEN_GRAPH = """
<head><meta property="og:title" content="Readout of the call">
<meta property="og:site_name" content="The White House">
<meta property="article:published_time" content="2023-06-18T12:00:00+00:00"></head>
"""
PLAIN = """
<title>Statement on Kai Li | State Department</title>
<meta name="dc.publisher" content="State Department">
<time datetime="1999-01-01">the site's birthday</time>
<article><time datetime="2024-11-27">27 November</time></article>
"""


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (LINKED, SaidOfItself("AP", "Three Americans come free", "2024-11-27")),
        (OPEN_GRAPH, SaidOfItself("The White House", "Readout of the call", "2023-06-18")),
        (PLAIN, SaidOfItself("State Department", "Statement on Kai Li", "2024-11-27")),
        ("<title>Words alone</title>", SaidOfItself("", "Words alone", "")),
        ('<meta name="date" content="2024-13-45"><p>No day</p>', SaidOfItself()),
        ('<script type="application/ld+json">{"headline": </script>', SaidOfItself()),
        (f'<script type="application/ld+json">{"[" * 100_000}</script>', SaidOfItself()),
        ("", SaidOfItself()),
    ],
)
def test_a_page_is_read(page: str, said: SaidOfItself) -> None:
    assert read_page(page.encode()) == said


def test_what_is_no_page_says_nothing() -> None:
    assert read_page(b"%PDF-1.7 \x00\x01") == SaidOfItself()
    assert read_page(b"\x00\x01\x02") == SaidOfItself()


def test_no_more_is_taken_than_a_source_holds() -> None:
    said = read_page(
        f'<meta property="og:site_name" content="{"a" * 999}"><title>{"b" * 999}</title>'.encode()
    )

    assert (len(said.publisher), len(said.title)) == (200, 400)
