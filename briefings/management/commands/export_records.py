"""Exports whole tables."""

import sys
from argparse import ArgumentParser
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError

from briefings.imports.exporting import exported
from briefings.imports.historian.profile import PROFILES
from briefings.imports.profiles import OWN
from briefings.tables import write


class Command(BaseCommand):
    """`manage.py export_records TABLE > FILE`: all of it, published or not."""

    help = "Write a table as import_records reads it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the table and its form."""
        parser.add_argument("table")
        parser.add_argument("--profile", choices=[*PROFILES], help="as its files had it")
        parser.add_argument("--template", action="store_true", help="the columns alone")
        parser.add_argument("--format", choices=["csv", "xlsx"], default="csv")

    def handle(self, *args: Any, table: str, **options: Any) -> None:
        """Write the table to the standard output."""
        profile = PROFILES[options["profile"]] if options["profile"] else OWN
        if table not in profile.specs:
            raise CommandError(f"{table} is none of {', '.join(profile.specs)}.")
        columns, rows = exported(table, profile)
        if options["template"]:
            rows = iter(())
        out: BinaryIO = getattr(self.stdout, "buffer", sys.stdout.buffer)
        try:
            write(rows, columns, out, kind=options["format"])
        except ValueError as error:
            raise CommandError(str(error)) from error
