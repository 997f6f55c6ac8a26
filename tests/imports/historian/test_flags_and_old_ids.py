"""Former ids are nobody's present ones, and the flags of the source are taken at their word."""

import pytest
from django.contrib.auth.models import User

from briefings.imports.historian.columns import TENURES
from briefings.imports.historian.profile import HISTORIAN
from briefings.models import Official, Tenure
from tests.imports.desk import given_back, imported, refused
from tests.imports.sources import as_files, seven_files


def test_an_old_id_belongs_to_one_official(editor: User) -> None:
    files = seven_files()
    files["officials"][0]["old_ids"] = "seward-w-h"

    assert refused(editor, as_files(files), HISTORIAN) == [
        (
            *("officials.csv", 3, "old_ids"),
            "row 2 has the old id seward-w-h already: it belongs to one official",
        )
    ]


@pytest.mark.parametrize("official_id", ["seward-frederick", "hay-john-milton"])
def test_an_old_id_that_is_anothers_id_renames_nobody(editor: User, official_id: str) -> None:
    """Neither with a row of its own in this file, nor when it came with an earlier one."""
    imported(editor, as_files(seven_files()), HISTORIAN)
    row = seven_files()["officials"][0]
    row |= {"official_id": official_id, "old_ids": "seward-william-henry"}
    row |= {"display_name": "Frederick Seward", "sort_name": "Seward, Frederick"}

    found = refused(editor, as_files({"officials": [row]}), HISTORIAN)

    assert ("officials.csv", 2, "old_ids") in [each[:3] for each in found]
    assert Official.objects.filter(full_name="William Henry Seward").exists()
    assert not Official.objects.filter(full_name="Frederick Seward").exists()


def test_an_id_that_is_anothers_old_one_renames_nobody(editor: User) -> None:
    imported(editor, as_files(seven_files()), HISTORIAN)
    row = seven_files()["officials"][0]
    row |= {"official_id": "seward-w-h", "display_name": "Wanda Seward"}

    found = refused(editor, as_files({"officials": [row]}), HISTORIAN)

    assert ("officials.csv", 2, "official_id") in [each[:3] for each in found]


def test_who_gets_a_new_id_stays_who_it_is(editor: User) -> None:
    imported(editor, as_files(seven_files()), HISTORIAN)
    row = seven_files()["officials"][-1]
    row |= {"official_id": "seward-william-h", "old_ids": "seward-w-h|seward-william-henry"}

    imported(editor, as_files({"officials": [row]}), HISTORIAN)

    assert Official.objects.filter(full_name="William Henry Seward").count() == 1


FLAGS = TENURES.columns["flags"].of.values  # type: ignore[attr-defined]


@pytest.mark.parametrize("flag", FLAGS)
def test_each_flag_of_a_tenure_is_taken_at_its_word(editor: User, flag: str) -> None:
    """A row that says what is odd about it is a good row; its own words leave as they came."""
    files = seven_files()
    cells = {
        "no-dates": dict.fromkeys(("appointed", "arrived", "started", "ended"), "")
        | dict.fromkeys(("start", "start_basis", "end"), ""),
        "no-start": dict.fromkeys(("appointed", "arrived", "started", "start", "start_basis"), ""),
        "no-end": dict.fromkeys(("ended", "ended_note", "end"), ""),
        "start-after-end-in-source": {
            "started": "1886-03-05",
            "start": "1861-03",
            "start_basis": "arrived",
        },
        "appointed-after-start": {"appointed": "1861-07"},
    }.get(flag, {})
    files["tenures"][-1] |= {"flags": flag, **cells}
    said = {
        "no-dates": (None, None, None),
        "no-start": (None, "1869-03-04", None),
        "no-end": ("1861-03-05", None, "1861"),
        "start-after-end-in-source": (None, "1869-03-04", "1861"),
        "appointed-after-start": ("1861-03-05", "1869-03-04", "1861-07"),
        "approx-start": ("1861-03-05~", "1869-03-04", "1861"),
        "approx-end": ("1861-03-05", "1869-03-04~", "1861"),
    }.get(flag, ("1861-03-05", "1869-03-04", "1861"))

    imported(editor, as_files(files), HISTORIAN)

    tenure = Tenure.objects.get()
    dates = (tenure.started, tenure.ended, tenure.appointed)
    assert tuple(each.text if each else None for each in dates) == said
    assert given_back("tenures", HISTORIAN) == as_files(files)["tenures"]
    if flag == "start-after-end-in-source":
        assert tenure.held_possibly.lower.isoformat() == "1861-03-01"


def test_a_start_after_the_end_without_the_flag_is_refused(editor: User) -> None:
    files = seven_files()
    files["tenures"][-1] |= {"started": "1886-03-05", "start": "1861-03", "start_basis": "arrived"}

    assert ("tenures.csv", 2, "started") in [
        each[:3] for each in refused(editor, as_files(files), HISTORIAN)
    ]


def test_a_real_note_is_longer_than_two_hundred_letters(editor: User) -> None:
    """The source has one of 224; a bound of ours would shut a good row out."""
    files = seven_files()
    note = "Notified the Government of his departure by note from Tacna, Peru, " * 4
    files["tenures"][-1] |= {
        "ended_note": note.strip(),
        "started_note": "On or before " * 90 + "it",
    }

    imported(editor, as_files(files), HISTORIAN)

    assert Tenure.objects.get().ended_note == note.strip()
    assert given_back("tenures", HISTORIAN) == as_files(files)["tenures"]


def test_a_blank_belongs_to_words_and_not_to_ids(editor: User) -> None:
    files = seven_files()
    files["officials"][-1] |= {"given_name": " William Henry ", "old_ids": "seward-w-h | sewardw"}

    assert refused(editor, as_files(files), HISTORIAN) == [
        ("officials.csv", 3, "old_ids", "it begins or ends with a blank")
    ]
