"""Loads the demo newsroom."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from briefings.actions import Refused
from briefings.actions.seeding import seed


class Command(BaseCommand):
    """`manage.py seed`: whatever is missing of it; a second run changes nothing."""

    help = "Load the demo newsroom: the visit to Beijing, its people, and articles about both."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the directory."""
        parser.add_argument("directory", nargs="?", type=Path, default=settings.BASE_DIR / "seeds")

    def handle(self, *args: Any, directory: Path, **options: Any) -> None:
        """Enter what is missing, all or nothing, and print a line for each kind of record."""
        try:
            seed(directory=directory, report=lambda line: self.stdout.write(f"  {line}"))
        except Refused as refused:
            raise CommandError(" ".join(refused.reasons)) from refused
