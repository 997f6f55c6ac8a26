"""The production server itself, asked what no browser asks: it answers without the database."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from tests.repository.sources import ROOT

pytestmark = pytest.mark.slow

HOSTS = [
    *("evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example:80"),
    *("127.0.0.1@evil.example", "127.0.0.1:abc", "127.0.0.1:80:80", "[::1", "::1", "a b", "*", "."),
    *("127.0.0.1/evil", "127.0.0.1,evil.example", "\xe9vil.example", "x" * 300, "..", "-", "127.1"),
]
PATHS = ["/", "/nothing/", "/api/v1/", "/api/v1/officials/", "/admin/", "/static/css/tokens.css"]


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Run the server as `make run` does, with a database that cannot be reached."""
    port = free_port()
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "granian", "newsroom.wsgi:application"),
            *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
            *("--workers", "1", "--blocking-threads", "4", "--log-level", "critical"),
        ],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "NEWSROOM_DEMO": "1",
            "PORT": str(port),
            "DATABASE_URL": f"postgres://desk@127.0.0.1:{free_port()}/newsroom",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def ask(
    port: int, path: str, host: str | None = None, method: str = "GET", **headers: str
) -> tuple[int, str, str]:
    """Return status, media type and words of an answer; the path is sent as it stands."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection._validate_path = lambda _: None  # type: ignore[attr-defined]
    connection.putrequest(method, path, skip_host=host is not None)
    if host is not None:
        connection.putheader("Host", host.encode("latin-1"))
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value.encode("latin-1"))
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, answer.headers.get("Content-Type", ""), body


@pytest.mark.parametrize("host", HOSTS)
def test_a_foreign_host_is_refused_in_words_that_do_not_repeat_it(port: int, host: str) -> None:
    for path in PATHS:
        status, kind, words = ask(port, path, host)

        assert status == 400, (path, host)
        assert "evil" not in words
        if kind.startswith("application/problem+json"):
            assert json.loads(words)["type"].endswith("#foreign_host")
        elif kind:  # what the server itself cannot read it refuses without a word
            assert "This host is not ours" in words
            assert f"The site is at http://127.0.0.1:{port}/." in words


@pytest.mark.parametrize("length", [2_100, 20_000, 60_000, 70_000])
@pytest.mark.parametrize("before", ["/", "/officials/", "/api/v1/", "/admin/", "/static/"])
def test_an_endless_path_is_too_long_and_the_answer_short(
    port: int, before: str, length: int
) -> None:
    status, _, words = ask(port, before + "x" * length)

    assert status in (400, 414) if length > 65_000 else status == 414
    assert len(words) < 12_000


@pytest.mark.parametrize("path", ["/%FF", "/%00", "/%C0%AF", "/x/%ED%A0%80/", "//", "/../"])
@pytest.mark.parametrize("before", ["", "/static", "/media"])
def test_odd_bytes_in_a_path_are_no_address(port: int, before: str, path: str) -> None:
    status, _, _ = ask(port, before + path)

    assert status in (301, 400, 404)


@pytest.mark.parametrize(
    "headers",
    [
        {"Range": "bytes=9-1,-,x"},
        {"Range": f"bytes={'9' * 30}-"},
        {"If_None_Match": 'W/"', "If_Modified_Since": "Fri, 31 Dec 999999999999 23:59:59 GMT"},
        {"Accept_Encoding": "gzip;q=x, \xff", "Accept": ";/"},
        {"Cookie": "sessionid=\xff; =", "X_Forwarded_Host": "evil.example"},
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PURGE", "TRACE", "get", "X" * 500])
def test_a_static_file_is_given_or_refused_whatever_is_asked_of_it(
    port: int, method: str, headers: dict[str, str]
) -> None:
    status, _, _ = ask(port, "/static/css/tokens.css", method=method, **headers)

    assert status in (200, 206, 304, 400, 404, 405, 416, 501)


def test_without_a_database_a_page_says_to_come_again(port: int) -> None:
    with ThreadPoolExecutor() as two:  # each waits ten seconds for a connection
        asked = two.map(partial(ask, port), ["/officials/", "/api/v1/officials/"])
    (status, _, words), (of_api, _, problem) = asked

    assert (status, of_api) == (503, 503)
    assert "Try again in a moment." in words
    assert json.loads(problem)["type"].endswith("#unavailable")
