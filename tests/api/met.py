"""A meeting of the small world: one row of each type that visits and meetings are made of."""

from typing import Any

from briefings.models import (
    AgendaItem,
    Citation,
    Meeting,
    Objective,
    Official,
    Outcome,
    Participant,
    Readout,
    Source,
    StatusChange,
    Stop,
    Topic,
    Visit,
)
from tests.factories import row_of

MET = ("visits", "meetings", "participants", "status-changes", "readouts")


def met(official: Official, topic: Topic, source: Source, **live: Any) -> dict[str, Any]:
    """Let a visitor be received by the official in his country; return the rows.

    `live` is the period in which all is public.
    """
    country = official.country
    visit = row_of(
        Visit,
        title="Blinken to Beijing",
        starts="2023-06-18",
        ends="2023-06-19",
        **live,
    )
    row_of(Stop, visit=visit, country=country, arrives="2023-06-18")
    objective = row_of(Objective, visit=visit)
    meeting = row_of(
        Meeting,
        on="2023-06-18",
        part_of_day="afternoon",
        time_zone="Asia/Shanghai",
        country=country,
        visit=visit,
        summary="They spoke for hours.",
        **live,
    )
    participant = row_of(
        Participant, meeting=meeting, official=official, side="host", role="lead", **live
    )
    status = row_of(StatusChange, meeting=meeting, reason="Both sides say so.", **live)
    item = row_of(AgendaItem, meeting=meeting, topic=topic, stage="raised", side="visitor")
    outcome = row_of(Outcome, meeting=meeting)
    readout = row_of(Readout, meeting=meeting, country=country, issued_on="2023-06-18", **live)
    facts = {
        "visit": visit,
        "objective": objective,
        "meeting": meeting,
        "participant": participant,
        "statuschange": status,
        "agendaitem": item,
        "outcome": outcome,
        "readout": readout,
    }
    for name, fact in facts.items():
        row_of(Citation, source=source, official=None, **{name: fact})
    return dict(zip(MET, (visit, meeting, participant, status, readout), strict=True))
