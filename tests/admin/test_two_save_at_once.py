"""Several people save one record and its rows at the same moment: nothing is lost, nobody stuck."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from briefings.actions.acting import DEADLOCK
from briefings.actions.records import publish
from briefings.models import Change, Official, Tenure
from tests.admin.conftest import Desk, Person
from tests.admin.interleaved import Form
from tests.factories import row_of

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 6
SECONDS = 120


def until_saved(open_page: Callable[[], Form], typed: Callable[[Form], dict[str, str]]) -> None:
    """Type and send; where it is asked to try again, send the same page again."""
    form = open_page()
    answer = form.send(**typed(form))
    while not answer.saved:
        assert DEADLOCK in answer.words, answer.words
        answer = answer.send()


def test_four_save_one_official_and_its_tenure_at_once(desk: Person) -> None:
    qin = row_of(Official, full_name="Qin Gang")
    tenure = row_of(Tenure, official=qin, note="", started_note="")
    people = [desk("publisher") for _ in range(4)]
    publish(by=people[0].person, row=qin)
    ready = Barrier(len(people))

    def at_work(person: Desk, page: Official | Tenure, field: str) -> None:
        try:
            for turn in range(ROUNDS):
                ready.wait(SECONDS)
                until_saved(lambda: Form(person, page), partial(typed, field=field, turn=turn))
        finally:
            connection.close()

    def typed(form: Form, field: str, turn: int) -> dict[str, str]:
        if field != "names":
            return {field: f"Said {turn}"}
        number = form.sent["names-TOTAL_FORMS"]
        row = {"name": f"Name {turn}", "kind": "alias", "language": "", "script": ""}
        new = {f"names-{number}-{name}": value for name, value in row.items()}
        return {**new, "names-TOTAL_FORMS": str(int(number) + 1)}

    work: list[tuple[Desk, Official | Tenure, str]] = [
        (people[0], qin, "biography"),
        (people[1], qin, "tenures-0-note"),
        (people[2], tenure, "started_note"),
        (people[3], qin, "names"),
    ]
    with ThreadPoolExecutor(len(work)) as threads:
        done = [threads.submit(at_work, *each) for each in work]
        for each in done:
            each.result(timeout=SECONDS)

    qin.refresh_from_db()
    tenure.refresh_from_db()
    last = f"Said {ROUNDS - 1}"
    assert (qin.biography, tenure.note, tenure.started_note) == (last, last, last)
    assert sorted(name.name for name in qin.names.all()) == [f"Name {n}" for n in range(ROUNDS)]
    numbers = Change.objects.numbered().order_by("seq").values_list("seq", flat=True)
    assert [*numbers] == [*range(1, len(numbers) + 1)]
    assert not Change.objects.filter(seq=None).exists()
