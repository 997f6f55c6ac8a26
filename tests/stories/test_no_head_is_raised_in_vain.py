"""Whatever names a record, its page knows of; and no head is raised in vain.

A new record is named by one path. Then what lies on the path changes, is cited, and names the
record no more. Each time the record's page is made: where it differs, its validator does. And
whichever path heads are raised by, without it the page would once have stood.

What articles name, and whom a merge parts from what named it, is tried by
`test_a_page_stands_while_it_shows_the_same.py`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pgtrigger
import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import ForeignObjectRel
from django.test import Client

from briefings import ledger
from briefings.models import (
    Article,
    Citation,
    CustodyEvent,
    Detainee,
    Detention,
    Edition,
    EditionTopic,
    Exchange,
    ExchangeSide,
    Identity,
    Meeting,
    Mention,
    Nationality,
    Official,
    Participant,
    Statement,
    StatementSubject,
    StatusChange,
    Visit,
)
from briefings.models.record_types import RECORD_TYPES
from briefings.models.triggers import naming
from briefings.models.triggers.belonging import FACTS
from briefings.models.triggers.embedders import steps
from briefings.pages.scopes import scope_of
from tests.factories import approved, row_of, since
from tests.ledger import number_changes, sql
from tests.stories.embedding.newsroom import Newsroom

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Model = type[models.Model]
Way = tuple[Model, str]  # a model, and a lookup from its rows to the records that they name
TEXTS = ("title", "full_name", "words", "note")
Deed = Callable[[], object]
# Of whom these name no more the ledger tells itself, as it shows the row.
TOLD_ANYWAY = {
    *("CustodyEvent detention__detainee", "Detention detainee", "ExchangeSide country"),
    *("Meeting visit", "Tenure office", "Tenure office__country"),
}


@pytest.fixture
def leading(monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Open a newsroom in which every path leads somewhere; the clock moves no page."""
    monkeypatch.setattr("briefings.freshness.CLOCK_WINDOW", 10**12)
    room = Newsroom()
    live, get = room.live, room.get
    at = {"meeting": None, "visit": get("beijing_visit"), "country": get("usa"), **live}
    room.add("seat", Participant, official=get("qin"), **at)
    room.add(
        "body", Participant, official=None, organization=get("ministry"), **(at | {"country": None})
    )
    speaks = {"official": None, "words": "No comment.", **live}
    for name, speaker in (
        ("ministrys", {"organization": get("ministry")}),
        ("somebodys", {"attribution": "An official", "side": get("usa")}),
    ):
        statement = room.add(name, Statement, **speaker, **speaks)
        row_of(StatementSubject, statement=statement, record=get("lena"))
    held = room.add("held", Detention, detainee=get("lena_twin"), country=get("china"), **live)
    row_of(Nationality, detainee=get("lena_twin"), country=get("usa"))
    detained = {"kind": "detained", "status": "held", "place": get("prison"), "on": "2022"}
    row_of(CustodyEvent, detention=held, **detained, **live)
    # This year, so that today it is possibly still held.
    year = str(room.hour_ago.year)
    exchange = row_of(Exchange, on=year, place=get("guesthouse"), **live)
    row_of(ExchangeSide, exchange=exchange, country=get("china"))
    freed = {"kind": "exchanged", "status": "free", "on": year, "exchange": exchange}
    row_of(CustodyEvent, detention=held, **freed, **live)
    Official.objects.filter(pk=get("kovrig").pk).update(country=get("china"))  # he goes nowhere
    Visit.objects.filter(pk=get("other_visit").pk).update(starts="2023-08", ends="2023-08")
    settle()
    return room


