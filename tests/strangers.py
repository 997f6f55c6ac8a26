"""A stranger's server on this machine: pages that answer, move, are gone, or never end."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from briefings.web import Address


def loopback(address: Address) -> bool:
    """Let a test reach this machine."""
    return address.is_loopback


class Site(ThreadingHTTPServer):
    """A site with a page of each kind, and what it was asked, by whom.

    `gone` paths answer 404, `pages` are written by a test.
    """

    def __init__(self) -> None:
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), Pages)
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.gone: set[str] = set()
        self.pages: dict[str, str] = {}
        self.address = f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_: object) -> None:
        """Say nothing of clients that hang up."""


@contextmanager
def open_site() -> Iterator[Site]:
    """Serve a site until the end."""
    with Site() as site:
        threading.Thread(target=site.serve_forever, args=(0.05,), daemon=True).start()
        yield site
        site.shutdown()


class Pages(BaseHTTPRequestHandler):
    """Answers by the path."""

    server: Any

    def do_HEAD(self) -> None:
        """Answer without the page."""
        self.respond()

    def do_GET(self) -> None:
        """Answer with the page."""
        self.respond()

    def respond(self) -> None:
        """Answer by the path."""
        self.server.asked.append(f"{self.command} {self.path}")
        self.server.agents.add(self.headers["User-Agent"])
        if self.path in self.server.gone:
            self.send(404)
            return
        if self.path in self.server.pages:
            self.send(200, **{"Content-Type": "text/html"})
            self.wfile.write(self.server.pages[self.path].encode())
            return
        name, _, rest = self.path.removeprefix("/").partition("/")
        match name:
            case "moved":
                self.send(302, Location=f"/{rest}")
            case "circle":
                self.send(302, Location="/circle")
            case "away":
                self.send(302, Location=f"http://{rest}/")
            case "moved-unquoted":
                # As many servers do: the bytes of UTF-8, which are no ASCII and not quoted.
                self.send(302, Location="/café".encode().decode("latin-1"))
            case "moved-nowhere":
                self.send(302, Location="http://[nowhere/")
            case "no-head" if self.command == "HEAD":
                self.send(405)
            case "gone":
                self.send(410)
            case "slow":
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                for _ in range(600):
                    self.wfile.write(b"X-Slow: so\r\n")
                    time.sleep(0.1)
            case "long":
                self.send(200)
                for _ in range(1_000):
                    self.wfile.write(b"x" * 1_000)
            case "noise":
                self.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")
            case _:
                self.send(200)

    def send(self, status: int, **headers: str) -> None:
        """Send a status and headers."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""
