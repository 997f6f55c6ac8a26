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
from briefings.imports.files import File
from briefings.imports.historian.profile import PROFILES
from briefings.imports.leaving_out import left_out_table, rows_to_leave_out
from briefings.imports.plans import FilePlan, ImportPlan
from briefings.imports.profiles import OWN, Profile
from briefings.imports.running import ImportRefused, Progress, plan, run
from briefings.imports.selecting import NONE_LEFT_OUT, LeftOut
from briefings.models import Source
from briefings.tables import write

BAR = 30  # signs


class Command(BaseCommand):
    """`manage.py import_records DIR|FILE…`: all or nothing; a second run changes nothing."""

    profile: Profile
    by: User
    named: bool
    source: Source | None
    progress: Progress | None

    help = "Import CSV and XLSX tables; docs/importing.md says what they hold."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the files and the options."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="DIR|FILE")
        parser.add_argument("--as", dest="table", help="what a file holds whose name says it not")
        parser.add_argument("--profile", choices=[*PROFILES], help="the form of the files")
        parser.add_argument("--by", metavar="NAME", help="the sign-in name of who imports")
        parser.add_argument("--source", metavar="URL", help="what all of it rests on: one we have")
        parser.add_argument(
            "--leave-out",
            type=Path,
            metavar="DIR",
            help="import without the rows that cannot go in, and write those into this directory",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")
        parser.add_argument("--json", action="store_true", help="print for a program")

    def handle(self, *args: Any, paths: list[Path], **options: Any) -> None:
        """Import, or say what an import would do; on any fault nothing is written."""
        self.profile = PROFILES[options["profile"]] if options["profile"] else OWN
        self.by, self.named = self.importer(options["by"]), options["by"] is not None
        self.progress = self.draw_progress if sys.stderr.isatty() and not options["json"] else None
        self.source = self.source_at(options["source"])
        began = monotonic()
        with ExitStack() as opened:
            files = [
                File(path.name, sheet, opened.enter_context(path.open("rb")))
                for path, sheet in self.found(paths, self.profile, options["table"])
            ]
            try:
                done, written = self.imported(files, options["leave_out"], options["dry_run"])
            except ImportRefused as refused:
                done, written = refused.plan, []
            except Refused as refused:
                raise CommandError("\n".join(refused.reasons)) from refused
        if options["json"]:
            answer = {**done.as_json(), "public": self.publishes, "left_out_into": written}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            self.write_words(done, monotonic() - began, written)
        if done.faults:
            raise CommandError("\n".join(self.refusal(done)), returncode=1)

    def imported(
        self, files: list[File], to: Path | None, dry_run: bool
    ) -> tuple[ImportPlan, list[str]]:
        """Import the files; return what was done, and into which files rows were left out."""
        by, profile, progress = self.by, self.profile, self.progress
        left_out, written = NONE_LEFT_OUT, list[Path]()
        if to is not None:
            left_out, done = rows_to_leave_out(by=by, files=files, profile=profile)
            places = self.places(files, left_out, to)
            if dry_run:
                return done, [str(path) for path in places.values()]
            for file, path in places.items():
                write_left_out(file, left_out, path)
                written.append(path)
        if dry_run:
            return plan(by=by, files=files, profile=profile, progress=progress), []
        try:
            done, _ = run(
                by=by,
                files=files,
                profile=profile,
                source=self.source,
                progress=progress,
                left_out=left_out,
            )
        except Refused:
            for path in written:
                path.unlink()
            raise
        return done, [str(path) for path in written]

    def places(self, files: list[File], left_out: LeftOut, to: Path) -> dict[File, Path]:
        """Return where the rows go that are left out of each file; raises CommandError."""
        names = [file.name for file in files]
        if len({*names}) < len(names):
            raise CommandError("Two files have one name: import one after the other.")
        spoilt = [file for file in files if any(name == file.name for name, _ in left_out)]
        one = to.suffix == ".csv"
        if one and len(spoilt) > 1:
            tables = ", ".join(file.sheet for file in spoilt)
            raise CommandError(
                f"--leave-out {to}: rows of {tables} are left out: name a directory."
            )
        places = {file: to if one else to / f"{file.sheet}.csv" for file in spoilt}
        for path in places.values():
            if path.exists():
                raise CommandError(f"--leave-out: {path} is there already; name another place.")
        return places

    def refusal(self, done: ImportPlan) -> list[str]:
        """Return a line for each fault, and what can be done about them."""
        rows, at_fault = sum(file.rows for file in done.files), len(done.faults.rows)
        lines = [*done.faults.in_words(), "Nothing was written."]
        if not done.faults.of_files:
            lines.append(
                f"{at_fault:,} of {rows:,} row{'s' if rows > 1 else ''} cannot go in: mend them, or"
                " leave them out into files of their own with --leave-out DIR."
            )
        return lines

    def found(
        self, paths: list[Path], profile: Profile, table: str | None
    ) -> list[tuple[Path, str]]:
        """Return each file with the sheet that it is; raises CommandError for an unknown one."""
        found = []
        for path in paths:
            if path.is_dir():
                within = [each for each in sorted(path.iterdir()) if each.stem in profile.specs]
                found += [(each, each.stem) for each in within if each.suffix in (".csv", ".xlsx")]
            elif not path.is_file():
                raise CommandError(f"{path}: there is no such file.")
            else:
                found.append((path, table or path.stem))
        known = ", ".join(profile.specs)
        for path, sheet in found:
            if sheet not in profile.specs:
                raise CommandError(f"{path}: {sheet} is none of {known}. See --as.")
        if not found:
            raise CommandError(f"There is no file of the names {known}.")
        return found

    def importer(self, name: str | None) -> User:
        """Return the account with this name, else the command's own; raises `CommandError`."""
        if name is None:
            return account_of_command("import_records")
        found = User.objects.filter(username=name, is_active=True).first()
        if found is None:
            raise CommandError(f"--by {name}: there is no such sign-in.")
        return found

    @property
    def publishes(self) -> bool:
        """Whether what is imported is public at once."""
        return self.by.has_perm("briefings.publish_identity")

    def source_at(self, url: str | None) -> Source | None:
        """Return the source with the address, None where none is named."""
        if url is None:
            return None
        found = Source.objects.filter(url=url).first()
        if found is None:
            raise CommandError(f"--source {url}: no source has this address; enter it first.")
        return found

    def draw_progress(self, name: str, read: int, share: float) -> None:
        """Draw how far a file is read, over what was drawn before."""
        done = round(share * BAR)
        end = "\n" if share == 1 else ""
        self.stderr.write(
            f"\r{name:<20} {'█' * done}{'·' * (BAR - done)} {read:>7,} rows", ending=end
        )

    def write_words(self, done: ImportPlan, seconds: float, written: list[str]) -> None:
        """Print every remark, the counts of each file, what readers see, and how long it took."""
        for remark in done.remarks:
            self.stdout.write(f"Remark: {remark}")
        for file in done.files:
            self.stdout.write(self.counts(file, refused=bool(done.faults)))
            for words in file.said:
                self.stdout.write(words)
        if written:
            places = ", ".join(written)
            self.stdout.write(f"Left out into {places}: mend them, and import them from there.")
        if not self.publishes:
            who = f"{self.by.get_username()} may not publish" if self.named else "Without --by"
            self.stdout.write(f"{who}: nothing will be public before an editor publishes it.")
        rows = sum(file.rows for file in done.files)
        self.stdout.write(f"{rows:,} rows in {seconds:.1f} s ({rows / seconds:,.0f} a second)")

    def counts(self, file: FilePlan, *, refused: bool) -> str:
        """Return how many rows a file has and what became of them, in words."""
        words = [f"{file.rows:,} rows"]
        if not refused:
            outcomes = ("created", "changed", "unchanged")
            words += [f"{getattr(file, name):,} {name}" for name in outcomes]
        if file.left_out:
            words.append(f"{file.left_out:,} left out")
        if file.became and [*file.became] != [file.sheet]:
            made = ", ".join(f"{count:,} {table}" for table, count in file.became.items())
            words.append(f"in the record {made}")
        return f"{file.name}: {', '.join(words)}"


def write_left_out(file: File, left_out: LeftOut, path: Path) -> None:
    """Write the rows that are left out of a file, with the reasons, as a file of its own."""
    columns, rows = left_out_table(file, left_out)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as out:
            write(rows, columns, out, kind="csv")
    except OSError as error:
        raise CommandError(f"--leave-out {path}: {error.strerror}. Nothing was written.") from error
