"""Each table takes its rows in, gives them back the same, and is documented as it is."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from briefings.actions import Refused
from briefings.actions.records import publish
from briefings.imports.columns import FORMATS
from briefings.imports.documentation import documented
from briefings.imports.undoing import undo
from briefings.models import (
    CustodyEvent,
    Detainee,
    Detention,
    ExternalIdentifier,
    Meeting,
    Participant,
    Place,
    StatusChange,
    Visit,
)
from tests.imports.desk import given_back, imported, planned, refused
from tests.stories.desk import person

WORLD = {
    "countries": "id,name,code\ncn,China,CN\nus,United States,US\n",
    "organizations": "id,name,country\nmfa,Ministry of Foreign Affairs,cn\n",
    "topics": "id,name,other_names\nfentanyl,Fentanyl,precursors|opioids\n",
    "offices": "id,title,country,organization\nfm,Foreign minister,cn,mfa\n",
    "officials": "id,full_name,country\nqin,Qin Gang,cn\nblinken,Antony Blinken,us\n",
    "tenures": "id,official,office,started\nqin-fm,qin,fm,2022-12-30\n",
    "places": (
        "id,name,kind,country,latitude,longitude,time_zone\n"
        "diaoyutai,Diaoyutai,venue,cn,39.9075,116.33,Asia/Shanghai\n"
    ),
    "visits": "id,starts,ends,travellers\nbeijing,2023-06-18,2023-06-19,blinken\n",
    "stops": "id,visit,country,place,arrives,departs\ns1,beijing,cn,diaoyutai,2023-06-18,\n",
    "meetings": (
        "id,kind,on,starts_at,part_of_day,place,visit,officials,groups\n"
        "qin,bilateral,2023-06-18,,afternoon,diaoyutai,beijing,blinken|qin,\n"
        "dinner,banquet,2023-06-18,2023-06-18T19:30+08:00,,diaoyutai,beijing,qin,\n"
        "round,round_table,2023-06,,,,,blinken,exchange students|business leaders\n"
    ),
    "participants": (
        "id,meeting,visit,official,group,tenure,country,side\n"
        "host,,beijing,qin,,qin-fm,,host\nguests,,beijing,,Two guests of the ministry,,cn,\n"
    ),
    "statuses": "id,meeting,status,on\nqin-held,qin,held,2023-06-18\n",
    "detainees": (
        "id,full_name,nationalities,name_withheld,description\n"
        "kim,Jo Kim,us,,\nnn,Ann Lee,us,true,An American teacher\n"
    ),
    "detentions": "id,detainee,country\nkim-1,kim,cn\n",
    "custody": "id,detention,kind,on\nkim-taken,kim-1,detained,2023-01\n",
}


def test_the_whole_of_a_visit_is_taken_in(editor: User) -> None:
    done, _ = imported(editor, WORLD)
    now = timezone.now()

    meeting = Meeting.objects.live(now).get(kind="bilateral")
    assert meeting.country == Place.objects.get().country
    assert meeting.visit == Visit.objects.live(now).get()
    assert {str(each.official) for each in meeting.participants.live(now)} == {
        *("Antony Blinken", "Qin Gang")
    }
    assert sorted(Participant.objects.exclude(group="").values_list("group", flat=True)) == [
        *("Two guests of the ministry", "business leaders", "exchange students")
    ]
    assert StatusChange.objects.live(now).get().status == "held"
    assert str(Detention.objects.get().country) == "China"
    assert [file.created for file in done.files] == [
        text.count("\n") - 1 for text in WORLD.values()
    ]


def test_a_name_that_is_withheld_is_in_no_address(editor: User) -> None:
    imported(editor, WORLD)

    assert Detainee.objects.get(name_withheld=True).slug == "an-american-teacher"


def test_a_dry_run_finds_what_the_run_would(editor: User) -> None:
    """What is only to be made has no key yet, and is named all the same."""
    dry = planned(editor, WORLD)

    assert not dry.faults, dry.faults.in_words()
    assert [file.created for file in dry.files] == [text.count("\n") - 1 for text in WORLD.values()]


def test_a_custody_event_waits_for_a_second_person_whoever_imports(editor: User) -> None:
    imported(editor, WORLD)

    event = CustodyEvent.objects.get()
    assert (event.status, event.live_period, event.approved_by) == ("held", None, None)


def test_who_changes_a_custody_event_by_an_import_is_who_entered_it(editor: User) -> None:
    other = person("Clare Hollingworth", "editor")
    imported(editor, WORLD)
    changed = {"custody": "id,detention,kind,on\nkim-taken,kim-1,detained,2023-02\n"}

    imported(other, changed)
    assert CustodyEvent.objects.get().entered_by == other
    publish(by=editor, row=CustodyEvent.objects.get())

    with pytest.raises(Refused, match="A custody event needs a second person"):
        imported(editor, {"custody": WORLD["custody"]})
    assert str(CustodyEvent.objects.get().on) == "February 2023"


def test_a_group_becomes_the_official_whom_it_meant(editor: User) -> None:
    imported(editor, WORLD)
    guests = Participant.objects.get(group="Two guests of the ministry")
    wang = "id,full_name,country\nwang,Wang Yi,cn\n"

    imported(editor, {"officials": wang, "participants": "id,official\nguests,wang\n"})

    guests.refresh_from_db()
    assert (str(guests.official), guests.group) == ("Wang Yi", "")


def test_a_second_import_and_one_of_the_export_change_nothing(editor: User) -> None:
    assert {*WORLD} == {*FORMATS}, "a table is in no test"
    imported(editor, WORLD)
    connection.check_constraints()

    assert imported(editor, WORLD)[1] is None
    again = planned(editor, {table: given_back(table) for table in FORMATS})

    assert not again.faults, again.faults.in_words()
    assert again.changes_nothing, again.rows


def test_the_whole_is_undone(editor: User) -> None:
    _, run = imported(editor, WORLD)
    connection.check_constraints()
    assert run is not None

    done = undo(by=editor, run=run)

    assert done.left == []
    now = timezone.now()
    for format_ in FORMATS.values():
        rows = format_.model._default_manager
        assert not (rows.live(now) if hasattr(rows, "live") else rows).exists(), format_.name


def test_of_what_nobody_has_seen_nothing_is_left(reporter: User) -> None:
    _, run = imported(reporter, WORLD)
    connection.check_constraints()
    assert run is not None

    undo(by=reporter, run=run)

    for format_ in FORMATS.values():
        assert not format_.model._default_manager.exists(), format_.name
    assert not Participant.objects.exists()
    assert not ExternalIdentifier.objects.exists()


def test_the_whole_comes_back_once_it_was_undone(editor: User) -> None:
    _, run = imported(editor, WORLD)
    connection.check_constraints()
    assert run is not None
    now = timezone.now()
    told = [model.objects.live(now).count() for model in (Participant, Meeting)]
    undo(by=editor, run=run)
    assert not Participant.objects.live(timezone.now()).exists()

    imported(editor, WORLD)

    now = timezone.now()
    again = [model.objects.live(now).count() for model in (Participant, Meeting)]
    assert again == told
    assert all(told)
    assert imported(editor, WORLD)[1] is None


@pytest.mark.parametrize(
    ("table", "sheet", "column", "rule"),
    [
        ("offices", "id,title\na,Minister\n", "country", "an office is a country's"),
        (
            "places",
            "id,name,country,time_zone\na,Evin,cn,Asia/Nowhere\n",
            *("time_zone", "there is no such time zone"),
        ),
        (
            "places",
            "id,name,country,time_zone,latitude\na,Evin,cn,Asia/Tehran,35.8\n",
            *("latitude", "coordinates are two"),
        ),
        (
            "places",
            "id,name,country,time_zone,latitude,longitude\na,Evin,cn,Asia/Tehran,95,51\n",
            *("latitude", "decimal degrees from -90 to 90"),
        ),
        ("visits", "id,starts,ends\na,2023-06,2023-05\n", "ends", "a visit does not end before"),
        (
            "stops",
            "id,visit,country,arrives,departs\na,beijing,cn,2023-06-19,2023-06-18\n",
            *("departs", "a stop does not end before"),
        ),
        ("meetings", "id,starts_at\na,2023-06-18T19:30+08:00\n", "starts_at", "a moment needs a"),
        ("meetings", "id,starts_at\na,2023-06-18T19:30\n", "starts_at", "how far is it from UTC?"),
        ("meetings", "id,on,part_of_day\na,2023-06,evening\n", "part_of_day", "a part of the day"),
        ("statuses", "id,status,on\na,held,2023\n", "meeting", "a status is that of exactly one"),
        ("statuses", "id,meeting,status,on\na,qin,present,2023\n", "status", "of a meeting or"),
        ("participants", "id,official\na,qin\n", "meeting", "a participant is at exactly one"),
        (
            "participants",
            "id,visit,official,group\na,beijing,qin,Guests\n",
            *("official", "a participant is one official, one"),
        ),
        (
            "participants",
            "id,visit,group,tenure\na,beijing,Guests,qin-fm\n",
            *("tenure", "only an official takes part in an office"),
        ),
        (
            "custody",
            "id,detention,kind,on,status\na,kim-1,detained,2023,free\n",
            *("status", "`detained` means `held`"),
        ),
        ("detentions", "id,detainee\na,kim\n", "country", "a detention is by a country or"),
        (
            "detainees",
            "id,full_name,name_withheld\na,Ann Lee,true\n",
            *("description", "whose name is withheld is described"),
        ),
        (
            "detainees",
            "id,full_name,name_withheld,description\na,Ann Lee,true,Miss Lee\n",
            *("description", "the name is withheld: no part of it"),
        ),
        ("countries", "id,name,code\na,Atlantis,at\n", "code", "a country's code is two capital"),
        ("tenures", "id,official,office,end_status\na,qin,fm,ended\n", "end_status", "`ended` has"),
    ],
)
def test_a_rule_of_several_cells_is_kept_before_the_database_has_to(
    editor: User, table: str, sheet: str, column: str, rule: str
) -> None:
    imported(editor, WORLD)

    ((_, row, named, said),) = refused(editor, {table: sheet})

    assert (row, named) == (2, column)
    assert said.startswith(rule)


def test_the_documentation_is_that_of_the_tables() -> None:
    """A column that a stranger reads of, and that there is not, costs an afternoon."""
    path = Path(settings.BASE_DIR) / "docs" / "importing.md"
    written = path.read_text(encoding="utf-8").partition("<!-- tables -->\n")[2]

    assert re.sub(r"\n+", "\n", written) == re.sub(r"\n+", "\n", documented())
