"""A brute-force model of an article's publication: a row of slots of time, each with an edition."""

from dataclasses import dataclass, field

SLOTS = 24


@dataclass
class Slots:
    """What the public sees in each slot; the last stands for all time after it.

    An edition has one unbroken run of slots. None is nothing.
    """

    seen: list[int | None] = field(default_factory=lambda: [None] * SLOTS)

    def run(self, edition: int) -> list[int]:
        """Return the slots of an edition."""
        return [slot for slot, seen in enumerate(self.seen) if seen == edition]

    def begins(self, slot: int, besides: int) -> bool:
        """Return whether another edition's run begins in the slot."""
        seen = self.seen[slot]
        return seen not in (None, besides) and (slot == 0 or self.seen[slot - 1] != seen)

    def place(self, edition: int, start: int, end: int | None = None) -> bool:
        """Let an edition that has not begun go live; return whether it may."""
        if self.begins(start, edition):
            return False
        if end is not None and any(self.begins(slot, edition) for slot in range(start + 1, end)):
            return False
        self.call_off(edition)
        gives_way = self.seen[start]
        if end is not None:
            self.seen = [
                None if slot >= start and seen is not None and seen == gives_way else seen
                for slot, seen in enumerate(self.seen)
            ]
        for slot in range(start, SLOTS if end is None else end):
            if self.seen[slot] != (gives_way if end is None else None):
                break
            self.seen[slot] = edition
        return True

    def call_off(self, edition: int) -> None:
        """Give the slots of an edition to what was seen in the one before them."""
        run = self.run(edition)
        for slot in run:
            self.seen[slot] = self.seen[run[0] - 1] if run[0] else None

    def withdraw(self, now: int) -> None:
        """Show nothing from now on."""
        self.seen[now:] = [None] * (SLOTS - now)
