"""Make the documents that nobody has asked for yet: after an upgrade, say, before readers come."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from briefings import ledger
from briefings.documents import DOCUMENTS, store

AT_ONCE = 500  # documents made together


class Command(BaseCommand):
    """`manage.py make_documents`: all that the public may see, made as readers would have it made.

    It may be ended at any time and begun again: what stands already is not made anew. Readers are
    served meanwhile.
    """

    help = "Make the documents of all public records that are not made, or no longer stand."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, 500 at a time, and say how many of each type were made."""
        for name, documents in DOCUMENTS.items():
            made = last = 0
            while True:
                state = ledger.read_state()
                live = documents.model.objects.live(state.at).filter(pk__gt=last).order_by("pk")
                rows = list(live.values_list("pk", "public_id")[:AT_ONCE])
                if not rows:
                    break
                last = rows[-1][0]
                made += store.complete(documents, [public_id for _, public_id in rows], state)
            self.stdout.write(f"{name}: {made} made")
