"""A record's page leads to its JSON, and the JSON back to the page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from briefings import ledger
from briefings.models.record_types import RECORD_TYPES
from tests.factories import row_of
from tests.records.publication import publish


@pytest.mark.django_db
@pytest.mark.parametrize("name", RECORD_TYPES)
def test_a_record_and_its_json_lead_to_each_other(name: str, client: Client) -> None:
    kind = RECORD_TYPES[name]
    record = row_of(kind.model)
    publish(record, timezone.now() - timedelta(hours=1))
    ledger.read_state()

    row = client.get(f"/api/v1/{kind.plural}/{record.public_id}/").json()
    [listed] = client.get(f"/api/v1/{kind.plural}/?id__in={record.public_id}").json()["results"]

    assert listed["web_url"] == row["web_url"]
    if not kind.has_page:
        assert row["web_url"] is None
        return
    page = html.fromstring(client.get(row["web_url"]).content.decode())
    [alternate] = page.xpath("//link[@rel='alternate'][@type='application/json']/@href")
    assert f"http://testserver{alternate}" == row["url"]
    assert alternate in page.xpath("//main//a/@href"), "readers see the link too"
