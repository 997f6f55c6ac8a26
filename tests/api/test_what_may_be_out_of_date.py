"""What was last verified long ago, and still goes on, may be out of date; nothing else is."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from briefings import ledger
from briefings.models import CustodyEvent, Detention, Tenure
from tests.api.conftest import Get, World
from tests.factories import row_of, since


def told(get: Get, resource: str, row: Any) -> bool:
    """Return what the API says of the row."""
    ledger.read_state()
    said: bool = get(f"{resource}/{row.public_id}/").json()["may_be_out_of_date"]
    return said


@pytest.mark.parametrize(
    ("end_status", "days", "old"),
    [
        ("current", 31, True),
        ("current", 30, False),
        ("current", None, False),
        ("unknown", 31, False),
    ],
)
def test_a_tenure_goes_out_of_date_while_it_is_current(
    end_status: str, days: int | None, old: bool, world: World, get: Get, settings: Any
) -> None:
    settings.STALE_AFTER_DAYS = 30
    verified_on = None if days is None else timezone.localdate() - timedelta(days=days)
    tenure = row_of(
        Tenure,
        official=world.qin,
        office=world.minister,
        end_status=end_status,
        verified_on=verified_on,
        live_period=since(world.published),
    )
    assert told(get, "tenures", tenure) is old


@pytest.mark.parametrize(("status", "old"), [("held", True), ("restricted", True), ("free", False)])
def test_a_detention_goes_out_of_date_until_somebody_is_free(
    status: str, old: bool, world: World, get: Get, settings: Any
) -> None:
    settings.STALE_AFTER_DAYS = 30
    live = {"live_period": since(world.published)}
    detention = row_of(
        Detention,
        detainee=world.rows["detainees"],
        verified_on=timezone.localdate() - timedelta(days=31),
        **live,
    )
    row_of(CustodyEvent, detention=detention, kind="other", status=status, on="2020-05-01", **live)
    assert told(get, "detentions", detention) is old


def test_the_page_says_so_after_as_many_days(world: World, client: Client, settings: Any) -> None:
    Tenure.objects.filter(official=world.qin).update(
        end_status="current", ended=None, verified_on=timezone.localdate() - timedelta(days=40)
    )
    ledger.read_state()
    for days, said in ((30, True), (50, False)):
        settings.STALE_AFTER_DAYS = days
        page = client.get(f"/officials/{world.qin.slug}/?as_of=2023-01-{days % 28 + 1:02}")
        assert ("May be out of date" in page.content.decode()) is said
