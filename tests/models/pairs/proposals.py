"""The rules of proposed meetings."""

from tests.factories import (
    MeetingFactory,
    OfficialFactory,
    ProposedMeetingFactory,
    ProposedParticipantFactory,
    VisitFactory,
)
from tests.models.pairs.pair import Pair


def twice(*words: str) -> None:
    """Propose meetings of one visit on one day, by these words."""
    visit = VisitFactory()
    for each in words:
        ProposedMeetingFactory(visit=visit, words=each)


PAIRS = {
    "proposedmeeting_has_words": Pair(
        passes=lambda: ProposedMeetingFactory(words="Met with Qin Gang"),
        fails=lambda: ProposedMeetingFactory(words=""),
    ),
    "proposedmeeting_becomes_when_accepted": Pair(
        passes=lambda: ProposedMeetingFactory(state="accepted", meeting=MeetingFactory()),
        fails=lambda: ProposedMeetingFactory(state="left_out", meeting=MeetingFactory()),
    ),
    "proposedmeeting_once": Pair(
        passes=lambda: twice("Met with President Xi", "Met with Premier Li"),
        fails=lambda: twice("Met with President Xi", "Met with President Xi"),
    ),
    "proposedparticipant_is_named": Pair(
        passes=lambda: ProposedParticipantFactory(title="", name="senior officials"),
        fails=lambda: ProposedParticipantFactory(name=""),
    ),
    "proposedparticipant_official_has_title": Pair(
        passes=lambda: ProposedParticipantFactory(official=OfficialFactory()),
        fails=lambda: ProposedParticipantFactory(title="", official=OfficialFactory()),
    ),
}
