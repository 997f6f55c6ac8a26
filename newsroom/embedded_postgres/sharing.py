"""One server shared by processes: the first starts it, the last stops it.

Locks in files next to the data directory decide who does what:

- *turn*, exclusive: held while starting or stopping the server;
- *use*, shared: held by every process that uses the server. The kernel releases it when the process
  ends in any way. A process that can take it exclusively at its end is the last one, and stops the
  server;
- *watch*, exclusive: held by the watcher (`watching`), which stops the server for processes that
  were killed. In its turn it tries to take *use* exclusively.
"""

import fcntl
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.util import Finalize
from pathlib import Path

from newsroom.embedded_postgres.cluster import Cluster
from newsroom.embedded_postgres.errors import ClusterError, failed

WATCHER = "newsroom.embedded_postgres.watching"
CHECKOUT = Path(__file__).resolve().parents[2]


class SharedCluster:
    """A cluster as this process uses it; safe from any thread, and after a fork."""

    def __init__(self, cluster: Cluster) -> None:
        """Take the cluster, which need not be running."""
        self._cluster = cluster
        self._threads = threading.RLock()
        self._use: int | None = None
        self._directory: str | None = None
        os.register_at_fork(after_in_child=self._release_in_child)

    def use(self) -> str:
        """Return the directory of the server's socket; start the server if it does not run.

        It then runs until this process ends. Raises `ClusterError`. Later calls cost nothing.
        """
        with self._threads:
            if self._directory is None:
                with self._exclusively():
                    use = self._opened("use")
                    try:
                        fcntl.flock(use, fcntl.LOCK_SH)
                        self._directory = self._cluster.socket_directory() or self._cluster.start()
                        self._ensure_watcher()
                    except BaseException:
                        os.close(use)
                        raise
                    self._use = use
                # Children of multiprocessing run only these when they end, not `atexit`.
                Finalize(self, self.release, exitpriority=0)
            return self._directory

    def release(self) -> None:
        """Stop using the server, and stop it if nobody else uses it; raises `ClusterError`."""
        with self._threads:
            if self._use is None:
                return
            with self._exclusively():
                with suppress(BlockingIOError):
                    fcntl.flock(self._use, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self._cluster.stop()
                os.close(self._use)
            self._use = self._directory = None

    @contextmanager
    def watching(self) -> Iterator[bool]:
        """Hold the watch; yields False if another process holds it."""
        watch = self._opened("watch")
        try:
            yield _taken(watch)
        finally:
            os.close(watch)

    def stop_if_unused(self) -> bool:
        """Stop the server if nobody uses it; return whether it is stopped."""
        with self._exclusively():
            if not self._cluster.is_running():
                return True
            use = self._opened("use")
            try:
                unused = _taken(use)
                if unused:
                    self._cluster.stop()
                return unused
            finally:
                os.close(use)

    def _ensure_watcher(self) -> None:
        """Start a watcher unless there is one; return when it is at work."""
        with self.watching() as unwatched:
            pass
        if unwatched:
            subprocess.run(  # noqa: S603
                [sys.executable, "-m", WATCHER, str(self._cluster.named)],
                cwd=CHECKOUT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                check=False,
            )

    def remove(self) -> None:
        """Stop the server and delete its data; raises `ClusterError` while a process uses it."""
        with self._threads, self._exclusively():
            use = self._opened("use")
            try:
                fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._cluster.remove()
            except BlockingIOError:
                raise ClusterError(f"{self._cluster.named} is in use: end that first.") from None
            finally:
                os.close(use)

    def _release_in_child(self) -> None:
        """Release the lock inherited by a fork, which would outlive the parent."""
        if self._use is not None:
            os.close(self._use)
        self._use = self._directory = None
        self._threads = threading.RLock()

    @contextmanager
    def _exclusively(self) -> Iterator[None]:
        turn = self._opened("turn")
        try:
            fcntl.flock(turn, fcntl.LOCK_EX)
            yield
        finally:
            os.close(turn)

    def _opened(self, purpose: str) -> int:
        """Open a lock's file for reading, so that any account can use it."""
        path = self._cluster.named.with_name(f"{self._cluster.named.name}.{purpose}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return os.open(path, os.O_RDONLY | os.O_CREAT, 0o644)
        except OSError as error:
            raise failed("be locked", str(error)) from error


def _taken(lock: int) -> bool:
    """Take the open lock exclusively; return False if it is held. Closing it releases it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
