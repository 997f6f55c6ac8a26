"""Takes whole tables into the record."""

import json
import sys
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from briefings.actions import Refused
from briefings.actions.roles import account_of_command
from briefings.imports.historian import PROFILES
from briefings.imports.plans import Plan
from briefings.imports.profiles import OWN, Profile
from briefings.imports.running import File, ImportRefused, plan, run
from briefings.models import Source

BAR = 30  # signs


class Command(BaseCommand):
    """`manage.py import_records DIR|FILE…`: all or nothing; a second run changes nothing."""

    help = "Import CSV and XLSX tables; docs/importing.md says what they hold."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the files and the options."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="DIR|FILE")
        parser.add_argument("--as", dest="table", help="what a file holds whose name says it not")
        parser.add_argument("--profile", choices=[*PROFILES], help="the form of the files")
        parser.add_argument("--by", metavar="NAME", help="the sign-in name of who imports")
        parser.add_argument("--source", metavar="URL", help="what all of it rests on: one we have")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")
        parser.add_argument("--json", action="store_true", help="print for a program")

    def handle(self, *args: Any, paths: list[Path], **options: Any) -> None:
        """Import, or say what an import would do; on any fault nothing is written."""
        profile = PROFILES[options["profile"]] if options["profile"] else OWN
        by = self.importer(options["by"])
        source = self.source(options["source"])
        began = monotonic()
        tell = self.progress if sys.stderr.isatty() and not options["json"] else None
        with ExitStack() as opened:
            files = [
                File(path.name, sheet, opened.enter_context(path.open("rb")))
                for path, sheet in self.found(paths, profile, options["table"])
            ]
            try:
                if options["dry_run"]:
                    done = plan(by=by, files=files, profile=profile, tell=tell)
                else:
                    done, _ = run(by=by, files=files, profile=profile, source=source, tell=tell)
            except ImportRefused as refused:
                done = refused.plan
            except Refused as refused:
                raise CommandError("\n".join(refused.reasons)) from refused
        if options["json"]:
            self.stdout.write(json.dumps(done.as_json(), ensure_ascii=False, indent=2))
        else:
            self.write_words(done, monotonic() - began)
        if done.findings:
            raise CommandError(
                "\n".join([*done.findings.in_words(), "Nothing was written."]), returncode=1
            )

    def found(
        self, paths: list[Path], profile: Profile, table: str | None
    ) -> list[tuple[Path, str]]:
        """Return each file with the sheet that it is; raises CommandError for an unknown one."""
        found = []
        for path in paths:
            if path.is_dir():
                within = [each for each in sorted(path.iterdir()) if each.stem in profile.sheets]
                found += [(each, each.stem) for each in within if each.suffix in (".csv", ".xlsx")]
            elif not path.is_file():
                raise CommandError(f"{path}: there is no such file.")
            else:
                found.append((path, table or path.stem))
        known = ", ".join(profile.sheets)
        for path, sheet in found:
            if sheet not in profile.sheets:
                raise CommandError(f"{path}: {sheet} is none of {known}. See --as.")
        if not found:
            raise CommandError(f"There is no file of the names {known}.")
        return found

    def importer(self, name: str | None) -> User:
        """Return who is named, else the command's own account."""
        if name is None:
            return account_of_command("import_records")
        found = User.objects.filter(username=name, is_active=True).first()
        if found is None:
            raise CommandError(f"--by {name}: there is no such sign-in.")
        return found

    def source(self, url: str | None) -> Source | None:
        """Return the source with the address, None where none is named."""
        if url is None:
            return None
        found = Source.objects.filter(url=url).first()
        if found is None:
            raise CommandError(f"--source {url}: no source has this address; enter it first.")
        return found

    def progress(self, name: str, read: int, share: float) -> None:
        """Draw how far a file is read, over what was drawn before."""
        done = round(share * BAR)
        end = "\n" if share == 1 else ""
        self.stderr.write(
            f"\r{name:<20} {'█' * done}{'·' * (BAR - done)} {read:>7,} rows", ending=end
        )

    def write_words(self, done: Plan, seconds: float) -> None:
        """Print every remark, the counts of each file, and how long it took."""
        for remark in done.remarks:
            self.stdout.write(f"Remark: {remark}")
        for file in done.files:
            self.stdout.write(
                f"{file.name}: {file.rows:,} rows, {file.created:,} created,"
                f" {file.changed:,} changed, {file.unchanged:,} unchanged"
            )
            if [*file.became] != [file.sheet]:
                made = (f"{count:,} {table}" for table, count in file.became.items())
                self.stdout.write(f"  they are {', '.join(made)} of the record")
            for words in file.said:
                self.stdout.write(f"  {words}")
        rows = sum(file.rows for file in done.files)
        self.stdout.write(f"{rows:,} rows in {seconds:.1f} s ({rows / seconds:,.0f} a second)")
