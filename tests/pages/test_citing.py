"""How to cite a piece, in four styles."""

import pytest

from briefings.pages.editions import stopped
from tests.pages.conftest import Read
from tests.pages.newsroom import SLUG, Newsroom

URL = f"http://testserver/articles/{SLUG}/"
TITLE = "Blinken lands in Beijing to reopen a line"


def test_four_styles_name_author_day_and_edition(newsroom: Newsroom, read: Read) -> None:
    page = read(f"/articles/{SLUG}/")
    styles = {
        " ".join(fold.xpath("string(summary)").split()): fold.xpath("string(p|pre)")
        for fold in page.xpath("//section[@class='cite']/details")
    }

    assert styles == {
        "Chicago": f"Gellhorn, Martha. “{TITLE}.” The Chancery, June 20, 2023. Edition 2. {URL}.",
        "APA": f"Gellhorn, M. (2023, June 20). {TITLE} (Edition 2). The Chancery. {URL}",
        "MLA": f"Gellhorn, Martha. “{TITLE}.” The Chancery, 20 June 2023, Edition 2, {URL}.",
        "BibTeX": "\n".join(
            [
                "@article{gellhorn2023,",
                "  author = {Martha Gellhorn},",
                f"  title = {{{TITLE}}},",
                "  journal = {The Chancery},",
                "  year = {2023},",
                "  month = jun,",
                "  day = {20},",
                "  note = {Edition 2},",
                f"  url = {{{URL}}}",
                "}",
            ]
        ),
    }


@pytest.mark.parametrize(
    ("words", "ended"),
    [("Talks", "Talks."), ("J. R.", "J. R."), ("Who speaks?", "Who speaks?"), ("Out!", "Out!")],
)
def test_words_end_in_one_stop(words: str, ended: str) -> None:
    assert stopped(words) == ended
