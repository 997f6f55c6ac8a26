"""Odd parts of public addresses, odd methods and odd headers: none makes a page or the API fail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.malformed.oddities import places
from tests.pages.newsroom import open_newsroom
from tests.stories.addresses import patterns

_PART = re.compile(r"<(?:(?P<converter>\w+):)?\w+>")
PARTS = {
    "slug": ("0", "None", "_", "-", "x" * 1_500, "qin-gang"),
    "int": ("0", "00", "1", "9" * 19, "9" * 60, "9" * 1_500),
    "uuid": ("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"),
}
ANY = (
    "%00",
    "%FF",
    "%C0%AF",
    "%ED%A0%80",
    "%D9%A3",
    "a b",
    "%2e%2e",
    "-1",
    "9" * 25,
    "\N{SNOWMAN}",
)
METHODS = ("post", "put", "patch", "delete", "options", "head", "trace")
HEADERS = [
    {"If-None-Match": 'W/"', "If-Modified-Since": "yesterday"},
    {"If-None-Match": "*", "If-Match": '"x"', "If-Unmodified-Since": "Thu, 99 Foo 0000 99:99:99"},
    {"If-Modified-Since": "Fri, 31 Dec 999999999999 23:59:59 GMT"},
    {"If-Modified-Since": "Mon, 00 Jan 0000 00:00:00 GMT", "Range": "bytes=9-1,-,x"},
    {"Range": f"bytes={'9' * 30}-", "If-Range": "x"},
    {"Accept": "nonsense"},
    {"Accept": ";;;,/,*/"},
    {"Accept": "application/json; version=" + "9" * 300, "Accept-Language": "\xff;q=x,*;q=-1"},
    {
        "Accept": "text/html;q=abc,application/*;q=nan",
        "Accept-Charset": "\xe9",
        "Accept-Encoding": "x;q=",
    },
    {"Cookie": 'sessionid=\xff\x01; csrftoken=;;;==,"', "Referer": "http://[::1", "Origin": "null"},
    {"Cookie": "=" * 2_000, "X-CSRFToken": "\xff", "Authorization": "Basic \xff"},
    {"Content-Type": "multipart/form-data", "Content-Length": "abc"},
    {"Content-Type": "application/json; charset=nonsense"},
    {
        "X-Request-ID": "\xff\x02" * 40,
        "X-Forwarded-For": "\xff, ::, 1.2.3.4.5",
        "X-Forwarded-Proto": "x",
    },
    {
        "X-Forwarded-Host": "evil.example",
        "X-HTTP-Method-Override": "DELETE",
        "X-Forwarded-Port": "x",
    },
]


@pytest.fixture
def reader(db: None) -> Client:
    """Return a browser, with a newsroom to read."""
    open_newsroom()
    return Client()


def filled() -> Iterator[str]:
    """Yield every public address that has parts, with odd ones."""
    for route, _ in patterns():
        named = [found["converter"] for found in _PART.finditer(route)]
        for place in range(max(map(len, PARTS.values())) + len(ANY) if named else 0):
            address = route
            for converter in named:
                odd = (*PARTS[converter], *ANY)
                address = _PART.sub(odd[place % len(odd)], address, count=1)
            yield address


def failures(tries: Iterator[tuple[str, Any]]) -> list[str]:
    """Return the tries that ended in a failure, each with it."""
    failed = []
    for told, ask in tries:
        try:
            status = ask().status_code
        except Exception as error:
            failed.append(f"{told}: {type(error).__name__}: {str(error)[:200]}")
        else:
            failed += [f"{told}: {status}"] if status >= 500 else []
    return failed


def test_odd_parts_of_an_address_name_nothing(reader: Client) -> None:
    addresses = sorted(set(filled()))

    assert len(addresses) > 400
    assert not failures(
        (address[:200], lambda address=address: reader.get(address)) for address in addresses
    )


def test_odd_methods_are_answered(reader: Client) -> None:
    assert not failures(
        (f"{method} {place.route}", lambda m=method, r=place.route: getattr(reader, m)(r))
        for place in places()
        for method in METHODS
    )


@pytest.mark.parametrize("headers", HEADERS, ids=lambda headers: " ".join(headers))
def test_odd_headers_are_answered(headers: dict[str, str], reader: Client) -> None:
    named = ["/officials/qin-gang/", "/admin/login/", "/media/x"]

    assert not failures(
        (f"{method} {route}", lambda m=method, r=route: getattr(reader, m)(r, headers=headers))
        for route in (*named, *(place.route for place in places()))
        for method in ("get", "head")
    )
    assert not failures(
        (route, lambda r=route: reader.post(r, b"\xff=\xff", "x/y", headers=headers))
        for route in ("/admin/login/", "/", "/api/v1/")
    )


def test_links_never_follow_the_host_or_port_of_a_request(reader: Client, settings: Any) -> None:
    settings.NEWSROOM_ADDRESS = "https://news.example"
    settings.ALLOWED_HOSTS = ["news.example", "other.example"]
    named = ["/officials/qin-gang/", "/officials", "/nothing/", "/officials/?zz=1"]
    named += ["/api/v1/officials/?page_size=1", "/api/v1/officials/?format=csv", "/api/v1/x/"]
    seen = 0
    for route in (*named, *(place.route for place in places())):
        answer = reader.get(route, headers={"Host": "other.example:4711"})
        body = b"".join(answer) if answer.streaming else answer.content
        said = body.decode() + str(answer.headers)
        assert "other.example" not in said, route
        assert ":4711" not in said, route  # not the digits alone: a validator may have them
        assert "testserver" not in said, route
        seen += "https://news.example/" in said
    assert seen > 40


def test_the_way_to_https_leads_to_the_sites_own_address(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT, settings.SECURE_SSL_HOST = True, "news.example"
    settings.ALLOWED_HOSTS = ["other.example"]

    answer = Client().get("/officials/?as_of=2023", headers={"Host": "other.example:4711"})

    assert answer["Location"] == "https://news.example/officials/?as_of=2023"
