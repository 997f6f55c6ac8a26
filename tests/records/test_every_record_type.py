"""What holds for a record of any type: one contract, run over all of them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from briefings.models import Article, Change, ExternalIdentifier, Identity, Record, Slug
from briefings.models.record_types import RECORD_TYPES, RecordType, page_path
from tests.factories import ExternalIdentifierFactory, row_of
from tests.ledger import Reader, database_now
from tests.moments import ahead, in_its_time, wait_for
from tests.records.publication import publish, reinstate, retract

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.parametrize("record_type", RECORD_TYPES.values(), ids=RECORD_TYPES),
]


def draft(record_type: RecordType) -> Record:
    """Return a record that was never public."""
    return row_of(record_type.model, slug="the-first")


def live(record_type: RecordType) -> Record:
    """Return a record that is public."""
    record = draft(record_type)
    publish(record, database_now())
    record.refresh_from_db()
    return record


def test_an_identity_goes_with_it(record_type: RecordType) -> None:
    record = draft(record_type)
    identity = Identity.objects.get(pk=record.identity_id)
    assert (identity.type, identity.slug, identity.public_id) == (
        record_type.name,
        "the-first",
        record.public_id,
    )
    assert record.public_id.version == 7
    assert Identity.objects.filter(pk=identity.pk).live(database_now()).count() == 0
    publish(record, database_now())
    assert Identity.objects.filter(pk=identity.pk).live(database_now()).count() == 1


def test_its_ids_stay_whatever_is_sent(record_type: RecordType) -> None:
    record, other = draft(record_type), row_of(record_type.model, slug="the-second")
    kept = (record.public_id, record.identity_id)
    record.public_id = other.public_id.__class__(int=other.public_id.int ^ 1)
    record.identity_id = Identity.objects.create(
        public_id=record.public_id,
        type=record_type.name,
        slug="planted",
        live_periods=Identity.objects.get(pk=kept[1]).live_periods,
    ).pk
    record.save()
    record.refresh_from_db()
    assert (record.public_id, record.identity_id) == kept


def test_a_slug_is_its_own_for_ever(record_type: RecordType) -> None:
    record = draft(record_type)
    record.slug = "the-renamed"
    record.save()
    assert Identity.objects.get(pk=record.identity_id).slug == "the-renamed"
    assert set(Slug.objects.filter(identity=record.identity_id).values_list("slug", flat=True)) == {
        "the-first",
        "the-renamed",
    }
    with pytest.raises(IntegrityError, match="once was"), transaction.atomic():
        row_of(record_type.model, slug="the-first")
    record.slug = "the-first"
    record.save()
    assert Identity.objects.get(pk=record.identity_id).slug == "the-first"


def test_drafts_leave_no_trace_in_the_ledger(record_type: RecordType) -> None:
    reader = Reader()
    record = draft(record_type)
    record.slug = "the-renamed"
    record.save()
    assert reader.news() == []
    assert not Change.objects.filter(identity=record.identity_id).exists()


def test_its_life_is_told(record_type: RecordType) -> None:
    reader = Reader()
    record = draft(record_type)
    publish(record, database_now())
    assert reader.ops(record) == ["created"]

    record.refresh_from_db()
    record.slug = "the-renamed"
    record.save()
    [change] = reader.changes()
    assert (change.op, change.fields, change.reason) == ("updated", ["slug"], "")

    retract(record, database_now())
    [change] = reader.changes()
    assert (change.op, change.fields, change.reason) == ("withdrawn", [], "legal")

    reinstate(record, database_now())
    assert reader.ops(record) == ["restored"]


def test_publication_and_retraction_in_one_transaction_are_nothing(record_type: RecordType) -> None:
    reader = Reader()
    record = live(record_type)
    retract(record, database_now())
    assert reader.ops(record) == []


def test_all_that_one_transaction_does_is_one_row(record_type: RecordType) -> None:
    record = live(record_type)
    reader = Reader()
    for slug in ("the-second", "the-third"):
        record.slug = slug
        record.save()
    ExternalIdentifierFactory(record=record)
    [change] = reader.changes()
    assert (change.op, change.fields) == ("updated", ["identifiers", "slug"])


def test_a_save_that_changes_nothing_counts_for_nothing(record_type: RecordType) -> None:
    record = live(record_type)
    before = (record.version, record.updated_at)
    events = history_of(record)
    reader, count = Reader(), events.count()
    record.save()
    record_type.model._default_manager.filter(pk=record.pk).update(slug=record.slug)
    record.refresh_from_db()
    assert (record.version, record.updated_at) == before
    assert reader.news() == []
    assert events.count() == count


def test_a_change_raises_the_version_by_one(record_type: RecordType) -> None:
    record = draft(record_type)
    before = record.updated_at
    record.slug = "the-renamed"
    record.version = 70
    record.save()
    record.refresh_from_db()
    assert record.version == 2
    assert record.updated_at > before


@in_its_time
def test_an_embargo_ends_by_itself(record_type: RecordType) -> None:
    reader = Reader()
    record = draft(record_type)
    at = ahead(0.3)
    publish(record, at)
    assert reader.news() == []
    wait_for(at)
    assert reader.news() == [(record_type.name, "created")]


@in_its_time
def test_an_embargo_put_off_is_told_once(record_type: RecordType) -> None:
    reader = Reader()
    record = draft(record_type)
    first, later = ahead(0.2), ahead(0.4)
    publish(record, first)
    period = row_with_period(record)
    period.live_period = type(period.live_period)(later, None)
    period.save()
    wait_for(first)
    assert reader.news() == []
    wait_for(later)
    assert reader.ops(record) == ["created"]


def test_every_version_is_kept_even_of_a_deleted_draft(
    record_type: RecordType, at_commit: Callable[[], None]
) -> None:
    record = draft(record_type)
    ExternalIdentifierFactory(record=record)
    record.slug = "the-renamed"
    record.save()
    events, public_id, identity_id = history_of(record), record.public_id, record.identity_id
    record.delete()
    at_commit()
    assert [(event.pgh_label, event.slug) for event in events] == [
        ("insert", "the-first"),
        ("update", "the-renamed"),
        ("delete", "the-renamed"),
    ]
    assert {event.public_id for event in events} == {public_id}
    assert not Identity.objects.filter(pk=identity_id).exists()
    assert not ExternalIdentifier.objects.filter(identity=identity_id).exists()
    row_of(record_type.model, slug="the-first")


def test_it_has_an_address_or_none(record_type: RecordType) -> None:
    expected = f"/{record_type.plural}/the-first/" if record_type.has_page else None
    assert page_path(record_type.name, "the-first") == expected
    if record_type.has_page:
        assert draft(record_type).get_absolute_url() == expected  # type: ignore[attr-defined]


def row_with_period(record: Record) -> Any:
    """Return the row whose live period is the record's: an article's edition, else itself."""
    return record.editions.get() if isinstance(record, Article) else record


def history_of(record: Record) -> models.QuerySet[Any]:
    """Return the kept versions of a record, the oldest first."""
    events: type[Any] = apps.get_model("briefings", f"{type(record).__name__}Event")
    found: models.QuerySet[Any] = events._default_manager.filter(pgh_obj_id=record.pk)
    return found.order_by("pgh_id")
