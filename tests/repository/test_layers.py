"""Imports run one way, as `briefings/README.md` draws it, and in no circle."""

import ast
import re
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.repository.sources import ROOT, imports, module_imports, python_files

PROJECT = "newsroom"


def picture() -> list[str]:
    """Return the lines of the picture in the README, the lowest layer first."""
    readme = (ROOT / "briefings" / "README.md").read_text(encoding="utf-8")
    blocks: list[str] = re.findall(r"^```\n(.*?)\n```$", readme, re.DOTALL | re.MULTILINE)
    return next(block for block in blocks if "←" in block).splitlines()


LAYERS = [re.findall(r"\w+", line) for line in picture()]
RANK = {room: rank for rank, rooms in enumerate(LAYERS) for room in rooms}
INTERFACES = next(rooms for line, rooms in zip(picture(), LAYERS, strict=True) if "|" in line)


def room_of(module: str) -> str:
    """Return the room of `briefings` that a module belongs to, the project for one outside."""
    package, _, rest = module.partition(".")
    return rest.partition(".")[0] if package == "briefings" else package


def refusal(importer: str, imported: str) -> str:
    """Return why one room of `briefings` may not import the other, "" where it may."""
    if imported not in RANK:
        return f"{imported} has no place among the layers"
    if RANK[imported] > RANK[importer]:
        return f"{importer} stands below {imported}"
    if importer in INTERFACES and imported in INTERFACES and importer != imported:
        return f"{importer} and {imported} are both interfaces"
    return ""


def circle(graph: Mapping[str, set[str]]) -> list[str]:
    """Return a circle of the graph, its first member also at the end; [] where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [*error.args[1]]
    return []


def test_the_picture_names_the_rooms_that_there_are() -> None:
    """A room that it lacks has no rule; one that the tree lacks has a rule for nothing."""
    rooms = {room_of(module) for module in module_imports("briefings")} - {""}

    assert rooms | {PROJECT} == {*RANK}


def test_a_file_imports_only_from_its_own_layer_and_below() -> None:
    """An arrow that runs back ends in a circle of imports, or in two places for one rule."""
    refused = [
        f"{module}: {imported}: {why}"
        for module, all_imported in module_imports("briefings").items()
        for imported in all_imported - {"briefings"}
        if (why := refusal(room_of(module), room_of(imported)))
    ]

    assert not refused


def test_modules_import_one_another_in_no_circle() -> None:
    """What is imported for types alone, or inside a function, counts: it hides circles."""
    assert circle(module_imports("briefings", "benchmarks", PROJECT)) == []


def test_rooms_import_one_another_in_no_circle() -> None:
    """Two rooms of one layer that import each other are one room."""
    rooms: dict[str, set[str]] = {}
    for module, imported in module_imports("briefings").items():
        room = room_of(module)
        rooms.setdefault(room, set()).update({*map(room_of, imported)} - {room})

    assert circle(rooms) == []


def test_a_circle_is_found() -> None:
    """The sweeps above pass on an empty project; this shows that they can fail."""
    assert circle({"meetings": {"visits"}, "visits": {"meetings"}, "topics": set()}) != []


def test_an_import_inside_a_function_says_why() -> None:
    """It hides a circle, unless a comment before it names a better reason."""
    silent = [
        f"{path}:{line}"
        for path in python_files("briefings", PROJECT)
        for line in silent_imports((ROOT / path).read_text(encoding="utf-8"))
    ]

    assert not silent


def silent_imports(source: str) -> list[int]:
    """Return the lines of imports inside functions that have no comment before them."""
    lines = source.splitlines()
    return [
        each.lineno
        for function in ast.walk(ast.parse(source))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for each in ast.walk(function)
        if isinstance(each, ast.Import | ast.ImportFrom)
        and not lines[each.lineno - 2].strip().startswith("#")
    ]


def test_a_silent_import_is_found() -> None:
    """The sweep above passes where no function imports; this shows that it can fail."""
    source = "def a():\n    # Heavy.\n    import lxml\ndef b():\n    import lxml\n"

    assert silent_imports(source) == [5]


def test_nothing_imports_the_project_package() -> None:
    """`newsroom` composes the parts; a part that named it could stand in no other project."""
    importers = [
        path
        for path in python_files("briefings", "benchmarks")
        if any(name.split(".")[0] == PROJECT for name in imports(path))
    ]

    assert not importers


@pytest.mark.parametrize(
    ("importer", "imported", "why"),
    [
        ("models", "actions", "models stands below actions"),
        ("bodies", "documents", "bodies stands below documents"),
        ("filters", "pages", "filters stands below pages"),
        ("pages", "api", "pages and api are both interfaces"),
        ("actions", "helpers", "helpers has no place among the layers"),
        ("actions", "imports", "actions stands below imports"),
        ("api", "filters", ""),
        ("actions", "ledger", ""),
        ("pages", "pages", ""),
    ],
)
def test_the_rule_itself(importer: str, imported: str, why: str) -> None:
    """The sweep above passes on an empty project; this shows that it can fail."""
    assert refusal(importer, imported) == why
