"""What a queue of the desk's front page is: a function that reads what waits, and for whom it is.

Each is a line of `QUEUES` in `briefings/admin/dashboard.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

SHOWN = 8
COUNTED = 1_000
# The permissions of those who do what waits in most queues.
WRITES, REVIEWS, APPROVES, PUBLISHES = (
    *(f"briefings.{verb}_edition" for verb in ("change", "review", "approve")),
    "briefings.publish_identity",
)


@dataclass(frozen=True)
class QueueItem:
    """One thing to do: what it is, why, and a button that leads to it, or does it if it `posts`.

    Where the address is "" there is no button. `beside` is a second one that posts: its words and
    its address. `quote` is a sentence of which it is said: what stands before the words that
    matter, these, and the rest.
    """

    title: str
    why: str
    url: str
    button: str
    posts: bool = False
    beside: tuple[str, str] | None = None
    quote: tuple[str, str, str] | None = None


@dataclass(frozen=True)
class Waiting:
    """What waits in a queue: the first items, at most `SHOWN`.

    `found` is how many there are, at most `COUNTED`; None if they were not counted.
    """

    lines: Sequence[QueueItem] = ()
    found: int | None = None

    @property
    def count(self) -> str:
        """How many there are: `found` if they were counted, else how many are shown."""
        if self.found is not None:
            return f"{COUNTED:,} or more" if self.found >= COUNTED else f"{self.found:,}"
        return f"{SHOWN} or more" if len(self.lines) == SHOWN else str(len(self.lines))


Read = Callable[[User, datetime], Waiting | Iterable[QueueItem]]


@dataclass(frozen=True)
class Queue:
    """A queue of the front page, for those who have the permission `needs` and not `unless`.

    `read` returns what of it waits for one of them at a moment; nobody else causes its queries.
    """

    title: str
    needs: str
    read: Callable[[User, datetime], Waiting]
    unless: str = ""

    def is_for(self, by: User) -> bool:
        """Return whether the user can do what waits in it."""
        return by.has_perm(self.needs) and not (self.unless and by.has_perm(self.unless))


def queue(title: str, *, needs: str, unless: str = "") -> Callable[[Read], Queue]:
    """Make a queue of the function that reads it: `@queue("In review", needs="…")`.

    The function yields what waits, or returns `Waiting` if it has counted that.
    """

    def of(read: Read) -> Queue:
        def waiting(by: User, at: datetime) -> Waiting:
            found = read(by, at)
            return found if isinstance(found, Waiting) else Waiting([*found])

        return Queue(title, needs, waiting, unless)

    return of
