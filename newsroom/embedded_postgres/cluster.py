"""The server of one data directory: start it, ask it, stop it. Callers take turns (`sharing`)."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

from newsroom.embedded_postgres.accounts import Account
from newsroom.embedded_postgres.errors import ClusterError, failed
from newsroom.embedded_postgres.making import PROGRAMS_COPY, USER, make_data, usable_programs
from newsroom.embedded_postgres.programs import Programs

DATABASE = "newsroom"
PORT = "5432"  # names the socket's file; no port is opened
SOCKETS = Path("/tmp")  # noqa: S108 - a socket's path has room for about 100 bytes
PATIENCE = 60  # seconds to start, recover or stop

SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "jit": "off",
    "random_page_cost": "1.1",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    # It counts only for a database that asks for it, as those of `make bench` do.
    "shared_preload_libraries": "pg_stat_statements",
    "pg_stat_statements.track": "none",
}


class Cluster:
    """The server of one data directory; every method may raise `ClusterError`."""

    def __init__(self, named: Path, programs: Programs, account: Account) -> None:
        """Take the data directory, which need not exist, the programs and who runs them."""
        self.named = named
        self.programs = programs
        self.account = account

    @property
    def data(self) -> Path:
        """The real data directory; the named one may be a link to it."""
        return self.named.resolve()

    @property
    def log(self) -> Path:
        """The server's log since it was last started."""
        return self.data / "server.log"

    def socket_directory(self) -> str | None:
        """Return the directory of the running server's socket; None if no server answers."""
        directory = self._noted_socket_directory()
        return directory if directory and self._answers(directory) else None

    def is_running(self) -> bool:
        """Return whether the server's process is alive, without connecting to it."""
        note = self._note()
        return bool(note) and self._is_alive(note[0])

    def start(self) -> str:
        """Start the server, creating missing data; return the directory of its socket."""
        if not self.data.exists():
            make_data(self.named, self.programs, self.account)
        self._refuse_another_version()
        self._remove_marks_of_dead_processes()
        directory = tempfile.mkdtemp(prefix="newsroom-", dir=SOCKETS)
        self.account.give(Path(directory))
        settings = {**SETTINGS, "unix_socket_directories": directory}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        self.log.unlink(missing_ok=True)
        answer = self._pg_ctl("start", "--log", self.log, "--options", options)
        if answer.returncode:
            shutil.rmtree(directory, ignore_errors=True)
            said = self.log.read_text(errors="replace") if self.log.exists() else ""
            raise failed("start", said + answer.stdout)
        self._make_database(directory)
        return directory

    def stop(self) -> None:
        """Stop the server and disconnect its clients."""
        directory = self._noted_socket_directory()
        answer = self._pg_ctl("stop", "--mode", "fast")
        if answer.returncode and self.socket_directory():
            raise failed("stop", answer.stdout)
        if directory:
            shutil.rmtree(directory, ignore_errors=True)

    def remove(self) -> None:
        """Stop the server if it runs; delete its data and the copy of its programs."""
        if self.socket_directory():
            self.stop()
        data = self.data
        for path in (data, *data.parent.glob(f"{PROGRAMS_COPY}*")):
            shutil.rmtree(path, ignore_errors=True)
        if self.named.is_symlink():
            self.named.unlink()
            data.parent.rmdir()

    def _pg_ctl(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        programs = usable_programs(self.programs, self.data.parent, self.account)
        common = ("--pgdata", self.data, "--wait", "--timeout", str(PATIENCE))
        return self.account.run([programs.bin("pg_ctl"), *words, *common])

    def _refuse_another_version(self) -> None:
        try:
            theirs = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
        except FileNotFoundError:
            raise ClusterError(
                f"{self.named} holds no PostgreSQL data: move it away and start again."
            ) from None
        except OSError as error:
            raise failed("read its data", str(error)) from error
        ours = self.programs.version.partition(".")[0]
        if theirs != ours:
            raise ClusterError(
                f"{self.named} holds data of PostgreSQL {theirs}, the embedded one is {ours}: set "
                "DATABASE_URL to a server of theirs, or move the directory away to begin anew."
            )

    def _note(self) -> list[str]:
        """Return the lines of the server's pid file: process, data, start, port, socket, …"""
        try:
            return (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise failed("read its data", str(error)) from error

    def _noted_socket_directory(self) -> str | None:
        note = self._note()
        return note[4] if len(note) > 4 and note[4] else None

    def _answers(self, directory: str) -> bool:
        try:
            self._connection(directory).close()
        except psycopg.OperationalError:
            return False
        return True

    def _remove_marks_of_dead_processes(self) -> None:
        """Remove the files of a server that died with its machine or container.

        Another program may have its process number by now, and PostgreSQL would take that for the
        server.
        """
        note = self._note()
        if not note or self._is_alive(note[0]):
            return
        directory = Path(self._noted_socket_directory() or "/")
        if directory.match(str(SOCKETS / "newsroom-*")):
            shutil.rmtree(directory, ignore_errors=True)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _is_alive(self, process: str) -> bool:
        """Return whether the process is this data's server; True if there is no way to know."""
        try:
            return Path("/proc", process, "cwd").readlink() == self.data
        except OSError:
            return not Path("/proc/self").exists()

    def _connection(self, directory: str) -> psycopg.Connection:
        return psycopg.connect(
            host=directory,
            port=PORT,
            user=USER,
            dbname="postgres",
            autocommit=True,
            connect_timeout=PATIENCE,
        )

    def _make_database(self, directory: str) -> None:
        with self._connection(directory) as connection:
            query = "SELECT FROM pg_database WHERE datname = %s"
            if connection.execute(query, [DATABASE]).fetchone() is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
