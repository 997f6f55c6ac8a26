"""The commands that take tables in and give them back."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from briefings.models import Citation, Country, ImportRun, Official, Tenure
from tests.factories import SourceFactory
from tests.imports.desk import ALL
from tests.stories.desk import person


@pytest.fixture
def tables(db: None, tmp_path: Path) -> Path:
    """Return a directory with four tables, and a file that is none."""
    for name, text in ALL.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    (tmp_path / "README.md").write_text("# Tables\n", encoding="utf-8")
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], command: str, *args: Any, **options: Any) -> str:
    """Return what a command prints."""
    call_command(command, *map(str, args), **options)
    return capsys.readouterr().out


def test_a_directory_is_imported_and_counted(
    tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    editor = person("Marguerite Higgins", "editor")

    told = printed(capsys, "import_records", tables, by=editor.username)

    assert "countries.csv: 3 rows, 3 created, 0 changed, 0 unchanged" in told
    assert Tenure.objects.count() == 1
    assert ImportRun.objects.get().by == editor


def test_without_a_name_it_waits_to_be_published(tables: Path) -> None:
    call_command("import_records", str(tables))

    assert Official.objects.entered().exists()
    assert User.objects.get(username="import_records").groups.get().name == "reporter"


def test_a_file_may_say_by_an_option_what_it_holds(tables: Path) -> None:
    sheet = (tables / "countries.csv").rename(tables / "liste.csv")

    call_command("import_records", str(sheet), "--as", "countries")

    assert Country.objects.count() == 3


def test_a_dry_run_is_told_to_a_program(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(printed(capsys, "import_records", tables, dry_run=True, json=True))

    assert [file["created"] for file in told["files"]] == [3, 1, 1, 1]
    assert told["rows"][0] == {
        "file": "countries.csv",
        "number": 2,
        "table": "countries",
        "key": "ru",
        "outcome": "created",
        "fields": [],
        "before": {},
        "after": {},
    }
    assert not Country.objects.exists()


def test_faults_end_it_with_one_and_nothing_is_written(tables: Path) -> None:
    (tables / "officials.csv").write_text("id,full_name,born\na,Qin,circa 1966\n")

    with pytest.raises(CommandError) as refused:
        call_command("import_records", str(tables))

    assert refused.value.returncode == 1
    assert str(refused.value).splitlines()[0] == (
        "officials.csv, row 2, born: “circa 1966”: write 1966~ for about 1966"
    )
    assert not Country.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere.csv"], "there is no such file"),
        (["README.md"], "README is none of countries, organizations"),
        (["countries.csv", "--by", "nobody"], "there is no such sign-in"),
    ],
)
def test_what_it_cannot_do_is_said(tables: Path, arguments: list[str], words: str) -> None:
    first, *others = arguments

    with pytest.raises(CommandError, match=words):
        call_command("import_records", str(tables / first), *others)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_exported_is_imported_unchanged(tables: Path, form: str) -> None:
    call_command("import_records", str(tables))
    file = tables / f"officials.{form}"
    with file.open("wb") as out:
        text = io.TextIOWrapper(out, encoding="utf-8", write_through=True)
        call_command("export_records", "officials", format=form, stdout=text)

    call_command("import_records", str(file))

    assert ImportRun.objects.count() == 1, "the second import changed something"


def test_one_source_serves_the_whole_file(tables: Path) -> None:
    editor = person("Marguerite Higgins", "editor")
    source = SourceFactory(url="https://history.state.gov/")

    call_command("import_records", str(tables), by=editor.username, source=source.url)

    cited = Citation.objects.filter(source=source)
    assert [bool(each.official or each.tenure) for each in cited] == [True, True]
    source.refresh_from_db()
    assert source.is_live(timezone.now())


def test_a_source_that_we_do_not_have_is_refused(tables: Path) -> None:
    with pytest.raises(CommandError, match="no source has this address"):
        call_command("import_records", str(tables), source="https://example.org/")


def test_on_a_terminal_it_draws_how_far_it_is(
    tables: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    call_command("import_records", str(tables / "countries.csv"))

    assert f"countries.csv        {'█' * 30}       3 rows\n" in capsys.readouterr().err


def test_a_template_has_the_columns_alone(tables: Path) -> None:
    call_command("import_records", str(tables))
    raw = io.BytesIO()
    text = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)

    call_command("export_records", "topics", template=True, stdout=text)

    assert raw.getvalue() == b"id,slug,former_ids,name,other_names,description\r\n"
