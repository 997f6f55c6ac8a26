"""The rules of places, visits, meetings and who takes part in them."""

from datetime import UTC, datetime

from briefings.models import Meeting
from tests.factories import (
    AgendaItemFactory,
    DetaineeFactory,
    MeetingFactory,
    ObjectiveFactory,
    OfficialFactory,
    OrganizationFactory,
    OutcomeFactory,
    ParticipantFactory,
    PlaceFactory,
    ReadoutFactory,
    StatusChangeFactory,
    StopFactory,
    TenureFactory,
    VisitFactory,
)
from tests.models.pairs.pair import Deed, Pair

AFTERNOON = datetime(2023, 6, 18, 6, 30, tzinfo=UTC)


def part_of(kind: str) -> None:
    """Let a meeting be part of one of that kind."""
    MeetingFactory(gathering=MeetingFactory(kind=kind))


def after_another(*, itself: bool) -> None:
    """Let a meeting come after another, or after itself."""
    meeting = MeetingFactory()
    meeting.follows = meeting if itself else MeetingFactory()
    meeting.save()


def gathering_in(gathering: Meeting | None) -> None:
    """Let a gathering be part of another."""
    MeetingFactory(kind="gathering", gathering=gathering)


def seated(*occasions: str, retracted: bool) -> Deed:
    """Return the deed that enters an official at one occasion after the other's row was."""

    def deed() -> None:
        wang, [name] = OfficialFactory(full_name="Wang Yi"), occasions
        occasion = {"meeting": MeetingFactory, "visit": VisitFactory}[name]()
        where = {"meeting": None, "visit": None} | {name: occasion}
        first = ParticipantFactory(official=wang, **where)
        if retracted:
            type(first).objects.filter(pk=first.pk).update(
                live_period="empty", retraction_reason="wrong"
            )
        ParticipantFactory(official=wang, **where)

    return deed


PAIRS = {
    "place_has_name": Pair(PlaceFactory, lambda: PlaceFactory(name="", slug="nowhere")),
    "place_time_zone_is_known": Pair(
        lambda: PlaceFactory(time_zone="America/Argentina/Buenos_Aires"),
        lambda: PlaceFactory(time_zone="Asia/Peking"),
    ),
    "place_coordinates_whole": Pair(
        lambda: PlaceFactory(latitude="39.92", longitude="116.33"),
        lambda: PlaceFactory(latitude="39.92", longitude=None),
    ),
    "visit_ends_after_start": Pair(
        lambda: VisitFactory(starts="2023-06-18", ends="2023-06"),
        lambda: VisitFactory(starts="2023-06-18", ends="2023-06-17"),
    ),
    "stop_departs_after_arrival": Pair(
        lambda: StopFactory(arrives="2023-06-18", departs="2023-06-18"),
        lambda: StopFactory(arrives="2023-06-18", departs="2023-05"),
    ),
    "objective_has_words": Pair(ObjectiveFactory, lambda: ObjectiveFactory(words="")),
    "meeting_part_of_gathering": Pair(lambda: part_of("gathering"), lambda: part_of("summit")),
    "meeting_moment_has_zone": Pair(
        lambda: MeetingFactory(starts_at=AFTERNOON, place=PlaceFactory()),
        lambda: MeetingFactory(starts_at=AFTERNOON),
    ),
    "meeting_moment_in_calendar": Pair(
        lambda: MeetingFactory(
            starts_at=datetime(9998, 12, 31, 23, 59, tzinfo=UTC), time_zone="Pacific/Auckland"
        ),
        lambda: MeetingFactory(starts_at=datetime(9999, 1, 1, tzinfo=UTC), time_zone="UTC"),
    ),
    "meeting_time_zone_is_known": Pair(
        lambda: MeetingFactory(starts_at=AFTERNOON, time_zone="UTC"),
        lambda: MeetingFactory(starts_at=AFTERNOON, time_zone="CST6CDT"),
    ),
    "meeting_part_of_a_day": Pair(
        lambda: MeetingFactory(on="2023-06-18", part_of_day="afternoon"),
        lambda: MeetingFactory(on="2023-06", part_of_day="afternoon"),
    ),
    "meeting_lasts": Pair(
        lambda: MeetingFactory(minutes=1),
        lambda: MeetingFactory(minutes=0),
    ),
    "meeting_is_not_its_own": Pair(
        lambda: after_another(itself=False), lambda: after_another(itself=True)
    ),
    "meeting_gathering_is_whole": Pair(
        lambda: gathering_in(None),
        lambda: gathering_in(MeetingFactory(kind="gathering")),
    ),
    "participant_at_one_occasion": Pair(
        lambda: ParticipantFactory(meeting=None, visit=VisitFactory()),
        lambda: ParticipantFactory(visit=VisitFactory()),
    ),
    "participant_is_one": Pair(
        lambda: ParticipantFactory(official=None, group="American exchange students"),
        lambda: ParticipantFactory(organization=OrganizationFactory()),
    ),
    "participant_tenure_of_official": Pair(
        lambda: ParticipantFactory(tenure=TenureFactory()),
        lambda: ParticipantFactory(official=None, group="A chair", tenure=TenureFactory()),
    ),
    "participant_once_at_meeting": Pair(
        seated("meeting", retracted=True), seated("meeting", retracted=False)
    ),
    "participant_once_on_visit": Pair(
        seated("visit", retracted=True), seated("visit", retracted=False)
    ),
    "statuschange_of_one": Pair(
        lambda: StatusChangeFactory(meeting=None, visit=VisitFactory()),
        lambda: StatusChangeFactory(visit=VisitFactory()),
    ),
    "statuschange_status_is_possible": Pair(
        lambda: StatusChangeFactory(
            meeting=None, participant=ParticipantFactory(), status="present"
        ),
        lambda: StatusChangeFactory(status="present"),
    ),
    "statuschange_planned_in_order": Pair(
        lambda: StatusChangeFactory(planned_start="2023-02-05", planned_end="2023-02-06"),
        lambda: StatusChangeFactory(planned_start="2023-02-05", planned_end="2023-02-04"),
    ),
    "agendaitem_of_one_occasion": Pair(
        lambda: AgendaItemFactory(meeting=None, visit=VisitFactory()),
        lambda: AgendaItemFactory(meeting=None),
    ),
    "agendaitem_of_one_subject": Pair(
        lambda: AgendaItemFactory(topic=None, detainee=DetaineeFactory()),
        lambda: AgendaItemFactory(detainee=DetaineeFactory()),
    ),
    "outcome_of_one_occasion": Pair(
        lambda: OutcomeFactory(meeting=None, visit=VisitFactory()),
        lambda: OutcomeFactory(meeting=None),
    ),
    "outcome_has_words": Pair(OutcomeFactory, lambda: OutcomeFactory(words="")),
    "readout_of_one_occasion": Pair(
        lambda: ReadoutFactory(meeting=None, visit=VisitFactory()),
        lambda: ReadoutFactory(meeting=None),
    ),
    "readout_of_one_side": Pair(
        lambda: ReadoutFactory(country=None, organization=OrganizationFactory()),
        lambda: ReadoutFactory(organization=OrganizationFactory()),
    ),
    "readout_has_words": Pair(ReadoutFactory, lambda: ReadoutFactory(words="")),
}
