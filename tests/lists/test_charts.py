"""Charts of lists: what is drawn is what the list holds, with a table behind, and as a file."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from briefings.filters.tallies import FacetCounts, FacetValue
from briefings.pages.charts import by_month
from tests.pages.conftest import Read, words
from tests.pages.newsroom import Newsroom

KINDS = {"summit": "Summits", "call": "Telephone calls"}
SVG = {"s": "http://www.w3.org/2000/svg"}


def chart(*counted: tuple[str, int], day: str = "2023-06-18") -> tuple[dict[str, Any], str]:
    """Return the chart of so many meetings of each month and kind."""
    tally = FacetCounts(
        tuple(FacetValue(value, value, number) for value, number in counted), exact=True
    )
    return by_month(tally, KINDS, date.fromisoformat(day))


def test_bars_are_as_high_as_there_are_meetings_and_stand_in_their_month() -> None:
    drawn, legend = chart(("2023-01.summit", 4), ("2023-12.call", 2))

    summits, calls = drawn["rows"]
    [first], [last] = summits["segments"], calls["segments"]
    assert first["height"] == 2 * last["height"]
    assert first["height"] + first["y"] == 100
    assert first["x"] < 100 / 12
    assert last["x"] > 100 * 11 / 12
    assert last["x"] + last["width"] <= 100
    assert (summits["dates"], calls["dates"]) == ("4", "2")
    assert "the highest stands for 4" in legend


def test_the_table_has_the_same_numbers() -> None:
    drawn, _ = chart(("2023-01.summit", 4), ("2023-12.call", 2), ("2023-01.call", 1))

    assert drawn["table"] == [
        ("January 2023", "Summits", "4"),
        ("January 2023", "Telephone calls", "1"),
        ("December 2023", "Telephone calls", "2"),
    ]


def test_what_has_no_month_is_counted_and_not_drawn() -> None:
    drawn, legend = chart(("2023-01.summit", 1), (".summit", 1), (".call", 2))

    assert [row["dates"] for row in drawn["rows"]] == ["1"]
    assert "3 more have no month that is known." in legend


def test_more_months_than_fit_are_years() -> None:
    drawn, legend = chart(("1972-02.summit", 1), ("1972-05.summit", 2), ("2023-06.summit", 1))

    assert drawn["table"] == [("1972", "Summits", "3"), ("2023", "Summits", "1")]
    assert legend.startswith("A bar is a year")
    assert len(drawn["years"]) <= 8


@pytest.mark.parametrize(("day", "there"), [("2023-06-18", True), ("2022-12-31", False)])
def test_the_wedge_stands_at_the_day_if_that_is_on_the_chart(day: str, there: bool) -> None:
    drawn, _ = chart(("2023-01.summit", 1), day=day)

    assert bool(drawn["wedge"]) is there


def test_a_chart_of_nothing_is_not_drawn() -> None:
    assert chart()[0]["rows"] == []


def test_a_list_is_drawn_with_legend_credit_and_table(read: Read, lists: Newsroom) -> None:
    meetings, held = read("/meetings/"), read("/detainees/?as_of=2023-06-18")

    assert meetings.xpath("//figure//details//tbody/tr")
    for page in (meetings, held):
        assert "Chart: The Chancery, the record as of" in words(page, "//figcaption")
    assert "Hatched: possibly held." in words(held, "//figcaption")
    assert "#list" in held.xpath("//figcaption/a/@href")
    assert held.xpath("//*[@id='list']")


@pytest.mark.parametrize("path", ["/meetings/", "/detainees/"])
def test_a_chart_is_taken_as_a_file_of_the_same_list(
    path: str, client: Client, read: Read, lists: Newsroom
) -> None:
    page = read(f"{path}?as_of=2023-06-18")
    [url] = [each for each in page.xpath("//figcaption/a/@href") if "chart.svg" in each]

    answer = client.get(url)

    drawing = etree.fromstring(answer.content)
    said = " ".join(drawing.itertext())
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert "as-of-2023-06-18" in answer.headers["Content-Disposition"]
    assert page.xpath("string(//h1)") in said
    assert "Chart: The Chancery, the record as of 18 June 2023." in said
    assert f"http://testserver{path}?as_of=2023-06-18" in said
    names = page.xpath("//figure//*[@class='name']/text()")
    assert names
    assert all(name in said for name in names)
    bars = len(page.xpath("//figure//*[local-name()='rect']"))
    ground_and_pattern = 2
    assert len(drawing.xpath("//s:rect", namespaces=SVG)) == bars + ground_and_pattern
    assert not drawing.xpath("//@style")


def test_a_file_refuses_what_its_list_refuses(client: Client, db: None) -> None:
    assert client.get("/meetings/chart.svg?knid=summit").status_code == 400
