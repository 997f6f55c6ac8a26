"""Five people come free in one exchange: entered once, moved once, retracted once."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions.acting import acting
from briefings.actions.custody import approve_afterwards, force_publish
from briefings.actions.exchanges import add_to_exchange, save_exchange
from briefings.actions.records import publish, retract
from briefings.actions.refusals import Refused
from briefings.models import (
    Citation,
    Country,
    CustodyEvent,
    Detainee,
    Detention,
    Exchange,
    ExchangeSide,
    PartialDate,
    Source,
)
from tests.factories import (
    CountryFactory,
    CustodyEventFactory,
    DetentionFactory,
    SourceFactory,
)
from tests.ledger import Reader

DAY = date(2024, 11, 28)
NAMES = ("Ada Quill", "Ben Rook", "Cy Stone", "Dora Tull", "Ed Umber")


@pytest.fixture
def detentions(ben: User, cleo: User) -> list[Detention]:
    """Return the detentions of five people whom one country holds."""
    country = publish(by=ben, row=CountryFactory(name="China"))
    made: list[Detention] = []
    for name in NAMES:
        detention = DetentionFactory(detainee__full_name=name, country=country)
        CustodyEventFactory(detention=detention, on="2016-09", entered_by=ben, approved_by=None)
        publish(by=cleo, row=detention.detainee)
        made.append(detention)
    return made


@pytest.fixture
def exchange(ben: User, detentions: list[Detention]) -> Exchange:
    """Return the exchange as an editor enters it."""
    return entered(
        by=ben,
        detentions=detentions,
        sides=[CountryFactory(name="China"), CountryFactory(name="United States")],
        sources=[SourceFactory()],
    )


def entered(
    *,
    by: User,
    detentions: Iterable[Detention],
    sides: Iterable[Country] = (),
    sources: Iterable[Source] = (),
) -> Exchange:
    """Return an exchange as the desk enters it: itself, its sides and sources, and who is freed."""
    with acting(by=by, action="enter exchange"):
        exchange = Exchange.objects.create(
            on=PartialDate.parse("2024-11-27"), words="Five for five."
        )
        for country in sides:
            ExchangeSide.objects.create(exchange=exchange, country=country)
        for position, source in enumerate(sources):
            Citation.objects.create(exchange=exchange, source=source, place=position)
        add_to_exchange(by=by, exchange=exchange, detentions=detentions)
    return exchange


def free() -> int:
    """Return how many people readers see as certainly free on the day."""
    now = timezone.now()
    return Detainee.objects.at_end_of(DAY, "free", at=now, certainly=True).count()


def groups(ledger: Reader) -> tuple[list[str | None], set[UUID]]:
    """Return what the ledger tells of custody events since it was read, and in which groups."""
    told = ledger.changes()
    ops = [change.op for change in told if change.type == "custody-event"]
    return ops, {change.group for change in told}


def test_it_is_entered_once(ben: User, exchange: Exchange) -> None:
    events = exchange.custody_events.select_related("detention__detainee")

    assert {event.detention.detainee.full_name for event in events} == {*NAMES}
    assert {(event.kind, event.status, str(event.on)) for event in events} == {
        ("exchanged", "free", "27 November 2024")
    }
    assert {event.entered_by for event in events} == {ben}
    assert exchange.sides.count() == 2
    assert exchange.citations.count() == 1
    assert free() == 0


def test_it_is_published_with_all_its_events_by_a_second_person(
    ben: User, cleo: User, exchange: Exchange
) -> None:
    with pytest.raises(Refused, match="needs a second person"):
        publish(by=ben, row=exchange)
    ledger = Reader()

    publish(by=cleo, row=exchange)

    assert free() == 5
    ops, told_in = groups(ledger)
    assert ops == ["created"] * 5
    assert len(told_in) == 1


def test_the_day_changed_once_moves_all_five(ben: User, cleo: User, exchange: Exchange) -> None:
    exchange = publish(by=cleo, row=exchange)
    ledger = Reader()
    exchange.on = PartialDate.parse("2024-11-28")

    save_exchange(by=cleo, exchange=exchange)

    events = exchange.custody_events.all()
    assert {str(event.on) for event in events} == {"28 November 2024"}
    assert all(event.is_flagged for event in events)
    ops, told_in = groups(ledger)
    assert ops == ["updated"] * 5
    assert len(told_in) == 1
    approve_afterwards(by=ben, row=exchange)
    assert not CustodyEvent.objects.flagged().exists()


def test_retracting_it_withdraws_the_five_events(cleo: User, exchange: Exchange) -> None:
    exchange = publish(by=cleo, row=exchange)
    ledger = Reader()

    retract(by=cleo, row=exchange, reason="wrong")

    assert free() == 0
    ops, told_in = groups(ledger)
    assert ops == ["withdrawn"] * 5
    assert len(told_in) == 1


def test_a_publisher_alone_at_night_forces_it(
    cleo: User, dev: User, detentions: list[Detention]
) -> None:
    exchange = entered(by=cleo, detentions=detentions)

    force_publish(by=cleo, row=exchange, reason="They have landed.")

    assert free() == 5
    assert CustodyEvent.objects.flagged().count() == 5
    approve_afterwards(by=dev, row=exchange)
    assert not CustodyEvent.objects.flagged().exists()


def test_nobody_is_exchanged_twice_in_it(
    ben: User, exchange: Exchange, detentions: list[Detention]
) -> None:
    with pytest.raises(Refused, match="is part of the exchange already"):
        add_to_exchange(by=ben, exchange=exchange, detentions=detentions[:1])
