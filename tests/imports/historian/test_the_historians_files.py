"""How the files of the US Office of the Historian are read."""

from django.contrib.auth.models import User

from briefings.imports.historian.profile import HISTORIAN
from briefings.models import Country, ExternalIdentifier, Official, Slug
from tests.imports.desk import SHARED, imported, needs_shared, planned, refused

OFFICIAL = (
    "official_id,family_name,given_name,display_name,sort_name,birth_year\n"
    "seward-william-henry,Seward,William Henry,William Henry Seward,"
)


def test_a_fault_is_said_under_the_column_of_their_file(editor: User) -> None:
    Country.objects.create(name="United States", slug="united-states", code="US")

    found = refused(editor, {"officials": f'{OFFICIAL}"Seward, William",circa 1801\n'}, HISTORIAN)

    assert ("officials.csv", 2, "birth_year") in [each[:3] for each in found]


@needs_shared
def test_their_countries_are_ours_where_the_code_is_the_same(editor: User) -> None:
    ours = Country.objects.create(name="China", slug="china", code="CN")

    imported(editor, {"countries": (SHARED / "countries.csv").read_bytes()}, HISTORIAN)

    assert Country.objects.get(code="CN") == ours
    known = ExternalIdentifier.objects.get(scheme="historian-country", value="china")
    assert known.identity_id == ours.identity_id


@needs_shared
def test_old_ids_lead_to_the_person(editor: User) -> None:
    lines = (SHARED / "officials.csv").read_text(encoding="utf-8").split("\n")
    some = "\n".join([lines[0], *(line for line in lines if "bernicat-marcia" in line), ""])
    Country.objects.create(name="United States", slug="united-states", code="US")

    imported(editor, {"officials": some}, HISTORIAN)

    slug = Slug.objects.get(type="official", slug="bernicat-marcia-s-b")
    assert slug.identity_id == Official.objects.get().identity_id


def test_what_the_source_cannot_mean_is_left_out_and_told(editor: User) -> None:
    sheet = (
        "country_id,name,valid_from,valid_to,successor_ids\n"
        "northern-rhodesia-1964,Northern Rhodesia,1986,1964,northern-rhodesia-1964\n"
    )

    dry = planned(editor, {"countries": sheet}, HISTORIAN)

    assert not dry.faults
    assert [(remark.column, remark.rule) for remark in dry.remarks] == [
        ("successor_ids", "it follows itself: left out"),
        ("valid_to", "1964 is before 1986: both years are left out"),
    ]
