"""A sheet that names a record which was merged is of the survivor, whatever it names it by."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions.merging import merge
from briefings.models import ImportedRow, Official, Tenure
from tests.factories import CountryFactory
from tests.imports.desk import imported, refused
from tests.stories.desk import person

WHY = "Both are the foreign minister."
COUNTRIES = "id,name,code\ncn,China,CN\nprc,People’s Republic,PR\n"
OFFICES = "id,title,country\nfm,Foreign Minister of China,cn\nam,Ambassador,cn\n"
TWO = "id,full_name,born\nqin,Qin Gang,1966\nqin-g,Gang Qin,1967\n"
TENURES = "id,official,office,started\nfirst,qin,fm,2022-12-30\nsecond,qin-g,fm,2022-12-30\n"
ALL = {"countries": COUNTRIES, "offices": OFFICES, "officials": TWO, "tenures": TENURES}


@pytest.fixture
def cleo(db: None) -> User:
    """Return a publisher."""
    return person("Cleo Marsh", "publisher")


@pytest.fixture
def qin(editor: User, cleo: User) -> Official:
    """Return an official into whom another of the same import was merged, with one's tenure."""
    imported(editor, ALL)
    survivor, merged = Official.objects.order_by("pk")
    merge(by=cleo, survivor=survivor, merged=merged, reason=WHY)
    return survivor


def other() -> Official:
    """Return the one who was merged."""
    return Official.objects.get(full_name="Gang Qin")


@pytest.mark.parametrize("handle", ["qin-g", "gang-qin", "public id"])
def test_a_fact_is_of_the_survivor(handle: str, editor: User, qin: Official) -> None:
    name = str(other().public_id) if handle == "public id" else handle

    imported(editor, {"tenures": f"id,official,office,started\nthird,{name},am,2021-07-28\n"})

    assert Tenure.objects.get(office__title="Ambassador").official == qin


def test_a_merged_record_is_not_found_by_its_name(editor: User, qin: Official) -> None:
    rows = "id,official,office,started\nthird,Gang Qin,am,2021-07-28\n"

    assert refused(editor, {"tenures": rows}) == [
        ("tenures.csv", 2, "official", "there is no such id, slug or name among the officials")
    ]


def test_a_name_that_only_one_has_since_a_merge_names_the_survivor(
    editor: User, cleo: User
) -> None:
    imported(editor, ALL | {"officials": TWO.replace("Gang Qin", "Qin Gang")})
    survivor, merged = Official.objects.order_by("pk")
    merge(by=cleo, survivor=survivor, merged=merged, reason=WHY)

    imported(editor, {"tenures": "id,official,office,started\nthird,Qin Gang,am,2021-07-28\n"})

    assert Tenure.objects.get(office__title="Ambassador").official == survivor


@pytest.mark.parametrize("column", ["id", "slug", "public id"])
def test_a_row_of_the_merged_record_is_one_of_the_survivor(
    column: str, editor: User, qin: Official
) -> None:
    name = {"id": "qin-g", "slug": "gang-qin", "public id": str(other().public_id)}[column]
    ids = set(qin.identity.identifiers.values_list("value", flat=True))

    columns = f"{column.removeprefix('public ')},full_name,born"
    imported(editor, {"officials": f"{columns}\n{name},Qin Gang,1965\n"})

    qin.refresh_from_db()
    assert str(qin.born) == "1965"
    assert str(other().born) == "1967", "what was merged is as it was"
    assert set(qin.identity.identifiers.values_list("value", flat=True)) == ids


def test_a_country_is_known_by_the_code_of_what_was_merged_into_it(
    editor: User, cleo: User
) -> None:
    survivor, merged = CountryFactory(code="CN", name="China"), CountryFactory(code="PR")
    merge(by=cleo, survivor=survivor, merged=merged, reason=WHY)

    imported(editor, {"countries": "id,name,code,long_name\nprc,China,PR,People’s Republic\n"})

    survivor.refresh_from_db()
    assert (survivor.code, survivor.long_name) == ("CN", "People’s Republic")


def test_an_import_is_repeated_after_a_merge_of_two_of_its_rows(
    editor: User, qin: Official
) -> None:
    """The survivor's own row says what it is; facts that a merge left aside stay aside."""
    left = Tenure.objects.get(official=other())

    done, _ = imported(editor, ALL)

    assert done.rows == []
    left.refresh_from_db()
    assert left.official == other()
    assert not Tenure.objects.live(timezone.now()).filter(pk=left.pk).exists()
    assert ImportedRow.objects.filter(key="second", row=left.public_id).exists()
