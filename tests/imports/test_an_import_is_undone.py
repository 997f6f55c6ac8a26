"""An undo leaves what the public reads as it was, and alone what somebody has touched since."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone

from briefings.actions import Refused
from briefings.actions.merging import merge
from briefings.actions.records import retract
from briefings.api.urls import RESOURCES
from briefings.imports.sheets.uploads import rehearse_undo
from briefings.imports.undoing import undo
from briefings.models import (
    Country,
    ImportRun,
    Official,
    OfficialName,
    Tenure,
)
from tests.factories import (
    CorrectionFactory,
    CountryFactory,
    EditionFactory,
    ExternalIdentifierFactory,
    MentionFactory,
    OfficialFactory,
    StatementSubjectFactory,
    TenureFactory,
    since,
)
from tests.imports.desk import ALL, imported
from tests.stories.colleagues import SECONDS, Colleague
from tests.stories.desk import person

BEFORE = {
    "countries": "id,name,code\ncn,China,CN\n",
    "officials": "id,full_name,country\nqin,Qin Gang,cn\n",
}
AFTER = {
    "countries": "id,name,long_name,predecessors\ncn,China,People’s Republic of China,qing\n"
    "qing,Qing,,\n",
    "officials": "id,full_name,other_names,born\nqin,Qin Gang,秦刚,1966\nwang,Wang Yi,王毅,1953\n",
    "offices": "id,title,country\nfm,Foreign Minister of China,cn\n",
    "tenures": "id,official,office,started\nqin-fm,qin,fm,2022-12-30\n",
}


def ran(by: User, texts: dict[str, Any]) -> ImportRun:
    """Import files, as a commit ends it."""
    _, run = imported(by, texts)
    connection.check_constraints()
    assert run is not None
    return run


def dumped(client: Client) -> dict[str, Any]:
    """Return all that the public API lists, each record and row whole."""
    lists = {name: client.get(f"/api/v1/{name}/").json() for name in RESOURCES}
    return {
        name: [client.get(row["url"]).json() if "url" in row else row for row in told["results"]]
        for name, told in lists.items()
    }


def test_the_public_api_is_as_it_was_before(editor: User, client: Client) -> None:
    ran(editor, BEFORE)
    before = dumped(client)
    run = ran(editor, AFTER)
    assert dumped(client) != before

    done = undo(by=editor, run=run)
    connection.check_constraints()

    assert without_clock(dumped(client)) == without_clock(before)
    assert (done.deleted, done.retracted, done.restored, done.left) == (0, 4, 2, [])


def test_what_nobody_has_seen_is_gone(reporter: User) -> None:
    run = ran(reporter, ALL)

    done = undo(by=reporter, run=run)

    assert done.deleted == 6
    assert not Official.objects.exists()
    assert not Country.objects.exists()


def test_what_was_edited_since_is_named_and_left_alone(editor: User) -> None:
    ran(editor, BEFORE)
    run = ran(editor, AFTER)
    Official.objects.filter(full_name="Wang Yi").update(biography="A diplomat.")
    Official.objects.filter(full_name="Qin Gang").update(born="1967")

    done = undo(by=editor, run=run)

    assert done.left == [
        "officials, wang: it was edited since.",
        "officials, qin: born was edited since.",
    ]
    assert Official.objects.live(timezone.now()).filter(full_name="Wang Yi").exists()
    assert OfficialName.objects.get().name == "王毅", "what it added to Qin is taken back"


def test_what_stays_keeps_what_it_belongs_to(editor: User) -> None:
    run = ran(editor, ALL)
    Tenure.objects.update(ended_note="not seen since 25 June")

    done = undo(by=editor, run=run)

    assert done.left == [
        "tenures, qin-fm: it was edited since.",
        "officials, qin: what was entered or edited since belongs to it.",
        "offices, fm: what was entered or edited since belongs to it.",
        "countries, cn: something that stays belongs to it.",
    ]
    assert Tenure.objects.live(timezone.now()).exists()


def test_a_record_to_which_an_editor_added_stays(editor: User) -> None:
    run = ran(editor, ALL)
    TenureFactory(official=Official.objects.get(), office__title="Ambassador")

    done = undo(by=editor, run=run)

    assert "officials, qin: what was entered or edited since belongs to it." in done.left


def test_a_record_of_which_a_name_was_edited_stays(editor: User) -> None:
    run = ran(editor, ALL)
    OfficialName.objects.update(language="zh")

    done = undo(by=editor, run=run)

    assert "officials, qin: what was entered or edited since belongs to it." in done.left


def test_what_an_import_added_to_a_row_stays_where_it_was_edited_since(editor: User) -> None:
    ran(editor, BEFORE)
    run = ran(editor, AFTER)
    OfficialName.objects.filter(name="秦刚").update(language="zh")

    done = undo(by=editor, run=run)

    assert done.left == ["officials, qin: official name “秦刚” was edited since."]
    assert OfficialName.objects.get(name="秦刚").official.full_name == "Qin Gang"
    assert Official.objects.get(full_name="Qin Gang").born is None, "the rest is as before"


@pytest.mark.parametrize("naming", ["subject", "about", "mention", "identifier", "correction"])
def test_a_record_that_something_names_as_any_record_stays(naming: str, editor: User) -> None:
    run = ran(editor, ALL)
    qin = Official.objects.get()
    if naming == "subject":
        StatementSubjectFactory(record=qin)
    elif naming == "about":
        EditionFactory(about=qin.identity)
    elif naming == "mention":
        MentionFactory(record=qin)
    elif naming == "identifier":
        ExternalIdentifierFactory(record=qin)
    else:
        CorrectionFactory(record=qin)

    done = undo(by=editor, run=run)

    assert "officials, qin: what was entered or edited since belongs to it." in done.left
    assert Official.objects.get(pk=qin.pk).is_live(timezone.now())


@pytest.mark.parametrize("survives", [True, False])
def test_a_record_that_was_merged_since_stays(survives: bool, editor: User, reporter: User) -> None:
    """One that nobody has seen would be deleted, and with it what the merge can be undone by."""
    run = ran(reporter, {"officials": "id,full_name\nqin,Qin Gang\n"})
    pair: list[Official] = [Official.objects.get(), OfficialFactory()]
    survivor, merged = pair if survives else pair[::-1]
    merge(by=person("Cleo Marsh", "publisher"), survivor=survivor, merged=merged, reason="One.")

    done = undo(by=reporter, run=run)

    assert done.left == ["officials, qin: it was merged with another since."]
    assert Official.objects.count() == 2


def test_what_a_row_named_before_is_its_survivor_by_now(editor: User) -> None:
    ran(editor, {"countries": "id,name,code\ncn,China,CN\nprc,PRC,\n"})
    officials = "id,full_name,country\nqin,Qin Gang,{}\n"
    ran(editor, {"officials": officials.format("prc")})
    run = ran(editor, {"officials": officials.format("cn")})
    china, merged = Country.objects.get(code="CN"), Country.objects.get(name="PRC")
    other = CountryFactory(name="People’s Republic", live_period=since(timezone.now()))
    merge(by=person("Cleo Marsh", "publisher"), survivor=other, merged=merged, reason="One.")
    assert Official.objects.get().country == china

    done = undo(by=editor, run=run)

    assert done.left == []
    assert Official.objects.get().country == other


@pytest.mark.django_db(transaction=True)
def test_an_edit_that_is_not_saved_yet_is_waited_for() -> None:
    editor = person("Marguerite Higgins", "editor")
    ran(editor, BEFORE)
    run = ran(editor, AFTER)
    colleague, undoer = Colleague(), Colleague()
    colleague.begins()
    colleague.does(lambda: Official.objects.filter(full_name="Qin Gang").update(born="1967"))
    undoing = undoer.tries(lambda: undo(by=editor, run=run))
    with pytest.raises(TimeoutError):
        undoing.result(timeout=0.5)

    colleague.commits().result(timeout=SECONDS)

    assert undoing.result(timeout=SECONDS).left == ["officials, qin: born was edited since."]
    assert str(Official.objects.get(full_name="Qin Gang").born) == "1967"
    colleague.leaves()
    undoer.leaves()


def test_what_was_undone_can_be_imported_again(editor: User) -> None:
    """Its ids are still its own: a third import makes no second record."""
    undo(by=editor, run=ran(editor, ALL))

    done, _ = imported(editor, ALL)

    assert Official.objects.get().is_live(timezone.now())
    assert {row.fields for row in done.rows} == {("published",)}
    assert imported(editor, ALL)[1] is None


def test_an_import_that_put_back_is_undone_too(editor: User) -> None:
    undo(by=editor, run=ran(editor, ALL))
    again = ran(editor, ALL)

    done = undo(by=editor, run=again)

    assert (done.retracted, done.left) == (6, [])
    assert not Official.objects.live(timezone.now()).exists()


def test_what_an_editor_retracted_is_not_put_back_by_an_import(editor: User) -> None:
    ran(editor, ALL)
    connection.check_constraints()
    retract(by=editor, row=Official.objects.get(), reason="hoax")

    _, run = imported(editor, ALL)

    assert run is None
    assert not Official.objects.live(timezone.now()).exists()


def test_an_import_is_undone_once_and_not_by_every_reporter(editor: User) -> None:
    run = ran(editor, ALL)
    with pytest.raises(Refused, match="ask an editor"):
        undo(by=person("Nellie Bly", "reporter"), run=run)
    undo(by=editor, run=run)

    with pytest.raises(Refused, match="undone already"):
        undo(by=editor, run=run)


def test_an_undo_that_is_tried_leaves_the_run_as_it_is(editor: User) -> None:
    kept = ImportRun.objects.defer("files").get(pk=ran(editor, ALL).pk)

    rehearse_undo(by=editor, run=kept)

    assert kept.undone_at is None
    assert "files" in kept.get_deferred_fields()


def without_clock(told: Any) -> Any:
    """Return the answer without what counts changes and says when they were."""
    if isinstance(told, dict):
        clock = ("version", "updated_at", "content_updated_at")
        return {name: without_clock(each) for name, each in told.items() if name not in clock}
    return [without_clock(each) for each in told] if isinstance(told, list) else told
