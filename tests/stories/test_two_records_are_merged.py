"""Two records of one person are made one, and every address leads there."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone

from briefings.actions.merging import merge, preview_merge, undo
from briefings.models import (
    Edition,
    Meeting,
    Merge,
    Official,
    Participant,
    ProposedParticipant,
    Tenure,
)
from tests.factories import CorrectionFactory, OfficialFactory, ProposedParticipantFactory
from tests.ledger import Reader
from tests.stories.bushes import WHY, edition_about, survivor, twin_of


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
    moves = preview_merge(by=cleo, survivor=bush, merged=twin)

    assert {group.moved_count: group.labels() for group in moves.groups if group.keys} == {
        "1 tenure": ["Director of Central Intelligence: Served, 30 January 1976"],
        "1 participant": [f"{meeting}: George Herbert Walker Bush"],
        "1 external identifier": ["viaf:108259"],
        "1 official name": ["Джордж Буш"],
        "1 mention": ["Blinken flies to Beijing (1)"],
        "1 edition (about)": ["Blinken flies to Beijing (1)"],
    }
    same = "The survivor has one that says the same."
    already = "This official is already at the meeting."
    assert {group.left_count: group.reasons() for group in moves.groups if group.left} == {
        "1 external identifier": [("historian:bush-george-herbert-walker", same)],
        "1 participant": [(f"{both}: George Herbert Walker Bush", already)],
        "1 tenure": [("President: Served, 20 January 1989", same)],
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
    asked = {"id__in": str(twin.public_id), "fields": "id"}
    found = client.get("/api/v1/officials/", asked).json()
    assert found["results"] == [{"id": str(bush.public_id)}]
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


def test_the_survivors_page_says_so(
    client: Client, cleo: User, bush: Official, twin: Official
) -> None:
    done = merge(by=cleo, survivor=bush, merged=twin, reason=WHY)
    merge(by=cleo, survivor=bush, merged=OfficialFactory(full_name="Poppy Bush"), reason=WHY)
    Reader().changes()
    words = "The record of George Herbert Walker Bush is part of this one"

    shown = client.get("/officials/bush-george-h-w/").content.decode()
    assert words in shown
    assert "Poppy Bush" not in shown, "what was never public is not told of"
    undo(by=cleo, merge=done)
    Reader().changes()
    assert words not in client.get("/officials/bush-george-h-w/").content.decode()


def test_what_readers_were_told_of_the_one_is_told_of_the_other(
    client: Client, cleo: User, bush: Official, twin: Official
) -> None:
    correction = CorrectionFactory(record=twin)
    connection.check_constraints()

    done = merge(by=cleo, survivor=bush, merged=twin, reason=WHY)

    address = f"/api/v1/officials/{bush.public_id}/"
    told = client.get(address).json()["corrections"]
    assert [each["text"] if "text" in each else each["words"] for each in told] == [
        correction.words
    ]
    undo(by=cleo, merge=done)
    assert client.get(address).json()["corrections"] == []
    correction.refresh_from_db()
    assert correction.identity == twin.identity


def test_who_may_have_been_met_is_the_survivor_and_is_named_once(
    cleo: User, bush: Official, twin: Official
) -> None:
    who, both = ProposedParticipantFactory.create_batch(2)
    who.candidates.add(twin)
    both.candidates.add(bush, twin)

    done = merge(by=cleo, survivor=bush, merged=twin, reason=WHY)

    proposed = ProposedParticipant.objects.with_candidates().order_by("pk")
    assert [[*each.candidates.all()] for each in proposed] == [[bush], [bush]]
    undo(by=cleo, merge=done)
    assert [{*each.candidates.all()} for each in proposed.all()] == [{twin}, {bush, twin}]
