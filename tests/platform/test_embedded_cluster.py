"""The embedded server's data: what it starts from, and what it refuses with one line."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from newsroom.embedded_postgres.accounts import server_account
from newsroom.embedded_postgres.errors import ClusterError, failed
from newsroom.embedded_postgres.programs import Programs, bundled_programs
from tests.platform.newsdesks import accepts, cluster_at


@pytest.fixture
def checkout() -> Iterator[Path]:
    """A directory that any account may enter; a server left running in it is stopped."""
    with TemporaryDirectory(prefix="checkout-", dir="/tmp") as directory:
        os.chmod(directory, 0o755)  # noqa: S103
        yield Path(directory)
        cluster_at(Path(directory, "postgres")).stop()


def test_data_of_another_major_version_are_refused(checkout: Path) -> None:
    data = checkout / "postgres"
    data.mkdir()
    (data / "PG_VERSION").write_text("15\n")

    with pytest.raises(ClusterError) as refusal:
        cluster_at(data).start()

    assert f"{data} holds data of PostgreSQL 15, the embedded one is 18" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_directory_that_holds_something_else_is_left_alone(checkout: Path) -> None:
    data = checkout / "postgres"
    data.mkdir()
    (data / "notes.txt").write_text("Ring the embassy.")

    with pytest.raises(ClusterError, match="holds no PostgreSQL data: move it away"):
        cluster_at(data).start()

    assert (data / "notes.txt").read_text() == "Ring the embassy."


@pytest.mark.slow
def test_a_note_left_by_a_server_that_died_with_its_machine_is_cleared(checkout: Path) -> None:
    """Its process number is now another program's: ours."""
    cluster = cluster_at(checkout / "postgres")
    cluster.start()
    cluster.stop()
    (cluster.data / "postmaster.pid").write_text(
        f"{os.getpid()}\n{cluster.data}\n1687132800\n5432\n/tmp/newsroom-gone\n\n"
    )

    assert accepts(cluster.start())


@pytest.mark.slow
def test_the_server_speaks_on_its_socket_alone(checkout: Path) -> None:
    cluster = cluster_at(checkout / "postgres")

    directory = Path(cluster.start())

    assert directory.stat().st_mode & 0o777 == 0o700
    assert directory.stat().st_uid == cluster.account.user
    assert cluster.socket_directory() == str(directory)
    note = (cluster.data / "postmaster.pid").read_text().splitlines()
    assert note[5] == ""  # the address that it listens on


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another account")
def test_root_places_the_data_where_the_servers_account_can_reach_them(checkout: Path) -> None:
    """A checkout under a directory of mode 700, such as root's own home."""
    os.chmod(checkout, 0o700)
    cluster = cluster_at(checkout / "postgres")
    assert not cluster.account.can("x", checkout)

    assert accepts(cluster.start())

    assert cluster.named.is_symlink()
    assert checkout not in cluster.data.parents
    assert checkout.stat().st_mode & 0o777 == 0o700
    kept = cluster.data.parent
    cluster.remove()
    assert not kept.exists()
    assert not cluster.named.is_symlink()


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another account")
def test_programs_that_the_servers_account_may_not_read_are_copied(checkout: Path) -> None:
    """An environment that was installed under a strict umask."""
    account = server_account(checkout / "postgres")
    private = checkout / "private"
    hidden = bundled_programs().copy_to(private, account)
    os.chmod(private, 0o700)
    os.chown(private, 0, 0)
    assert not hidden.is_usable_by(account)

    copy = hidden.copy_to(checkout / "copy", account)

    assert copy.is_usable_by(account)
    assert copy == Programs(checkout / "copy")


@pytest.mark.parametrize(
    "line",
    [
        'FATAL:  could not write lock file "postmaster.pid": No space left on device',
        'FATAL:  could not extend file "base/1/2691": wrote only 4096 of 8192 bytes at block 10',
    ],
)
def test_a_full_disk_is_said_to_be_full(line: str) -> None:
    error = failed("start", f"2026-06-19 09:00:00 UTC [7] LOG:  starting\n{line}\n")

    assert str(error) == (
        "The embedded PostgreSQL could not start: the disk is full, make room and try again."
    )


def test_the_line_that_says_why_is_told() -> None:
    error = failed(
        "start",
        "2026-06-19 09:00:00 UTC [7] LOG:  starting PostgreSQL\n"
        '2026-06-19 09:00:00 UTC [7] FATAL:  data directory "x" has invalid permissions\n'
        "pg_ctl: could not start server\n",
    )

    assert str(error).endswith('FATAL:  data directory "x" has invalid permissions')
