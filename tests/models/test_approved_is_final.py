"""What belongs to an approved edition is as final as the edition."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from briefings.models import Byline, Edition
from tests.factories import (
    HOLD,
    BylineFactory,
    CitationFactory,
    EditionFactory,
    EditionTopicFactory,
    MentionFactory,
    OfficialFactory,
    TopicFactory,
    approved,
)
from tests.ledger import sql

pytestmark = [pytest.mark.django_db, pytest.mark.server]

# How each is made, and a change of it that a draft lets pass.
BELONGINGS: dict[str, tuple[Callable[[Edition], Any], Callable[[], dict[str, Any]]]] = {
    "byline": (
        lambda edition: BylineFactory(edition=edition),
        lambda: {"place": "Beijing"},
    ),
    "topic": (
        lambda edition: EditionTopicFactory(edition=edition),
        lambda: {"topic": TopicFactory()},
    ),
    "mention": (
        lambda edition: MentionFactory(edition=edition),
        lambda: {"identity": OfficialFactory().identity_id},
    ),
    "citation": (
        lambda edition: CitationFactory(official=None, edition=edition),
        lambda: {"page": "41"},
    ),
}

each_belonging = pytest.mark.parametrize(("make", "change"), BELONGINGS.values(), ids=BELONGINGS)


@each_belonging
def test_before_approval_everything_may_change(
    make: Callable[[Edition], Any], change: Callable[[], dict[str, Any]]
) -> None:
    draft = EditionFactory()
    row = make(draft)
    type(row)._default_manager.update(**change())
    type(row)._default_manager.update(edition=EditionFactory())
    row.delete()


@each_belonging
def test_after_approval_nothing_does(
    make: Callable[[Edition], Any], change: Callable[[], dict[str, Any]]
) -> None:
    edition, draft = EditionFactory(), EditionFactory()
    row, elsewhere = make(edition), make(draft)
    approved(edition, HOLD)
    rows = type(row)._default_manager
    deeds: list[Callable[[], Any]] = [
        lambda: make(edition),
        lambda: rows.filter(pk=row.pk).update(**change()),
        lambda: rows.filter(pk=row.pk).update(edition=draft),
        lambda: rows.filter(pk=elsewhere.pk).update(edition=edition),
        lambda: row.delete(),
    ]
    for deed in deeds:
        with pytest.raises(IntegrityError, match="final"), transaction.atomic():
            deed()


def test_redaction_alone_passes() -> None:
    byline = BylineFactory()
    approved(byline.edition, HOLD)
    sql("SELECT set_config('briefings.redacting', 'on', true)")()
    Byline.objects.update(name="Name withheld")
    Edition.objects.update(headline="A visit")
    sql("SELECT set_config('briefings.redacting', '', true)")()
    with pytest.raises(IntegrityError, match="final"), transaction.atomic():
        Byline.objects.update(name="Martha Gellhorn")
