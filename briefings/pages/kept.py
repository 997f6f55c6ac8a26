"""What forms choose from, read once for all that ask while the ledger stands as it does."""

from __future__ import annotations

from datetime import datetime

from briefings.ledger import LedgerState
from briefings.models import Country

Head = tuple[int, datetime | None]


class KeptCountries:
    """The live countries. Safe from any thread."""

    def __init__(self) -> None:
        """Begin with none read."""
        self._kept: tuple[Head, list[tuple[str, str]]] | None = None

    def live(self, state: LedgerState) -> list[tuple[str, str]]:
        """Return slug and name of each, by name; a query where anything has changed since.

        Nothing is kept while a change is due that somebody is putting off: the head does not tell
        of it.
        """
        head, kept = (state.head, state.head_at), self._kept
        settled = state.next_due_at is None or state.next_due_at > state.at
        if settled and kept and kept[0] == head:
            return kept[1]
        countries = [*Country.objects.live(state.at).values_list("slug", "name")]
        if settled:
            self._kept = head, countries
        return countries


COUNTRIES = KeptCountries()
