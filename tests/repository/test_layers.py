"""Imports run one way: models, what is made of them, filters, interfaces, the project."""

from pathlib import Path

import pytest

from tests.repository.sources import imports, python_files

LAYERS = (
    {"models", "migrations", "apps", "limits"},
    {
        *("addresses", "bodies", "ledger", "freshness", "veil", "actions", "checks"),
        *("timelines", "history", "search", "paging", "tables", "sandbox", "pictures"),
    },
    {"filters", "imports"},
    {"admin", "pages", "api", "management", "jobs", "templatetags"},
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
INTERFACES = LAYERS[-1]


def layer(path: Path) -> str:
    """Return the part of `briefings` that a file belongs to."""
    return path.parts[1].removesuffix(".py")


def refusal(importer: str, imported: str) -> str:
    """Return why one part of `briefings` may not import the other, "" where it may."""
    if imported not in RANK:
        return f"{imported} has no place among the layers"
    if RANK[imported] > RANK[importer]:
        return f"{importer} stands below {imported}"
    if importer in INTERFACES and imported in INTERFACES and importer != imported:
        return f"{importer} and {imported} are both interfaces"
    return ""


def test_a_file_imports_only_from_its_own_layer_and_below() -> None:
    """An arrow that runs back ends in a circle of imports, or in two places for one rule."""
    refused = [
        f"{path}: {name}: {why}"
        for path in python_files("briefings")
        if path != Path("briefings/__init__.py")
        for name in imports(path)
        if name.startswith("briefings.") and (why := refusal(layer(path), name.split(".")[1]))
    ]

    assert not refused


def test_nothing_imports_the_project_package() -> None:
    """`newsroom` composes the parts; a part that named it could stand in no other project."""
    importers = [
        path
        for path in python_files("briefings", "benchmarks")
        if any(name.split(".")[0] == "newsroom" for name in imports(path))
    ]

    assert not importers


@pytest.mark.parametrize(
    ("importer", "imported", "why"),
    [
        ("models", "actions", "models stands below actions"),
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
