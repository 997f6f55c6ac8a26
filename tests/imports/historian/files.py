"""The Historian's files, where they are at hand."""

import csv

import pytest

from tests.imports.desk import SHARED


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of one file; where it is not at hand the test is skipped."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the Historian's {name} is not at hand in ../shared/data")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
