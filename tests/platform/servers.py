"""Servers of the site in processes of their own, over this test's database."""

import http.client
import os
import socket
import subprocess
import sys
import time
from typing import Self
from urllib.parse import quote, urlencode

from django.db import connection

from tests.repository.sources import ROOT


def database_url() -> str:
    """Return the address of this test's database."""
    params = connection.get_connection_params()
    where = {"host": params["host"], "port": params.get("port", "")}
    where = {name: value for name, value in where.items() if value}
    user, name = quote(params["user"]), quote(params["dbname"])
    return f"postgres://{user}@/{name}?{urlencode(where)}"


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


class SiteServer:
    """The production server with one worker, as one of several behind the site's address."""

    def __init__(self, *, alone: bool = False, **environment: str) -> None:
        """Take environment variables; the site's address is the server's own if it is `alone`."""
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}" if alone else "http://news.example"
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "granian", "newsroom.wsgi:application"),
                *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)),
                *("--workers", "1", "--blocking-threads", "4", "--log-level", "warning"),
            ],
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "NEWSROOM_DEMO": "1",
                "NEWSROOM_ADDRESS": self.address,
                "DATABASE_URL": database_url(),
                **environment,
            },
            stderr=subprocess.PIPE,
        )

    def __enter__(self) -> Self:
        """Wait until it listens."""
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    break
            time.sleep(0.1)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it, however the test ended."""
        self.stopped()

    def stopped(self) -> str:
        """Stop it, and return what it logged."""
        self.process.terminate()
        return self.process.communicate(timeout=30)[1].decode()

    def ask(self, path: str) -> tuple[int, str, bytes]:
        """Return status, ETag and body of an answer."""
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        client.request("GET", path)
        answer = client.getresponse()
        body = answer.read()
        client.close()
        return answer.status, answer.headers.get("ETag", ""), body
