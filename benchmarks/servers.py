"""The servers that are measured: the newsroom as in production, and the raw measure."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from benchmarks.databases import PATIENCE, Database

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Answer:
    """A response of the server, and the seconds it took."""

    status: int
    etag: str
    body: bytes
    seconds: float


class Server:
    """A context manager: one WSGI application over one database, in its own process.

    One client sends all requests, over one connection that stays open.
    """

    def __init__(self, application: str, database: Database, **settings: str) -> None:
        """Take the application as `module:name`, its newsroom, and environment variables."""
        self.application = application
        self.database = database
        self.environment = {**database.environment(), **settings}
        self.port = _free_port()

    def __enter__(self) -> Self:
        """Start it; raises `SystemExit` if it does not answer within a minute."""
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "granian", self.application),
                *("--interface", "wsgi", "--host", HOST, "--port", str(self.port)),
                *("--workers", "1", "--blocking-threads", "4", "--log-level", "warning"),
            ],
            env=self.environment,
        )
        self.client = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        for _ in range(PATIENCE * 10):
            if self.process.poll() is not None:
                break
            with socket.socket() as probe:
                if probe.connect_ex((HOST, self.port)) == 0:
                    return self
            time.sleep(0.1)
        self.__exit__(None, None, None)
        raise SystemExit(f"{self.application} does not answer; what it said stands above.")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop it."""
        self.client.close()
        self.process.terminate()
        self.process.wait(PATIENCE)

    def connect(self) -> None:
        """Open a new connection: the server may have closed one that was idle."""
        self.client.close()
        self.client.connect()

    def ask(self, path: str, etag: str = "") -> Answer:
        """Request an address, with the client's validators if it has any; return the response."""
        began = time.perf_counter()
        self.client.request("GET", path, headers={"If-None-Match": etag} if etag else {})
        response = self.client.getresponse()
        body = response.read()
        took = time.perf_counter() - began
        return Answer(response.status, response.headers.get("ETag", ""), body, took)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
