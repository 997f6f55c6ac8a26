"""Two people at once: transactions that overlap, a thread for each."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.db import connection

SECONDS = 10
Deed = Callable[[], object]


class Colleague:
    """Somebody else's transaction, in a thread of its own: each step is waited for, or not."""

    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(1)

    def begins(self) -> None:
        """Open the transaction."""
        self.does(lambda: connection.set_autocommit(False))

    def does(self, deed: Callable[[], Any]) -> Any:
        """Do it and wait until it is done."""
        return self.tries(deed).result(timeout=SECONDS)

    def tries(self, deed: Callable[[], Any]) -> Future[Any]:
        """Begin to do it; the answer can be waited for."""
        return self.thread.submit(deed)

    def commits(self) -> Any:
        """Begin to commit; the answer can be waited for."""
        return self.thread.submit(lambda: connection.commit())

    def leaves(self) -> None:
        """Close the connection."""
        self.thread.submit(lambda: connection.close()).result(timeout=SECONDS)
        self.thread.shutdown()


def one_after_the_other(both: tuple[Colleague, Colleague], first: Deed, second: Deed) -> None:
    """Let one do and, while nobody else sees it, the other; then both commit."""
    one, other = both
    one.does(first)
    seconds = other.tries(second)
    time.sleep(0.2)
    one.commits().result(timeout=SECONDS)
    seconds.result(timeout=SECONDS)
    other.commits().result(timeout=SECONDS)
