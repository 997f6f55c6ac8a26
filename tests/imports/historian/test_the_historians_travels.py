"""How rows of the Historian's travels and incidents are read, and what is refused of them."""

import pytest
from django.contrib.auth.models import User

from briefings.imports.exporting import exported
from briefings.imports.historian.profile import HISTORIAN
from briefings.imports.historian.visits import kind_of
from briefings.imports.undoing import undo
from briefings.models import (
    Country,
    CustodyEvent,
    Detainee,
    ImportedRow,
    Official,
    Participant,
    ProposedMeeting,
    Stop,
    Tenure,
    Visit,
)
from tests.factories import row_of, since
from tests.imports.desk import imported, planned, refused
from tests.pages.newsroom import RECORDED

COUNTRIES = (
    "country_id,name,iso2,same_as\n"
    "united-states,United States,US,\nchina,China,CN,\njapan,Japan,JP,\n"
    "turkey,Turkey,TR,\nturkiye,Türkiye,,turkey\n"
)
OFFICIALS = (
    "official_id,family_name,given_name,display_name,sort_name\n"
    'blinken,Blinken,Antony,Antony Blinken,"Blinken, Antony"\n'
)
TRIPS = (
    "trip_id,traveller_role,official_id,traveller_name,start_date,end_date,country_id,"
    "country_name,locations,remarks\n"
)
TOKYO = "1,secretary,blinken,Antony Blinken,2023-06-17,2023-06-17,japan,Japan,Tokyo,Refueled.\n"
BEIJING = (
    "2,secretary,blinken,Antony Blinken,2023-06-18,2023-06-19,china,China,Beijing,"
    "Met with President Xi Jinping.\n"
)
VISITS = "visit_id,visitor,start_date,end_date,country_id,country_name,description\n"
INCIDENTS = "incident_id,name,date,status,country_id,headline,flags\n"
WORLD = {"countries": COUNTRIES, "officials": OFFICIALS}


def test_two_tellings_of_one_stop_are_one_and_both_come_out(editor: User) -> None:
    again = BEIJING.replace("2,", "3,", 1).replace("Beijing,", "Beijing and Shanghai,")
    trips = f"{TRIPS}{TOKYO}{BEIJING}{again}"

    done, _ = imported(editor, {**WORLD, "trips": trips}, HISTORIAN)

    assert done.files[-1].rows == 3
    assert done.files[-1].became == {"visits": 1, "stops": 2, "participants": 1, "statuses": 1}
    visit = Visit.objects.get()
    assert visit.slug == "antony-blinken-in-japan-2023-06-17"
    assert visit.summary == "Japan: Refueled.\n\nChina: Met with President Xi Jinping."
    stop = Stop.objects.get(country__name="China")
    assert stop.note == "Beijing; Beijing and Shanghai"
    columns, rows = exported("trips", HISTORIAN)
    place = columns.index("locations")
    assert [row[place] for row in rows] == ["Tokyo", "Beijing", "Beijing and Shanghai"]
    assert imported(editor, {**WORLD, "trips": trips}, HISTORIAN)[1] is None


def test_what_is_remarked_is_proposed_once_and_goes_with_the_import(editor: User) -> None:
    imported(editor, WORLD, HISTORIAN)
    _, run = imported(editor, {"trips": f"{TRIPS}{BEIJING}"}, HISTORIAN)
    imported(editor, {"trips": f"{TRIPS}{BEIJING.replace('Beijing', 'Peking')}"}, HISTORIAN)

    proposal = ProposedMeeting.objects.get()
    assert (proposal.words, proposal.on.text) == (
        *("Met with President Xi Jinping", "2023-06-18/2023-06-19"),
    )
    assert run is not None
    undone = undo(by=editor, run=run)
    assert len(undone.left) == 2  # the stop was changed since, and its visit stays with it


def test_a_country_of_two_ids_answers_to_either(editor: User) -> None:
    trips = TOKYO.replace("japan,Japan", "turkiye,Türkiye")

    imported(editor, {**WORLD, "trips": f"{TRIPS}{trips}"}, HISTORIAN)

    turkey = Country.objects.get(code="TR")
    assert (turkey.name, turkey.other_names) == ("Turkey", ["Türkiye"])
    assert Stop.objects.get().country == turkey


