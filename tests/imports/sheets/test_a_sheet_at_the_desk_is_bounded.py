"""A sheet is read at the desk as far as a page can hold it; beyond that there is the command."""

import pytest

from briefings.imports.sheets import reading
from briefings.tables import Faults
from tests.sandbox.tables import stray

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


def test_what_is_imported_is_no_longer_for_a_row_far_down() -> None:
    """The rows keep their numbers without a million empty ones between them."""
    far = stray(1_048_576, '<c r="A1048576" t="inlineStr"><is><t>Birds of Iran</t></is></c>')

    (file,) = reading.read_sheet("topics.xlsx", far, "topics", {}).files()

    assert [row.number for row in file.read(Faults()).rows] == [2, 3, 1_048_576]
    assert file.digest_and_size()[1] < 200


def test_a_row_that_no_workbook_has_is_refused() -> None:
    far = stray(99_999_999_999_999, '<c r="A9"><v>1</v></c>')

    sheet = reading.read_sheet("topics.xlsx", far, "topics", {})

    assert [row.number for row in sheet.rows if row.is_ready] == [2, 3]
    assert "1,048,576 rows at most" in str([each.rule for each in sheet.questions])
