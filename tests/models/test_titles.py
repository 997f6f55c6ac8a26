"""What a visit or a meeting is called: its written title, else what readers see of its parts."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from briefings.actions.records import publish, retract
from briefings.models import Identity, Meeting, Official, Organization, Participant, Place, Visit
from tests.factories import (
    CountryFactory,
    MeetingFactory,
    OfficialFactory,
    OrganizationFactory,
    ParticipantFactory,
    PlaceFactory,
    StopFactory,
    VisitFactory,
    since,
)
from tests.ledger import Reader, database_now
from tests.stories.desk import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def cleo() -> User:
    """Return a publisher."""
    return person("Cleo Marsh", "publisher")


def live(factory: Any, **fields: Any) -> Any:
    """Return a row that is public."""
    return factory(live_period=since(database_now()), **fields)


def seat(at: Meeting | Visit, name: str, **fields: Any) -> Participant:
    """Let an official take part, both public."""
    occasion = {"meeting": None, "visit": None} | {str(at._meta.model_name): at}
    official = live(OfficialFactory, full_name=name)
    period = since(database_now())
    row: Participant = ParticipantFactory(
        **{"live_period": period, "official": official, "role": "lead"} | occasion | fields
    )
    return row


def label(of: Meeting | Visit) -> str:
    """Return what it is called by now; its identity is called the same."""
    of.refresh_from_db(fields=["label"])
    assert Identity.objects.get(pk=of.identity_id).label == of.label
    return of.label


def test_of_kind_people_and_day() -> None:
    meeting = live(MeetingFactory, kind="working_dinner", on="2023-06-18")
    assert label(meeting) == "Working dinner, 18 June 2023"
    seat(meeting, "Qin Gang", side="host")
    seat(meeting, "Antony Blinken", side="visitor")
    assert label(meeting) == "Working dinner of Antony Blinken and Qin Gang, 18 June 2023"
    seat(meeting, "Ma Zhaoxu", side="host", role="delegation")
    assert label(meeting) == "Working dinner of Antony Blinken and Qin Gang, 18 June 2023"


def test_of_travellers_stops_and_days() -> None:
    visit = live(VisitFactory, starts="2023-06-18", ends="2023-06-19")
    assert label(visit) == "Visit, 18–19 June 2023"
    seat(visit, "Antony Blinken", side="visitor")
    seat(visit, "Qin Gang", side="host")
    china = live(CountryFactory, name="China")
    stop = StopFactory(visit=visit, country=china)
    assert label(visit) == "Antony Blinken to China, 18–19 June 2023"
    stop.place = live(PlaceFactory, name="Beijing")
    stop.save()
    assert label(visit) == "Antony Blinken to Beijing, 18–19 June 2023"
    stop.delete()
    assert label(visit) == "Antony Blinken, 18–19 June 2023"


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (["A", "B", "C", "D"], "A, B and 2 more"),
    ],
)
def test_names_in_a_row(names: list[str], words: str) -> None:
    meeting = live(MeetingFactory)
    for order, name in enumerate(names):
        seat(meeting, name, order=order)
    assert label(meeting) == f"Meeting of {words}"


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("2023-06-18", None, "18 June 2023"),
        (None, "2023-06", "June 2023"),
        ("2023-06-30", "2023-07-02", "30 June – 2 July 2023"),
        ("2023-12-31", "2024-01-01", "31 December 2023 – 1 January 2024"),
        ("2023-06", "2023-07", "June 2023 to July 2023"),
        ("2023-06~", "2023-06-19", "19 June 2023"),
        ("2023-06/..", "2023-06-19", "19 June 2023"),
        ("0987", "0987", "987"),
        ("2023-06~", None, None),
    ],
)
def test_days_in_words(starts: str | None, ends: str | None, words: str | None) -> None:
    visit = VisitFactory(starts=starts, ends=ends)
    assert label(visit) == (f"Visit, {words}" if words else "Visit")


def test_a_written_title_wins_and_gives_way_again() -> None:
    meeting = live(MeetingFactory, title="The dinner at Diaoyutai")
    seat(meeting, "Qin Gang")
    assert label(meeting) == "The dinner at Diaoyutai"
    meeting.title = ""
    meeting.save()
    assert label(meeting) == "Meeting of Qin Gang"


def test_what_is_renamed_is_renamed_in_titles_and_told() -> None:
    meeting, visit = live(MeetingFactory), live(VisitFactory)
    official: Any = seat(meeting, "Qin Gang").official
    body = live(OrganizationFactory, name="The ministry")
    live(ParticipantFactory, meeting=meeting, official=None, organization=body, role="lead")
    place = live(PlaceFactory, name="Peking")
    StopFactory(visit=visit, country=place.country, place=place)
    reader = Reader()
    Official.objects.filter(pk=official.pk).update(full_name="Chin Kang")
    Organization.objects.filter(pk=body.pk).update(name="The Foreign Ministry")
    Place.objects.filter(pk=place.pk).update(name="Beijing")
    assert label(meeting) == "Meeting of Chin Kang and The Foreign Ministry"
    assert label(visit) == "Visit to Beijing"
    told = {(change.type, *change.fields) for change in reader.changes()}
    assert {("meeting", "label", "participants"), ("visit", "label", "stops")} <= told


def test_a_country_is_renamed_too() -> None:
    visit, country = live(VisitFactory), live(CountryFactory, name="Swaziland")
    StopFactory(visit=visit, country=country)
    country.name = "Eswatini"
    country.save()
    assert label(visit) == "Visit to Eswatini"


@pytest.mark.parametrize("state", ["entered", "embargoed", "retracted"])
@pytest.mark.parametrize("hidden", ["participant", "official"])
def test_readers_are_not_told_who_they_do_not_see(state: str, hidden: str, cleo: User) -> None:
    """A title under which a record is public holds no name that is not."""
    meeting = live(MeetingFactory)
    seat(meeting, "Wang Yi")
    participant = ParticipantFactory(
        meeting=meeting, official=OfficialFactory(full_name="Qin Gang"), role="lead"
    )
    rows = {"participant": participant, "official": participant.official}
    seen = rows.pop("official" if hidden == "participant" else "participant")
    publish(by=cleo, row=seen)
    assert label(meeting) == "Meeting of Wang Yi"
    [row] = rows.values()
    if state == "embargoed":
        publish(by=cleo, row=row, start=database_now() + timedelta(days=1))
    if state == "retracted":
        publish(by=cleo, row=row)
        assert label(meeting) == "Meeting of Wang Yi and Qin Gang"
        retract(by=cleo, row=row, reason="privacy")
    assert label(meeting) == "Meeting of Wang Yi"


def test_stops_at_what_readers_do_not_see_are_not_named(cleo: User) -> None:
    visit, place = live(VisitFactory), PlaceFactory(name="A safe house")
    StopFactory(visit=visit, place=place, country=live(CountryFactory, name="Oman"))
    assert label(visit) == "Visit to Oman"
    publish(by=cleo, row=place)
    assert label(visit) == "Visit to A safe house"
    retract(by=cleo, row=place, reason="safety")
    assert label(visit) == "Visit to Oman"
    retract(by=cleo, row=visit.stops.get().country, reason="wrong")
    assert label(visit) == "Visit"


def test_a_draft_is_called_as_it_would_be_and_published_with_its_rows(cleo: User) -> None:
    meeting = MeetingFactory()
    ParticipantFactory(
        meeting=meeting, official=live(OfficialFactory, full_name="Qin Gang"), role="lead"
    )
    assert label(meeting) == "Meeting of Qin Gang"
    reader = Reader()
    publish(by=cleo, row=meeting)
    assert label(meeting) == "Meeting of Qin Gang"
    assert reader.ops(meeting) == ["created"]


def test_a_record_under_embargo_is_called_as_when_it_comes(cleo: User) -> None:
    tomorrow = database_now() + timedelta(days=1)
    meeting = MeetingFactory()
    wang, qin = (OfficialFactory(full_name=name) for name in ("Wang Yi", "Qin Gang"))
    for official, start in ((wang, tomorrow), (qin, tomorrow + timedelta(days=1))):
        publish(by=cleo, row=official, start=start)
        ParticipantFactory(meeting=meeting, official=official, role="lead")
    publish(by=cleo, row=meeting, start=tomorrow)
    assert label(meeting) == "Meeting of Wang Yi"
    publish(by=cleo, row=meeting)
    assert label(meeting) == "Meeting"


def test_a_name_that_the_clock_lets_out_is_in_the_title_with_the_next_change() -> None:
    meeting, soon = live(MeetingFactory), database_now() + timedelta(seconds=0.2)
    seat(meeting, "Qin Gang", live_period=since(soon))
    assert label(meeting) == "Meeting"
    while database_now() < soon:
        pass
    assert label(meeting) == "Meeting"
    meeting.kind = "call"
    meeting.save()
    assert label(meeting) == "Telephone call of Qin Gang"


def test_one_who_moves_to_another_meeting_is_taken_out_of_the_title() -> None:
    first, second = live(MeetingFactory), live(MeetingFactory, kind="call")
    participant = seat(first, "Qin Gang")
    participant.meeting = second
    participant.save()
    assert (label(first), label(second)) == ("Meeting", "Telephone call of Qin Gang")


def test_an_organization_that_goes_is_taken_out(cleo: User) -> None:
    meeting = live(MeetingFactory)
    body = live(OrganizationFactory, name="NATO")
    live(ParticipantFactory, meeting=meeting, official=None, organization=body, role="lead")
    assert label(meeting) == "Meeting of NATO"
    retract(by=cleo, row=body, reason="legal")
    assert label(meeting) == "Meeting"
