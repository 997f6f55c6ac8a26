"""Tables become records and facts, and a second import of them nothing."""

import io
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from briefings.imports.files import File
from briefings.imports.profiles import OWN
from briefings.imports.running import plan
from briefings.models import (
    Change,
    Country,
    ExternalIdentifier,
    ImportedRow,
    ImportRun,
    Office,
    Official,
    OfficialName,
    Slug,
    Succession,
    Tenure,
)
from tests.imports.desk import ALL, COUNTRIES, imported, planned

pytestmark = pytest.mark.server

HISTORY = (Country, Office, Official, OfficialName, Tenure, Succession)


def test_four_tables_become_a_connected_record(editor: User) -> None:
    done, _ = imported(editor, ALL)

    tenure = Tenure.objects.get()
    assert str(tenure.official) == "Qin Gang"
    assert tenure.office.country == Country.objects.get(code="CN")
    assert (str(tenure.ended), tenure.end_status) == ("25 July 2023", "ended")
    assert tenure.official.short_name == "Gang"
    assert [name.name for name in tenure.official.names.all()] == ["秦刚"]
    assert [(file.name, file.created) for file in done.files] == [
        *(("countries.csv", 3), ("offices.csv", 1), ("officials.csv", 1), ("tenures.csv", 1))
    ]


def test_the_files_may_come_in_any_order(editor: User) -> None:
    imported(editor, dict(reversed(ALL.items())))

    assert Tenure.objects.get().office.slug == "foreign-minister-of-china"


def test_a_row_may_name_one_that_comes_later_in_its_file(editor: User) -> None:
    imported(editor, {"countries": COUNTRIES})

    succession = Succession.objects.get()
    assert str(succession) == "Soviet Union → Russia"


def test_what_an_editor_imports_is_public_at_once(editor: User) -> None:
    imported(editor, ALL)

    assert Tenure.objects.live(timezone.now()).exists()


def test_what_a_reporter_imports_waits_for_an_editor(reporter: User) -> None:
    imported(reporter, ALL)

    assert Official.objects.entered().count() == 1
    assert not Tenure.objects.live(timezone.now()).exists()


def test_a_second_import_of_the_same_files_changes_nothing(editor: User) -> None:
    imported(editor, ALL)
    connection.check_constraints()
    before = state()

    done, run = imported(editor, ALL)
    connection.check_constraints()

    assert run is None
    assert done.changes_nothing
    assert [file.unchanged for file in done.files] == [3, 1, 1, 1]
    assert state() == before


def test_a_dry_run_writes_nothing_and_says_what_would_be_done(editor: User) -> None:
    before = state()

    dry = planned(editor, ALL)

    assert state() == before
    done, _ = imported(editor, ALL)
    assert dry.rows == done.rows
    assert [(row.table, row.number, row.key, row.outcome) for row in dry.rows[:3]] == [
        ("countries", 2, "ru", "created"),
        ("countries", 3, "su", "created"),
        ("countries", 4, "cn", "created"),
    ]


def test_a_changed_cell_is_a_change_of_its_column_alone(editor: User) -> None:
    imported(editor, ALL)
    sheet = "id,full_name,short_name,born\nqin,Qin Gang,Qin,\n"

    done, run = imported(editor, {"officials": sheet})

    assert [row.fields for row in done.rows] == [("short_name",)]
    assert run is not None
    row = run.rows.get()
    assert (row.before, row.after) == ({"short_name": "Gang"}, {"short_name": "Qin"})
    assert str(Official.objects.get().born) == "1966", "an empty cell says nothing"


def test_a_list_adds_and_takes_nothing_away(editor: User) -> None:
    imported(editor, ALL)

    imported(editor, {"officials": "id,full_name,other_names\nqin,Qin Gang,Ch'in Kang\n"})

    assert sorted(OfficialName.objects.values_list("name", flat=True)) == ["Ch'in Kang", "秦刚"]


def test_a_country_that_we_have_is_known_by_its_code(editor: User) -> None:
    """The demo's China has no id of a stranger's; a second China would be half of one."""
    china = Country.objects.create(name="China", slug="china", code="CN")

    done, _ = imported(editor, {"countries": "id,name,code\ncn,China,CN\n"})

    assert Country.objects.get() == china
    assert [row.fields for row in done.rows] == [("id",)]
    assert ExternalIdentifier.objects.get().value == "cn"


def test_a_record_is_known_by_its_slug_without_an_id(editor: User) -> None:
    imported(editor, {"countries": "slug,name\nceylon,Ceylon\n"})

    imported(editor, {"countries": "slug,name,last_year\nceylon,Ceylon,1972\n"})

    assert Country.objects.get().last_year == 1972


def test_former_ids_lead_to_the_record_and_know_it_again(editor: User) -> None:
    imported(editor, {"officials": "id,full_name\nqin-g,Qin Gang\n"})

    done, _ = imported(
        editor, {"officials": "id,former_ids,full_name\nqin-gang-1966,qin-g,Qin Gang\n"}
    )

    assert Official.objects.count() == 1
    assert [row.fields for row in done.rows] == [("id", "former_ids")]
    assert Slug.objects.filter(type="official", slug="qin-g").exists()


def test_references_are_found_by_slug_and_by_name(editor: User) -> None:
    imported(editor, {"countries": COUNTRIES})
    sheet = "slug,full_name,country\na,Wang Yi,China\nb,Sergey Lavrov,russia\n"

    imported(editor, {"officials": sheet})

    found = Official.objects.order_by("pk").values_list("country__name", flat=True)
    assert [*found] == ["China", "Russia"]


def test_two_namesakes_get_two_addresses(editor: User) -> None:
    imported(editor, {"officials": "id,full_name\na,John Forsyth\nb,John Forsyth\n"})

    assert sorted(Official.objects.values_list("slug", flat=True)) == [
        *("john-forsyth", "john-forsyth-2")
    ]


def test_what_looks_like_a_formula_is_kept_as_text(editor: User) -> None:
    imported(editor, {"officials": "id,full_name\na,\"=cmd|' /C calc'!A0\"\n"})

    assert Official.objects.get().full_name == "=cmd|' /C calc'!A0"


def state() -> list[object]:
    """Return all that an import may touch, the ledger and the histories."""
    counted = (*HISTORY, Change, ImportRun, ImportedRow, ExternalIdentifier, Slug)
    events = [apps.get_model("briefings", f"{model.__name__}Event") for model in HISTORY]
    models: list[Any] = [*counted, *events]
    return [model._default_manager.count() for model in models]


def test_two_files_may_hold_one_table_and_no_row_twice(editor: User) -> None:
    lists = [
        File(name, "countries", io.BytesIO(text.encode()))
        for name, text in (("a.csv", "id,name\ncn,China\n"), ("b.csv", "id,name\ncn,China\n"))
    ]

    done = plan(by=editor, files=lists, profile=OWN)

    assert done.faults.in_words() == [
        "b.csv, row 2, id: “cn”: row 2 of a.csv has this id or slug already"
    ]