def test_a_guest_is_an_official_where_it_is_certain_who_is_meant(editor: User) -> None:
    imported(editor, WORLD, HISTORIAN)
    xi = row_of(Official, full_name="Xi Jinping", short_name="Xi", live_period=since(RECORDED))
    row_of(
        Tenure,
        official=xi,
        office__kind="head_of_state",
        office__title="President of China",
        office__country=Country.objects.get(code="CN"),
        started="2013-03-14",
    )
    rows = (
        "7,President Xi Jinping,2015-09-24,2015-09-25,china,China,State visit.\n"
        "8,President Xi Jinping,2011-01-18,2011-01-21,china,Cathay,Official working visit.\n"
    )

    imported(editor, {"state_visits": f"{VISITS}{rows}"}, HISTORIAN)

    found = {
        str(visit.starts.text if visit.starts else ""): (
            visit.kind,
            [str(one) for one in visit.participants.all()],
        )
        for visit in Visit.objects.all()
    }
    assert found == {
        "2015-09-24": ("state", ["Xi Jinping"]),
        "2011-01-18": ("working", ["President Xi Jinping (Cathay)"]),
    }
    assert Participant.objects.get(official=xi).side == "visitor"


@pytest.mark.parametrize(
    ("status", "kind"), [("detained", "detained"), ("killed", "other"), ("threatened", "other")]
)
def test_an_incident_waits_whoever_imports(editor: User, status: str, kind: str) -> None:
    row = f"bbg-0123abcd,Two journalists,2016-09-17,{status},china,Held,mojibake\n"

    dry = planned(editor, {**WORLD, "detentions": f"{INCIDENTS}{row}"}, HISTORIAN)
    imported(editor, {**WORLD, "detentions": f"{INCIDENTS}{row}"}, HISTORIAN)

    assert [remark.column for remark in dry.remarks] == ["description"]
    event = CustodyEvent.objects.get()
    assert (event.kind, event.note) == (kind, f"{status.capitalize()}: Held")
    assert event.live_period is None
    assert Detainee.objects.get().live_period is None


@pytest.mark.parametrize(
    ("sheet", "rows", "column", "rule"),
    [
        ("trips", TOKYO.replace("1,", "x,", 1), "trip_id", "a whole number (an id) is wanted"),
        ("trips", TOKYO + TOKYO, "trip_id", "row 2 has this id already"),
        ("trips", TOKYO.replace("secretary", "envoy"), "traveller_role", "it is none of"),
        ("trips", TOKYO.replace("06-17,j", "06-31,j"), "end_date", "There is no 31 June 2023"),
        ("trips", TOKYO.replace("2023-06-17", "2023-06", 1), "start_date", "a day as in"),
        ("trips", TOKYO.replace("06-17,j", "06-16,j"), "end_date", "the end is before the start"),
        ("trips", TOKYO.replace("japan", "nippon"), "country_id", "there is no such id"),
        ("trips", TOKYO.replace("blinken", ""), "official_id", "this cell is never empty"),
        ("state_visits", "0,King,2016-01-01,2016-01-01,china,,\n", "visit_id", "a whole number"),
        ("detentions", "bbg-1,A,2016-01-01,held,china,,\n", "status", "it is none of"),
    ],
)
def test_what_breaks_the_rules_of_the_source_is_refused(
    editor: User, sheet: str, rows: str, column: str, rule: str
) -> None:
    head = {"trips": TRIPS, "state_visits": VISITS, "detentions": INCIDENTS}[sheet]

    found = refused(editor, {**WORLD, sheet: f"{head}{rows}"}, HISTORIAN)

    assert any(each[2] == column and each[3].startswith(rule) for each in found), found
    assert not ImportedRow.objects.exists()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("State Visit. In U.S.", "state"),
        ("Official working visit.", "working"),
        ("Official visit; met", "official"),
        ("Private visit during world tour.", "private"),
        ("Unofficial visit.", ""),
        ("Attended a state visit", ""),
    ],
)
def test_how_somebody_is_received_is_read_where_the_text_begins_with_it(
    text: str, kind: str
) -> None:
    assert kind_of(text) == kind
