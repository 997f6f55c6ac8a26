"""Delete what was typed at the desk, never saved, and not come back to for two weeks."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from briefings.actions.working_copies import KEPT_FOR, purge


class Command(BaseCommand):
    """`manage.py purge_working_copies`: to be run every day."""

    help = "Delete what was typed at the desk and not saved for 14 days."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete it, and say how much there was."""
        self.stdout.write(f"{purge(at=timezone.now())} older than {KEPT_FOR.days} days deleted")
