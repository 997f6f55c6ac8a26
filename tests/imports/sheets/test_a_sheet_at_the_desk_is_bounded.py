"""A sheet is read at the desk as far as a page can hold it; beyond that there is the command."""

import pytest

from briefings.imports.sheets import reading

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("rows", "fault"), [(3, False), (4, True)])
def test_a_sheet_of_more_rows_is_refused(
    rows: int, fault: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SHEET_ROWS", 3)
    names = "\n".join(f"Topic {number}" for number in range(rows))

    sheet = reading.read_sheet("topics.csv", f"name\n{names}\n".encode(), "topics", {})

    assert len(sheet.rows) == 3
    assert any("over 3 rows" in str(each) for each in sheet.faults) is fault
