"""What is wrong with a row is said with file, row and column; nothing is written then."""

import pytest
from django.contrib.auth.models import User

from briefings.actions import Refused
from briefings.imports.circles import MOST, circles
from briefings.models import Country, ImportRun, Official
from tests.imports.desk import ALL, COUNTRIES, imported, planned, refused
from tests.stories.desk import person

OFFICIAL = "id,full_name,born,died,country\n"


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        (
            "a,Qin Gang,1861-02-30,,\n",
            "born",
            "There is no 30 February 1861: February 1861 has 28 days",
        ),
        ("a,Qin Gang,circa 1861,,\n", "born", "write 1861~ for about 1861"),
        (
            "a,Qin Gang,1861?,,\n",
            *("born", "there is no “?”; write 1861~ for about, or an interval"),
        ),
        ("a,Qin Gang,1990,1950,\n", "died", "nobody dies before being born"),
        (
            "a,Qin Gang,,,atlantis\n",
            *("country", "there is no such id, slug or name among the countries"),
        ),
        ("a,,,,\n", "full_name", "this cell is never empty"),
        (f"a,{'x' * 501},,,\n", "full_name", "501 characters, at most 500 fit"),
        (",Qin Gang,,,\n", "id", "a row needs an id or a slug"),
        (
            "a,Qin\u202eGang,,,\n",
            *("full_name", "it holds U+202E right-to-left override: take it out"),
        ),
    ],
)
def test_a_fault_of_a_cell_is_said_with_its_place(
    editor: User, row: str, column: str, rule: str
) -> None:
    assert refused(editor, {"officials": OFFICIAL + row}) == [("officials.csv", 2, column, rule)]
    assert not Official.objects.exists()


def test_an_id_that_is_there_twice_is_said_with_both_rows(editor: User) -> None:
    found = refused(editor, {"officials": "id,full_name\na,Qin Gang\nb,Wang Yi\na,Qin Gang\n"})

    assert found == [
        ("officials.csv", 4, "id", "row 2 of officials.csv has this id or slug already")
    ]


def test_a_former_id_is_nobodys_present_one(editor: User) -> None:
    sheet = "id,former_ids,full_name\na,b,Qin Gang\nb,,Wang Yi\n"

    assert refused(editor, {"officials": sheet}) == [
        ("officials.csv", 3, "id", "row 2 of officials.csv has this id or slug already")
    ]


def test_what_is_public_a_reporter_does_not_change_by_a_file(editor: User, reporter: User) -> None:
    """The desk does not let a reporter either."""
    imported(editor, ALL | {"visits": "id,starts\nbeijing,2023-06-18\n"})
    sheets = {
        "officials": "id,full_name,born,other_names\nqin,Qin Gang,,秦刚\nwang,Wang Yi,,\n",
        "visits": "id,starts\nbeijing,2023-06-19\n",
        "stops": "id,visit,country\ns1,beijing,cn\n",
    }

    assert refused(reporter, sheets) == [
        ("visits.csv", 2, "id", "it is public, or will be: an editor changes it"),
        ("stops.csv", 2, "id", "it is public, or will be: an editor changes it"),
    ]


def test_a_tenure_that_ends_before_it_starts_is_refused(editor: User) -> None:
    tenures = "id,official,office,started,ended\na,qin,fm,2023-07-25,2022-12-30\n"

    assert refused(editor, ALL | {"tenures": tenures}) == [
        ("tenures.csv", 2, "ended", "a tenure does not end before it starts")
    ]


def test_a_tenure_whose_dates_may_be_in_order_passes(editor: User) -> None:
    tenures = "id,official,office,started,ended\na,qin,fm,2023-07-25,2023\n"

    assert not planned(editor, ALL | {"tenures": tenures}).faults


def test_every_fault_of_every_file_is_said_at_once(editor: User) -> None:
    found = refused(
        editor,
        {"countries": "id,name\ncn,\n", "officials": "id,full_name,country\na,Qin,xx\nb,,cn\n"},
    )

    assert sorted((file, row, column) for file, row, column, _ in found) == [
        ("countries.csv", 2, "name"),
        ("officials.csv", 2, "country"),
        ("officials.csv", 3, "full_name"),
    ]
    assert not ImportRun.objects.exists()


def test_missing_and_unknown_columns_are_said(editor: User) -> None:
    found = refused(editor, {"officials": "id,nmae\na,Qin Gang\n"})

    assert [(column, rule.split(";")[0]) for _, _, column, rule in found] == [
        ("full_name", "this column is missing"),
        ("", "there is no such column"),
    ]


def test_a_name_that_several_have_is_no_reference(editor: User) -> None:
    imported(editor, {"countries": "id,name\nde,Germany\nde-1871,Germany\n"})

    found = refused(editor, {"officials": "id,full_name,country\na,Otto,Germany\n"})

    assert [rule for *_, rule in found] == [
        "several of the countries have this name: write an id or a slug"
    ]


def test_states_that_came_back_are_kept_and_told(editor: User) -> None:
    """The real list has such circles; whoever follows them without looking never ends."""
    sheet = "id,name,predecessors\nkh,Cambodia,khmer\nkhmer,Khmer Republic,kh\n"

    done, _ = imported(editor, {"countries": sheet})

    assert [remark.value for remark in done.remarks] == ["khmer → kh → khmer"]
    assert Country.objects.count() == 2


def test_every_circle_is_told_up_to_twenty() -> None:
    pairs = {f"a{number}": [f"b{number}"] for number in range(MOST + 1)}
    back = {after: [before] for before, [after] in pairs.items()}

    assert circles({"a": ["b"], "b": ["a", "c"], "c": ["d"], "d": ["e"], "e": ["c"]}) == [
        ["a", "b", "a"],
        ["c", "d", "e", "c"],
    ]
    assert circles({"a": ["b", "c"], "b": ["c"]}) == []
    assert len(circles(pairs | back)) == MOST


def test_a_state_that_follows_itself_is_refused(editor: User) -> None:
    found = refused(editor, {"countries": "id,name,predecessors\nkh,Cambodia,kh\n"})

    assert found == [("countries.csv", 2, "predecessors", "it names itself")]


def test_an_address_of_another_record_is_refused(editor: User) -> None:
    imported(editor, {"countries": COUNTRIES})

    sheet = "id,slug,former_ids,name\ncn,cathay,,China\nru,,china,Russia\n"

    assert refused(editor, {"countries": sheet}) == [
        ("countries.csv", 2, "slug", "its address is china: change it at the desk"),
        ("countries.csv", 3, "former_ids", "this address is, or once was, another record's"),
    ]


def test_an_address_with_another_id_is_refused(editor: User) -> None:
    imported(editor, {"countries": COUNTRIES})

    found = refused(editor, {"countries": "id,slug,name\nxx,china,Cathay\n"})

    assert found == [("countries.csv", 2, "id", "it is China, which has the id cn")]


def test_two_rows_of_one_record_are_refused(editor: User) -> None:
    Country.objects.create(name="China", slug="china", code="CN")

    found = refused(editor, {"countries": "id,name,code\ncn,China,CN\nprc,PRC,CN\n"})

    assert found == [("countries.csv", 3, "id", "it is China, as is row 2")]


def test_who_may_not_enter_records_may_not_import_them(db: None) -> None:
    reader = person("Ida Tarbell", "")

    with pytest.raises(Refused, match="Your role does not enter these records"):
        imported(reader, ALL)
