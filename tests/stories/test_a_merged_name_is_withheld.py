"""Whose name is withheld has no address with the name, by a merged record neither."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from briefings.actions.merging import merge, undo
from briefings.actions.refusals import Refused
from briefings.actions.withholding import disclose_name, withhold_name
from briefings.models import Detainee, DetaineeName
from tests.factories import DetaineeFactory
from tests.ledger import Reader
from tests.stories.bushes import live

WHY = "The consulate confirms that they are one."
TOLD = "An American teacher"


@pytest.fixture
def swidan(db: None) -> Detainee:
    """Return the record that is to survive."""
    return DetaineeFactory(full_name="Mark Swidan", slug="mark-swidan", **live())


@pytest.fixture
def twin(db: None) -> Detainee:
    """Return his other record, under a name misspelt."""
    return DetaineeFactory(full_name="Marc Swiden", slug="marc-swiden", **live())


def test_a_name_that_is_told_is_not_joined_to_one_that_is_withheld(
    cleo: User, swidan: Detainee, twin: Detainee
) -> None:
    withhold_name(by=cleo, detainee=swidan, description=TOLD)

    for survivor, merged in ((swidan, twin), (twin, swidan)):
        with pytest.raises(Refused, match="decide that first"):
            merge(by=cleo, survivor=survivor, merged=merged, reason=WHY)
    assert not DetaineeName.objects.exists()


def test_the_merged_addresses_are_forgotten_with_the_name(
    client: Client, cleo: User, swidan: Detainee, twin: Detainee
) -> None:
    done = merge(by=cleo, survivor=swidan, merged=twin, reason=WHY)
    Reader().changes()
    assert client.get("/detainees/marc-swiden/").status_code == 301

    withhold_name(by=cleo, detainee=swidan, description=TOLD)

    Reader().changes()
    assert client.get("/detainees/marc-swiden/").status_code == 404
    page = client.get("/detainees/an-american-teacher/").content.decode()
    assert "Swid" not in page
    way = client.get(f"/api/v1/detainees/{twin.public_id}/")
    assert way.status_code == 308
    for answer in (way, client.get(way.headers["Location"])):
        assert "Swid" not in answer.content.decode()
    with pytest.raises(Refused, match="decide that first"):
        undo(by=cleo, merge=done)
    disclose_name(by=cleo, detainee=swidan)
    undo(by=cleo, merge=done)
    Reader().changes()
    assert client.get(f"/id/{twin.public_id}/", follow=True).status_code == 200


def test_two_whose_names_are_withheld_are_merged(
    client: Client, cleo: User, swidan: Detainee, twin: Detainee
) -> None:
    withhold_name(by=cleo, detainee=swidan, description=TOLD)
    withhold_name(by=cleo, detainee=twin, description="A teacher from Texas")
    swidan.refresh_from_db()
    twin.refresh_from_db()

    merge(by=cleo, survivor=swidan, merged=twin, reason=WHY)

    Reader().changes()
    old = client.get("/detainees/a-teacher-from-texas/")
    assert old.headers["Location"] == "/detainees/an-american-teacher/"
    for address in ("/detainees/an-american-teacher/", f"/api/v1/detainees/{swidan.public_id}/"):
        assert "Swid" not in client.get(address).content.decode()
