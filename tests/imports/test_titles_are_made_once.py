"""An import of journeys makes each title once, from all that belongs to it."""

import pytest
from django.contrib.auth.models import User

from briefings.models import Identity, Meeting, Visit
from tests.imports.desk import imported
from tests.models.test_titles import label

pytestmark = pytest.mark.django_db

COUNTRIES = "id,name,code\ncn,China,CN\njp,Japan,JP\nkr,South Korea,KR\n"
OFFICIALS = "id,full_name\nab,Antony Blinken\nqg,Qin Gang\n"
VISIT = "id,starts,ends,travellers\nv,2023-06-16,2023-06-19,ab\n"
STOPS = "id,visit,country,order\nv-1,v,jp,0\nv-2,v,cn,1\n"
MEETING = "id,kind,on,officials\nm,bilateral,2023-06-18,ab|qg\n"
TOLD = {"countries": COUNTRIES, "officials": OFFICIALS, "visits": VISIT, "stops": STOPS}


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