@dataclass
class Walk:
    """What is found: pages that differ and were said to stand, and what was not needed so far.

    `raising` are paths by which heads are raised, `noting` those by which parting is noted.
    """

    newsroom: Newsroom
    stale: list[tuple[str, ...]] = field(default_factory=list)
    raising: set[Way] = field(default_factory=lambda: {*raised()})
    noting: set[Way] = field(default_factory=lambda: {*noted()})

    def along(self, way: Way) -> None:
        """Try one path, to a new record; none where no row can be on it."""
        on_path, rows = [*steps(*way)], rows_on(way)
        model, relation, target = on_path[-1]
        if not rows or not has_page(target) or isinstance(relation, ForeignObjectRel):
            return
        fresh = self._fresh(Detainee if target is Identity else target)
        seen = self._seen(way, fresh)
        self._see(way, seen, "named", pointing(model, rows[-1], relation.name, fresh))
        for (each, _, _), row in zip(on_path, rows, strict=True):
            if text := next((name for name in TEXTS if name in columns(each)), None):
                self._see(way, seen, "changed", pointing(each, row, text, "Otherwise"))
            if each is Meeting:
                self._see(way, seen, "called off", self._calling_off(row))
            if each in columns(Citation).values():
                self._see(way, seen, "cited", self._citing(each, row))
        for place, (each, relation, after) in enumerate(on_path):
            if not isinstance(relation, ForeignObjectRel):
                passed = {
                    row for (model, *_), row in zip(on_path, rows, strict=True) if model is after
                }
                other = another(relation, passed, fresh)
                parting = pointing(each, rows[place], relation.name, other)
                ended = each, "__".join(way[1].split("__")[place:])
                with transaction.atomic():
                    self._see(ended, seen, "ended", parting)
                    transaction.set_rollback(True)

    def _seen(self, way: Way, fresh: Any) -> Any:
        """Return the record whose page shows what names the new one; most often that itself."""
        get = self.newsroom.get
        if way == (Visit, "participants__official"):  # visits by whom are shown with others of his
            other, live = get("other_visit"), self.newsroom.live
            row_of(Participant, meeting=None, visit=other, official=fresh, **live)
            settle()
            return other
        if way == (Meeting, "visit"):  # a piece about a visit says how its meetings stood
            edition = row_of(Edition, article=row_of(Article, slug="about"), about=fresh.identity)
            approved(edition, since(self.newsroom.hour_ago))
            settle()
            return edition.article
        if way == (Exchange, "sides__country"):  # exchanges are told of with whom a country holds
            pointing(Detention, get("held").pk, "country", fresh)()
            settle()
        return fresh

    def _fresh(self, model: Any) -> Any:
        values = {
            Meeting: {"on": "2023-06-18", "kind": "gathering"},
            Detainee: {"full_name": "Ida Novak", "short_name": "Novak", "sort_name": "Novak, Ida"},
            Official: {"full_name": "Ida Novak"},
        }.get(model, {})
        fresh = row_of(model, slug="fresh", **values, **self.newsroom.live)
        settle()
        return fresh

    def _citing(self, model: Model, row: int) -> Deed:
        [name] = (name for name, of in columns(Citation).items() if of is model)
        fields = {"official": None, name: model._default_manager.get(pk=row)}
        return lambda: row_of(Citation, source=self.newsroom.get("xinhua"), **fields)

    def _calling_off(self, row: int) -> Deed:
        values = {"status": "cancelled", "on": "2023-06-19", **self.newsroom.live}
        return lambda: row_of(StatusChange, meeting=Meeting.objects.get(pk=row), **values)

    def _see(self, way: Way, record: Any, what: str, deed: Deed) -> None:
        """Do it; note whether the page of the record is stale, and whether it would be."""
        idle = self.noting if what == "ended" else self.raising
        head, before = ledger.read_state().head, page(record)
        without = way in idle and self._stands_without(way, record, what, deed, head)
        deed()
        settle()
        after = page(record)
        if after[1] != before[1]:
            if after[0] == before[0]:
                self.stale.append((way[0].__name__, way[1], what))
            elif without:
                idle.remove(way)

    def _stands_without(self, way: Way, record: Any, what: str, deed: Deed, head: int) -> bool:
        with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
            deed()
            if what == "ended":
                sql("DELETE FROM briefings_naming WHERE type IS NULL")()
            else:
                others = naming.paths_of
                patch.setattr(
                    naming,
                    "paths_of",
                    lambda model: tuple(each for each in others(model) if (model, each) != way),
                )
                sql(naming.names_function())()
            settle()
            own = scope_of(record._meta.model_name, record.slug)
            last = ledger.read_state(own).scope_head
            transaction.set_rollback(True)
        ledger._known.clear()
        return last is not None and last[0] <= head


