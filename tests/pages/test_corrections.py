"""Readers of a record are told what was wrong in it, whatever the record."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from briefings import ledger
from briefings.models import AgendaItem, Correction, Meeting, Record, Visit
from briefings.models.record_types import RECORD_TYPES
from tests.factories import row_of, since
from tests.pages.conftest import Read, words
from tests.pages.detained import case
from tests.pages.newsroom import RECORDED, WITH_PAGES, Newsroom

RECORDS = sorted(kind.name for kind in WITH_PAGES.values() if kind.name != "article")
TOLD = "//section[starts-with(@id, 'correction-')]"


def corrected(record: Record, text: str, days_ago: int) -> None:
    """Tell readers what was wrong in a record."""
    issued = timezone.now() - timedelta(days=days_ago)
    row_of(Correction, record=record, words=text, kind="correction", issued_at=issued)


@pytest.mark.parametrize("type_", RECORDS)
def test_its_page_tells_them_the_latest_first(type_: str, newsroom: Newsroom, read: Read) -> None:
    url = newsroom.pages[type_].partition("?")[0]
    record = RECORD_TYPES[type_].model._default_manager.get(slug=url.split("/")[2])
    corrected(record, "A day was wrong.", days_ago=9)
    corrected(record, "A title was wrong.", days_ago=2)
    ledger.read_state()

    page = read(url)

    assert words(page, f"{TOLD}/p") == "A title was wrong. A day was wrong."
    assert words(page, f"{TOLD}/h2").startswith("Correction, ")


@pytest.mark.parametrize("model", [Meeting, Visit])
def test_none_tells_a_withheld_name(
    model: type[Meeting | Visit], newsroom: Newsroom, read: Read
) -> None:
    live = {"live_period": since(RECORDED)}
    withheld = {"name_withheld": True, "description": "A teacher", "slug": "teacher"}
    hidden = case("Zelda Quarrel", newsroom.china, [], live, **withheld)
    occasion = row_of(model, slug="closed", **live)
    own = {model.__name__.lower(): occasion}
    row_of(AgendaItem, **{"meeting": None, **own}, topic=None, detainee=hidden)
    corrected(occasion, "Zelda Quarrel was spoken of.", days_ago=2)
    corrected(occasion, "A day was wrong.", days_ago=3)
    ledger.read_state()

    page = read(occasion.get_absolute_url())

    assert "A teacher" in words(page)
    assert words(page, f"{TOLD}/p") == "A day was wrong."


def test_none_tells_a_name_that_is_withheld_elsewhere(
    newsroom: Newsroom, read: Read, client: Client
) -> None:
    withheld = {"name_withheld": True, "description": "A teacher", "slug": "teacher"}
    case("Zelda Quarrel", newsroom.china, [], {"live_period": since(RECORDED)}, **withheld)
    corrected(newsroom.qin, "Zelda Quarrel was not whom he meant.", days_ago=2)
    ledger.read_state()

    assert words(read("/officials/qin-gang/"), f"{TOLD}/p") == ""
    assert "Quarrel" not in words(read("/"))
    assert client.get(f"/api/v1/officials/{newsroom.qin.public_id}/").json()["corrections"] == []
