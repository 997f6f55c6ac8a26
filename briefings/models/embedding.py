"""What the answers about one row embed of others: whom the ledger tells when a row changes.

An official's name stands in the answers about tenures, participants, meetings, statements and
articles. When it changes, each of these rows differs, and has a change of its own in the ledger, in
the same group. Numbering finds them by the embeddings declared here, followed backwards
(`triggers/embedders.py` makes the SQL). Each is one step. What a step changes may be embedded in
turn: an office's title is in a tenure's `office`, which is in a participant's `offices`, which are
in a meeting's `participants`.

A foreign key to a record is an embedding by itself, as is one of a part (a stop's country). All
others stand in `_declared`. `tests/stories/test_the_ledger_tells_who_embeds.py` names the one that
is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from briefings.models.articles import Article
from briefings.models.countries import Country
from briefings.models.custody import CustodyEvent
from briefings.models.detainees import Detainee
from briefings.models.detentions import HOLDERS, Detention
from briefings.models.exchanges import Exchange
from briefings.models.identities import Identity
from briefings.models.meetings import Meeting
from briefings.models.merges import references_of
from briefings.models.offices import Office
from briefings.models.officials import Official
from briefings.models.participants import Participant
from briefings.models.readouts import Readout
from briefings.models.record_types import RECORD_TYPES
from briefings.models.statements import Statement
from briefings.models.statuses import StatusChange
from briefings.models.tenures import Tenure
from briefings.models.topics import Topic
from briefings.models.triggers.belonging import CHILDREN, FACTS
from briefings.models.visits import Visit

Model = type[models.Model]

# What a record is called, by type: with the slug of its page, all that its short form shows.
CALLED: dict[str, tuple[str, ...]] = {
    "article": ("edition",),
    "official": ("full_name",),
    "office": ("title",),
    "country": ("name",),
    "organization": ("name",),
    "topic": ("name",),
    "place": ("name",),
    "visit": ("label",),
    "meeting": ("label",),
    "detainee": ("full_name", "name_withheld", "description"),
}
# The fields that show a foreign key under another name.
SHOWN_AS = {
    **{("statement", speaker): "speaker" for speaker in ("official", "organization")},
    **{("detention", holder): "held_by" for holder in HOLDERS},
}
# Whether a tenure was held on a day, and in which order tenures stand.
HELD = ("acting", "status", "end_status", "appointed", "arrived", "started", "ended")
TAKING_PART = (
    *(
        "meeting_id",
        "visit_id",
        "official",
        "organization",
        "group",
        "country",
        "side",
        "role",
        "order",
    ),
    *("offices", "standing", "confidence"),
)
IN_CHAIN = ("on", "order")
STANDING = ("standing", "standing_possibly", "standing_during")
CUSTODY = ("status", "days_held", "may_be_out_of_date", "place", "charge", "sentence")
EVENT = (
    *("detention_id", "kind", "status", "place", "charge", "sentence", "by_whom", "note"),
    *("exchange", "confidence", "sources", *IN_CHAIN),
)
SOURCE = ("publisher", "title", "url", "archived_url", "published_on", "accessed_on")
PICTURE = ("file", "width", "height", "alt", "caption", "credit")
# A citation with a withheld name is not shown, and that its source changed tells nothing of it.
SHOWN_SOURCE = "NOT citation.tells_withheld_name"
# The end of a path that is no relation: the statements that an edition's text quotes.
QUOTED = "quoted"
LIVE = "edition.live_period @> moment"
SUPERSEDED = "upper(edition.live_period) <= moment"


@dataclass(frozen=True)
class Embedding:
    """The `fields` of the answers about `host` show something of the row to which `path` leads.

    `path` is a lookup from the host. They differ when one of `of` does, and always when that row
    becomes public or ceases to be. `of` are columns of that row and fields that are embeddings
    themselves; the name of a foreign key is both, its column ("official_id") is the key alone.
    `where` is a condition in SQL on the rows between, by the names of their models.
    """

    host: Model
    fields: tuple[str, ...]
    path: str
    of: frozenset[str]
    where: str = "true"


@cache
def embeddings() -> tuple[Embedding, ...]:
    """Return all embeddings; all models must be loaded."""
    return (*_of_foreign_keys(), *_of_parts(), *_declared(), *_of_articles(), *_of_sources())


def type_in_ledger(model: Model) -> str | None:
    """Return a model's type in the ledger; None for a part."""
    name = str(model._meta.model_name)
    return FACTS[name].type if name in FACTS else name if name in RECORD_TYPES else None


def _shows(
    host: Model, fields: str | Iterable[str], path: str, of: Iterable[str], where: str = "true"
) -> Embedding:
    shown = (fields,) if isinstance(fields, str) else tuple(fields)
    return Embedding(host, shown, path, frozenset(of), where)


def mentioned(model: Model) -> tuple[str, ...]:
    """Return the columns of a record, or of any, that its short form shows."""
    if model is Identity:
        return ("merged", *(column for type_ in CALLED for column in called(type_)))
    return called(str(model._meta.model_name))


def called(type_: str) -> tuple[str, ...]:
    """Return the columns that the short form of a type of record shows."""
    return (*CALLED[type_], "slug") if RECORD_TYPES[type_].has_page else CALLED[type_]


