"""A run that cannot go in for a few rows leaves them out into files, which go in later."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from briefings.imports.historian.profile import HISTORIAN
from briefings.models import Country, ImportRun, Official, Stop, Tenure, Visit
from tests.imports.desk import given_back
from tests.imports.sources import Rows, as_files, seven_files
from tests.stories.desk import person


@pytest.fixture
def editor(db: None) -> User:
    """Return somebody whose entries are public at once."""
    return person("Marguerite Higgins", "editor")


def written(files: Rows, to: Path) -> Path:
    """Write the seven files into a directory."""
    to.mkdir()
    for name, data in as_files(files).items():
        (to / f"{name}.csv").write_bytes(data)
    return to


def run(path: Path, editor: User, *more: str) -> None:
    """Import by command."""
    call_command(
        "import_records", str(path), "--profile", "historian", "--by", editor.username, *more
    )


def test_what_cannot_go_in_says_so_and_offers_to_leave_it_out(editor: User, tmp_path: Path) -> None:
    files = seven_files()
    files["officials"][0]["source"] = "zzz"

    with pytest.raises(CommandError) as refused:
        run(written(files, tmp_path / "a"), editor)

    assert str(refused.value).splitlines() == [
        "officials.csv, row 2, source: “zzz”: it is none of pocom, presidents",
        "Nothing was written.",
        "1 of 11 rows cannot go in: mend them, or leave them out into files of their own with"
        " --leave-out DIR.",
    ]
    assert not ImportRun.objects.exists()


def test_what_rests_on_a_row_that_is_left_out_goes_with_it(
    editor: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = seven_files()
    files["officials"][-1]["birth_year"] = "1801?"

    run(written(files, tmp_path / "a"), editor, "--leave-out", str(tmp_path / "out"))

    told = capsys.readouterr().out
    assert "officials.csv: 2 rows, 1 created, 0 changed, 0 unchanged, 1 left out" in told
    assert f"Left out into {tmp_path}/out/officials.csv, {tmp_path}/out/tenures.csv" in told
    assert not Tenure.objects.exists()
    assert not Stop.objects.filter(country__name="Denmark").exists()
    assert Official.objects.get().full_name == "John Milton Hay"
    tenure = (tmp_path / "out" / "tenures.csv").read_text().splitlines()[1]
    assert "official_id: it is in row 3 of officials.csv, which is left out" in tenure
    assert sum(file["left_out"] for file in ImportRun.objects.get().files) == 3


def test_what_was_left_out_is_mended_and_all_comes_out_as_if_it_never_had_been(
    editor: User, tmp_path: Path
) -> None:
    files, whole = seven_files(), as_files(seven_files())
    files["officials"][-1]["birth_year"] = "1801?"
    out = tmp_path / "out"
    run(written(files, tmp_path / "a"), editor, "--leave-out", str(out))
    assert sorted(path.name for path in out.iterdir()) == [
        *("officials.csv", "tenures.csv", "trips.csv")
    ]

    (head, row) = (out / "officials.csv").read_text(encoding="utf-8").splitlines()
    (out / "officials.csv").write_text(f"{head}\n{row.replace('1801?', '1801')}\n")
    run(out, editor)

    assert {name: given_back(name, HISTORIAN) for name in whole} == whole
    assert Tenure.objects.count() == 1


def test_a_state_that_follows_one_that_is_left_out_stays(
    editor: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = seven_files()
    norway = next(row for row in files["countries"] if row["country_id"] == "denmark-norway")
    norway["current"] = "maybe"
    files["tenures"][0]["contemporary_country_id"] = ""

    run(written(files, tmp_path / "a"), editor, "--leave-out", str(tmp_path / "out"))

    assert Country.objects.get(name="Denmark").precessions.count() == 0
    told = capsys.readouterr().out
    assert "Remark: countries.csv, row 5, predecessor_ids: “denmark-norway”" in told
    assert Tenure.objects.count() == 1


def test_the_rows_of_one_journey_stay_together(editor: User, tmp_path: Path) -> None:
    """Half a journey would be another one, and the other half a third once it is mended."""
    files = seven_files()
    first = files["trips"][0]
    files["trips"] += [
        first | {"trip_id": "1915", "start_date": "1866-01-13", "end_date": "1866-01-31"},
        first | {"trip_id": "1916", "start_date": "1866-02-30", "end_date": "1866-02-02"},
        first | {"trip_id": "1917", "start_date": "1866-03-01", "end_date": "1866-03-02"},
    ]
    files["trips"][1]["country_id"] = "hayti"
    out = tmp_path / "out"

    run(written(files, tmp_path / "a"), editor, "--leave-out", str(out))

    assert [str(stop.arrives) for stop in Stop.objects.filter(country__name="Denmark")] == [
        "1 March 1866"
    ]
    lines = (out / "trips.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert [line.split(",")[0] for line in lines] == ["1914", "1915", "1916"]
    assert "it is of one journey with row 3, which is left out" in lines[0]

    text = (out / "trips.csv").read_text(encoding="utf-8")
    text = text.replace("hayti", "denmark").replace("1866-02-30", "1866-02-01")
    (out / "trips.csv").write_text(text)
    run(out, editor)
    journeys = Visit.objects.filter(slug__startswith="william")
    assert sorted(visit.stops.count() for visit in journeys) == [1, 3]


def test_bytes_and_cells_too_many_are_left_out_as_they_stand(editor: User, tmp_path: Path) -> None:
    files = seven_files()
    path = written(files, tmp_path / "a")
    with (path / "officials.csv").open("ab") as file:
        file.write(b'doe-jane,Doe\xff,Jane,,Jane Doe,"Doe, Jane"\r\n')
        file.write(b'roe-jane,Roe,Jane,,Jane Roe,"Roe, Jane",,,,,,,pocom,x,2010-01-01,/x,more\r\n')

    run(path, editor, "--leave-out", str(tmp_path / "out"))

    kept = (tmp_path / "out" / "officials.csv").read_bytes().splitlines()
    assert kept[1].startswith(b"doe-jane,Doe\xff,Jane,")
    assert kept[2].endswith(b",more")
    assert Official.objects.count() == 2


def test_a_fault_of_a_file_leaves_nothing_out(editor: User, tmp_path: Path) -> None:
    path = written(seven_files(), tmp_path / "a")
    with (path / "tenures.csv").open("a") as file:
        file.write('x:1,"not closed\n')

    with pytest.raises(CommandError) as refused:
        run(path, editor, "--leave-out", str(tmp_path / "out"))

    assert "here it is no CSV any more" in str(refused.value)
    assert "--leave-out" not in str(refused.value)
    assert not (tmp_path / "out").exists()
    assert not ImportRun.objects.exists()


def test_nothing_is_written_over(editor: User, tmp_path: Path) -> None:
    files = seven_files()
    files["officials"][0]["source"] = "zzz"
    path = written(files, tmp_path / "a")

    with pytest.raises(CommandError, match=r"officials.csv is there already"):
        run(path, editor, "--leave-out", str(path))

    assert not ImportRun.objects.exists()


def test_where_the_rows_cannot_be_written_nothing_is_imported(editor: User, tmp_path: Path) -> None:
    files = seven_files()
    files["officials"][0]["source"] = "zzz"
    (tmp_path / "out").write_text("no directory")

    with pytest.raises(CommandError, match="Nothing was written"):
        run(written(files, tmp_path / "a"), editor, "--leave-out", str(tmp_path / "out"))

    assert not ImportRun.objects.exists()


def test_one_file_of_our_own_form_is_left_out_into_one_file(
    editor: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet, out = tmp_path / "officials.csv", tmp_path / "left.csv"
    sheet.write_text("id,full_name,born\nqin,Qin Gang,1966\nwang,Wang Yi,circa 1953\n")

    call_command(
        "import_records", str(sheet), "--by", editor.username, "--leave-out", str(out), "--json"
    )

    told = json.loads(capsys.readouterr().out)
    assert (told["files"][0]["created"], told["left_out_into"]) == (1, [str(out)])
    assert out.read_text().splitlines() == [
        "id,full_name,born,row in the file,left out because",
        "wang,Wang Yi,circa 1953,3,born: write 1953~ for about 1953",
    ]
    out.write_text(out.read_text().replace("circa 1953,", "1953~,"))
    call_command("import_records", str(out), "--as", "officials", "--by", editor.username)
    assert Official.objects.count() == 2


def test_a_dry_run_says_what_would_be_left_out_and_writes_nothing(
    editor: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = seven_files()
    files["officials"][0]["source"] = "zzz"
    path = written(files, tmp_path / "a")

    run(path, editor, "--leave-out", str(tmp_path / "out"), "--dry-run")

    assert "1 left out" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("named", [[], ["--by", "nellie.bly"]])
def test_who_does_not_publish_is_told_that_nothing_will_be_public(
    tmp_path: Path, db: None, capsys: pytest.CaptureFixture[str], named: list[Any]
) -> None:
    person("Nellie Bly", "reporter")
    sheet = tmp_path / "topics.csv"
    sheet.write_text("id,name\na,Fentanyl\n")

    call_command("import_records", str(sheet), *named)

    assert "nothing will be public before an editor publishes it" in capsys.readouterr().out


def test_a_refused_dry_run_counts_nothing_as_created(
    editor: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = seven_files()
    files["officials"][0]["source"] = "zzz"

    with pytest.raises(CommandError) as refused:
        run(written(files, tmp_path / "a"), editor, "--dry-run")

    told = f"{capsys.readouterr().out}\n{refused.value}"
    assert "created" not in told
    assert "  " not in told
    with pytest.raises(CommandError):
        run(tmp_path / "a", editor, "--dry-run", "--json")
    printed = json.loads(capsys.readouterr().out)
    assert {file["created"] for file in printed["files"]} == {0}
    assert printed["rows"] == []