def test_each_path_is_needed_and_none_is_missing(leading: Newsroom) -> None:
    walk = Walk(leading)
    for root in roots():
        for path in naming.ways_from(root):
            with transaction.atomic():
                walk.along((root, path))
                transaction.set_rollback(True)
    assert walk.stale == []
    assert walk.raising == set()
    assert {f"{model.__name__} {path}" for model, path in walk.noting} == TOLD_ANYWAY


def roots() -> Iterator[Model]:
    """Yield the models whose rows name records, with the parts and facts of the row."""
    yield from (kind.model for kind in RECORD_TYPES.values() if kind.model is not Article)
    for name, declared in FACTS.items():
        model = apps.get_model("briefings", name)
        if all(model._meta.get_field(one).null for one in declared.of):
            yield model


def rows_on(way: Way) -> tuple[int, ...]:
    """Return the keys of the rows that a path passes, of the latest at its end; () for none."""
    root, path = way
    names = path.split("__")
    keys = ["__".join([*names[:place], "pk"]) for place in range(len(names))]
    alone = {"official": None, "organization": None} if root is Statement else {}
    rows = root._default_manager.filter(**{f"{path}__isnull": False}, **alone)
    latest = [f"-{key}" for key in reversed(keys)]
    return rows.order_by(*latest).values_list(*keys).first() or ()


def raised() -> Iterator[Way]:
    """Yield the paths by which heads are raised."""
    for root in roots():
        yield from ((root, path) for path in naming.paths_of(root))


def noted() -> Iterator[Way]:
    """Yield the paths by which a row is noted that names a record no more, but for merges."""
    by_merges: set[Any] = {Edition, EditionTopic, Mention}
    for model, trigger in pgtrigger.registered():
        if isinstance(trigger, naming.Unnamed) and model not in by_merges:
            named: Any = model
            yield from ((named, path) for paths in trigger.lookups.values() for path in paths)


def has_page(model: Model) -> bool:
    """Return whether records of a model have pages; so have some of any."""
    return model is Identity or RECORD_TYPES[str(model._meta.model_name)].has_page


def columns(model: Model) -> dict[str, Model | None]:
    """Return a model's columns by name, with what their foreign keys lead to."""
    return {each.name: each.related_model for each in model._meta.concrete_fields}


def another(relation: Any, passed: set[int], fresh: Any) -> Any:
    """Return another row to point at, which is neither the new record nor passed on the way."""
    others = relation.related_model._default_manager.exclude(pk__in=passed)
    if relation.name == "gathering":
        others = others.filter(kind="gathering")
    own = fresh.identity_id if relation.related_model is Identity else fresh.pk
    return others.exclude(pk=own).latest("pk")


def pointing(model: Model, row: int, name: str, value: Any) -> Deed:
    """Return the deed of giving a row another value, past the forms."""
    to_identity = columns(model)[name] is Identity
    given = value.identity if to_identity and not isinstance(value, Identity) else value
    return lambda: model._default_manager.filter(pk=row).update(**{name: given})


def settle() -> None:
    """Let the ledger tell what was done, as a commit does."""
    connection.check_constraints()
    number_changes()
    ledger._known.clear()


def page(record: Any) -> tuple[str, bytes]:
    """Return the validator of a record's page, and the page."""
    answer = Client().get(record.get_absolute_url())
    assert answer.status_code == 200
    return answer.headers["ETag"], answer.content
