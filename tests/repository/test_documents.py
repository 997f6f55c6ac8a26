"""What the documents name is there, every decision is in its index, the changelog has a form."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve

from briefings.checks import CHECKS
from tests.repository.sources import ROOT, python_files

DECISIONS = ROOT / "docs" / "decisions"
INDEX = DECISIONS / "README.md"
CHANGELOG = ROOT / "CHANGELOG.md"
GRID = ROOT / "briefings" / "README.md"
# What speaks of today. The others tell what was so on their day.
OF_TODAY = sorted(
    {
        *(path for place in (".", "docs", "seeds") for path in (ROOT / place).glob("*.md")),
        *(GRID, INDEX),
    }
    - {CHANGELOG}
)
DOCUMENTS = sorted({*OF_TODAY, CHANGELOG, *DECISIONS.glob("*.md")})
SECTIONS = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]


def name(path: Path) -> str:
    """Return a document's path in the project."""
    return str(path.relative_to(ROOT))


def text(path: Path) -> str:
    """Return what a document says."""
    return path.read_text(encoding="utf-8")


def code(words: str) -> list[str]:
    """Return what stands between backticks, and each line of the blocks of code."""
    blocks = re.findall(r"^```.*?\n(.*?)^```", words, re.DOTALL | re.MULTILINE)
    inline = re.sub(r"^```.*?^```", "", words, flags=re.DOTALL | re.MULTILINE)
    return [
        *re.findall(r"`([^`\n]+)`", inline),
        *(line for block in blocks for line in block.splitlines()),
    ]


def targets() -> set[str]:
    """Return the commands of the Makefile."""
    return set(re.findall(r"^([a-z-]+):", text(ROOT / "Makefile"), re.MULTILINE))


def is_address(path: str) -> bool:
    """Return whether something is at an address, of the site or below the API's root.

    What answers that nothing is there has no name.
    """
    for address in (path, f"/api/v1/{path.lstrip('/')}"):
        try:
            if resolve(address).url_name:
                return True
        except Resolver404:
            continue
    return False


def missing(words: str, beside: Path = ROOT) -> list[str]:
    """Return what a text names as code and is not there: files, addresses, commands, settings.

    Files are looked for beside the document, in the project and in `briefings`. What has a place
    to fill in (`<slug>`) or is left out (`…`), and what commands make (`var/`), is passed over.
    """
    settings = {word for path in python_files("newsroom") for word in words_of(path)}
    found = []
    for piece in code(words):
        for command in re.findall(r"(?:^|\s)make ([a-z][a-z-]*)", piece):
            found += [] if command in targets() else [f"make {command}"]
        for command in re.findall(r"manage\.py ([a-z]\w*)", piece):
            found += [] if command in get_commands() else [f"manage.py {command}"]
        for setting in re.findall(r"\bNEWSROOM_\w+", piece):
            found += [] if setting in settings else [setting]
        if re.fullmatch(r"(?!var/)([\w./-]+\.(py|md|toml|html|sql|css|js)|([\w.-]+/)+)", piece):
            there = any((place / piece).exists() for place in (beside, ROOT, ROOT / "briefings"))
            found += [] if there or is_address(piece) else [piece]
        elif re.fullmatch(r"/[^\s<…]*", piece):
            found += [] if is_address(piece.partition("?")[0]) else [piece]
    return found


def words_of(path: Path) -> set[str]:
    """Return every word of a file."""
    return set(re.findall(r"\w+", (ROOT / path).read_text(encoding="utf-8")))


@pytest.mark.parametrize("document", OF_TODAY, ids=name)
def test_what_a_document_names_is_there(document: Path) -> None:
    """Whoever follows it stops at the first command or file that has another name by now."""
    assert missing(text(document), beside=document.parent) == []


