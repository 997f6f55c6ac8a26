"""Each parameter of the smaller lists keeps what it says, and only that."""

from collections.abc import Callable

import pytest

from briefings.models import Country, Office, Organization, Source, Topic
from tests.api.conftest import Get, World
from tests.factories import row_of, since

Ids = Callable[..., list[str]]


@pytest.fixture
def others(world: World) -> World:
    """Add a row to each list that answers nothing here."""
    live = {"live_period": since(world.published)}
    peru = row_of(Country, name="Peru", slug="peru", code="PE", **live)
    row_of(Organization, country=peru, **live)
    row_of(Office, country=peru, **live)
    row_of(Source, publisher="Andina", **live)
    row_of(Topic, **live)
    return world


@pytest.mark.parametrize(
    ("resource", "parameter", "value"),
    [
        ("countries", "code", "CN"),
        ("countries", "code__in", "CN,FR"),
        ("organizations", "country", "china"),
        ("offices", "country", "CN"),
        ("offices", "kind", "foreign_minister"),
        ("offices", "kind__in", "foreign_minister,ambassador"),
        ("offices", "official", "qin-gang"),
        ("officials", "office_kind", "foreign_minister"),
        ("sources", "publisher", "Xinhua"),
        ("sources", "cited_by", "{qin}"),
        ("tenures", "official", "{qin}"),
        ("tenures", "office", "foreign-minister-of-china"),
        ("tenures", "office_kind", "foreign_minister"),
        ("tenures", "country", "CN"),
        ("tenures", "status", "served"),
        ("tenures", "acting", "false"),
        ("tenures", "end_status", "ended"),
        ("tenures", "end_status__in", "ended,current"),
    ],
)
def test_a_row_is_found_by(
    resource: str, parameter: str, value: str, others: World, ids: Ids
) -> None:
    asked = {parameter: value.format(qin=others.qin.public_id)}

    assert ids(f"{resource}/", **asked) == [str(others.rows[resource].public_id)]


@pytest.mark.parametrize(
    ("resource", "parameter", "value"),
    [
        ("countries", "code", "FR"),
        ("organizations", "country", "france"),
        ("offices", "organization", "nato"),
        ("offices", "official", "wang-yi"),
        ("sources", "cited_by", "{china}"),
        ("tenures", "organization", "nato"),
        ("tenures", "status", "nominee"),
        ("tenures", "acting", "true"),
        ("tenures", "end_status", "current"),
    ],
)
def test_a_row_is_not_found_by(
    resource: str, parameter: str, value: str, others: World, ids: Ids
) -> None:
    asked = {parameter: value.format(china=others.china.public_id)}

    assert ids(f"{resource}/", **asked) == []


@pytest.mark.parametrize("value", ["nonsense", "True", "1"])
def test_acting_is_true_or_false(value: str, world: World, get: Get) -> None:
    answer = get("tenures/", acting=value)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["allowed"] == ["true", "false"]
