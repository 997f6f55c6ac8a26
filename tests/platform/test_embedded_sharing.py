"""One embedded server for all processes of a checkout: who starts it, who stops it."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from newsroom.embedded_postgres.errors import ClusterError
from newsroom.embedded_postgres.sharing import WATCHER, SharedCluster
from tests.platform.newsdesks import Newsdesk, accepts, cluster_at

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def checkout() -> Iterator[Path]:
    """A directory with a space in its long name, which any account may enter."""
    with TemporaryDirectory(prefix=f"the foreign desk {'x' * 100} ", dir="/tmp") as directory:
        os.chmod(directory, 0o755)  # noqa: S103
        yield Path(directory)


@pytest.fixture
def data(checkout: Path) -> Iterator[Path]:
    """The data directory of the checkout; its server is stopped after the test."""
    path = checkout / "postgres"
    yield path
    if path.exists():
        cluster_at(path).stop()


def test_two_desks_share_one_server_and_the_last_stops_it(data: Path) -> None:
    with Newsdesk(data) as beijing, Newsdesk(data) as washington:
        assert beijing.socket == washington.socket

        beijing.go_home()
        assert accepts(washington.socket)

        washington.go_home()
        assert not accepts(washington.socket)
        assert not Path(washington.socket).exists()


def test_a_killed_desk_does_not_keep_the_server_up(data: Path) -> None:
    with Newsdesk(data) as beijing, Newsdesk(data) as washington:
        assert beijing.socket == washington.socket

        beijing.be_killed()
        assert accepts(washington.socket)

        washington.go_home()
        assert not accepts(washington.socket)


def test_a_server_whose_every_desk_was_killed_is_stopped(data: Path) -> None:
    with Newsdesk(data) as beijing, Newsdesk(data) as washington:
        left = beijing.socket
        washington.be_killed()
        beijing.be_killed()

    assert ends(left)
    assert no_watcher_of(data)
    assert not Path(left).exists()


def test_a_watcher_that_was_killed_is_replaced_by_the_next_desk(data: Path) -> None:
    with Newsdesk(data) as beijing:
        left = beijing.socket
        [watcher] = watchers(data)
        os.kill(watcher, signal.SIGKILL)

        with Newsdesk(data) as washington:
            assert washington.socket == left
            assert len(watchers(data)) == 1
            washington.be_killed()
        assert accepts(left)
        beijing.be_killed()

    assert ends(left)


def test_desks_that_come_and_go_have_one_watcher(data: Path) -> None:
    for _ in range(3):
        with ExitStack() as stack:
            desks = [stack.enter_context(Newsdesk(data)) for _ in range(3)]
            assert all(accepts(desk.socket) for desk in desks)
            assert len(watchers(data)) == 1
    assert no_watcher_of(data)


def watchers(data: Path) -> list[int]:
    """Return the processes that watch the server of the data."""
    told = subprocess.run(["ps", "-ewwo", "pid=,args="], capture_output=True, text=True, check=True)
    lines = [line.strip().partition(" ") for line in told.stdout.splitlines()]
    return [int(pid) for pid, _, words in lines if WATCHER in words and words.endswith(f" {data}")]


def no_watcher_of(data: Path) -> bool:
    """Return whether the watchers of the data end, in half a minute at most."""
    return _soon(lambda: not watchers(data))


def ends(directory: str) -> bool:
    """Return whether the server of the socket ends, in half a minute at most."""
    return _soon(lambda: not accepts(directory))


def _soon(is_so: Callable[[], bool]) -> bool:
    for _ in range(300):
        if is_so():
            return True
        time.sleep(0.1)
    return False


def test_many_desks_that_open_at_once_start_one_server(data: Path) -> None:
    with ExitStack() as stack:
        desks = [stack.enter_context(Newsdesk(data)) for _ in range(5)]

        assert len({desk.socket for desk in desks}) == 1
        assert accepts(desks[0].socket)


def test_two_checkouts_have_a_server_each(data: Path, checkout: Path) -> None:
    other = checkout / "other" / "postgres"
    with Newsdesk(data) as beijing, Newsdesk(other) as washington:
        assert accepts(beijing.socket)
        assert accepts(washington.socket)
        assert beijing.socket != washington.socket

        beijing.go_home()
        assert accepts(washington.socket)


def test_a_forked_child_does_not_hold_its_parents_server(data: Path) -> None:
    shared = SharedCluster(cluster_at(data))
    directory = shared.use()
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(tell)
        os.read(told, 1)
        os._exit(0)

    shared.release()

    assert not accepts(directory)
    os.close(tell)
    os.close(told)
    os.waitpid(child, 0)


def test_data_in_use_are_not_removed(data: Path) -> None:
    with Newsdesk(data) as beijing:
        assert accepts(beijing.socket)

        with pytest.raises(ClusterError, match="is in use: end that first"):
            SharedCluster(cluster_at(data)).remove()


def test_data_that_nobody_uses_are_removed(checkout: Path) -> None:
    unused = checkout / "unused" / "postgres"
    with Newsdesk(unused) as beijing:
        assert accepts(beijing.socket)

    SharedCluster(cluster_at(unused)).remove()

    assert sorted(os.listdir(unused.parent)) == ["postgres.turn", "postgres.use", "postgres.watch"]
