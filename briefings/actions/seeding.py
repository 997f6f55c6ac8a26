"""Load the demo newsroom: enter and publish what `seeds/` has and the record lacks.

A record is identified by type and slug, a source by its key. A record that is there already, under
its present slug or a former one, stays as it is, with everything that belongs to it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from django.db import connection, models, transaction
from django.utils import timezone
from psycopg.types.range import TimestamptzRange

from briefings.actions.acting import acting
from briefings.actions.backdating import back_date
from briefings.actions.editions import approve, submit
from briefings.actions.publishing import schedule, withdraw
from briefings.actions.records import publish, retract
from briefings.actions.refusals import Refused
from briefings.actions.roles import establish_roles
from briefings.actions.seed_keys import link_records, public_id_of
from briefings.actions.staff import Staff, enter_staff
from briefings.bodies import clean
from briefings.models import (
    Article,
    Byline,
    Citation,
    Correction,
    CustodyEvent,
    Edition,
    EditionTopic,
    Exchange,
    Identity,
    Record,
    Source,
    Statement,
)
from briefings.models.custody import STATUS_OF_KIND
from briefings.models.record_types import RECORD_TYPES

Fields = dict[str, Any]
ModelT = TypeVar("ModelT", bound=models.Model)

# In an order in which each finds what it names.
BEFORE_EXCHANGES = ("country", "organization", "topic", "office", "official", "place")
AFTER_EXCHANGES = ("detainee", "visit", "meeting")
# What an edition takes over from the one before it unless its file has another value.
CARRIED_FIELDS = ("headline", "standfirst", "dateline_place", "dateline_on")
CARRIED = (*CARRIED_FIELDS, "about", "topics", "bylines")
GOES_LIVE_AT = time(9)
SOURCES = uuid5(NAMESPACE_URL, "seeds/sources.toml")


def seed(*, directory: Path, report: Callable[[str], None]) -> None:
    """Enter and publish what the record lacks of the newsroom in `directory`; all or nothing.

    The demo's own staff do it, so there is no `by`. `report` is called with a line for each step.
    Raises `Refused`, also if a file names an unknown record or source.
    """
    with transaction.atomic():
        establish_roles()
        staff = enter_staff(read_toml(directory / "staff.toml"))
        with acting(by=staff.editor, action="seed"):
            seeder = Seeder(staff, read_toml(directory / "sources.toml"))

            def enter(name: str, using: Callable[[Mapping[str, Fields]], int]) -> None:
                rows = read_toml(directory / f"{name}.toml")
                report(f"{name}: {using(rows)} of {len(rows)} are new")

            for type_ in BEFORE_EXCHANGES:
                enter(RECORD_TYPES[type_].plural, partial(seeder.enter_records, type_))
            enter("exchanges", partial(seeder.enter_facts, Exchange))
            for type_ in AFTER_EXCHANGES:
                enter(RECORD_TYPES[type_].plural, partial(seeder.enter_records, type_))
            enter("statements", partial(seeder.enter_facts, Statement))
            files = sorted((directory / "articles").glob("*.toml"))
            new = [path for path in files if seeder.find_record("article", path.stem) is None]
            for path in new:
                seeder.enter_article(path)
            report(f"articles: {len(new)} of {len(files)} are new")
            seeder.retract_and_withdraw()


def read_toml(path: Path) -> Fields:
    """Return the content of a TOML file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


