"""What strangers' servers are asked, within which limits, and which are never asked."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterator

import pytest

from briefings import web
from briefings.web import ask, is_public
from tests.strangers import Site, loopback, open_site


@pytest.fixture
def site() -> Iterator[Site]:
    """A stranger's site."""
    with open_site() as site:
        yield site


def asked(site: Site, path: str, most: int = 0) -> web.Answer:
    """Return what the site answers."""
    return ask(f"{site.address}{path}", most=most, may_reach=loopback)


def test_a_page_is_asked_for_by_its_head_and_by_itself_where_that_is_refused(
    site: Site,
) -> None:
    assert asked(site, "/news?q=a b").status == 200
    assert asked(site, "/no-head").status == 200
    assert asked(site, "/gone").status == 410

    assert site.asked == [
        *("HEAD /news?q=a%20b", "HEAD /no-head", "GET /no-head", "HEAD /gone", "GET /gone"),
    ]
    assert site.agents == {"Newsroom-Links/1 (+http://testserver/)"}


def test_redirects_are_followed_a_few_times(site: Site) -> None:
    found = asked(site, "/moved/moved/gone")

    assert (found.status, found.url.rpartition("/")[2]) == (410, "gone")
    assert asked(site, "/circle").problem == (
        "It leads from one address to the next without an end."
    )


def test_a_redirect_is_read_as_browsers_read_it(site: Site) -> None:
    assert asked(site, "/moved-unquoted").status == 200
    assert site.asked[-1] == "HEAD /caf%C3%A9"
    assert asked(site, "/moved-nowhere").problem == (
        "It does not answer as a server of the web does."
    )


def test_no_more_of_a_page_is_read_than_asked_for(site: Site) -> None:
    assert len(asked(site, "/long", most=5_000).page) == 5_000
    assert asked(site, "/long").page == b""


def test_what_comes_too_slowly_is_left(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line comes in time; all of them would take a minute."""
    began = time.monotonic()

    found = ask(f"{site.address}/slow", seconds=0.5, may_reach=loopback)

    assert (found.status, found.problem) == (None, "It did not answer in time.")
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("ftp://history.example/a", "It leads to no page of the web."),
        ("file:///etc/passwd", "It leads to no page of the web."),
        ("http://", "It leads to no page of the web."),
        ("http://user:secret@127.0.0.1/", "It holds a name or a password."),
        ("http://127.0.0.1/", "It leads into a private network."),
        ("http://localhost/", "It leads into a private network."),
        ("http://2130706433/", "It leads into a private network."),
        ("http://[::ffff:10.0.0.1]/", "It leads into a private network."),
        ("http://169.254.169.254/latest/meta-data/", "It leads into a private network."),
        ("http://history.invalid:99999/", "It does not answer as a server of the web does."),
    ],
)
def test_an_address_that_may_not_be_asked_is_not(url: str, problem: str) -> None:
    assert ask(url).problem == problem


def test_a_redirect_into_a_private_network_is_not_followed(site: Site) -> None:
    assert asked(site, "/away/10.0.0.1").problem == "It leads into a private network."


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        *((each, False) for each in ("10.1.2.3", "192.168.0.1", "172.16.0.1", "127.0.0.1")),
        *((each, False) for each in ("240.0.0.1", "100.64.0.1", "169.254.169.254", "224.0.0.1")),
        *((each, False) for each in ("::1", "fe80::1", "fc00::1", "ff02::1", "::ffff:8.8.8.8")),
        *((each, False) for each in ("64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::")),
        *((each, False) for each in ("fec0::1", "::127.0.0.1")),
    ],
)
def test_what_is_of_the_internet(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


def test_what_is_no_server_of_the_web_is_said_so(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        closed = probe.getsockname()[1]

    assert asked(site, "/noise").problem == "It does not answer as a server of the web does."
    assert ask(f"http://127.0.0.1:{closed}/", may_reach=loopback).problem == (
        "The server refuses connections."
    )
