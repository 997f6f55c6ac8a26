"""An import of journeys, and its undo, make each title once, from all that belongs to it."""

import pytest
from django.contrib.auth.models import User
from django.db import connection

from briefings.imports.undoing import undo
from briefings.models import Identity, ImportRun, Meeting, Visit
from tests.imports.desk import imported
from tests.models.test_titles import label

pytestmark = pytest.mark.django_db

COUNTRIES = "id,name,code\ncn,China,CN\njp,Japan,JP\nkr,South Korea,KR\n"
OFFICIALS = "id,full_name\nab,Antony Blinken\nqg,Qin Gang\n"
VISIT = "id,starts,ends,travellers\nv,2023-06-16,2023-06-19,ab\n"
STOPS = "id,visit,country,order\nv-1,v,jp,0\nv-2,v,cn,1\n"
MEETING = "id,kind,on,officials\nm,bilateral,2023-06-18,ab|qg\n"
TOLD = {"countries": COUNTRIES, "officials": OFFICIALS, "visits": VISIT, "stops": STOPS}
ADDED = {
    "stops": "id,visit,country,order\nv-3,v,kr,2\nv-4,v,jp,3\n",
    "participants": "id,visit,official,role\np,v,qg,delegation\n",
}


def test_a_visit_is_titled_once_its_stops_and_travellers_are_there(editor: User) -> None:
    imported(editor, TOLD | {"meetings": MEETING})

    visit, meeting = Visit.objects.get(), Meeting.objects.get()
    assert label(visit) == "Antony Blinken to Japan and China, 16–19 June 2023"
    assert label(meeting) == "Meeting of Antony Blinken and Qin Gang, 18 June 2023"
    assert (visit.version, meeting.version) == (3, 2)


def test_who_and_where_is_added_later_is_in_the_title(editor: User) -> None:
    imported(editor, TOLD)
    imported(
        editor,
        {
            "stops": "id,visit,country,order\nv-3,v,kr,2\n",
            "participants": "id,visit,official,role\np,v,qg,delegation\n",
        },
    )

    assert label(Visit.objects.get()) == (
        "Antony Blinken and Qin Gang to Japan, China and South Korea, 16–19 June 2023"
    )


def test_what_an_import_changes_is_in_the_title(editor: User) -> None:
    imported(editor, TOLD)
    imported(editor, {"stops": "id,visit,country,order\nv-1,v,kr,0\n"})

    visit = Visit.objects.get()
    assert label(visit) == "Antony Blinken to South Korea and China, 16–19 June 2023"
    assert Identity.objects.filter(label=visit.label).exists()


def undone(by: User, run: ImportRun | None) -> None:
    """Take an import back, as a commit ends it."""
    connection.check_constraints()
    assert run is not None
    assert undo(by=by, run=run).left == []
    connection.check_constraints()


def test_an_undo_titles_what_it_took_parts_from_as_before(editor: User) -> None:
    imported(editor, TOLD)
    before = Visit.objects.get()
    _, run = imported(editor, ADDED)
    added = Visit.objects.get()
    assert added.label != before.label

    undone(editor, run)

    visit = Visit.objects.get()
    assert visit.label == before.label
    assert Identity.objects.get(type="visit").label == before.label
    assert visit.version == added.version + 1


def test_an_undo_titles_what_it_gives_another_name(editor: User) -> None:
    imported(editor, TOLD)
    before = label(Visit.objects.get())
    _, run = imported(editor, {"countries": "id,name\ncn,People’s Republic of China\n"})
    assert "People’s Republic" in label(Visit.objects.get())

    undone(editor, run)

    assert label(Visit.objects.get()) == before


def test_an_undo_writes_a_visit_that_it_takes_back_once(editor: User) -> None:
    _, run = imported(editor, TOLD)
    [visit] = Visit.objects.all()

    undone(editor, run)

    taken = Visit.objects.get()
    assert taken.retraction_reason == "wrong"
    assert (taken.label, taken.version) == ("Visit, 16–19 June 2023", visit.version + 1)
