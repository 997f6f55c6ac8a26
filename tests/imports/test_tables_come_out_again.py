"""What is exported is what an import reads, and nothing of a file is lost."""

from django.contrib.auth.models import User

from tests.factories import OfficialNameFactory, TenureFactory
from tests.imports.desk import ALL, given_back, imported, planned

TABLES = ("countries", "offices", "officials", "tenures")


def test_an_import_of_an_export_changes_nothing(editor: User) -> None:
    """Of what was imported, and of what was entered at the desk."""
    imported(editor, ALL)
    TenureFactory(official=OfficialNameFactory().official, ended="2023", end_status="ended")

    done = planned(editor, {table: given_back(table) for table in TABLES})

    assert not done.faults, done.faults.in_words()
    assert done.changes_nothing, done.rows


def test_an_export_names_what_it_belongs_to_by_slug(editor: User) -> None:
    imported(editor, ALL)

    header, row = given_back("tenures").decode().splitlines()

    assert header.startswith("id,official,office,status,acting")
    assert row.startswith("qin-fm,qin-gang,foreign-minister-of-china,served,false")


def test_a_formula_comes_out_harmless_and_goes_in_as_it_was(editor: User) -> None:
    imported(editor, {"countries": "id,name\na,=1+1\n"})

    given = given_back("countries")

    assert b",'=1+1," in given
    assert planned(editor, {"countries": given}).changes_nothing