def test_what_is_not_there_is_found() -> None:
    """The sweep above passes over a document that names nothing; this shows that it can fail."""
    words = (
        "`models/officials.py` `models/kings.py` `tests/api/` `tests/kings/` `changes/` `kings/`"
        " `/officials/x/?as_of=2023` `/kings/` `make check` `make kings NAME=x` `NEWSROOM_KING=1`"
        "\n```\nmanage.py seed\nmanage.py crown\n```\nmake peace"
    )

    assert missing(words) == [
        *("models/kings.py", "tests/kings/", "kings/", "/kings/"),
        *("make kings", "NEWSROOM_KING", "manage.py crown"),
    ]


def test_every_name_in_the_recipes_is_in_the_code() -> None:
    """A recipe with a name that was changed sends a newcomer looking for nothing."""
    known = {word for path in python_files() for word in words_of(path)}
    named = re.findall(r"^\.?([A-Za-z_]\w*)(?:\(.*\))?$", "\n".join(code(text(GRID))), re.MULTILINE)

    assert len(named) > 40
    assert [word for word in named if word not in known] == []


def test_every_setting_stands_in_the_operations() -> None:
    """Who runs the newsroom reads nowhere else what can be set."""
    sources = "".join(text(ROOT / path) for path in python_files("newsroom"))
    read = set(re.findall(r"environment\.\w+\(\s*\"([A-Z_]+)\"", sources))

    assert len(read) > 15
    assert [each for each in sorted(read) if each not in text(ROOT / "docs/operations.md")] == []


def test_every_check_stands_in_the_record() -> None:
    """An editor who is warned looks there for what is compared, and up to when."""
    told = text(ROOT / "docs" / "record.md")

    assert [check.title for check in CHECKS if f"| {check.title} |" not in told] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", text(document))

    lost = [
        link
        for link in links
        if "://" not in link and not (document.parent / link.partition("#")[0]).exists()
    ]

    assert lost == []


def test_every_decision_is_in_the_index_once_and_in_order() -> None:
    """A line is the day, what was decided, and what superseded it; the file says the same."""
    lines = re.findall(
        r"^\| (\S+) \| \[[^]]+\]\(([^)]+)\) \| (.*)\|$", text(INDEX), flags=re.MULTILINE
    )
    listed = [(day, file, re.findall(r"\(([^)]+)\)", later)) for day, file, later in lines]

    assert listed == [of_decision(path) for path in sorted(DECISIONS.glob("*.md")) if path != INDEX]


def of_decision(path: Path) -> tuple[str, str, list[str]]:
    """Return a decision's day, its file and those that superseded it, as it says itself."""
    _title, _, rest = text(path).partition("\n\n")
    below, _, _ = rest.partition("\n\n")
    day = path.name[:10]
    date.fromisoformat(day)
    assert re.fullmatch(rf"{day}(\. Superseded (by|in part).*)?", below, re.DOTALL), (
        f"{name(path)}: under the title stands its day, and what superseded it"
    )
    return day, path.name, re.findall(r"\(([^)]+\.md)\)", below)


def test_the_changelog_is_by_version_newest_first() -> None:
    """The newest version is the project's; above it stands what is new since."""
    version = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]["version"]
    unreleased, *released = re.findall(r"^## (.+)$", text(CHANGELOG), re.MULTILINE)
    versions = [line.partition(" - ")[0] for line in released]

    assert unreleased == "Unreleased"
    assert versions[0] == version
    assert versions == sorted(versions, key=lambda each: [*map(int, each.split("."))], reverse=True)
    assert [date.fromisoformat(line.partition(" - ")[2]) for line in released]


def test_a_version_has_each_section_once_in_the_order_of_keep_a_changelog() -> None:
    """Two branches that each begin a section are merged into one that has it twice."""
    for version in text(CHANGELOG).split("\n## ")[1:]:
        sections = re.findall(r"^### (.+)$", version, re.MULTILINE)

        assert sections == [each for each in SECTIONS if each in sections]


def test_the_changelog_says_nothing_twice() -> None:
    """A line that two branches moved is merged into two."""
    lines = [line for line in text(CHANGELOG).splitlines() if line and not line.startswith("#")]

    assert sorted({line for line in lines if lines.count(line) > 1}) == []
