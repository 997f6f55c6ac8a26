"""While one connection works on an import, the desk of another says so and shows nothing half."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest
from django.db import connection
from django.db.models import Model
from django.urls import reverse

from briefings.actions.acting import acting
from briefings.actions.locking import locked_elsewhere
from briefings.models import ImportRun, ImportUpload
from tests.admin.conftest import Desk, Person, text_of
from tests.admin.test_imports import pressed, sent_in

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = 20
WORKING = "The import is running"


@contextmanager
def worked_on(row: Model, by: Desk) -> Iterator[None]:
    """Have an action hold the row on a connection of its own for as long as the body takes."""
    begun, over = Event(), Event()

    def work() -> None:
        try:
            with acting(by=by.person, action="import", locking=row):
                begun.set()
                assert over.wait(SECONDS)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        working = threads.submit(work)
        try:
            assert begun.wait(SECONDS)
            yield
        finally:
            over.set()
            working.result(SECONDS)


def states(desk: Desk) -> list[str]:
    """Return what the list of imports says of each: of the one that waits for answers first."""
    return [text_of(row[-1]) for row in desk.open(reverse("imports")).xpath("//tbody/tr")]


@pytest.fixture
def ben(desk: Person) -> Desk:
    """Return an editor who imported one file and sent another in."""
    ben = desk("editor")
    sent_in(ben, "officials.csv", "name\nGolda Meir\n")
    pressed(ben, **{"import": "1"})
    sent_in(ben, "more.csv", "name\nOlof Palme\n", table="officials")
    return ben


def test_only_the_row_that_an_action_holds_is_at_work_and_only_until_it_ends(ben: Desk) -> None:
    imported, waiting = ImportUpload.objects.order_by("pk")

    with worked_on(waiting, ben):
        assert locked_elsewhere([imported, waiting]) == {waiting.pk}
    assert locked_elsewhere([imported, waiting]) == set()


def test_an_upload_that_is_worked_on_says_so_meanwhile(ben: Desk) -> None:
    upload = ImportUpload.objects.get(name="more.csv")
    page = reverse("import_sheet", args=[upload.pk])

    with worked_on(upload, ben):
        assert WORKING in text_of(ben.open(page))
        assert states(ben) == ["At work on it", "Done"]

    assert WORKING not in text_of(ben.open(page))
    assert states(ben) == ["Not imported yet", "Done"]


@pytest.mark.parametrize("name", ["import_run", "import_undo"])
def test_a_run_that_is_worked_on_says_so_meanwhile(ben: Desk, name: str) -> None:
    run = ImportRun.objects.get()
    page = reverse(name, args=[run.pk])

    with worked_on(run, ben):
        assert WORKING in text_of(ben.open(page))
        assert states(ben) == ["Not imported yet", "At work on it"]

    assert WORKING not in text_of(ben.open(page))
