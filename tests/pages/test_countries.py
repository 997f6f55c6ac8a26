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