class Seeder:
    """One loading of the demo: finds by slug and key, enters what is missing. All methods query."""

    def __init__(self, staff: Staff, sources: Mapping[str, Fields]) -> None:
        self.staff = staff
        self.sources = sources
        self.to_retract: list[tuple[Any, Fields]] = []
        self.to_withdraw: list[tuple[Article, Fields]] = []

    def find_record(self, type_: str, slug: str) -> Record | None:
        """Return the record that has or had the slug; None if there is none."""
        found: Record | None = (
            RECORD_TYPES[type_].model._default_manager.filter(identity__slugs__slug=slug).first()
        )
        return found

    def get_record(self, type_: str, slug: str) -> Record:
        """Return the record that has or had the slug; raises `Refused`."""
        if found := self.find_record(type_, slug):
            return found
        raise Refused([f"There is no {type_} “{slug}”."])

    def get_source(self, key: str) -> Source:
        """Return the source with the key, entered if it is new; raises `Refused`."""
        public_id = uuid5(SOURCES, key)
        if found := Source.objects.filter(public_id=public_id).first():
            return found
        if key not in self.sources:
            raise Refused([f"There is no source “{key}”."])
        return Source.objects.create(public_id=public_id, **self.sources[key])

    def enter_records(self, type_: str, rows: Mapping[str, Fields]) -> int:
        """Enter and publish the records whose slugs are new; return how many."""
        new = [slug for slug in rows if self.find_record(type_, slug) is None]
        for slug in new:
            row: Any = self.enter(RECORD_TYPES[type_].model, slug=slug, **rows[slug])
            publish(by=self.staff.editor, row=row)
        return len(new)

    def enter_facts(self, model: type[Exchange | Statement], rows: Mapping[str, Fields]) -> int:
        """Enter and publish the exchanges and statements whose keys are new; return how many."""
        ids = {key: public_id_of(model, key) for key in rows}
        there = set(model._default_manager.values_list("public_id", flat=True))
        new = [key for key in rows if ids[key] not in there]
        for key in new:
            row: Any = self.enter(model, public_id=ids[key], **rows[key])
            publish(by=self.staff.editor, row=row)
        return len(new)

    def enter(
        self,
        model: type[ModelT],
        *,
        sources: Iterable[str] = (),
        says: Mapping[str, str] | None = None,
        dates: Mapping[str, Mapping[str, str]] | None = None,
        retracted: Fields | None = None,
        **fields: Any,
    ) -> ModelT:
        """Enter a row with the rows that belong to it, and their citations.

        A field named after a relation holds that relation's rows, in order. `says` maps a source to
        what it says if sources differ, `dates` to the dates that it gives. `retracted` is the
        `reason` and `note` with which `retract_and_withdraw` retracts the row later. A custody
        event is entered by the reporter and approved by the editor.
        """
        relations = {name: model._meta.get_field(name) for name in fields}
        parts = {name: fields.pop(name) for name, to in relations.items() if to.one_to_many}
        for name, value in fields.items():
            if relations[name].many_to_one and isinstance(value, str):
                fields[name] = self.resolve(relations[name].related_model, value)
        if model is CustodyEvent:
            fields.setdefault("status", STATUS_OF_KIND.get(fields["kind"], ""))
            fields |= {"entered_by": self.staff.reporter, "approved_by": self.staff.editor}
            if exchange := fields.get("exchange"):
                fields["on"] = exchange.on
        row = model._default_manager.create(**fields)
        if retracted is not None:
            self.to_retract.append((row, retracted))
        for key in sources:
            given = (dates or {}).get(key, {})
            for date_of, says_on in given.items() or [("", None)]:
                Citation.objects.create(
                    source=self.get_source(key),
                    says=(says or {}).get(key, ""),
                    date_of=date_of,
                    says_on=says_on,
                    **{str(model._meta.model_name): row},
                )
        for name, rows in parts.items():
            part: Any = relations[name]
            ordered = any(field.name == "order" for field in part.related_model._meta.fields)
            for place, given in enumerate(rows):
                order: Fields = {"order": place} if ordered else {}
                self.enter(part.related_model, **(order | {part.field.name: row} | given))
        return row

    def resolve(self, model: Any, name: str) -> models.Model:
        """Return the row that a file names: by slug, by `type:slug`, or by key."""
        if model is Identity:
            return self.get_record(*name.split(":")).identity
        if model is Exchange:
            return Exchange.objects.get(public_id=public_id_of(Exchange, name))
        return self.get_record(str(model._meta.model_name), name)

    def enter_article(self, path: Path) -> None:
        """Enter an article with its editions; the file's name is its slug.

        The body of edition n is in `<slug>.<n>.html` beside it. An edition goes live at
        `live_from`, or at nine o'clock `live_in_days` from today (negative: before), until the next
        one does; one with neither is left in review. A missing field is as in the edition before.
        `withdrawn` is the `reason` and `note` with which `retract_and_withdraw` withdraws the
        article later.
        """
        given = read_toml(path)
        article = Article.objects.create(slug=path.stem, section=given["section"])
        carried: Fields = {}
        edition = None
        starts: list[datetime | None] = [
            at_nine(days=entry["live_in_days"])
            if "live_in_days" in entry
            else entry.get("live_from")
            for entry in given["editions"]
        ]
        for entry, start, until in zip(given["editions"], starts, [*starts[1:], None], strict=True):
            carried |= {name: entry[name] for name in CARRIED if name in entry}
            number = edition.number + 1 if edition else 1
            body = path.with_name(f"{path.stem}.{number}.html").read_text(encoding="utf-8")
            edition = self.draft(article, number, edition, body, carried)
            self.release(edition, entry, start=start, until=until)
        if why := given.get("withdrawn"):
            self.to_withdraw.append((article, why))

    def release(
        self, edition: Edition, entry: Fields, *, start: datetime | None, until: datetime | None
    ) -> None:
        """Publish, schedule or (`start` None) submit a draft, with its correction."""
        now = timezone.now()
        if correction := entry.get("correction"):
            Correction.objects.create(
                identity_id=edition.article.identity_id,
                edition=edition,
                issued_at=min(start or now, now),
                **correction,
            )
        if start is not None and start <= now:
            period = TimestamptzRange(start, until)
            back_date(by=self.staff.publisher, edition=edition, period=period)
            return
        submit(by=self.staff.reporter, edition=edition)
        if start is not None:
            approve(by=self.staff.publisher, edition=edition)
            schedule(by=self.staff.publisher, edition=edition, start=start)

    def retract_and_withdraw(self) -> None:
        """Retract rows and withdraw articles for which the files say so. Raises `Refused`.

        The ledger's changes are numbered first: it would hold nothing of a row that becomes public
        and is retracted within one transaction.
        """
        if self.to_retract or self.to_withdraw:
            with connection.cursor() as cursor:
                cursor.execute("SELECT briefings_number_changes()")
        for row, why in self.to_retract:
            retract(by=self.staff.editor, row=row, **why)
        for article, why in self.to_withdraw:
            withdraw(by=self.staff.editor, article=article, **why)

    def draft(
        self, article: Article, number: int, before: Edition | None, body: str, words: Fields
    ) -> Edition:
        """Enter a draft with its bylines and topics."""
        about = words.get("about")
        edition = Edition.objects.create(
            article=article,
            number=number,
            based_on=before,
            body=clean(link_records(body, record=self.get_record, source=self.get_source)),
            about_id=self.get_record(*about.split(":")).identity_id if about else None,
            created_by=self.staff.reporter,
            **{name: words[name] for name in CARRIED_FIELDS if name in words},
        )
        for position, byline in enumerate(words["bylines"]):
            Byline.objects.create(edition=edition, position=position, **byline)
        for slug in words["topics"]:
            EditionTopic.objects.create(edition=edition, topic_id=self.get_record("topic", slug).pk)
        return edition


def at_nine(*, days: int) -> datetime:
    """Return nine o'clock in the newsroom's time zone, `days` from today."""
    day = timezone.localdate() + timedelta(days=days)
    return datetime.combine(day, GOES_LIVE_AT, tzinfo=timezone.get_current_timezone())