def _of_foreign_keys() -> Iterator[Embedding]:
    """Yield the records that a row points at, each shown in a field of its name."""
    for model in apps.get_app_config("briefings").get_models():
        if type_in_ledger(model):
            for key in references_of(model):
                field = SHOWN_AS.get((str(model._meta.model_name), key.name), key.name)
                yield _shows(model, field, key.name, mentioned(key.related_model))


def _of_parts() -> Iterator[Embedding]:
    """Yield the records that a row's parts point at, shown in the field that has the parts."""
    for name, parents in CHILDREN.items():
        part = apps.get_model("briefings", name)
        for parent, field in parents.items():
            owner: Any = part._meta.get_field(parent)
            for key in references_of(part):
                if key.name not in parents:
                    path = f"{owner.remote_field.get_accessor_name()}__{key.name}"
                    of = mentioned(key.related_model)
                    yield _shows(owner.related_model, field, path, of)


def _declared() -> Iterator[Embedding]:
    """Yield what neither a foreign key nor a part says."""
    yield _shows(Country, "predecessors", "precessions__predecessor", mentioned(Country))
    yield _shows(Country, "successors", "successions__successor", mentioned(Country))

    yield _shows(Tenure, "country", "office", ["country"])
    offices = ("office", "official_id", *HELD)
    yield _shows(Official, ("offices", "tenures"), "tenures", offices)
    holders = ("official", "office_id", *HELD)
    yield _shows(Office, ("holders", "tenures"), "tenures", holders)

    yield _shows(Participant, "country", "official", ["country"])
    yield _shows(Participant, "country", "organization", ["country"])
    yield _shows(Participant, "offices", "official__tenures", offices)
    yield _shows(Participant, "offices", "meeting", ["on"])
    yield _shows(Participant, "offices", "visit", ["starts", "ends"])
    # Whose clocks say which day it is: of a visit, those of the first place at which it stops.
    yield _shows(Participant, STANDING, "meeting", ["starts_at", "minutes", "time_zone"])
    yield _shows(Participant, STANDING, "visit", ["stops"])
    yield _shows(Participant, STANDING, "visit__stops__place", ["time_zone"])
    yield _shows(Visit, ("under_way", "day_has_passed"), "stops__place", ["time_zone"])
    standings = (*STANDING, "standing_history")
    status = ("participant_id", "status", *IN_CHAIN)
    yield _shows(Participant, standings, "statuses", status)
    history = ("planned_start", "planned_end", "reason", "confidence", "sources")
    yield _shows(Participant, "standing_history", "statuses", history)

    for occasion in (Meeting, Visit):
        yield _shows(occasion, "participants", "participants", TAKING_PART)
        yield _shows(occasion, "readouts", "readouts", ["country", "organization", "sources"])
        yield _shows(occasion, "status_history", "statuses", ["sources"])
    in_order = ("visit_id", "on", "starts_at", "order")
    yield _shows(Visit, "meetings", "meetings", (*mentioned(Meeting), *in_order))

    in_force = ("detention_id", *IN_CHAIN, "status", "place", "charge", "sentence")
    yield _shows(Detention, CUSTODY, "custody_events", in_force)
    yield _shows(Detention, "events", "custody_events", EVENT)
    yield _shows(Detainee, "detentions", "detentions", ("detainee_id", "held_by", *CUSTODY))
    yield _shows(CustodyEvent, "detainee", "detention", ["detainee"])
    freed = ("detention_id", "detainee", "exchange_id", *IN_CHAIN)
    yield _shows(Exchange, "exchanged", "custody_events", freed)


def _of_articles() -> Iterator[Embedding]:
    """Yield what an article's live edition shows, and what those before it do."""
    named = mentioned(Identity)
    yield _shows(Article, "about", "editions__about", named, LIVE)
    topics = (*mentioned(Topic), "merged")
    yield _shows(Article, "topics", "editions__edition_topics__topic", topics, LIVE)
    yield _shows(Article, "hero_image", "editions__hero", PICTURE, LIVE)
    quoted = ("words", "speaker", "official", "organization", "attribution")
    for body, links, when in (("body", "mentions", LIVE), ("versions", "versions", SUPERSEDED)):
        yield _shows(Article, {body, links}, "editions__mentions__identity", named, when)
        yield _shows(Article, body, f"editions__{QUOTED}", quoted, when)


def _of_sources() -> Iterator[Embedding]:
    """Yield the sources of records, facts and parts."""
    cited = "citations__source"
    shown = (Official, Tenure, Visit, Meeting, Participant, Readout, StatusChange, Statement)
    for host in (*shown, Detainee, CustodyEvent, Exchange):
        yield _shows(host, "sources", cited, SOURCE, SHOWN_SOURCE)
    for occasion in (Meeting, Visit):
        for part, field in (("agendaitems", "agenda"), ("outcomes", "outcomes")):
            yield _shows(occasion, field, f"{part}__{cited}", SOURCE, SHOWN_SOURCE)
    yield _shows(Visit, "objectives", f"objectives__{cited}", SOURCE, SHOWN_SOURCE)
    of_article = ("sources", "source_count")
    yield _shows(Article, of_article, f"editions__{cited}", SOURCE, f"{LIVE} AND {SHOWN_SOURCE}")
