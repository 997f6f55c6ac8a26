"""The Historian’s officials come into a newsroom that has a record, and are taken back."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from briefings.imports.historian.profile import HISTORIAN
from briefings.imports.undoing import undo
from briefings.models import ImportRun
from tests.dumping import differences, whole
from tests.imports.desk import SHARED, imported, needs_shared

pytestmark = [pytest.mark.django_db, pytest.mark.slow, needs_shared]
# Every country, since an office may be of any, and of the others as many as three batches hold.
ROWS = {"countries": None, "offices": 400, "officials": 1100}


def part_imported(by: User) -> ImportRun:
    """Import of three of the seven files what `ROWS` says, as a commit ends it."""
    texts = {}
    for name, rows in ROWS.items():
        lines = (SHARED / f"{name}.csv").read_bytes().splitlines(keepends=True)
        texts[name] = b"".join(lines[: rows and rows + 1])
    _, made = imported(by, texts, HISTORIAN)
    connection.check_constraints()
    assert made is not None
    return made


def test_the_public_api_is_as_it_was(demo: None, editor: User, client: Client) -> None:
    before = whole(client)

    made = part_imported(editor)
    assert client.get("/api/v1/officials/?count=exact").json()["count"] > 1100
    done = undo(by=editor, run=made)
    connection.check_constraints()

    assert [*differences(before, whole(client))] == []
    assert done.left == []
    assert done.restored > 0, "countries that the newsroom had were told more of"
