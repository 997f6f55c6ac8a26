"""Makes a draft from a file."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from briefings.actions import Refused
from briefings.actions.article_import import Imported, import_article, recognise_file
from briefings.actions.roles import account_of_command
from briefings.bodies import Suggestions, UnreadableFile


class Command(BaseCommand):
    """`manage.py import_article FILE`: print what the file seems to hold, and write a draft."""

    help = "Make a draft article from a text, Markdown, HTML or Word file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file and the options."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--headline", default="", help="where the file has none, or another")
        parser.add_argument("--slug", default="", help="by default made from the headline")
        parser.add_argument(
            "--by", metavar="NAME", help="the sign-in name of who imports; else the command itself"
        )
        parser.add_argument("--json", action="store_true", help="print for a program")

    def handle(self, *args: Any, file: Path, headline: str, slug: str, **options: Any) -> None:
        """Import with every suggestion accepted; on any error nothing is written."""
        by = self.importer(options["by"])
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
        try:
            document, suggestions = recognise_file(file.name, data)
            if not (headline or suggestions.title) and sys.stdin.isatty():
                headline = input("The file has no headline. Headline: ")
            imported = import_article(
                by=by, filename=file.name, data=data, headline=headline, slug=slug
            )
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        except Refused as refused:
            raise CommandError(
                " ".join(refused.reasons) + ("" if headline else " See --headline and --slug.")
            ) from refused
        write = self.write_json if options["json"] else self.write_words
        write(suggestions, imported, document.pictures)

    def importer(self, name: str | None) -> User:
        """Return the account with this name, else the command's own; raises `CommandError`."""
        if name is None:
            return account_of_command("import_article")
        found = User.objects.filter(username=name, is_active=True).first()
        if found is None:
            raise CommandError(f"--by {name}: there is no such sign-in.")
        return found

    def write_json(
        self, suggestions: Suggestions, imported: Imported, pictures: Sequence[str]
    ) -> None:
        """Print the suggestions and what was written as one JSON object."""
        edition = imported.edition
        written = {
            "article": str(edition.article.public_id),
            "slug": edition.article.slug,
            "edition": edition.number,
            "headline": edition.headline,
            "officials": [str(official.public_id) for official in imported.officials],
            "statements": [str(statement.public_id) for statement in imported.statements],
        }
        self.stdout.write(
            json.dumps(
                {"proposed": suggestions.as_json(), "written": written, "left_out": [*pictures]},
                ensure_ascii=False,
                indent=2,
            )
        )

    def write_words(
        self, suggestions: Suggestions, imported: Imported, pictures: Sequence[str]
    ) -> None:
        """Print the suggestions and what was written, a line each."""
        out = self.stdout.write
        out("Proposed, and accepted:")
        if suggestions.standfirst:
            out(f"  standfirst   {suggestions.standfirst.text}")
        for dropped in suggestions.dropped:
            out(f"  dropped      {dropped.text}")
        for heading in suggestions.headings:
            out(f"  heading      {heading.text}")
        for quote in suggestions.quotes:
            out(f"  quote        “{quote.text}” ({quote.speaker or 'no speaker found'})")
        for attribution in suggestions.attributions:
            out(f"  unnamed      {attribution.text}")
        for link in suggestions.links:
            out(f"  link         {link.text} → {link.type} {link.label}")
        for name in suggestions.ambiguous:
            out(f"  not linked   {name.text}: {' or '.join(name.labels)}?")
        for person in suggestions.withheld:
            out(f"  withheld     {person.text}: readers are told “{person.label}”; take it out")
        for official in suggestions.officials:
            where = official.country or official.organization or "country not said"
            out(f"  new official {official.name}, {official.title} ({where})")
        for address in pictures:
            place = address if address.startswith(("http:", "https:")) else "one within the file"
            out(f"  left out     picture: {place}; upload it at the desk, under Images")
        edition = imported.edition
        out("Written:")
        out(f"  draft        {edition.headline} (slug {edition.article.slug})")
        for entered in imported.officials:
            out(f"  official     {entered.full_name}, not published")
        for statement in imported.statements:
            out(f"  statement    {statement}, not published")
