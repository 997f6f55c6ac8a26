"""Every page is valid HTML, and every style sheet of the pages valid CSS."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from briefings.models import PartialDate, Tenure
from tests.pages.conftest import Read, words
from tests.pages.newsroom import PAGES, Newsroom

OTHERS = {
    "docs": "/api/v1/docs/",
    "not found": "/nothing/",
    "refused": "/officials/?oficce=x",
    "nobody": "/officials/?as_of=1700-01-01",
    "nothing found": "/search/?q=zzzz",
}
SHEETS = ("charts", "frame", "gazette", "lists", "registry", "search", "tokens")


@pytest.fixture
def nu_checker() -> str:
    """Return the path of the Nu HTML checker; without one the test is skipped, on CI it fails."""
    if path := os.environ.get("NU_CHECKER"):
        return path
    reason = "there is no Nu HTML checker: name its vnu.jar with NU_CHECKER="
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def faults(nu_checker: str, *files: Path, kind: str = "--html") -> list[str]:
    """Return each error that the Nu checker finds, with the file and what stands there."""
    command = ["java", "-jar", nu_checker, kind, "--format", "json", "--exit-zero-always"]
    ran = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=True)
    return [
        f"{Path(told['url']).name}: {told['message']} {told.get('extract', '')}"
        for told in json.loads(ran.stderr)["messages"]
        if told["type"] == "error"
    ]


@pytest.mark.slow
def test_the_nu_checker_finds_no_fault_on_any_page(
    nu_checker: str, newsroom: Newsroom, client: Client, tmp_path: Path
) -> None:
    leave_on_a_day_known_in_part(newsroom)
    pages = {name: newsroom.pages[name] for name in PAGES} | OTHERS
    files = []
    for name, url in pages.items():
        files.append(tmp_path / f"{name.replace(' ', '-')}.html")
        files[-1].write_bytes(client.get(url).content)

    assert faults(nu_checker, *files) == []


def test_the_nu_checker_finds_no_fault_in_a_style_sheet(nu_checker: str) -> None:
    sheets = [settings.BASE_DIR / "static" / "css" / f"{name}.css" for name in SHEETS]

    assert faults(nu_checker, *sheets, kind="--css") == []


@pytest.mark.parametrize("name", PAGES)
def test_ids_stand_once_and_times_and_forms_say_something(
    name: str, newsroom: Newsroom, read: Read
) -> None:
    leave_on_a_day_known_in_part(newsroom)
    page = read(newsroom.pages[name])
    ids = page.xpath("//@id")

    assert len(ids) == len({*ids})
    assert "" not in page.xpath("//form/@action")
    assert not {"", "None"} & {*page.xpath("//time/@datetime")}


def test_what_had_no_state_before_has_no_arrow(newsroom: Newsroom, read: Read) -> None:
    leave_on_a_day_known_in_part(newsroom)
    page = read(newsroom.pages["article"])

    rows = page.xpath("//section[@class='since']//li")
    told = [words(row, ".") for row in rows]
    assert told
    assert not [row for row in told if ": →" in row]
    assert page.xpath("//section[@class='since']//li[not(time)]")


def leave_on_a_day_known_in_part(newsroom: Newsroom) -> None:
    """Let Qin leave office on some day of an interval: no `datetime` says that."""
    tenure = Tenure.objects.get(official=newsroom.qin)
    tenure.ended = PartialDate.parse("2023-07-24/2023-07-26")
    tenure.save()
