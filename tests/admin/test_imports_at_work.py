"""Who looks at an import holds nobody up, and what is sent waits for an action that is at work."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from briefings.actions.locking import lock
from briefings.models import ImportRun, ImportUpload, Official
from tests.admin.conftest import Person, public, text_of
from tests.admin.test_imports import pressed, sent_in
from tests.factories import ImportUploadFactory
from tests.stories.colleagues import SECONDS, Colleague


def test_who_only_looks_at_what_can_be_undone_locks_nothing(desk: Person) -> None:
    ben = desk("editor")
    sent_in(ben, "officials.csv", "name\nOlof Palme\n")
    pressed(ben, **{"import": "1"})

    with CaptureQueriesContext(connection) as asked:
        page = ben.open(f"{ben.address}undo/")

    assert [button.text for button in page.xpath("//*[@id='undo_form']//button")] == [
        *("What would it do?", "Undo the import")
    ]
    assert not [each["sql"] for each in asked if "FOR NO KEY UPDATE" in each["sql"]]


@pytest.mark.django_db(transaction=True)
def test_what_is_sent_while_an_action_is_at_work_waits_for_it(desk: Person) -> None:
    ana, ben = desk("reporter"), desk("editor")
    sent_in(ana, "officials.csv", "name\nOlof Palme\n")
    pressed(ana, **{"import": "1"})
    run, colleague, sender = ImportRun.objects.get(), Colleague(), Colleague()
    colleague.begins()
    colleague.does(lambda: lock(run))
    assert "The import is running" in text_of(ben.open(ana.address))

    sent = sender.tries(lambda: ben.post(ana.address))
    with pytest.raises(TimeoutError):
        sent.result(timeout=0.5)
    colleague.commits().result(timeout=SECONDS)

    assert sent.result(timeout=SECONDS).status_code == 302
    assert public(Official.objects.get())
    colleague.leaves()
    sender.leaves()


@pytest.mark.django_db(transaction=True)
def test_what_is_sent_of_a_file_that_is_discarded_meanwhile_is_answered(desk: Person) -> None:
    ben, colleague, sender = desk("editor"), Colleague(), Colleague()
    upload = ImportUploadFactory()
    colleague.begins()
    colleague.does(lambda: ImportUpload.objects.all().delete())

    address = f"/admin/imports/{upload.pk}/"
    sent = sender.tries(lambda: ben.post(address, {"import": "1"}, follow=True))
    with pytest.raises(TimeoutError):
        sent.result(timeout=0.5)
    colleague.commits().result(timeout=SECONDS)

    page = html.fromstring(sent.result(timeout=SECONDS).content.decode())
    assert "Somebody has deleted it meanwhile." in text_of(page)
    colleague.leaves()
    sender.leaves()
