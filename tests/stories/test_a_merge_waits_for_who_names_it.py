"""While somebody enters a fact of a record, another merges it: the fact is of the survivor."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, models

from briefings.actions.merging import merge
from briefings.models import (
    ExternalIdentifier,
    Nationality,
    Official,
    OfficialName,
    StatementSubject,
    Tenure,
)
from tests.factories import (
    CountryFactory,
    DetaineeFactory,
    ExternalIdentifierFactory,
    OfficeFactory,
    OfficialFactory,
    OfficialNameFactory,
    StatementFactory,
    TenureFactory,
)
from tests.stories.colleagues import Colleague
from tests.stories.desk import person

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "One and the same."


@pytest.fixture
def cleo(transactional_db: None) -> User:
    """Return a publisher, committed."""
    return person("Cleo Marsh", "publisher")


@pytest.fixture
def colleague(transactional_db: None) -> Iterator[Colleague]:
    """Return somebody who has begun a transaction."""
    somebody = Colleague()
    somebody.begins()
    yield somebody
    somebody.leaves()


def facts(record: Official) -> list[tuple[type[models.Model], Callable[[], Any]]]:
    """Return what can be entered of an official: a fact, a plain row, one of any record."""
    office, statement = OfficeFactory(), StatementFactory()
    return [
        (Tenure, lambda: TenureFactory(official=record, office=office)),
        (OfficialName, lambda: OfficialNameFactory(official=record)),
        (ExternalIdentifier, lambda: ExternalIdentifierFactory(record=record)),
        (
            StatementSubject,
            lambda: StatementSubject.objects.create(
                statement=statement, subject_id=record.identity_id
            ),
        ),
    ]


@pytest.mark.parametrize("which", range(4))
def test_a_fact_that_is_being_entered_is_moved(
    which: int, cleo: User, colleague: Colleague
) -> None:
    survivor, merged = OfficialFactory.create_batch(2)
    model, enter = facts(merged)[which]
    row = colleague.does(enter)
    somebody = Colleague()
    merging = somebody.tries(lambda: merge(by=cleo, survivor=survivor, merged=merged, reason=WHY))
    with pytest.raises(TimeoutError):
        merging.result(timeout=0.5)

    colleague.commits().result(timeout=10)

    merging.result(timeout=10)
    somebody.leaves()
    column = next(
        name for name in ("official_id", "identity_id", "subject_id") if hasattr(row, name)
    )
    end = survivor.pk if column == "official_id" else survivor.identity_id
    assert model._default_manager.values_list(column, flat=True).get(pk=row.pk) == end


@pytest.mark.parametrize("which", range(4))
def test_a_record_that_is_being_merged_is_not_named(
    which: int, cleo: User, colleague: Colleague
) -> None:
    survivor, merged = OfficialFactory.create_batch(2)
    _, enter = facts(merged)[which]
    colleague.does(lambda: merge(by=cleo, survivor=survivor, merged=merged, reason=WHY))
    somebody = Colleague()
    entering = somebody.tries(enter)
    with pytest.raises(TimeoutError):
        entering.result(timeout=0.5)

    colleague.commits().result(timeout=10)

    with pytest.raises(IntegrityError, match="was merged into"):
        entering.result(timeout=10)
    somebody.leaves()


def test_who_enters_facts_of_the_survivor_does_not_wait(cleo: User, colleague: Colleague) -> None:
    survivor, merged = CountryFactory.create_batch(2)
    detainee = DetaineeFactory()
    colleague.does(lambda: merge(by=cleo, survivor=survivor, merged=merged, reason=WHY))

    row = Nationality.objects.create(detainee=detainee, country=survivor)

    assert Nationality.objects.filter(pk=row.pk).exists()
    colleague.commits().result(timeout=10)
