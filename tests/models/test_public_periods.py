"""A fact keeps when the public sees it, whatever happens to it or to what it is published with."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from briefings.models import AgendaItem, Citation, Outcome, Participant, Statement, Tenure
from briefings.models.base import FactQuerySet, PublishedFact
from briefings.models.sources import CITABLE
from briefings.models.triggers.belonging import FACTS, published_with, target_of
from tests.factories import (
    HOLD,
    CustodyEventFactory,
    DetaineeFactory,
    DetentionFactory,
    EditionFactory,
    ExchangeFactory,
    OrganizationFactory,
    ParticipantFactory,
    StatusChangeFactory,
    TenureFactory,
    VisitFactory,
    approved,
    between,
    row_of,
    since,
)
from tests.ledger import database_now, sql
from tests.public_periods import KEPT, wrong_periods

pytestmark = [pytest.mark.django_db, pytest.mark.server]

WITH_OTHERS = [name for name, declared in FACTS.items() if declared.published_with]
STEPS = 80


@pytest.mark.parametrize("name", WITH_OTHERS)
def test_what_is_published_with_others_keeps_when(name: str) -> None:
    model = apps.get_model("briefings", name)

    assert issubclass(model, PublishedFact)
    assert isinstance(model._default_manager.all(), FactQuerySet)
    assert model in KEPT


def facts() -> Iterator[Any]:
    """Make a fact of every kind, and of those that may be of several things one of each."""
    body = OrganizationFactory()
    yield from (row_of(apps.get_model("briefings", name)) for name in WITH_OTHERS)
    yield row_of(Statement, official=None, organization=body)
    yield row_of(Participant, meeting=None, visit=VisitFactory(), official=None, organization=body)
    yield StatusChangeFactory(meeting=None, participant=ParticipantFactory(), status="present")
    yield CustodyEventFactory(
        detention=DetentionFactory(country=None, organization=body),
        exchange=ExchangeFactory(),
        kind="exchanged",
        status="free",
    )
    yield row_of(AgendaItem, topic=None, detainee=DetaineeFactory())
    yield row_of(Outcome, meeting=None, visit=VisitFactory())


def world() -> list[Any]:
    """Return rows of every kind that is public with others, cited, and all that they are with."""
    made = [row for _ in range(2) for row in facts()]
    cited = {str(row._meta.model_name): row for row in made}
    cited["edition"] = EditionFactory()
    for name in CITABLE:
        row = cited.get(name) or row_of(target_of(Citation, name))
        made += [row, row_of(Citation, **({"official": None} | {name: row}))]
    found = {(type(row), row.pk): row for row in made}
    approved(cited["edition"], HOLD)
    for row in made:
        for relation in published_with(type(row)):
            if (parent := getattr(row, relation)) is not None:
                made.append(parent)
                found[type(parent), parent.pk] = parent
    return list(found.values())


def publish(rows: list[Any], now: datetime) -> None:
    """Make all of them public, and let what is public be changed in any way."""
    sql("SET LOCAL briefings.redacting = 'on'")()
    for row in rows:
        if hasattr(row, "live_period"):
            type(row)._default_manager.filter(pk=row.pk).update(live_period=since(now))


def some_period(chance: Random, now: datetime) -> DateTimeTZRange | None:
    """Return a period of any kind: not published, on hold, an embargo, public, taken back."""
    start = now + timedelta(hours=chance.randrange(-9, 9))
    return chance.choice(
        [None, HOLD, since(start), since(now), between(start, start + timedelta(hours=4))]
    )


def change(row: Any, rows: list[Any], chance: Random, now: datetime) -> dict[str, Any]:
    """Return what is to change of a row: its period, or one of those with which it is public."""
    given = [name for name in published_with(type(row)) if getattr(row, f"{name}_id")]
    if given and (chance.random() < 0.5 or not hasattr(row, "live_period")):
        relation = chance.choice(given)
        target = target_of(type(row), relation)
        return {relation: chance.choice([each for each in rows if type(each) is target])}
    period = some_period(chance, now)
    ended = period is not None and not period.isempty and period.upper is not None
    reason = {"retraction_reason": "wrong" if ended else ""}
    return {"live_period": period} | (reason if hasattr(row, "retraction_reason") else {})


@pytest.mark.parametrize("seed", range(3))
def test_it_follows_whatever_is_published_taken_back_or_moved(seed: int) -> None:
    chance, now, rows = Random(seed), database_now(), world()
    publish(rows, now)
    assert Citation.objects.live(now).count() == len(CITABLE)

    made, seen = 0, set()
    for _ in range(STEPS):
        row = chance.choice(rows)
        changed = change(row, rows, chance, now)
        try:
            with transaction.atomic():
                type(row)._default_manager.filter(pk=row.pk).update(**changed)
        except IntegrityError:
            continue
        row.refresh_from_db()
        made += 1
        assert wrong_periods() == [], f"{type(row).__name__} {row.pk}: {changed}"
        seen.add(Citation.objects.live(now).count())

    assert made > STEPS / 2
    assert len(seen) > 2


def test_it_is_no_change_of_the_fact() -> None:
    now = database_now()
    tenure = TenureFactory(live_period=since(now))
    before = (tenure.version, tenure.updated_at, Tenure.pgh_event_model.objects.count())  # type: ignore[attr-defined]

    for row in (tenure.official, tenure.office):
        row.live_period = since(now)
        row.save()

    tenure.refresh_from_db()
    assert Tenure.objects.live(now).get() == tenure
    after = (tenure.version, tenure.updated_at, Tenure.pgh_event_model.objects.count())  # type: ignore[attr-defined]
    assert after == before


def test_what_is_sent_for_it_is_not_kept() -> None:
    tenure = TenureFactory()

    Tenure.objects.update(public_periods="{(,)}")

    tenure.refresh_from_db()
    assert list(tenure.public_periods or ()) == []
