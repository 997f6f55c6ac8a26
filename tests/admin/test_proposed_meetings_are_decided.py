"""The desk shows each proposal's words and the meeting read from them; many are decided at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from briefings.models import Meeting, Official, ProposedMeeting, Visit
from tests.admin.conftest import Desk, Person, change_url, text_of
from tests.factories import (
    OfficialFactory,
    ParticipantFactory,
    ProposedMeetingFactory,
    ProposedParticipantFactory,
    VisitFactory,
    since,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/briefings/proposedmeeting/"


@pytest.fixture
def blinken() -> Official:
    """Return who travels."""
    official: Official = OfficialFactory(full_name="Antony Blinken")
    return official


@pytest.fixture
def proposal(blinken: Official) -> ProposedMeeting:
    """Return a proposal of his visit: one person is certain, of one there are two."""
    visit = VisitFactory(title="Blinken in Beijing", live_period=since(timezone.now()))
    ParticipantFactory(meeting=None, visit=visit, official=blinken)
    found: ProposedMeeting = ProposedMeetingFactory(
        visit=visit, words="Met with Foreign Minister Qin Gang and Premier Li", gathering="G20"
    )
    ProposedParticipantFactory(proposal=found, official=OfficialFactory(full_name="Qin Gang"))
    li = ProposedParticipantFactory(proposal=found, title="Premier", name="Li", order=1)
    for name in ("Li Qiang", "Li Keqiang"):
        li.candidates.add(OfficialFactory(full_name=name))
    return found


def decide(desk: Desk, action: str, *proposals: ProposedMeeting) -> str:
    """Choose proposals in the list, decide them, and return what the page says then."""
    return decide_shown(desk, shown_in_list(desk), action, *proposals)


def shown_in_list(desk: Desk) -> dict[str, Any]:
    """Return what the list says of each proposal, as its form sends it back."""
    fields = desk.open(LIST).xpath("//input[starts-with(@name, '_shown-')]")
    return {field.get("name"): field.get("value") for field in fields}


def decide_shown(desk: Desk, shown: dict[str, Any], action: str, *proposals: Any) -> str:
    """Choose proposals in a list that was opened before, and decide them."""
    sent = {**shown, "action": action, "_selected_action": [row.pk for row in proposals]}
    response = desk.post(LIST, sent, follow=True)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_words_stand_beside_what_would_be_made(desk: Person, proposal: ProposedMeeting) -> None:
    page = text_of(desk("editor").open(LIST + "?state__exact=waiting"))

    assert "Met with Foreign Minister Qin Gang and Premier Li" in page
    assert "Meeting with Qin Gang; “Premier Li” (Li Keqiang or Li Qiang?), G20" in page


def test_the_chosen_are_accepted_at_once(desk: Person, proposal: ProposedMeeting) -> None:
    other = ProposedMeetingFactory(visit=proposal.visit, words="Met with Chinese officials")
    ProposedParticipantFactory(proposal=other, title="", name="Chinese officials")

    page = decide(desk("editor"), "accept_chosen", proposal, other)

    assert "2 meetings entered, 0 were there already." in page
    assert Meeting.objects.filter(visit=proposal.visit).count() == 2
    assert ProposedMeeting.objects.filter(state="accepted").count() == 2


@pytest.mark.parametrize("without", [False, True])
def test_one_that_was_changed_since_the_list_was_opened_is_not_decided(
    desk: Person, proposal: ProposedMeeting, without: bool
) -> None:
    ana = desk("editor")
    shown = {} if without else shown_in_list(ana)
    who = proposal.participants.get(name="Li")
    who.official = Official.objects.get(full_name="Li Qiang")
    who.save()

    page = decide_shown(ana, shown, "accept_chosen", proposal)

    assert "was changed after the list was opened" in page
    assert not Meeting.objects.filter(visit=proposal.visit).exists()


def test_one_that_is_decided_refuses_all(desk: Person, proposal: ProposedMeeting) -> None:
    other = ProposedMeetingFactory(state="left_out", words="Met with nobody")

    page = decide(desk("editor"), "accept_chosen", proposal, other)

    assert "“Met with nobody” is decided: left out." in page
    assert not Meeting.objects.exists()


def test_the_chosen_are_left_out(desk: Person, proposal: ProposedMeeting) -> None:
    assert "1 left out." in decide(desk("reporter"), "leave_out_chosen", proposal)

    proposal.refresh_from_db()
    assert proposal.state == "left_out"


@pytest.mark.parametrize("by", ["visit", "traveller", "state"])
def test_the_list_is_asked_by_visit_traveller_and_state(
    desk: Person, proposal: ProposedMeeting, blinken: Official, by: str
) -> None:
    ProposedMeetingFactory(words="Met with the wrong one", state="left_out")
    question = {
        "visit": f"visit__id__exact={Visit.objects.get(title='Blinken in Beijing').pk}",
        "traveller": f"visit__participants__official__id__exact={blinken.pk}",
        "state": "state__exact=waiting",
    }[by]

    page = text_of(desk("editor").open(f"{LIST}?{question}"))

    assert "Qin Gang" in page
    assert "the wrong one" not in page


def test_who_is_meant_is_chosen_on_the_page_and_then_accepted(
    desk: Person, proposal: ProposedMeeting
) -> None:
    clare, li = desk("editor"), Official.objects.get(full_name="Li Qiang")

    clare.send(proposal, **{"participants-1-official": li.pk})
    clare.press(proposal, "accept")

    meeting = Meeting.objects.get()
    assert meeting.participants.filter(official=li).exists()
    assert clare.arrived == change_url(meeting)


def test_one_is_left_out_on_its_page(desk: Person, proposal: ProposedMeeting) -> None:
    desk("editor").press(proposal, "leave_out")

    proposal.refresh_from_db()
    assert proposal.state == "left_out"
