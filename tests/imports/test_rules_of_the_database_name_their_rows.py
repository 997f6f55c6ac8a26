"""What only the database refuses is told with its rows, all of them, and can be left out."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings.imports.running import ImportRefused
from briefings.limits import REFUSED_ROWS
from briefings.models import CustodyEvent, ImportRun, Official
from briefings.tables import CellNote
from tests.imports.desk import Texts, imported, planned, refused
from tests.stories.desk import person

AHEAD = f"{(timezone.now() + timedelta(days=400)).date()}"
MEETINGS = "id,title,on\nlisbon,Talks in Lisbon,2023-06-18\n"
HELD = {
    "countries": "id,name,code\ncn,China,CN\n",
    "detainees": "id,full_name\nmark,Mark Swidan\nkai,Kai Li\n",
    "detentions": "id,detainee,country\nm,mark,cn\nk,kai,cn\n",
}


@pytest.fixture
def editor(db: None) -> User:
    """Return somebody whose entries are public at once."""
    return person("Marguerite Higgins", "editor")


BROKEN = {
    "born ahead": (
        {"officials": f"id,full_name,born\na,Qin Gang,{AHEAD}\nb,Wang Yi,1953\nc,Li,{AHEAD}\n"},
        [("officials.csv", 2, "born"), ("officials.csv", 4, "born")],
    ),
    "died ahead": (
        {"officials": f"id,full_name,died\na,Qin Gang,\nb,Wang Yi,{AHEAD}\n"},
        [("officials.csv", 3, "died")],
    ),
    "a detainee born ahead": (
        {"detainees": f"id,full_name,born\na,Mark Swidan,\nb,Kai Li,{AHEAD}\n"},
        [("detainees.csv", 3, "born")],
    ),
    "a meeting held ahead": (
        {
            "meetings": MEETINGS,
            "statuses": "id,meeting,status,on\na,lisbon,invited,2023-06-01\n"
            f"b,lisbon,held,{AHEAD}\nc,lisbon,invited,{AHEAD}\n",
        },
        [("statuses.csv", 3, "on")],
    ),
    "detained ahead": (
        HELD
        | {"custody": f"id,detention,kind,on\na,m,detained,{AHEAD}\nb,k,detained,2016-09-09\n"},
        [("custody.csv", 2, "on")],
    ),
    "freed before held": (
        HELD
        | {
            "custody": "id,detention,kind,on\na,m,detained,2016\nb,m,released,2015\n"
            "c,k,released,2014\nd,k,detained,2016\n"
        },
        [("custody.csv", 3, ""), ("custody.csv", 5, "")],
    ),
    "in two files": (
        {
            "officials": f"id,full_name,born\na,Qin Gang,{AHEAD}\n",
            "detainees": f"id,full_name,born\na,Kai Li,{AHEAD}\n",
        },
        [("officials.csv", 2, "born"), ("detainees.csv", 2, "born")],
    ),
    "beside a fault of a cell": (
        {
            "officials": f"id,full_name,born,died\na,Qin Gang,circa 1966,\nb,Wang Yi,{AHEAD},\n"
            f"c,Yang,,{AHEAD}\n"
        },
        [("officials.csv", 2, "born"), ("officials.csv", 3, "born"), ("officials.csv", 4, "died")],
    ),
    "what rests on such a row is no fault of its own": (
        {
            "officials": f"id,full_name,born\na,Qin Gang,{AHEAD}\n",
            "countries": "id,name,code\ncn,China,CN\n",
            "offices": "id,title,country\nfm,Foreign Minister,cn\n",
            "tenures": "id,official,office\nt,a,fm\n",
        },
        [("officials.csv", 2, "born")],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_row_is_named_by_the_trial_and_by_the_import(editor: User, name: str) -> None:
    texts, places = BROKEN[name]

    found = refused(editor, texts)

    assert [place[:3] for place in found] == places
    assert [(each.file, each.row, each.column) for each in planned(editor, texts).faults] == places
    assert not ImportRun.objects.exists()
    assert not Official.objects.exists()


def test_the_words_are_those_of_the_rule(editor: User) -> None:
    texts: Texts = {"officials": f"id,full_name,born\na,Qin Gang,{AHEAD}\n"}

    assert refused(editor, texts) == [
        ("officials.csv", 2, "born", "A birth has a day that is still to come")
    ]


def test_among_thousands_of_rows_each_is_found(editor: User) -> None:
    bad = {7, 499, 500, 501, 1_203}
    rows = [f"o{at},Person {at},{AHEAD if at in bad else 1950}" for at in range(2, 1_300)]
    texts: Texts = {"officials": "\n".join(["id,full_name,born", *rows, ""])}

    assert {row for _, row, _, _ in refused(editor, texts)} == bad


def test_a_file_of_which_every_row_is_refused_costs_no_more_than_its_limit(editor: User) -> None:
    count = 5 * REFUSED_ROWS
    rows = [f"o{at},Person {at},{AHEAD}" for at in range(count)]
    texts: Texts = {"officials": "\n".join(["id,full_name,born", *rows, ""])}

    with CaptureQueriesContext(connection) as asked:
        found = planned(editor, texts).faults

    tries = [query for query in asked if query["sql"].startswith("SAVEPOINT")]
    assert len(found.rows) == REFUSED_ROWS
    assert len(tries) < 5 * REFUSED_ROWS


def test_by_command_they_are_named_and_can_be_left_out(editor: User, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    texts = BROKEN["freed before held"][0]
    for name, text in texts.items():
        (tmp_path / "in" / f"{name}.csv").write_text(text)
    run = ["import_records", str(tmp_path / "in"), "--by", editor.username]

    for dry in (["--dry-run"], []):
        with pytest.raises(CommandError) as caught:
            call_command(*run, *dry)
        lines = str(caught.value).splitlines()
        assert lines[0].startswith("custody.csv, row 3: ")
        assert lines[1].startswith("custody.csv, row 5: ")
        assert lines[-1].startswith("2 of 9 rows cannot go in")
    call_command(*run, "--leave-out", str(tmp_path / "out"))

    assert CustodyEvent.objects.count() == 2
    kept = (tmp_path / "out" / "custody.csv").read_text().splitlines()
    assert [line.split(",")[0] for line in kept] == ["id", "b", "d"]


def test_rows_that_stand_only_together_go_in(editor: User) -> None:
    """Beside a row that is refused too: a stay that moves as a whole is not torn apart."""
    before = HELD | {
        "custody": "id,detention,kind,on\na,m,detained,2016-01\nb,m,released,2016-03\n"
    }
    after = HELD | {
        "custody": "id,detention,kind,on\na,m,detained,2018-01\nb,m,released,2018-03\n"
        f"c,k,detained,{AHEAD}\n"
    }
    imported(editor, before)

    assert [place[:3] for place in refused(editor, after)] == [("custody.csv", 4, "on")]


BASE = {
    "countries": "id,name,code\ncn,China,CN\n",
    "officials": "id,full_name\nqin,Qin Gang\nwang,Wang Yi\n",
    "offices": "id,title,country\nfm,Foreign Minister,cn\n",
    "visits": "id,starts\nv,2023-06-18\n",
    "meetings": "id,on\nm,2023-06-18\n",
    "detainees": "id,full_name\nmark,Mark Swidan\n",
}
ODD = [
    ("countries", "id,name,code,current", ["a,Alba,zz9,true", "b,Bern,XX,false"]),
    ("countries", "id,name,first_year,last_year", ["a,Alba,1900,1800", "b,Bern,32767,-9000"]),
    ("countries", "id,name,code", ["a,Alba,AB", "b,Bern,AB"]),
    ("countries", "id,name,predecessors", ["a,Alba,b|b", "b,Bern,a|b"]),
    ("officials", "id,full_name,other_names", ["a,\u200b,x", "b,Bo,Bo|Bo|\u00a0"]),
    (
        "tenures",
        "id,official,office,status,ended",
        ["a,qin,fm,served,1900", "b,qin,fm,declined,1900"],
    ),
    (
        "tenures",
        "id,official,office,appointed,ended",
        ["a,qin,fm,2023,1900", "b,qin,fm,2023-05-05,2023-05-04"],
    ),
    ("meetings", "id,starts_at,time_zone", ["a,0001-01-01T00:00+14:00,UTC"]),
    ("meetings", "id,starts_at,time_zone", ["a,9999-12-31T23:59-12:00,UTC"]),
    ("meetings", "id,starts_at,time_zone", ["a,9999-12-31T23:59+00:00,Asia/Shanghai"]),
    ("meetings", "id,on,minutes,visit", ["a,2023,0,v", "b,9999,32767,v"]),
    ("meetings", "id,on,part_of_day", ["a,2023-06-18/2023-06-19,morning", "b,2023-06,evening"]),
    ("meetings", "id,on,groups", ["a,2023,\u200b", "b,2023,Troika|Troika"]),
    ("participants", "id,meeting,official", ["a,m,qin", "b,m,qin", "c,m,wang"]),
    ("participants", "id,meeting,visit,official", ["a,m,v,qin", "b,,,wang"]),
    ("stops", "id,visit,country,arrives,departs", ["a,v,cn,2023-06-19,2023-06-18"]),
    ("stops", "id,visit,country,order", ["a,v,cn,1", "b,v,cn,1"]),
    ("detainees", "id,full_name,name_withheld,description", ["a,Kai Li,true,", "b,Kai,true,Kai"]),
    ("detentions", "id,detainee,country,order", ["a,mark,cn,1", "b,mark,cn,1", "c,mark,,2"]),
    (
        "places",
        "id,name,country,latitude,longitude,time_zone",
        ["a,O,cn,91,0,UTC", "b,X,cn,1,,UTC"],
    ),
    (
        "places",
        "id,name,country,time_zone",
        ["a,\u200b,cn,UTC", "b,X,cn,utc", "c,Y,cn,Mars"],
    ),
    ("offices", "id,title,country,seats,first_year,last_year", ["a,X,cn,0,,", "b,Y,cn,1,9,8"]),
    ("organizations", "id,name", ["a,\u200b", "b,\u3164"]),
    ("topics", "id,name", ["a,\u200b", "b,\u2028"]),
]


def faults(editor: User, texts: Texts) -> list[CellNote]:
    """Return every fault for which an import is refused, none if it is not."""
    try:
        imported(editor, texts)
    except ImportRefused as caught:
        return [*caught.plan.faults]
    return []


@pytest.mark.parametrize(("table", "columns", "rows"), ODD)
def test_whatever_is_refused_is_refused_with_its_row(
    editor: User, table: str, columns: str, rows: list[str]
) -> None:
    texts = {name: text for name, text in BASE.items() if name != table}
    if table in BASE:  # what names the table's rows is not about it
        texts = {name: texts[name] for name in ("countries", "visits") if name in texts}
    texts[table] = "\n".join([columns, *rows, ""])

    tried = [*planned(editor, texts).faults]

    assert faults(editor, texts) == tried
    assert all(each.row for each in tried)
