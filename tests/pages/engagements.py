"""A visit with its two meetings, for the newsroom's pages; and many of everything on them."""

from typing import TYPE_CHECKING

from briefings.models import (
    AgendaItem,
    Citation,
    Country,
    CustodyEvent,
    Detainee,
    Detention,
    Meeting,
    Objective,
    Office,
    Official,
    Outcome,
    Participant,
    Place,
    Readout,
    Record,
    Source,
    Statement,
    StatusChange,
    Stop,
    Tenure,
    Visit,
)
from tests.factories import row_of

if TYPE_CHECKING:
    from tests.pages.newsroom import Newsroom

STATUSES = [
    {"status": "agreed", "on": "2022-11-14"},
    {
        "status": "postponed",
        "on": "2023-02-03",
        "reason": "A balloon.",
        "planned_start": "2023-02-05",
        "planned_end": "2023-02-06",
    },
    {"status": "confirmed", "on": "2023-06-14"},
    {"status": "held", "on": "2023-06-18", "confidence": "reported"},
]


def receive(newsroom: "Newsroom", live: dict[str, object]) -> list[Record]:
    """Publish Antony Blinken's visit: talks with Qin Gang on 18 June 2023 and a dinner after them.

    The visit, the talks and their place are returned.
    """
    america = row_of(Country, name="United States", slug="united-states", code="US", **live)
    state = row_of(Office, title="Secretary of State", slug="secretary", country=america, **live)
    blinken = row_of(
        Official, full_name="Antony Blinken", slug="antony-blinken", country=america, **live
    )
    row_of(
        Tenure, official=blinken, office=state, started="2021-01-26", end_status="current", **live
    )
    place = row_of(
        Place,
        name="Diaoyutai",
        slug="diaoyutai",
        country=newsroom.china,
        latitude="39.92000",
        longitude="116.33000",
        **live,
    )
    visit = row_of(Visit, slug="blinken-to-beijing", starts="2023-06-18", ends="2023-06-19", **live)
    row_of(Stop, visit=visit, country=newsroom.china, place=place, arrives="2023-06-18")
    row_of(Objective, visit=visit, words="Channels that work in a crisis.")
    row_of(Participant, visit=visit, meeting=None, official=blinken, role="lead", **live)
    source = newsroom.source
    for change in STATUSES:
        cite(row_of(StatusChange, meeting=None, visit=visit, **change, **live), source)
    talks = row_of(
        Meeting,
        slug="talks",
        visit=visit,
        place=place,
        on="2023-06-18",
        part_of_day="afternoon",
        minutes=330,
        **live,
    )
    seat(talks, blinken, newsroom.qin, live)
    row_of(StatusChange, meeting=talks, status="expected", on="2023-06-14", **live)
    row_of(StatusChange, meeting=talks, status="held", on="2023-06-18", **live)
    row_of(AgendaItem, meeting=talks, topic=newsroom.taiwan, stage="raised", side="host")
    row_of(Outcome, meeting=talks, words="The minister accepts an invitation.")
    for country, words in ((america, "Candid."), (newsroom.china, "At the lowest point.")):
        row_of(Readout, meeting=talks, country=country, words=words, **live)
    row_of(Statement, official=newsroom.qin, meeting=talks, said_on="2023-06-18", **live)
    dinner = row_of(
        Meeting,
        slug="dinner",
        kind="working_dinner",
        visit=visit,
        place=place,
        follows=talks,
        on="2023-06-18",
        part_of_day="evening",
        **live,
    )
    seat(dinner, blinken, newsroom.qin, live)
    return [visit, talks, place]


def seat(meeting: Meeting, visitor: Official, host: Official, live: dict[str, object]) -> None:
    """Set two officials across from each other."""
    row_of(Participant, meeting=meeting, official=visitor, role="lead", order=1, **live)
    row_of(Participant, meeting=meeting, official=host, role="host", order=2, **live)


def cite(fact: StatusChange, source: Source) -> None:
    """Let a change of status rest on a source."""
    row_of(Citation, source=source, official=None, statuschange=fact)


def fill_rooms(
    records: list[Record], rows: int, newsroom: "Newsroom", live: dict[str, object]
) -> None:
    """Bring the pages of a visit, a meeting and a place to so many rows of each sort."""
    [visit] = [row for row in records if isinstance(row, Visit)]
    [talks] = [row for row in records if isinstance(row, Meeting)]
    [place] = [row for row in records if isinstance(row, Place)]
    for number in range(rows):
        official = row_of(Official, country=newsroom.china, **live)
        row_of(Tenure, official=official, office=newsroom.ministry, started="2020", **live)
        for meeting in (
            talks,
            row_of(Meeting, visit=visit, place=place, on="2023-06-19", **live),
            row_of(Meeting, follows=talks, on="2023-06-20", **live),
        ):
            participant = row_of(Participant, meeting=meeting, official=official, **live)
            for parent in ({"meeting": meeting}, {"participant": participant, "meeting": None}):
                status = "expected" if number % 2 else "invited"
                cite(row_of(StatusChange, **parent, status=status, **live), newsroom.source)
        row_of(StatusChange, meeting=None, visit=visit, status="expected", **live)
        row_of(AgendaItem, meeting=talks)
        row_of(Outcome, meeting=talks)
        row_of(Readout, meeting=talks, **live)
        row_of(Statement, official=official, meeting=talks, **live)
        row_of(Stop, visit=visit, country=newsroom.china, place=place)
        row_of(Objective, visit=visit)
        detainee = row_of(Detainee, **live)
        detention = row_of(Detention, detainee=detainee, country=newsroom.china, **live)
        event = row_of(CustodyEvent, detention=detention, place=place, **live)
        row_of(Citation, source=newsroom.source, official=None, custodyevent=event)
