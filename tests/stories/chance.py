"""The desk at random: whatever can be done there, done to rows and in words that chance chooses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, connection, models

from briefings.actions import Refused
from briefings.actions.acting import acting
from briefings.actions.merging import merge, undo
from briefings.actions.publishing import restore, withdraw
from briefings.actions.records import change_slug, correct, reinstate, retract
from briefings.actions.withholding import disclose_name, withhold_name
from briefings.documents.mentions import TYPES
from briefings.models import (
    AgendaItem,
    Article,
    Citation,
    Country,
    CustodyEvent,
    Detainee,
    DetaineeName,
    ExchangeSide,
    ExternalIdentifier,
    Meeting,
    Merge,
    Nationality,
    Objective,
    Official,
    OfficialName,
    Outcome,
    Participant,
    Readout,
    Source,
    Statement,
    StatementSubject,
    StatusChange,
    Stop,
    Succession,
    Tenure,
)
from briefings.models.date_fields import PartialDateField
from briefings.models.merges import references_of
from briefings.models.record_types import RECORD_TYPES
from briefings.withheld import ADDRESSES, words_of
from tests.factories import row_of, since
from tests.ledger import database_now
from tests.stories.desk import drafted, next_draft, published
from tests.stories.embedding.newsroom import Newsroom

# Typed loosely: what is done to a row of any model is done to all.
WRITTEN: list[Any] = [model for model in TYPES if model is not Article]
RECORDS: list[Any] = [each.model for each in RECORD_TYPES.values() if each.model is not Article]
PARTS: list[Any] = [
    *(AgendaItem, Outcome, Objective, Stop, OfficialName, DetaineeName, Nationality),
    *(ExchangeSide, Succession, StatementSubject, ExternalIdentifier, Citation),
]
# The facts that are added, each with the keys that it has.
FACTS: dict[Any, tuple[str, ...]] = {
    Tenure: ("official", "office"),
    Participant: ("official", "meeting"),
    StatusChange: ("meeting",),
    Readout: ("meeting", "country"),
    Statement: ("official", "meeting"),
    CustodyEvent: ("detention",),
}
# Also of those in custody: their names stand in texts of all kinds.
WORDS = ("Lena Moreau", "Lena Moro", "莫罗", "Beijing", "The strait", "Talks", "A teacher")
DAYS = ("2017", "2018-12", "2018-12-10", "2021-09-24", "2022-03", "2023-06-18", "2023-06-18/..")
BEGINNINGS = (-1, 0.2, 1.5)  # seconds from now
REFUSALS = (Refused, ValidationError, DatabaseError, ObjectDoesNotExist, IndexError)


class Writer:
    """Somebody at the desk; `done` and `refused` count what was tried, by its name."""

    def __init__(self, newsroom: Newsroom, seed: int) -> None:
        """Take a newsroom and where chance begins."""
        self.cleo, self.dev = newsroom.cleo, newsroom.dev
        self.chance, self.seed, self.number = Random(seed), seed, 0
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    def write(self, count: int, deeds: tuple[Deed, ...]) -> None:
        """Try so many of these, one after the other, over a connection of one's own."""
        try:
            for self.number in range(count):
                deed = self.chance.choice(deeds)
                try:
                    deed(self)
                except REFUSALS:
                    self.refused[deed.__name__] += 1
                else:
                    self.done[deed.__name__] += 1
        finally:
            connection.close()

    def any_of(self, model: Any) -> Any:
        """Return a row of a model, an early one rather than a late; IndexError if there is none."""
        rows = model.objects.order_by("pk") if hasattr(model, "objects") else model
        return rows[int(self.chance.random() ** 2 * rows.count())]

    def words(self) -> str:
        """Return words that nobody has written before."""
        return f"{self.chance.choice(WORDS)} {self.seed} {self.number}"

    def slug(self) -> str:
        """Return an address that nothing had before."""
        return f"at-{self.seed}-{self.number}"

    def save(self, row: Any, **values: Any) -> None:
        """Save a row with these values."""
        with acting(by=self.cleo, action="edit"):
            for field, value in values.items():
                setattr(row, field, value)
            row.save(update_fields=[*values])

    def add(self, model: Any, **fields: Any) -> None:
        """Add a row."""
        with acting(by=self.cleo, action="add"):
            row_of(model, **fields)


Deed = Callable[[Writer], None]


def edits_words(writer: Writer) -> None:
    """Write something else in one of a row's texts."""
    model = writer.chance.choice([*WRITTEN, *PARTS])
    texts = (models.CharField, models.TextField)
    fields = [each for each in words_of(model) if isinstance(each, texts)]
    field = writer.chance.choice(
        [each for each in fields if each.editable and not isinstance(each, ADDRESSES)]
    )
    writer.save(writer.any_of(model), **{field.name: writer.words()[: field.max_length]})


def points_elsewhere(writer: Writer) -> None:
    """Let a row point at another record than it did."""
    model = writer.chance.choice([*WRITTEN, *PARTS])
    row, key = writer.any_of(model), writer.chance.choice([*references_of(model)])
    if getattr(row, key.attname) is not None:
        writer.save(row, **{key.name: writer.any_of(key.related_model)})


