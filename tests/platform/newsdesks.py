"""Processes that use an embedded server, as `make run` and `make test` in two terminals do."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Self

import psycopg

from newsroom.embedded_postgres.accounts import server_account
from newsroom.embedded_postgres.cluster import PORT, Cluster
from newsroom.embedded_postgres.making import USER
from newsroom.embedded_postgres.programs import bundled_programs
from newsroom.embedded_postgres.sharing import SharedCluster
from tests.repository.sources import ROOT


def cluster_at(data: Path) -> Cluster:
    """Return the cluster of the directory, run by whoever this machine lets run it."""
    return Cluster(data, bundled_programs(), server_account(data))


def accepts(directory: str) -> bool:
    """Return whether a server answers on the socket in the directory."""
    try:
        psycopg.connect(host=directory, port=PORT, user=USER, dbname=USER).close()
    except psycopg.OperationalError:
        return False
    return True


class Newsdesk:
    """A process that uses the server of a data directory until told to go home.

    `socket` is the directory of the server's socket; None where the server could not be used, and
    `said` holds the reason.
    """

    def __init__(self, data: Path) -> None:
        """Open the desk, without waiting for its server."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(data)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        """Return the desk itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process, however the test ended."""
        self.go_home()

    @property
    def socket(self) -> str:
        """The directory of the server's socket, waited for once."""
        if not hasattr(self, "_socket"):
            assert self._process.stdout is not None
            self._socket = self._process.stdout.readline().strip()
        return self._socket

    def go_home(self) -> None:
        """End the process as a program ends that has done its work."""
        if self._process.poll() is None:
            self._process.communicate("\n")

    def be_killed(self) -> None:
        """End the process as the kernel does when memory is short: it gets to do nothing."""
        self._process.send_signal(signal.SIGKILL)
        self._process.communicate()


if __name__ == "__main__":
    sys.stdout.write(f"{SharedCluster(cluster_at(Path(sys.argv[1]))).use()}\n")
    sys.stdout.flush()
    sys.stdin.readline()
