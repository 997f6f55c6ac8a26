"""A room is a layer: a noun has one file name in all of them, the model's."""

import ast

import pytest
from django.contrib import admin

from briefings.actions.roles import PARTS, RECORDS, WRITING
from briefings.actions.seeding import AFTER_EXCHANGES, BEFORE_EXCHANGES
from briefings.admin.navigation import GROUPS
from briefings.api.urls import RESOURCES
from briefings.imports.columns import FORMATS
from briefings.models.record_types import RECORD_TYPES
from briefings.pages.urls import urlpatterns
from tests.admin.thousands import DIFFERING
from tests.factories import FACTORIES
from tests.repository.sources import ROOT, python_files, tree

ROWS = ("documents", "filters", "admin", "pages", "api", "imports/columns")
# What an interface has beside the record types.
FRAMES = {
    "documents": {
        *(
            "builder",
            "citations",
            "fetching",
            "local_days",
            "mentions",
            "occasions",
            "rows",
            "store",
            "values",
        ),
    },
    "filters": {
        *("base", "dated", "held", "keys", "occasions", "search", "visited", "words"),
        *("facets", "files", "forms", "naming", "parameters", "reads", "tallies"),
    },
    "admin": {
        *("base", "forms", "buttons", "states", "history", "navigation", "dashboard", "queues"),
        *("diary", "edition_queues", "occasions", "record_queues", "search", "unpublished"),
        *("inlines", "lists", "records", "rows", "reference", "people", "bodies"),
        *("transitions", "sign_ins", "citing", "dialogues", "mending", "new_meetings"),
        *("doubts", "duplicates", "text_checks", "publication", "quotations", "stubs", "unsourced"),
        *("article_import", "import_sheets", "import_plans", "import_runs", "import_uploads"),
        *("conflicts", "rebasing", "page_state", "form_data", "versions", "kept_files", "unsaved"),
        *("addresses", "keeping"),
    },
    "pages": {
        *("base", "urls", "home", "errors", "frame", "identities", "lists", "mentions"),
        *("drawn_lists", "engaged", "links", "occasions", "records", "scopes"),
        *("counterparts", "heroes", "latest", "pieces", "provenance", "related", "search"),
        *("asked", "charts", "facets", "previews", "retractions", "subjects", "taken_back"),
        *("told_wrong",),
        *("visited",),
    },
    "api": {
        *("base", "urls", "root", "changes", "docs", "resolving"),
        *("csv", "envelope", "errors", "kept", "schemas"),
        *("discretion", "rendering", "shapes"),
        *("search", "visited"),
    },
    "imports/columns": {"persons"},
}
# Where a record type is written by hand, and what is written there.
LISTS: dict[str, set[str | None]] = {
    "briefings/actions/roles.py": {*RECORDS, *PARTS, *WRITING},
    "briefings/actions/seeding.py": {*BEFORE_EXCHANGES, *AFTER_EXCHANGES, "article"},
    "briefings/admin/__init__.py": {model._meta.model_name for model in admin.site._registry},
    "briefings/admin/navigation.py": {
        link.view.removeprefix("admin:briefings_").removesuffix("_changelist")
        for links in GROUPS.values()
        for link in links
    },
    "briefings/api/urls.py": {resource.row_type for resource in RESOURCES.values()},
    "briefings/imports/columns/__init__.py": {"article"}
    | {format_.model._meta.model_name for format_ in FORMATS.values()},
    "briefings/pages/urls.py": {pattern.name for pattern in urlpatterns}
    | {kind.name for kind in RECORD_TYPES.values() if not kind.has_page},
    "tests/admin/thousands.py": {model._meta.model_name for model in DIFFERING},
    "tests/factories/__init__.py": {model._meta.model_name for model in FACTORIES},
}
BANNED_WORDS = {"utils", "util", "helpers", "helper", "core", "common", "misc", "manager"}
LONGEST = 300
SKIPS = {"pytest.skip", "pytest.importorskip", "pytest.mark.skip", "pytest.mark.skipif"}


