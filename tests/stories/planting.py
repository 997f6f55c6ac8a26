"""A newsroom in which everything private is marked, beside one public row of each type."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from briefings.actions import editions, publishing, records
from briefings.models import (
    Article,
    Citation,
    Correction,
    Country,
    Edition,
    Office,
    Official,
    Published,
    Source,
    Tenure,
    Topic,
)
from briefings.models.date_fields import PartialDateField
from briefings.models.record_types import RECORD_TYPES
from tests.factories import FACTORIES
from tests.stories.desk import approved, drafted, next_draft, published

MARK = "LEAKED-7Q4Z"
# What was public once: an edition's words at its own address, a name where its absence is told.
SUPERSEDED = "SUPERSEDED-7Q4Z"
TOLD = "TOLD-7Q4Z"
# A word of every private text: what is asked for by it must not be found.
PROBE = "Zanzibar"

PUBLISHED = [model for model in FACTORIES if issubclass(model, Published) and model is not Tenure]


@dataclass
class Plant:
    """What was planted: the public rows by type, and where the private ones would be."""

    public: dict[type[models.Model], Any] = field(default_factory=dict)
    slugs: set[str] = field(default_factory=set)
    ids: set[UUID] = field(default_factory=set)
    private_slugs: dict[str, set[str]] = field(default_factory=dict)
    private_ids: set[UUID] = field(default_factory=set)
    never_public: set[str] = field(default_factory=set)

    def note(self, row: Any, *, private: bool, ever: bool = False) -> None:
        """Remember where a row is, or would be."""
        self.ids.add(row.public_id)
        slug = getattr(row, "slug", None)
        if slug:
            self.slugs.add(slug)
        if private:
            self.private_ids.add(row.public_id)
            if slug:
                self.private_slugs.setdefault(row._meta.model_name, set()).add(slug)
            if not ever:
                self.never_public |= {str(row.public_id), *([slug] if slug else [])}


def marked(model: type[models.Model], mark: str = MARK) -> dict[str, Any]:
    """Return words with the mark for every field of a model that takes words."""
    return {each.attname: words for each in model._meta.fields if (words := _words(each, mark))}


def _words(each: Any, mark: str) -> Any:
    if isinstance(each, ArrayField):
        return [_words(each.base_field, mark)]
    if isinstance(each, models.URLField):
        return f"https://example.org/{mark}"
    wordless = (models.SlugField, PartialDateField)
    if not isinstance(each, models.CharField | models.TextField) or isinstance(each, wordless):
        return None
    if each.choices or not each.editable or (each.max_length or 99) < 30:
        return None
    return f"{mark} {PROBE} {each.name}"


def plant(ana: User, cleo: User) -> Plant:
    """Fill the newsroom; who writes is Ana, who publishes Cleo."""
    found = Plant()
    ahead = timezone.now() + timedelta(days=30)
    for model in PUBLISHED:
        found.public[model] = records.publish(by=cleo, row=FACTORIES[model]())
        found.note(found.public[model], private=False)
        for row, ever in private_rows(model, cleo, ahead):
            found.note(row, private=True, ever=ever)
    tenure = FACTORIES[Tenure](
        official=found.public[Official], office=found.public[Office], end_status="current"
    )
    found.public[Tenure] = records.publish(by=cleo, row=tenure)
    found.note(tenure, private=False)
    plant_tenures(found, cleo, ahead)
    plant_relations(found, cleo)
    plant_articles(found, ana, cleo, ahead)
    return found


def private_rows(
    model: type[models.Model], cleo: User, ahead: datetime, **of: Any
) -> Iterator[tuple[Any, bool]]:
    """Yield a row of each private state, and whether it ever was public."""

    def row(state: str, /, **fields: Any) -> Any:
        slug = {"slug": f"{model._meta.model_name}-{state}"} if _has(model, "slug") else {}
        return FACTORIES[model](**{**marked(model), **slug, **of, **fields})

    yield row("entered"), False
    yield records.publish(by=cleo, row=row("embargoed"), start=ahead), False
    never_seen = records.publish(by=cleo, row=row("called-off"), start=ahead)
    yield records.retract(by=cleo, row=never_seen, reason="hoax", note=MARK), False
    ordered = records.publish(by=cleo, row=row("ordered-away"))
    yield records.retract(by=cleo, row=ordered, reason="legal", note=MARK), True
    label = {name: f"{TOLD} {name}" for name in ("name", "full_name", "title") if _has(model, name)}
    wrong = records.publish(by=cleo, row=row("wrong", **label))
    yield records.retract(by=cleo, row=wrong, reason="wrong"), True


def _has(model: type[models.Model], name: str) -> bool:
    return name in {each.name for each in model._meta.fields}


def plant_tenures(found: Plant, cleo: User, ahead: datetime) -> None:
    """Give the public official tenures that are private, or in offices that are."""
    official, office = found.public[Official], found.public[Office]
    for row, ever in private_rows(Tenure, cleo, ahead, official=official, office=office):
        found.note(row, private=True, ever=ever)
        cite(found.public[Source], tenure=row)
    for hidden in Office.objects.filter(slug__in=found.private_slugs["office"]):
        row = FACTORIES[Tenure](official=official, office=hidden, **marked(Tenure))
        found.note(records.publish(by=cleo, row=row), private=True)
    for unknown in Official.objects.filter(slug__in=found.private_slugs["official"]):
        row = FACTORIES[Tenure](official=unknown, office=office, **marked(Tenure))
        found.note(row, private=True)


def plant_relations(found: Plant, cleo: User) -> None:
    """Tie public rows to private ones, and give private rows plain rows of their own."""
    official = found.public[Official]
    records = [kind.model for kind in RECORD_TYPES.values() if kind.model in found.public]
    entered = {
        model: model._default_manager.get(slug=f"{model._meta.model_name}-entered")
        for model in records
    }
    for model in records:
        hidden = {
            each.name: entered[each.related_model]
            for each in model._meta.fields
            if each.related_model in entered
        }
        model._default_manager.filter(pk=found.public[model].pk).update(**hidden)
    found.public[Country].successors.add(entered[Country])
    for source in Source.objects.filter(public_id__in=found.private_ids):
        cite(source, official=official)
    for record_type in RECORD_TYPES.values():
        if record_type.model not in found.public:
            continue
        for slug in found.private_slugs[record_type.name]:
            identity = record_type.model._default_manager.get(slug=slug).identity
            identity.identifiers.create(
                scheme="wikidata", value=f"{MARK} {record_type.name} {slug}"
            )
            Correction.objects.create(identity=identity, kind="correction", words=MARK)
    for person in Official.objects.filter(slug__in=found.private_slugs["official"]):
        person.names.create(name=f"{MARK} {PROBE}")
        cite(found.public[Source], official=person)


def cite(source: Source, **fact: Any) -> None:
    """Let a private fact, or a public one by a private source, rest on the source."""
    Citation.objects.create(source=source, says=MARK, quote=MARK, page=MARK, **fact)


def plant_articles(found: Plant, ana: User, cleo: User, ahead: datetime) -> None:
    """Plant articles of each private state, and a public one with an edition of each."""
    official = found.public[Official]
    link = f'<p>A word of <a data-record="{official.public_id}">{MARK} {PROBE}</a>.</p>'
    hidden = Topic.objects.get(slug="topic-entered")

    def write(edition: Edition, mark: str = MARK) -> Edition:
        for name, words in marked(Edition, mark).items():
            setattr(edition, name, words)
        edition.body, edition.about = link.replace(MARK, mark), official.identity
        edition.save()
        edition.bylines.create(name=f"{mark} {PROBE}", place=mark)
        edition.edition_topics.get_or_create(topic=found.public[Topic])
        if edition.number > 1:
            edition.corrections.create(
                identity=edition.article.identity, kind="correction", words=mark
            )
        return edition

    def first(state: str) -> Edition:
        edition = write(drafted(ana, slug=f"article-{state}", headline=MARK))
        found.note(edition.article, private=True, ever=state.startswith("withdrawn"))
        return edition

    first("drafted")
    editions.submit(by=ana, edition=first("in-review"))
    approved(first("on-hold"), cleo)
    publishing.schedule(by=cleo, edition=approved(first("scheduled"), cleo), start=ahead)
    for reason in ("wrong", "legal"):
        article = published(first(f"withdrawn-{reason}"), cleo).article
        note = MARK if reason == "legal" else ""
        publishing.withdraw(by=cleo, article=article, reason=reason, note=note)

    superseded = published(
        write(drafted(ana, slug="blinken-in-beijing", headline=SUPERSEDED), SUPERSEDED), cleo
    )
    article = superseded.article
    live = next_draft(
        article, ana, headline="Blinken in Beijing", standfirst="", dateline_place="", about=None
    )
    live.body = "<p>Words for everybody.</p>" + "".join(
        f'<p><a data-record="{row.public_id}">a name</a></p>'
        for row in (hidden, *Official.objects.filter(slug__in=found.private_slugs["official"]))
    )
    live.bylines.all().delete()
    live.edition_topics.create(topic=hidden)
    live.save()
    for source in Source.objects.filter(public_id__in=found.private_ids, retraction_reason="legal"):
        cite(source, edition=live)
    found.public[Article] = published(live, cleo).article
    found.note(article, private=False)
    write(next_draft(article, ana))
    editions.submit(by=ana, edition=write(next_draft(article, ana)))
    approved(write(next_draft(article, ana)), cleo)
    later = approved(write(next_draft(article, ana)), cleo)
    publishing.schedule(by=cleo, edition=later, start=ahead)
