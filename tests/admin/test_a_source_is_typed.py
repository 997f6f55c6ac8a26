"""A source is typed into one field: pasted, called by its title, or asked about once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from briefings.actions.sources import canonical, read_source
from briefings.admin import citing
from briefings.models import Citation, Source, Tenure
from tests.admin.conftest import Person, text_of
from tests.factories import row_of
from tests.strangers import Site, loopback, open_site

PAGE = """
<title>Statement on Kai Li</title><meta property="og:site_name" content="State Department">
<meta property="article:published_time" content="2024-11-27T09:00:00Z">
"""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Return a stranger's site, which the desk may reach."""
    monkeypatch.setattr(citing, "read_source", partial(read_source, may_reach=loopback))
    with open_site() as site:
        site.pages = {"/kai-li": PAGE, "/bare": "<title>A list</title>"}
        yield site


def do(tenure: Tenure) -> str:
    """Return the address of the short form that cites a source for a tenure."""
    return f"/admin/briefings/tenure/{tenure.pk}/do/cite/"


def test_a_pasted_address_is_read_and_cited(desk: Person, site: Site) -> None:
    tenure = row_of(Tenure)

    page = desk("editor").send(do(tenure), **{"cite-source": f"{site.address}/kai-li"})

    source = tenure.citations.get().source
    assert (source.publisher, source.title) == ("State Department", "Statement on Kai Li")
    assert str(source.published_on) == "27 November 2024"
    assert "The source is cited." in text_of(page)


def test_what_a_page_does_not_say_is_asked_once(desk: Person, site: Site) -> None:
    clare, tenure = desk("editor"), row_of(Tenure)
    address = f"{site.address}/bare"

    asked = clare.send(do(tenure), **{"cite-source": address})
    shown = {
        field.get("name"): field.get("value")
        for field in asked.xpath("//form[@id='dialogue_form']//input[@type!='hidden']")
    }
    assert shown["cite-title"] == "A list"
    assert "It could not be read from the page: type it." in text_of(asked)
    assert not Source.objects.exists()
    clare.send_shown(asked, do(tenure), **{"cite-publisher": "The Chancery"})

    assert str(tenure.citations.get().source) == "The Chancery: A list"
    assert site.asked == ["GET /bare"]


def test_a_publisher_is_called_as_before(desk: Person, site: Site) -> None:
    row_of(Source, publisher="U.S. State Department", url=f"{site.address}/earlier")
    tenure = row_of(Tenure)

    desk("editor").send(do(tenure), **{"cite-source": f"{site.address}/kai-li"})

    assert tenure.citations.get().source.publisher == "U.S. State Department"


def test_a_known_source_is_taken_and_no_page_asked(desk: Person, site: Site) -> None:
    known = row_of(Source, url="https://www.state.gov/kai-li/")
    clare, one, other, third = desk("editor"), *(row_of(Tenure) for _ in range(3))

    clare.send(do(one), **{"cite-source": "http://state.gov/kai-li?fbclid=1#top"})
    clare.send(do(other), **{"cite-source": known.title.upper()})
    again = clare.send(do(other), **{"cite-source": known.url})
    unknown = clare.send(do(third), **{"cite-source": "Kai Li"})
    nowhere = clare.send(do(third), **{"cite-source": "https://[kai-li"})

    assert [each.source for each in Citation.objects.all()] == [known, known]
    assert not site.asked
    assert "It cites this source already" in text_of(again)
    assert "No source has this title: paste the address of its page." in text_of(unknown)
    assert "Enter a valid URL." in text_of(nowhere)


def row_of_citation(number: int, source: str, **typed: str) -> dict[str, str]:
    """Return what is typed into a row of citations on the page of what cites."""
    row = {"stance": "supports", "says": "", "page": "", "quote": "", **typed, "source": source}
    return {f"citations-{number}-{name}": words for name, words in row.items()}


def test_a_pasted_address_is_read_in_a_row_too(desk: Person, site: Site) -> None:
    clare, tenure = desk("editor"), row_of(Tenure)
    one = row_of_citation(0, f"{site.address}/kai-li", page="3")

    clare.send(tenure, **one, **{"citations-TOTAL_FORMS": "1"})

    cited = tenure.citations.get()
    assert (cited.page, str(cited.source)) == ("3", "State Department: Statement on Kai Li")
    assert str(cited.source.published_on) == "27 November 2024"
    page = clare.open(tenure)
    assert page.get_element_by_id("id_citations-0-source").get("value") == cited.source.url
    clare.send_shown(page, tenure, **{"citations-0-page": "4"})
    assert tenure.citations.get().page == "4"
    assert site.asked == ["GET /kai-li"]


def test_what_the_page_of_a_row_does_not_say_is_asked_once(desk: Person, site: Site) -> None:
    clare, tenure = desk("editor"), row_of(Tenure)
    one = row_of_citation(0, f"{site.address}/bare")
    two = row_of_citation(1, f"{site.address}/bare#again", publisher="A", title="A list")
    kept = row_of_citation(0, "Kai Li")

    unknown = clare.send(tenure, **kept, **{"citations-TOTAL_FORMS": "1"})
    twice = clare.send(
        tenure, **one, **two, **{"citations-TOTAL_FORMS": "2", "citations-0-publisher": "A"}
    )
    asked = clare.send(tenure, **one, **{"citations-TOTAL_FORMS": "1"})

    assert "No source has this title: paste the address of its page." in text_of(unknown)
    assert "Another row cites this page." in text_of(twice)
    assert "It could not be read from the page: type it." in text_of(asked)
    assert asked.get_element_by_id("id_citations-0-title").get("value") == "A list"
    assert not Source.objects.exists()

    clare.send_shown(asked, tenure, **{"citations-0-publisher": "The Chancery"})
    assert str(tenure.citations.get().source) == "The Chancery: A list"


def test_our_own_network_is_not_read(desk: Person) -> None:
    """Where the rule is not loosened, a page on this machine says nothing."""
    tenure = row_of(Tenure)
    with open_site() as site:
        site.pages = {"/kai-li": PAGE}
        asked = desk("editor").send(do(tenure), **{"cite-source": f"{site.address}/kai-li"})
        assert "It could not be read from the page" in text_of(asked)
        assert not site.asked


def test_a_reporter_cites_for_what_is_not_public_alone(desk: Person) -> None:
    known, tenure = row_of(Source), row_of(Tenure)
    ana = desk("reporter")

    ana.send(do(tenure), **{"cite-source": known.title})

    assert tenure.citations.get().source == known


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.ap.org/a/", "http://ap.org/a#b", True),
        ("https://ap.org/a?id=1&utm_medium=x", "https://ap.org/a?id=1", True),
        ("https://ap.org/a?id=1", "https://ap.org/a?id=2", False),
        ("https://ap.org/a", "https://ap.org/A", False),
        ("https://AP.org/a", "https://ap.org/a", True),
    ],
)
def test_two_addresses_of_one_page_are_one(one: str, other: str, same: bool) -> None:
    assert (canonical(one) == canonical(other)) == same
