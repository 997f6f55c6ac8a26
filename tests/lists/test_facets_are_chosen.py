"""Readers choose from boxes with counts; programs are told the same counts."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefings.filters import tallies
from briefings.pages import facets as boxes
from tests.lists.questions import listing
from tests.pages.conftest import Read, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lists")]


def counts(page: Any, title: str) -> dict[str, str]:
    """Return the counts of a facet's values, by their labels."""
    labels = page.xpath(f"//fieldset[legend='{title}']//label")
    return {label.xpath("string(span[1])"): label.xpath("string(span[2])") for label in labels}


def ticked(page: Any) -> list[tuple[str, str]]:
    """Return the parameters and values of the boxes that are ticked."""
    return [(box.get("name"), box.get("value")) for box in page.xpath("//input[@checked]")]


def test_a_page_counts_each_choice_and_keeps_what_has_none(read: Read) -> None:
    page = read("/meetings/")

    kinds = counts(page, "Kind")
    assert kinds["Summit"] == "1"
    assert kinds["Banquet"] == "0"
    assert "none" in page.xpath("//label[span='Banquet']/@class")
    assert counts(page, "Country")["Peru"] == "1"


def test_what_is_chosen_is_ticked_told_and_dropped_one_by_one(read: Read) -> None:
    page = read("/meetings/?status__in=held,cancelled&host_country=PE")

    assert ticked(page) == [
        ("status__in", "held"),
        ("status__in", "cancelled"),
        ("host_country__in", "peru"),
    ]
    assert words(page, "//h1") == "Meetings in Peru: held or cancelled"
    assert words(page, "//ul[@class='filters-on']/li[1]") == "Status Held remove Status Held"
    drops = page.xpath("//ul[@class='filters-on']//a/@href")
    assert "/meetings/?host_country=PE&status__in=cancelled" in drops
    assert "/meetings/?status__in=held,cancelled" in drops


def test_a_form_leads_to_the_one_address_of_its_question(client: Client) -> None:
    asked = "/meetings/?as_of=&q=&status__in=held&status__in=cancelled&ordering=-on"

    answer = client.get(asked)

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/meetings/?status__in=held,cancelled&ordering=-on"
    assert client.get("/meetings/?q=a&q=b").status_code == 400
    assert client.get("/api/v1/meetings/?status__in=held&status__in=expected").status_code == 400


def test_a_form_keeps_what_has_no_box(read: Read) -> None:
    page = read("/meetings/?visit=to-lima&status=cancelled")

    assert page.xpath("//form[@id='filters']/div/input[@type='hidden']/@name") == ["visit"]
    assert set(page.xpath("//fieldset//input/@form")) == {"filters"}


def test_what_is_asked_stays_though_nothing_has_it(read: Read) -> None:
    page = read("/meetings/?host_country__in=united-states&kind=summit")

    assert ("host_country__in", "united-states") in ticked(page)
    assert counts(page, "Country")["United States"] == "0"
    assert words(page, "//p[@class='nothing-words']") == (
        "The record has no summits in the United States."
    )
    ways = page.xpath("//div[@class='nothing']//a/text()")
    assert ways == ["Drop “Kind Summit”", "Drop “Country United States”", "Show all meetings"]


def test_who_is_held_is_asked_unless_another_status_is(read: Read) -> None:
    assert ticked(read("/detainees/")) == [("status__in", "held")]
    both = read("/detainees/?status__in=held,restricted")
    assert ticked(both) == [("status__in", "held"), ("status__in", "restricted")]
    assert words(both, "//h1") == "Who is held or restricted today"


def test_the_api_tells_what_the_page_counts(client: Client, read: Read) -> None:
    asked = "host_country=peru&as_of=2024-11-16"
    told = client.get(f"/api/v1/meetings/?{asked}&facets=kind,status").json()["meta"]["facets"]

    assert sorted(told) == ["kind", "status"]
    for name, title in (("kind", "Kind"), ("status", "Status")):
        assert told[name]["exact"] is True
        values = {each["label"]: str(each["count"]) for each in told[name]["values"]}
        assert values == counts(read(f"/meetings/?{asked}"), title)
    assert client.get(f"/api/v1/meetings/?{asked}").json()["meta"]["facets"] is None


def test_months_and_kinds_are_crossed(client: Client) -> None:
    told = client.get("/api/v1/meetings/?facets=month.kind").json()["meta"]["facets"]

    values = {each["value"]: each["count"] for each in told["month.kind"]["values"]}
    assert values["2024-11.summit"] == 1
    assert values["2023-06.working_dinner"] == 1
    assert sum(values.values()) == len(listing("meetings").qs)


def test_a_facet_that_is_not_there_is_refused(client: Client) -> None:
    answer = client.get("/api/v1/meetings/?facets=kind,statsu")

    [error] = answer.json()["errors"]
    assert answer.status_code == 400
    assert (error["parameter"], error["code"]) == ("facets", "unknown_facet")
    assert error["did_you_mean"] == "status"


def test_all_facets_cost_one_query() -> None:
    asked = listing("meetings", as_of="2023-06", date_match="certain", kind="summit")

    with CaptureQueriesContext(connection) as queries:
        tallies.count_facets(asked, asked.facets)

    assert len(queries) == 1


def test_a_long_list_is_counted_in_part_and_says_so(
    monkeypatch: pytest.MonkeyPatch, client: Client, read: Read
) -> None:
    monkeypatch.setattr(tallies, "LOOKED_AT", 2)
    monkeypatch.setattr(tallies, "composed", tallies.composed.__wrapped__)  # not as composed before

    told = client.get("/api/v1/meetings/?facets=kind").json()["meta"]["facets"]["kind"]

    assert told["exact"] is False
    assert sum(each["count"] for each in told["values"]) == 3
    assert all(count.endswith("+") for count in counts(read("/meetings/"), "Kind").values())


def test_more_values_than_fit_are_folded_and_not_lost(
    monkeypatch: pytest.MonkeyPatch, read: Read
) -> None:
    monkeypatch.setattr(boxes, "AT_FIRST", 2)

    page = read("/meetings/?kind__in=working_dinner")

    kinds = page.xpath("//fieldset[legend='Kind']")[0]
    assert len(kinds.xpath("label")) == 3
    assert kinds.xpath("string(details/summary)") == "8 more"
    assert len(kinds.xpath("details/label")) == 8


def test_so_many_records_are_not_asked_for(client: Client) -> None:
    assert client.get("/meetings/", {"host_country__in": ",".join("a" * 21)}).status_code == 400
