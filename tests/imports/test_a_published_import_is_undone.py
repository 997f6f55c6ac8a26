"""What was published since is taken back too; nobody alone changes what two have seen."""

from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from briefings.actions.records import publish as publish_row
from briefings.imports.columns import FORMATS
from briefings.imports.publishing import publish
from briefings.imports.sheets.uploads import rehearse_undo
from briefings.imports.undoing import undo
from briefings.models import CustodyEvent, Meeting, Official, Participant, Published, Tenure
from tests.factories import TenureFactory
from tests.imports.desk import ALL
from tests.imports.test_an_import_is_undone import ran
from tests.imports.test_every_table import WORLD
from tests.stories.desk import person

CHARGED = "id,detention,kind,status,on\nkim-taken,kim-1,charged,held,2023-02\n"


def test_an_import_that_was_published_as_a_whole_is_taken_back(
    reporter: User, editor: User
) -> None:
    run = ran(reporter, WORLD)
    publish(by=editor, run=run)
    connection.check_constraints()

    done = undo(by=editor, run=run)

    assert done.left == []
    models: list[Any] = [each.model for each in FORMATS.values()]
    for model in (each for each in models if issubclass(each, Published)):
        assert not model.objects.live(timezone.now()).exists(), model
        assert not model.objects.filter(retraction_reason="").exists(), model


def test_what_was_edited_before_it_was_published_stays(reporter: User, editor: User) -> None:
    run = ran(reporter, WORLD)
    Official.objects.filter(full_name="Antony Blinken").update(biography="A diplomat.")
    Participant.objects.filter(group="business leaders").update(order=9)
    TenureFactory(official=Official.objects.get(full_name="Qin Gang"), live_period=None)
    publish(by=editor, run=run)
    connection.check_constraints()

    done = undo(by=editor, run=run)

    later = "what was entered or edited since belongs to it."
    assert {"officials, blinken: it was edited since."} < {*done.left}
    assert {f"officials, qin: {later}", f"meetings, round: {later}"} < {*done.left}
    assert Meeting.objects.live(timezone.now()).get().kind == "round_table"


def test_what_is_edited_after_it_was_published_stays(reporter: User, editor: User) -> None:
    run = ran(reporter, ALL)
    publish(by=editor, run=run)
    Tenure.objects.update(ended_note="not seen since 25 June")

    done = undo(by=editor, run=run)

    assert "tenures, qin-fm: it was edited since." in done.left
    assert Tenure.objects.live(timezone.now()).exists()


def test_who_entered_a_custody_event_is_as_before(reporter: User, editor: User) -> None:
    ran(reporter, WORLD)
    run = ran(editor, {"custody": CHARGED})

    undo(by=editor, run=run)

    event = CustodyEvent.objects.get()
    assert (event.kind, event.entered_by) == ("detained", reporter)


def test_a_custody_event_that_was_published_since_is_changed_by_force_alone(
    reporter: User, editor: User
) -> None:
    ran(reporter, WORLD)
    run = ran(reporter, {"custody": CHARGED})
    publish_row(by=editor, row=CustodyEvent.objects.get())
    publisher = person("Cleo Marsh", "publisher")

    tried = rehearse_undo(by=editor, run=run)
    assert (tried.left, tried.restored) == (["custody, kim-taken: it was published since."], 0)
    done = undo(by=publisher, run=run)

    event = CustodyEvent.objects.get()
    assert (done.left, event.kind, event.entered_by) == ([], "detained", publisher)
    assert event.is_flagged
