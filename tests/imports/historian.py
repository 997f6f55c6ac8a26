"""The Historian's files, where they are at hand."""

import csv
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of one file; where it is not at hand the test is skipped."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the Historian's {name} is not at hand in ../shared/data")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