def dates_anew(writer: Writer) -> None:
    """Give a row another day."""
    model = writer.chance.choice(WRITTEN)
    field = writer.chance.choice([f for f in model._meta.fields if isinstance(f, PartialDateField)])
    writer.save(writer.any_of(model), **{field.name: writer.chance.choice(DAYS)})


def adds_a_fact(writer: Writer) -> None:
    """Add a fact, public now or soon."""
    model = writer.chance.choice([*FACTS])
    of = {key: writer.any_of(model._meta.get_field(key).related_model) for key in FACTS[model]}
    start = database_now() + timedelta(seconds=writer.chance.choice(BEGINNINGS))
    writer.add(model, **of, live_period=since(start))


def names_somebody(writer: Writer) -> None:
    """Add another name, an identifier or a nationality."""
    official, detainee = writer.any_of(Official), writer.any_of(Detainee)
    parts: list[tuple[Any, dict[str, Any]]] = [
        (OfficialName, {"official": official, "name": writer.words()}),
        (DetaineeName, {"detainee": detainee, "name": writer.words()}),
        (Nationality, {"detainee": detainee, "country": writer.any_of(Country)}),
        (ExternalIdentifier, {"record": official, "value": writer.slug()}),
    ]
    model, fields = writer.chance.choice(parts)
    writer.add(model, **fields)


def cites(writer: Writer) -> None:
    """Cite a source for a fact."""
    fact = writer.any_of(writer.chance.choice([*FACTS]))
    of: dict[str, Any] = {"official": None} | {fact._meta.model_name: fact}
    writer.add(Citation, source=writer.any_of(Source), quote=writer.words(), **of)


def takes_out(writer: Writer) -> None:
    """Delete a part, but for the last two of its kind."""
    model = writer.chance.choice(PARTS)
    with acting(by=writer.cleo, action="take out"):
        if model.objects.count() > 2:
            writer.any_of(model).delete()


def retracts(writer: Writer) -> None:
    """Retract a row."""
    reason = writer.chance.choice(["wrong", "privacy"])
    retract(by=writer.cleo, row=writer.any_of(writer.chance.choice(WRITTEN)), reason=reason)


def reinstates(writer: Writer) -> None:
    """Reinstate a row of some kind."""
    writer.chance.shuffle(kinds := [*WRITTEN])
    for model in kinds:
        if row := model.objects.retracted().order_by("?").first():
            reinstate(by=writer.dev, row=row)
            return


def readdresses(writer: Writer) -> None:
    """Give a record another address."""
    record = writer.any_of(writer.chance.choice([*RECORDS, Article]))
    change_slug(by=writer.cleo, record=record, slug=writer.slug())


def merges(writer: Writer) -> None:
    """Merge two records."""
    model = writer.chance.choice(RECORDS)
    pair = {"survivor": writer.any_of(model), "merged": writer.any_of(model)}
    merge(by=writer.cleo, reason="They are one.", **pair)


def undoes_a_merge(writer: Writer) -> None:
    """Undo the last merge."""
    if last := Merge.objects.in_force().order_by("-pk").first():
        undo(by=writer.cleo, merge=last)


def corrects(writer: Writer) -> None:
    """Tell readers of a correction."""
    whose = writer.any_of(writer.chance.choice(RECORDS)).identity
    correct(by=writer.cleo, identity=whose, kind="correction", words=writer.words())


def publishes(writer: Writer) -> None:
    """Publish a piece that names and quotes, or an edition that takes the place of another."""
    official, said = writer.any_of(Official), writer.any_of(Statement)
    body = (
        f'<p><a data-record="{official.public_id}">{official.full_name}</a> came to'
        f' <a data-record="{writer.any_of(Meeting).public_id}">the talks</a>. He said'
        f' “<q data-statement="{said.public_id}">{said.words}</q>”.</p>'
    )
    words: dict[str, Any] = {"headline": f"Talks {writer.slug()}", "body": body}
    if writer.chance.random() < 0.5:
        draft = drafted(writer.cleo, slug=writer.slug(), **words)
    else:
        draft = next_draft(writer.any_of(Article), writer.cleo, about=official.identity, **words)
    published(draft, writer.dev)


def withdraws(writer: Writer) -> None:
    """Withdraw an article."""
    withdraw(by=writer.cleo, article=writer.any_of(Article), reason="wrong")


def restores(writer: Writer) -> None:
    """Put an article back."""
    restore(by=writer.dev, article=writer.any_of(Article.objects.exclude(withdrawal_reason="")))


def withholds_or_discloses(writer: Writer) -> None:
    """Withhold somebody's name, or tell it again."""
    detainee = writer.any_of(Detainee)
    if detainee.name_withheld:
        disclose_name(by=writer.cleo, detainee=detainee)
    else:
        withhold_name(by=writer.cleo, detainee=detainee, description="Somebody held")


DEEDS: tuple[Deed, ...] = (
    *(edits_words, edits_words, edits_words, points_elsewhere, points_elsewhere, dates_anew),
    *(adds_a_fact, adds_a_fact, names_somebody, cites, takes_out),
    *(retracts, reinstates, reinstates, readdresses, merges, undoes_a_merge, undoes_a_merge),
    *(corrects, publishes, publishes, withdraws, restores),
)