def column_names() -> set[str]:
    """Return the names of the models' files."""
    return {path.stem for path in (ROOT / "briefings" / "models").glob("*.py")}


@pytest.mark.parametrize("row", ROWS)
def test_interface_files_are_named_as_the_models_are(row: str) -> None:
    """A stranger who looks for officials finds them by one name in every layer."""
    files = {path.stem for path in (ROOT / "briefings" / row).glob("*.py")} - {"__init__"}

    assert files <= column_names() | FRAMES[row]


@pytest.mark.parametrize("plural", [kind.plural for kind in RECORD_TYPES.values() if kind.has_page])
@pytest.mark.parametrize("row", ["models", "filters", "pages", "api"])
def test_every_record_type_has_its_file_in_every_row(row: str, plural: str) -> None:
    """What is missing from a row is missing from that face of the newsroom."""
    assert (ROOT / "briefings" / row / f"{plural}.py").is_file()


@pytest.mark.parametrize("name", RECORD_TYPES)
def test_every_record_type_is_in_every_list(name: str) -> None:
    """A type that is missing from one is half a type: nobody may enter it, or nobody finds it."""
    assert [where for where, names in LISTS.items() if name not in names] == []


def test_the_picture_of_the_grid_is_true() -> None:
    """What a stranger reads first is held to the files; every record type is in it."""
    picture = (ROOT / "briefings" / "README.md").read_text(encoding="utf-8")
    (_, *layers), _, *nouns = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in picture.partition("| room |")[0].splitlines()
        if line.startswith("|")
    ]
    rows = [layer.strip("`/") for layer in layers]
    wrong = [
        f"{row} {noun}"
        for noun, *cells in nouns
        for row, cell in zip(rows, cells, strict=True)
        if (cell == "●") != is_there(row, noun)
    ]

    assert wrong == []
    assert {*rows} == {"models", *ROWS, "templates"}
    assert {kind.plural for kind in RECORD_TYPES.values()} <= {noun for noun, *_ in nouns}


def is_there(row: str, noun: str) -> bool:
    """Return whether a row of the grid has a file, or a folder of templates, of the noun."""
    if row == "templates":
        return (ROOT / row / noun).is_dir()
    return (ROOT / "briefings" / row / f"{noun}.py").is_file()


def test_no_file_is_named_for_nothing() -> None:
    """A file that may hold anything comes to hold everything."""
    named = [
        path
        for path in python_files()
        if BANNED_WORDS & {part.removesuffix(".py") for part in path.parts}
    ]

    assert not named


def test_no_file_is_longer_than_can_be_read_at_once() -> None:
    """300 lines; migrations are made by a program."""
    lengths = {
        path: len((ROOT / path).read_text(encoding="utf-8").splitlines())
        for path in python_files()
        if "migrations" not in path.parts
    }

    assert {path: lines for path, lines in lengths.items() if lines > LONGEST} == {}


def test_every_skip_says_why() -> None:
    """A test that is left out without a reason is never put back."""
    silent = [
        f"{path}:{line}" for path in python_files("tests") for line in silent_skips(tree(path))
    ]

    assert not silent


def test_a_silent_skip_is_found() -> None:
    """The sweep above passes where nobody skips; this shows that it can fail."""
    module = ast.parse(
        "@pytest.mark.skip\ndef a(): ...\n"
        "@pytest.mark.skipif(True)\ndef b(): ...\n"
        "@pytest.mark.skip(reason='no Chromium')\ndef c(): pytest.skip('no server')\n"
    )

    assert silent_skips(module) == [1, 3]


def silent_skips(module: ast.Module) -> list[int]:
    """Return the lines with a skip that gives no reason."""
    spoken = {
        call.func
        for call in ast.walk(module)
        if isinstance(call, ast.Call)
        and (
            any(word.arg == "reason" for word in call.keywords)
            or (ast.unparse(call.func) == "pytest.skip" and call.args)
        )
    }
    return sorted(
        node.lineno
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and ast.unparse(node) in SKIPS and node not in spoken
    )
