"""A merge is undone, or every reason against that is given; what is retracted stays hidden."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from briefings.actions.merging import merge, undo
from briefings.actions.records import publish, retract
from briefings.actions.refusals import Refused
from briefings.models import Edition, Meeting, Official, Participant, Tenure
from tests.factories import (
    MeetingFactory,
    OfficialFactory,
    OfficialNameFactory,
    TenureFactory,
)
from tests.ledger import Reader
from tests.stories.bushes import WHY, edition_about, live, survivor, told, twin_of


@pytest.fixture
def bush(db: None) -> Official:
    """Return the record that is to survive."""
    return survivor()


@pytest.fixture
def twin(bush: Official) -> Official:
    """Return his other record."""
    return twin_of(bush)


@pytest.fixture
def edition(ana: User, cleo: User, twin: Official) -> Edition:
    """Return a live edition that is about his other record and links it."""
    return edition_about(twin, ana, cleo)


def test_the_undo_leaves_all_that_the_api_tells_as_it_was(
    client: Client, cleo: User, bush: Official, twin: Official, edition: Edition
) -> None:
    Reader().changes()
    before = told(client)
    done = merge(by=cleo, survivor=bush, merged=twin, reason=WHY)
    Reader().changes()
    between = told(client)

    undo(by=cleo, merge=done)

    Reader().changes()
    assert before != between
    assert told(client) == before
    done.refresh_from_db()
    assert done.undone_by == cleo
    assert client.get("/officials/bush-george-herbert-walker/").status_code == 200


def test_the_undo_names_all_that_was_edited_since(
    cleo: User, bush: Official, twin: Official
) -> None:
    other = OfficialFactory(full_name="Barbara Bush")
    done = merge(by=cleo, survivor=bush, merged=twin, reason=WHY)
    Tenure.objects.filter(started="1976-01-30").update(started="1976-01-31")
    Participant.objects.filter(meeting__slug="helsinki").update(official=other)
    bush.names.get(name="Джордж Буш").delete()

    with pytest.raises(Refused) as refused:
        undo(by=cleo, merge=done)

    assert sorted(refused.value.reasons) == [
        "George H. W. Bush: Director of Central Intelligence: Served, 31 January 1976:"
        " it was edited since.",
        "Meeting: Barbara Bush: it was given to another since.",
        "One of the official names was deleted since.",
    ]
    twin.refresh_from_db()
    assert twin.identity.merged_into == bush.identity


def test_what_the_survivor_was_given_since_stays_with_it(
    cleo: User, bush: Official, twin: Official
) -> None:
    done = merge(by=cleo, survivor=bush, merged=twin, reason=WHY)
    Official.objects.filter(pk=bush.pk).update(biography="Born in Milton.")
    OfficialNameFactory(official=bush, name="Bush senior")

    undo(by=cleo, merge=done)

    bush.refresh_from_db()
    assert bush.biography == "Born in Milton."
    assert [name.name for name in bush.names.all()] == ["Bush senior"]
    assert [name.name for name in twin.names.all()] == ["Джордж Буш"]


def test_a_survivor_can_be_merged_and_all_is_undone_in_turn(
    client: Client, cleo: User, bush: Official, twin: Official
) -> None:
    third = OfficialFactory(full_name="George Bush", slug="bush", **live())
    Reader().changes()
    before = told(client)
    first = merge(by=cleo, survivor=bush, merged=twin, reason=WHY)
    second = merge(by=cleo, survivor=third, merged=bush, reason=WHY)

    twin.identity.refresh_from_db()
    assert twin.identity.merged_into == third.identity
    Reader().changes()
    old = client.get("/officials/bush-george-herbert-walker/")
    assert old.headers["Location"] == "/officials/bush/"
    with pytest.raises(Refused, match="merged itself since"):
        undo(by=cleo, merge=first)

    undo(by=cleo, merge=second)
    undo(by=cleo, merge=first)

    Reader().changes()
    assert told(client) == before


def test_what_cannot_be_merged_says_every_reason(
    ben: User, cleo: User, bush: Official, twin: Official
) -> None:
    def refusals(survivor: Any, merged: Any, by: User = cleo, reason: str = WHY) -> list[str]:
        with pytest.raises(Refused) as refused:
            merge(by=by, survivor=survivor, merged=merged, reason=reason)
        return refused.value.reasons

    entered = OfficialFactory(full_name="George Bush")
    embargoed = publish(
        by=cleo,
        row=OfficialFactory(full_name="Jeb Bush"),
        start=timezone.now() + timedelta(days=1),
    )
    gone = retract(by=cleo, row=OfficialFactory(full_name="Neil Bush", **live()), reason="safety")
    assert refusals(bush, twin, ben, " ") == [
        "Your role does not merge records: ask a publisher.",
        "Say why they are the same.",
    ]
    assert refusals(bush, bush) == ["A record is not merged into itself."]
    assert refusals(entered, twin) == [
        "“George Herbert Walker Bush” is public and “George Bush” is not:"
        " merge the other way round."
    ]
    assert refusals(embargoed, twin) == [
        "“George Herbert Walker Bush” is public and “Jeb Bush” is not: merge the other way round."
    ]
    assert refusals(bush, embargoed) == ["“Jeb Bush” is under embargo: lift that first."]
    assert refusals(bush, gone) == ["“Neil Bush” is retracted: reinstate it first."]
    assert refusals(gone, entered) == ["“Neil Bush” is retracted: reinstate it first."]
    merge(by=cleo, survivor=bush, merged=twin, reason=WHY)
    of_another = refusals(bush, TenureFactory().office)
    assert of_another == ["Only two records of one type are merged."]
    already = "“George Herbert Walker Bush” is merged already, into “George H. W. Bush”."
    assert refusals(entered, twin) == [already]
    assert refusals(twin, entered) == [already]
    assert refusals(twin, bush) == [already]


def test_a_survivor_that_is_retracted_leaks_nothing(
    client: Client, cleo: User, bush: Official, twin: Official
) -> None:
    merge(by=cleo, survivor=bush, merged=twin, reason=WHY)
    bush.refresh_from_db()
    retract(by=cleo, row=bush, reason="safety")
    Reader().changes()

    for address in (
        "/officials/bush-george-herbert-walker/",
        f"/api/v1/officials/{twin.public_id}/",
    ):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "Bush" not in answer.content.decode()
    assert client.get(f"/id/{twin.public_id}/").status_code == 404


def test_a_tenure_that_waits_stands_for_none_that_is_public(
    cleo: User, bush: Official, twin: Official
) -> None:
    public = Tenure.objects.get(official=twin, started="1976-01-30")
    TenureFactory(official=bush, office=public.office, started="1976-01-30")

    merge(by=cleo, survivor=bush, merged=twin, reason=WHY)

    public.refresh_from_db()
    assert public.official == bush
    assert Tenure.objects.live(timezone.now()).contains(public)


def test_what_stays_is_out_of_sight_and_comes_back(
    cleo: User, bush: Official, twin: Official
) -> None:
    done = merge(by=cleo, survivor=bush, merged=twin, reason=WHY)

    assert not Participant.objects.live(timezone.now()).filter(official=twin).exists()
    undo(by=cleo, merge=done)
    [row] = Participant.objects.live(timezone.now()).filter(official=twin, meeting__slug="malta")
    assert row.retraction_reason == ""


def test_a_survivor_that_names_the_merged_is_not_made_to_name_itself(
    cleo: User,
) -> None:
    first = MeetingFactory(**live())
    second = MeetingFactory(follows=first, **live())

    done = merge(by=cleo, survivor=second, merged=first, reason="One and the same.")

    second.refresh_from_db()
    assert second.follows == first
    assert second.is_live(timezone.now())
    undo(by=cleo, merge=done)
    assert Meeting.objects.live(timezone.now()).count() == 2


def test_a_survivor_under_embargo_leaks_nothing(client: Client, cleo: User) -> None:
    entered = OfficialFactory(full_name="Jeb Bush", slug="jeb")
    embargoed = publish(
        by=cleo,
        row=OfficialFactory(full_name="John Ellis Bush", slug="john-ellis-bush"),
        start=timezone.now() + timedelta(days=1),
    )

    merge(by=cleo, survivor=embargoed, merged=entered, reason=WHY)

    Reader().changes()
    for address in (
        "/officials/jeb/",
        f"/id/{entered.public_id}/",
        f"/api/v1/officials/{entered.public_id}/",
        f"/api/v1/resolve/?id={entered.public_id}",
    ):
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert "Bush" not in answer.content.decode()
