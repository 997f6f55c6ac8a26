"""Publishing and retracting whatever the type: articles by an edition, the others by themselves."""

from datetime import datetime

from briefings.models import Article, Published, Record
from tests.factories import EditionFactory, approved, between, since


def publish(record: Record, at: datetime) -> None:
    """Make the record public from `at` on."""
    if isinstance(record, Article):
        approved(EditionFactory(article=record), since(at))
    else:
        assert isinstance(record, Published)
        record.live_period = since(at)
        record.retraction_reason = ""
        record.save()


def retract(record: Record, at: datetime, reason: str = "legal") -> None:
    """Take the record back at `at`."""
    if isinstance(record, Article):
        edition = record.editions.latest("number")
        assert edition.live_period is not None
        edition.live_period = between(edition.live_period.lower, at)
        edition.save()
        record.refresh_from_db()
        record.withdrawal_reason = reason
    else:
        assert isinstance(record, Published)
        assert record.live_period is not None
        record.live_period = between(record.live_period.lower, at)
        record.retraction_reason = reason
    record.save()


def reinstate(record: Record, at: datetime) -> None:
    """Make the record public again: an article by a new edition, another by the period it had."""
    if isinstance(record, Article):
        record.withdrawal_reason = ""
        record.save()
        publish(record, at)
    else:
        assert isinstance(record, Published)
        assert record.live_period is not None
        publish(record, record.live_period.lower)
