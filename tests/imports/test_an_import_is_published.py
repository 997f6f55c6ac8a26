"""What a reporter imported waits, and is published as a whole."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefings.actions import Refused
from briefings.actions.records import publish as publish_row
from briefings.imports.columns import FORMATS
from briefings.imports.profiles import OWN
from briefings.imports.publishing import publish, still_waiting, waiting
from briefings.imports.running import run
from briefings.imports.undoing import undo
from briefings.models import CustodyEvent, ImportRun, Official, Published, Source, Tenure
from tests.factories import MeetingFactory, OfficialFactory, SourceFactory, TenureFactory
from tests.imports.desk import Texts, files_of
from tests.imports.test_every_table import WORLD
from tests.stories.desk import person


def waits(by: User, texts: Texts, source: Source | None = None) -> ImportRun:
    """Import files; return the run."""
    _, done = run(by=by, files=files_of(texts), profile=OWN, source=source)
    assert done is not None
    return done


def not_public() -> set[str]:
    """Return the names of the tables of which a row is not public."""
    models: dict[str, Any] = {name: format_.model for name, format_ in FORMATS.items()}
    return {
        name
        for name, model in models.items()
        if issubclass(model, Published) and model.objects.exclude(pk__in=live(model)).exists()
    }


def live(model: Any) -> list[int]:
    """Return the keys of the rows that the public sees."""
    return [*model.objects.live(timezone.now()).values_list("pk", flat=True)]


def officials(count: int, first: int = 0) -> Texts:
    """Return a table of officials."""
    rows = "".join(f"o{n},Person {n}\n" for n in range(first, first + count))
    return {"officials": f"id,full_name\n{rows}"}


def test_all_that_it_entered_is_public_at_once_with_its_source(
    reporter: User, editor: User
) -> None:
    source = SourceFactory(live_period=None)
    imported = waits(reporter, WORLD, source)
    assert still_waiting().count() == 1
    told = waiting(imported, editor)

    done = publish(by=editor, run=imported)

    assert (done.count, done.in_words) == (told.count, told.in_words)
    assert "1 tenure, " in told.in_words
    assert not_public() == set()
    assert CustodyEvent.objects.get().approved_by == editor
    source.refresh_from_db()
    assert source.is_live(timezone.now())
    assert not still_waiting([imported]).exists()


def test_who_entered_a_custody_event_leaves_it_to_another(editor: User) -> None:
    imported = waits(editor, WORLD)
    assert waiting(imported, editor).own == 1

    with pytest.raises(Refused, match="1 custody event needs a second person: it was you"):
        publish(by=editor, run=imported)
    assert not_public() == {"custody"}

    publish(by=person("Clare Hollingworth", "editor"), run=imported)
    assert not_public() == set()


def test_the_rest_is_published_without_the_custody_event_of_who_publishes(
    reporter: User, editor: User
) -> None:
    imported = waits(reporter, WORLD)
    CustodyEvent.objects.update(entered_by=editor)

    done = publish(by=editor, run=imported)

    assert done.own == 1
    assert not_public() == {"custody"}


def test_what_was_entered_for_a_record_since_goes_with_it(reporter: User, editor: User) -> None:
    imported = waits(reporter, officials(1))
    TenureFactory(official=Official.objects.get(), live_period=None)

    assert waiting(imported, editor).in_words == "1 official, 1 tenure"
    publish(by=editor, run=imported)

    assert Tenure.objects.exclude(live_period=None).exists()


def test_what_has_its_hour_or_belongs_to_nobodys_import_is_left_as_it_is(
    reporter: User, editor: User
) -> None:
    imported = waits(reporter, officials(2))
    tomorrow = timezone.now() + timedelta(days=1)
    embargoed = Official.objects.get(full_name="Person 0")
    publish_row(by=editor, row=embargoed, start=tomorrow)
    other, meeting = OfficialFactory(live_period=None), MeetingFactory(live_period=None)

    assert publish(by=editor, run=imported).count == 1

    for row, start in ((embargoed, tomorrow), (other, None), (meeting, None)):
        row.refresh_from_db()
        assert (row.live_period and row.live_period.lower) == start


def test_every_reason_against_it_is_said(reporter: User, editor: User) -> None:
    imported = waits(reporter, officials(1))
    undo(by=reporter, run=imported)

    with pytest.raises(Refused) as refused:
        publish(by=reporter, run=imported)
    assert refused.value.reasons == [
        "Your role does not publish records: ask an editor.",
        "This import was undone.",
    ]

    published = waits(editor, officials(1))
    with pytest.raises(Refused, match="Nothing of it waits to be published"):
        publish(by=editor, run=published)


def test_it_asks_no_more_for_more_rows(reporter: User, editor: User) -> None:
    asked = []
    editor.get_all_permissions()
    for first, count in ((0, 3), (3, 60)):
        imported = waits(reporter, officials(count, first))
        with CaptureQueriesContext(connection) as queries:
            publish(by=editor, run=imported)
        asked.append(len(queries))

    assert asked[0] == asked[1]
