"""Countries: offices with their holders, what came before."""

from django.test import Client

from tests.pages.conftest import Read, words
from tests.pages.newsroom import Newsroom


def test_offices_have_the_holders_of_the_day(newsroom: Newsroom, read: Read) -> None:
    page = read("/countries/china/?as_of=2023-06-18")

    assert "Foreign minister Qin Gang, 30 December 2022" in words(page, "//tbody")


def test_before_and_after_are_linked_both_ways(newsroom: Newsroom, read: Read) -> None:
    assert "Came after Great Qing until 1912" in words(read("/countries/china/"), "//aside")
    assert "Was followed by China" in words(read("/countries/great-qing/"), "//aside")


def test_a_code_leads_to_the_country(newsroom: Newsroom, client: Client) -> None:
    assert client.get("/countries/CN/").headers["Location"] == "/countries/china/"


def test_visits_both_ways_and_meetings_are_listed(newsroom: Newsroom, read: Read) -> None:
    page = read("/countries/china/")
    lists = page.xpath("//ol[contains(@class, 'meetings')]")

    assert [words(one.getprevious(), ".//h2") for one in lists] == [
        "Visits to it",
        "Visits by its officials",
        "Meetings in it",
    ]
    assert "Ann Guest" in words(lists[0])
    assert "Qin Gang" in words(lists[1])


def test_whom_it_held_and_who_of_its_citizens_was_held(newsroom: Newsroom, read: Read) -> None:
    during = words(read("/countries/china/?as_of=2023-06-18"), "//aside")
    after = words(read("/countries/china/?as_of=2024-07-02"), "//aside")

    assert "In its custody On 18 June 2023 Otto Lind Held since 2 January 2023" in during
    assert "Its citizens in custody" in during
    assert "Otto Lind" not in after
