"""Two records of one person are made one; every address leads there; and it can be undone."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from briefings.actions.merging import merge, preview, undo
from briefings.actions.records import publish, retract
from briefings.actions.refusals import Refused
from briefings.api.urls import RESOURCES
from briefings.models import Edition, Meeting, Merge, Official, Participant, Tenure
from tests.factories import (
    ExternalIdentifierFactory,
    MeetingFactory,
    OfficeFactory,
    OfficialFactory,
    OfficialNameFactory,
    ParticipantFactory,
    TenureFactory,
    since,
)
from tests.ledger import Reader
from tests.stories.desk import drafted, published

WHY = "Both are the 41st president."
# What tells when something was last told, which a merge and its undo do.
TOLD = {"version", "updated_at", "content_updated_at"}


@pytest.fixture
def live() -> dict[str, Any]:
    """Return what makes a row public."""
    return {"live_period": since(timezone.now() - timedelta(hours=1))}


@pytest.fixture
def bush(live: dict[str, Any]) -> Official:
    """Return the record that is to survive: vice president, and president."""
    person = OfficialFactory(full_name="George H. W. Bush", slug="bush-george-h-w", **live)
    ExternalIdentifierFactory(record=person, scheme="historian", value="bush-george-h-w")
    for title, started in (("Vice President", "1981-01-20"), ("President", "1989-01-20")):
        office = OfficeFactory(title=title, slug=title.lower().replace(" ", "-"), **live)
        TenureFactory(official=person, office=office, started=started, **live)
    return person


@pytest.fixture
def twin(bush: Official, live: dict[str, Any]) -> Official:
    """Return his other record: president again, and director of central intelligence."""
    name = "George Herbert Walker Bush"
    person = OfficialFactory(full_name=name, slug="bush-george-herbert-walker", **live)
    ExternalIdentifierFactory(record=person, scheme="historian", value="bush-george-herbert-walker")
    ExternalIdentifierFactory(record=person, scheme="viaf", value="108259")
    OfficialNameFactory(official=person, name="Джордж Буш", script="Cyrl")
    president = Tenure.objects.get(office__title="President").office
    TenureFactory(official=person, office=president, started="1989-01-20", **live)
    director = OfficeFactory(title="Director of Central Intelligence", slug="director", **live)
    TenureFactory(official=person, office=director, started="1976-01-30", **live)
    both = MeetingFactory(slug="malta", **live)
    for official in (bush, person):
        ParticipantFactory(meeting=both, official=official, **live)
    ParticipantFactory(meeting=MeetingFactory(slug="helsinki", **live), official=person, **live)
    return person


@pytest.fixture
def edition(ana: User, cleo: User, twin: Official) -> Edition:
    """Return a live edition that is about his other record and links it."""
    body = f'<p>He met <a data-record="{twin.public_id}">Bush</a>.</p>'
    return published(drafted(ana, body=body, slug="malta", about=twin.identity), cleo)


def told(client: Client) -> dict[str, Any]:
    """Return all that the API tells but the ledger: every row of every list, by its address."""
    return {row["url"]: without(row, TOLD) for row in rows(client)}


def rows(client: Client) -> Iterator[dict[str, Any]]:
    """Yield every row of every list, as its own address has it."""
    for name in RESOURCES:
        listed = client.get(f"/api/v1/{name}/", {"page_size": 100}).json()
        assert not listed["next"], name
        for row in listed["results"]:
            yield {"url": row["url"], **client.get(row["url"]).json()}


def without(answer: Any, names: set[str]) -> Any:
    """Return the answer without the fields of these names, at any depth."""
    if isinstance(answer, list):
        return [without(each, names) for each in answer]
    if isinstance(answer, dict):
        return {key: without(each, names) for key, each in answer.items() if key not in names}
    return answer


def test_all_that_names_the_one_names_the_other(
    cleo: User, bush: Official, twin: Official, edition: Edition
) -> None:
    merge(by=cleo, survivor=bush, merged=twin, reason=WHY)

    now = timezone.now()
    held = Tenure.objects.live(now).filter(official=bush).order_by("started")
    assert [tenure.office.title for tenure in held] == [
        "Director of Central Intelligence",
        "Vice President",
        "President",
    ]
    at = Participant.objects.live(now).order_by("meeting__slug")
    assert [(row.meeting.slug, row.official) for row in at if row.meeting] == [
        ("helsinki", bush),
        ("malta", bush),
    ]
    assert {*bush.names.values_list("name", "shown")} == {
        ("Джордж Буш", True),
        ("George Herbert Walker Bush", False),
    }
    assert not Official.objects.live(now).filter(pk=twin.pk).exists()
    edition.refresh_from_db()
    assert edition.about == bush.identity
    assert [mention.identity for mention in edition.mentions.all()] == [bush.identity]


def test_the_preview_says_what_moves_and_what_stays_and_writes_nothing(
    cleo: User, bush: Official, twin: Official, edition: Edition
) -> None:
    both, meeting = Meeting.objects.order_by("slug").reverse()
    moves = preview(by=cleo, survivor=bush, merged=twin)

    assert {group.kind: group.labels() for group in moves.groups if group.keys} == {
        "tenures": ["Director of Central Intelligence: Served, 30 January 1976"],
        "participants (official)": [f"{meeting}: George Herbert Walker Bush"],
        "external identifiers": ["viaf:108259"],
        "official names": ["Джордж Буш"],
        "mentions (identity)": ["Blinken flies to Beijing (1)"],
        "editions (about)": ["Blinken flies to Beijing (1)"],
    }
    same = "The survivor has one that says the same."
    already = "This official is already at the meeting."
    assert {group.kind: group.reasons() for group in moves.groups if group.left} == {
        "external identifiers": [("historian:bush-george-herbert-walker", same)],
        "participants (official)": [(f"{both}: George Herbert Walker Bush", already)],
        "tenures": [("President: Served, 20 January 1989", same)],
    }
    assert moves.added == ["George Herbert Walker Bush"]
    assert not Merge.objects.exists()
    assert twin.tenures.count() == 2


def test_its_old_addresses_lead_to_the_survivor(
    client: Client, cleo: User, bush: Official, twin: Official, edition: Edition
) -> None:
    merge(by=cleo, survivor=bush, merged=twin, reason=WHY)
    Reader().changes()

    for old in ("/officials/bush-george-herbert-walker/", f"/id/{twin.public_id}/"):
        page = client.get(old)
        assert (page.status_code, page.headers["Location"]) == (301, "/officials/bush-george-h-w/")
    dated = client.get("/officials/bush-george-herbert-walker/?as_of=1990-08-02")
    assert dated.headers["Location"] == "/officials/bush-george-h-w/?as_of=1990-08-02"
    answer = client.get(f"/api/v1/officials/{twin.public_id}/?fields=id")
    survivor = f"http://testserver/api/v1/officials/{bush.public_id}/"
    assert (answer.status_code, answer.headers["Location"]) == (308, f"{survivor}?fields=id")
    assert answer.json()["merged_into"] == str(bush.public_id)
    for asked in (
        {"id": str(twin.public_id)},
        {"url": "http://testserver/officials/bush-george-herbert-walker/"},
        {"slug": "bush-george-herbert-walker", "type": "official"},
    ):
        assert client.get("/api/v1/resolve/", asked).json()["url"] == survivor
    for named in (str(twin.public_id), "bush-george-herbert-walker"):
        found = client.get("/api/v1/tenures/", {"official": named}).json()
        assert found["count"] == 3
    assert client.get("/api/v1/articles/", {"mentions": str(twin.public_id)}).json()["count"] == 1
    link = '/officials/bush-george-h-w/" title="George H. W. Bush">Bush</a>'
    assert link in client.get("/articles/malta/").content.decode()
    article = client.get(f"/api/v1/articles/{edition.article.public_id}/").json()
    assert link in article["body"]["html"]


def test_it_is_in_no_list_search_or_count(
    client: Client, cleo: User, bush: Official, twin: Official
) -> None:
    merge(by=cleo, survivor=bush, merged=twin, reason=WHY)

    listed = client.get("/api/v1/officials/").json()
    assert [row["id"] for row in listed["results"]] == [str(bush.public_id)]
    for words in ("Herbert Walker", "Джордж"):
        found = client.get("/api/v1/search/", {"q": words}).json()
        people = [row["url"] for row in found["results"] if row["type"] == "official"]
        assert people == [f"http://testserver/api/v1/officials/{bush.public_id}/"]


def test_the_ledger_tells_of_both(
    client: Client, cleo: User, bush: Official, twin: Official
) -> None:
    ledger = Reader()
    done = merge(by=cleo, survivor=bush, merged=twin, reason=WHY)

    ops = {change.public_id: change for change in ledger.changes()}
    assert ops[twin.public_id].op == "merged"
    assert ops[twin.public_id].merged_into == bush.public_id
    assert ops[twin.public_id].reason == ""
    assert ops[bush.public_id].op == "updated"
    assert {"merged", "names", "tenures"} <= {*ops[bush.public_id].fields}
    feed = client.get("/api/v1/changes/", {"type": "official", "limit": "1000"}).json()["results"]
    assert [change["merged_into"] for change in feed if change["op"] == "merged"] == [
        str(bush.public_id)
    ]

    undo(by=cleo, merge=done)

    ops = {change.public_id: change for change in ledger.changes()}
    assert (ops[twin.public_id].op, ops[bush.public_id].op) == ("restored", "updated")


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
        "Meeting: Barbara Bush: Barbara Bush: it was given to another since.",
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
    client: Client, cleo: User, bush: Official, twin: Official, live: dict[str, Any]
) -> None:
    third = OfficialFactory(full_name="George Bush", slug="bush", **live)
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
    ben: User, cleo: User, bush: Official, twin: Official, live: dict[str, Any]
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
    gone = retract(by=cleo, row=OfficialFactory(full_name="Neil Bush", **live), reason="safety")
    assert refusals(bush, twin, ben, " ") == [
        "Your role does not merge records: ask a publisher.",
        "Say why they are one.",
    ]
    assert refusals(bush, bush) == ["A record is not merged into itself."]
    assert refusals(entered, twin) == [
        "“George Herbert Walker Bush” is public and “George Bush” is not:"
        " merge the other way round."
    ]
    assert refusals(bush, embargoed) == ["“Jeb Bush” is under embargo: lift that first."]
    assert refusals(bush, gone) == ["“Neil Bush” is retracted: put it back first."]
    assert refusals(gone, entered) == ["“Neil Bush” is retracted: put it back first."]
    merge(by=cleo, survivor=bush, merged=twin, reason=WHY)
    already = "“George Herbert Walker Bush” is merged already, into “George H. W. Bush”."
    assert refusals(entered, twin) == [already]
    assert refusals(twin, entered) == [already]
    assert refusals(twin, bush) == [already]


def test_a_survivor_that_is_taken_back_leaks_nothing(
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
