"""What holds for every page alike."""

import re

import pytest
from django.test import Client

from tests.pages.conftest import Read
from tests.pages.newsroom import ASKED, PAGES, Newsroom

WITHOUT_JSON = {"home"}


@pytest.mark.server
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_heading_a_title_and_a_canonical_address(
    name: str, newsroom: Newsroom, read: Read
) -> None:
    page = read(newsroom.pages[name])

    assert len(page.xpath("//h1")) == 1
    assert "The Chancery" in page.xpath("string(//title)")
    assert page.xpath("//meta[@name='description']/@content")[0]
    [canonical] = page.xpath("//link[@rel='canonical']/@href")
    assert "?" not in canonical


@pytest.mark.parametrize("name", [name for name in PAGES if name not in WITHOUT_JSON])
def test_a_page_links_to_its_json(
    name: str, newsroom: Newsroom, read: Read, client: Client
) -> None:
    [url] = read(newsroom.pages[name]).xpath("//link[@type='application/json']/@href")

    assert client.get(url).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_nothing_inline_and_nothing_from_elsewhere(
    name: str, newsroom: Newsroom, client: Client
) -> None:
    response = client.get(newsroom.pages[name])
    page = response.content.decode()

    assert "'unsafe" not in response.headers["Content-Security-Policy"]
    assert not re.search(r"\sstyle=|<style|\son\w+=", page)
    assert not re.search(r"<script(?![^>]*(?: src=|application/ld\+json))", page)
    assert not re.search(r'(?:src|rel="stylesheet" href)="(?:https?:)?//', page)


@pytest.mark.parametrize("name", PAGES)
def test_every_link_on_a_page_leads_somewhere(
    name: str, newsroom: Newsroom, read: Read, client: Client
) -> None:
    page = read(newsroom.pages[name])
    ids = set(page.xpath("//@id"))

    broken = [
        url
        for url in set(page.xpath("//main//a/@href"))
        if (url.startswith("#") and url[1:] not in ids)
        or (url.startswith("/") and client.get(url).status_code != 200)
    ]

    assert not broken


@pytest.mark.parametrize("name", PAGES)
def test_a_page_sets_no_cookie_and_may_be_kept_by_anyone(
    name: str, newsroom: Newsroom, client: Client
) -> None:
    response = client.get(newsroom.pages[name])

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["Cache-Control"].startswith("public, max-age=")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("name", ASKED)
def test_a_page_answers_for_the_ends_of_the_calendar(
    name: str, day: str, newsroom: Newsroom, client: Client
) -> None:
    url = newsroom.pages[name].partition("?")[0]

    assert client.get(url, {"as_of": day}).status_code == 200


def test_ids_lead_to_pages(newsroom: Newsroom, client: Client) -> None:
    answer = client.get(f"/id/{newsroom.qin.public_id}/")

    assert answer.headers["Location"] == "/officials/qin-gang/"
    assert client.get(f"/id/{newsroom.source.public_id}/").status_code == 404


def test_a_page_that_is_not_there_helps(newsroom: Newsroom, read: Read) -> None:
    for url in ("/nothing/", "/officials/nobody/", "/articles/nothing/editions/1/"):
        page = read(url, status=404)
        sought, front = page.xpath("//main//a/@href")
        assert front == "/"
        assert sought in {"/search/?q=nothing", "/search/?q=nobody"}
