"""What a remark tells of becomes held meetings: each once, each with its words and its source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings.actions import Refused
from briefings.actions.proposals import AcceptedCount, accept, leave_out
from briefings.actions.records import retract
from briefings.imports.historian.travels.proposing import StopRemark, propose
from briefings.models import (
    Citation,
    Country,
    Meeting,
    Official,
    PartialDate,
    Participant,
    ProposedMeeting,
    Source,
    StatusChange,
    Visit,
)
from tests.factories import (
    CountryFactory,
    DetaineeFactory,
    MeetingFactory,
    OfficeFactory,
    OfficialFactory,
    ParticipantFactory,
    SourceFactory,
    TenureFactory,
    UserFactory,
    VisitFactory,
    since,
)

pytestmark = pytest.mark.django_db

REMARK = "Met with Foreign Minister Qin Gang and Premier Li. Attended a dinner. Met with Wang Yi."


def person(role: str) -> User:
    """Return somebody at the desk."""
    found: User = UserFactory(username=role)
    found.groups.add(Group.objects.get(name=role))
    return found


@pytest.fixture
def editor() -> User:
    """Return who publishes records."""
    return person("editor")


@pytest.fixture
def blinken() -> Official:
    """Return who travels."""
    official: Official = OfficialFactory(
        full_name="Antony Blinken", live_period=since(timezone.now())
    )
    return official


@pytest.fixture
def china() -> Country:
    """Return the country of the stop."""
    country: Country = CountryFactory(name="China", live_period=since(timezone.now()))
    return country


@pytest.fixture
def qin(china: Country) -> Official:
    """Return the foreign minister of the days of the visit."""
    office = OfficeFactory(
        title="Minister of Foreign Affairs", kind="foreign_minister", country=china
    )
    official: Official = OfficialFactory(
        full_name="Qin Gang", country=china, live_period=since(timezone.now())
    )
    TenureFactory(
        official=official,
        office=office,
        started="2022-12-30",
        ended="2023-07-25",
        end_status="ended",
    )
    return official


@pytest.fixture
def visit(blinken: Official, china: Country) -> Visit:
    """Return his public visit, which cites a source."""
    public = {"live_period": since(timezone.now())}
    visit: Visit = VisitFactory(starts="2023-06-18", ends="2023-06-19", **public)
    ParticipantFactory(visit=visit, meeting=None, official=blinken, **public)
    Citation.objects.create(visit=visit, source=SourceFactory(publisher="Office of the Historian"))
    return visit


@pytest.fixture
def noted(visit: Visit, china: Country) -> StopRemark:
    """Return what is remarked on its only stop."""
    return StopRemark(visit, china, date(2023, 6, 18), date(2023, 6, 19), REMARK)


def test_only_what_is_understood_is_proposed(
    editor: User, noted: StopRemark, qin: Official
) -> None:
    [proposal] = propose(by=editor, remarks=[noted])

    assert proposal.words == "Met with Foreign Minister Qin Gang and Premier Li"
    assert proposal.on == PartialDate.parse("2023-06-18/2023-06-19")
    assert [(who.title, who.name, who.official) for who in proposal.participants.all()] == [
        ("Foreign Minister", "Qin Gang", qin),
        ("Premier", "Li", None),
    ]


def test_what_is_accepted_is_a_held_meeting_of_the_visit(
    editor: User, noted: StopRemark, qin: Official, blinken: Official
) -> None:
    ParticipantFactory(visit=noted.visit, meeting=None, official=qin, role="host")
    [proposal] = propose(by=editor, remarks=[noted])

    assert accept(by=editor, proposals=[proposal]) == AcceptedCount(made=1, known=0)

    proposal.refresh_from_db()
    meeting = proposal.meeting
    assert meeting is not None
    assert proposal.state == "accepted"
    assert (meeting.visit, meeting.country, meeting.on) == (noted.visit, noted.country, proposal.on)
    assert meeting.slug == "qin-gang-li-2023-06-18"
    assert meeting.label == "Meeting of Antony Blinken, Qin Gang and Premier Li"
    assert [(p.official, p.group, p.side) for p in meeting.participants.in_order()] == [
        (blinken, "", "visitor"),
        (qin, "", ""),
        (None, "Premier Li", ""),
    ]
    [status], [cited] = meeting.statuses.all(), meeting.citations.all()
    assert (status.status, status.on) == ("held", proposal.on)
    assert (cited.source.publisher, cited.quote) == ("Office of the Historian", proposal.words)


@pytest.mark.parametrize(("role", "public"), [("editor", True), ("reporter", False)])
def test_it_is_public_as_the_visit_is_or_waits_for_an_editor(
    role: str, public: bool, noted: StopRemark, qin: Official
) -> None:
    by = person(role)

    accept(by=by, proposals=propose(by=by, remarks=[noted]))

    at = timezone.now()
    for model, count in ((Meeting, 1), (StatusChange, 1), (Source, 1)):
        assert model.objects.live(at).count() == (count if public else 0)
    assert Participant.objects.filter(meeting__isnull=False).live(at).count() == 3 * public


def test_words_that_tell_a_withheld_name_are_not_quoted(editor: User, noted: StopRemark) -> None:
    DetaineeFactory(
        full_name="Nora Held",
        slug="an-american-teacher",
        name_withheld=True,
        description="an American teacher",
    )
    remark = "Met with Foreign Minister Qin Gang and Premier Held."
    [proposal] = propose(by=editor, remarks=[replace(noted, remark=remark)])

    with pytest.raises(Refused, match="contains a withheld name"):
        accept(by=editor, proposals=[proposal])

    assert not Meeting.objects.exists()


def test_of_several_sources_none_is_quoted(editor: User, noted: StopRemark) -> None:
    Citation.objects.create(visit=noted.visit, source=SourceFactory())
    Citation.objects.create(visit=noted.visit, source=SourceFactory())

    accept(by=editor, proposals=propose(by=editor, remarks=[noted]))

    quotes = Citation.objects.filter(meeting__isnull=False).values_list("quote", flat=True)
    assert len(quotes) > 1
    assert {*quotes} == {""}


def test_it_waits_where_the_visit_does(editor: User, noted: StopRemark) -> None:
    unpublished = replace(noted, visit=VisitFactory(slug="not-public"))

    accept(by=editor, proposals=propose(by=editor, remarks=[unpublished]))

    assert Meeting.objects.get().live_period is None


@pytest.mark.parametrize(
    ("remark", "day", "known"),
    [
        ("Met with Foreign Minister Qin Gang.", "2023-06-18", True),
        ("Met with Foreign Minister Qin Gang and Chinese officials.", "2023-06-18", True),
        ("Met with Foreign Minister Qin Gang and Premier Li.", "2023-06-18", False),
        ("Met with Premier Li.", "2023-06-18", False),
        ("Met with Foreign Minister Qin Gang.", "2023-06-20", False),
        ("Met with Foreign Minister Qin Gang.", "2023-06", False),
    ],
)
def test_a_meeting_of_that_visit_day_and_people_is_linked_and_not_made_again(
    editor: User,
    noted: StopRemark,
    qin: Official,
    blinken: Official,
    remark: str,
    day: str,
    known: bool,
) -> None:
    entered = MeetingFactory(visit=noted.visit, on=day, kind="bilateral")
    for official in (blinken, qin):
        ParticipantFactory(meeting=entered, official=official)
    [proposal] = propose(by=editor, remarks=[replace(noted, remark=remark)])

    accepted = accept(by=editor, proposals=[proposal])

    proposal.refresh_from_db()
    assert accepted == (AcceptedCount(made=0, known=1) if known else AcceptedCount(made=1, known=0))
    assert (proposal.meeting == entered) is known


def test_two_rows_that_tell_of_one_meeting_make_one(editor: User, noted: StopRemark) -> None:
    again = replace(noted, remark="Met with Premier Li; and left.")
    more = replace(noted, remark="Also met with Premier Li.")
    proposals = propose(by=editor, remarks=[again, more])

    assert accept(by=editor, proposals=proposals) == AcceptedCount(made=1, known=1)


def test_the_same_remark_is_proposed_once_whatever_was_decided(
    editor: User, noted: StopRemark
) -> None:
    proposals = propose(by=editor, remarks=[noted, noted])
    assert leave_out(by=editor, proposals=proposals) == 1

    assert propose(by=editor, remarks=[noted]) == []
    assert not Meeting.objects.exists()


def test_what_is_decided_is_refused_and_nothing_is_made(editor: User, noted: StopRemark) -> None:
    other = replace(noted, remark="Met with President Xi.")
    proposals = propose(by=editor, remarks=[noted, other])
    leave_out(by=editor, proposals=proposals[:1])

    with pytest.raises(Refused) as refused:
        accept(by=editor, proposals=proposals)

    [reason] = refused.value.reasons
    assert reason.endswith("is decided: left out.")
    assert not Meeting.objects.exists()


def test_a_retracted_visit_and_a_stranger_are_refused_with_every_reason(noted: StopRemark) -> None:
    editor = person("editor")
    proposals = propose(by=editor, remarks=[noted])
    retract(by=editor, row=noted.visit, reason="wrong")

    with pytest.raises(Refused) as refused:
        accept(by=UserFactory(), proposals=proposals)

    assert len(refused.value.reasons) == 3
    with pytest.raises(Refused, match="does not propose"):
        propose(by=UserFactory(), remarks=[noted])


@pytest.mark.parametrize("count", [2, 200])
def test_the_queries_do_not_grow_with_the_proposals(
    editor: User, noted: StopRemark, qin: Official, count: int
) -> None:
    remarks = [
        f"Met with Foreign Minister Qin Gang and Premier Li {chr(65 + n % 26)}."
        for n in range(count)
    ]
    days = [date(2023, 1, 1 + n // 26) for n in range(count)]
    many = [
        replace(noted, starts=day, ends=day, remark=remark)
        for day, remark in zip(days, remarks, strict=True)
    ]

    with CaptureQueriesContext(connection) as proposing:
        proposals = propose(by=editor, remarks=many)
    with CaptureQueriesContext(connection) as accepting:
        accept(by=editor, proposals=proposals)

    assert ProposedMeeting.objects.filter(state="accepted").count() == count
    assert len(proposing) <= 15
    assert len(accepting) <= 24
