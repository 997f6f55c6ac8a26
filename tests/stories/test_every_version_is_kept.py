"""Every version of every row is kept, with who changed it and why, whichever way it was written."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pghistory.models
import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import models

from briefings.models import (
    AgendaItem,
    Article,
    Byline,
    CarriedOver,
    Citation,
    Correction,
    CustodyEvent,
    DetaineeName,
    Detention,
    Edition,
    EditionTopic,
    Exchange,
    ExchangeSide,
    ExternalIdentifier,
    FixChoice,
    Image,
    Nationality,
    Objective,
    Official,
    OfficialName,
    Outcome,
    Participant,
    Readout,
    Source,
    Statement,
    StatementSubject,
    StatusChange,
    Stop,
    Succession,
    Tenure,
    Topic,
)
from briefings.models.record_types import RECORD_TYPES
from tests.factories import CountryFactory, EditionFactory, TopicFactory, UserFactory, row_of
from tests.ledger import sql

pytestmark = pytest.mark.django_db


def another_edition(model: Any) -> int:
    """Return the key of a new edition of the article that the one row is about."""
    return int(EditionFactory(article=model.objects.get().edition.article).pk)


# A change of each model's row that its rules let pass.
CHANGES: dict[type[models.Model], Callable[[], dict[str, Any]]] = {
    **{kind.model: lambda: {"slug": "the-renamed"} for kind in RECORD_TYPES.values()},
    Article: lambda: {"section": "analysis"},
    Byline: lambda: {"place": "Beijing"},
    CarriedOver: lambda: {"carried_id": another_edition(CarriedOver)},
    Citation: lambda: {"page": "41"},
    Correction: lambda: {"words": "An earlier version misspelt his name."},
    Edition: lambda: {"standfirst": "The objective is to keep talking."},
    EditionTopic: lambda: {"topic_id": TopicFactory().pk},
    ExternalIdentifier: lambda: {"value": "Q170581"},
    FixChoice: lambda: {"fix_id": another_edition(FixChoice)},
    Official: lambda: {"biography": "A career diplomat."},
    OfficialName: lambda: {"kind": "native"},
    Source: lambda: {"url": "https://history.example/officers"},
    Succession: lambda: {"predecessor_id": CountryFactory().pk},
    Tenure: lambda: {"note": "He was last seen in public on 25 June."},
    AgendaItem: lambda: {"stage": "raised"},
    CustodyEvent: lambda: {"charge": "Of nothing that was published."},
    DetaineeName: lambda: {"kind": "native"},
    Detention: lambda: {"note": "He was seen by a consul every month."},
    Exchange: lambda: {"words": "Three for three."},
    ExchangeSide: lambda: {"country_id": CountryFactory().pk},
    Image: lambda: {"caption": "The state guesthouse."},
    Nationality: lambda: {"country_id": CountryFactory().pk},
    Objective: lambda: {"words": "Speak of those detained."},
    Outcome: lambda: {"words": "Both sides named working groups."},
    Participant: lambda: {"role": "observer"},
    Readout: lambda: {"words": "The talks were in-depth."},
    Statement: lambda: {"occasion": "At a press briefing."},
    StatementSubject: lambda: {"subject_id": TopicFactory().identity_id},
    StatusChange: lambda: {"reason": "A balloon was seen."},
    Stop: lambda: {"note": "Two days."},
}

each_model = pytest.mark.parametrize(
    "model", CHANGES, ids=lambda model: str(model._meta.model_name)
)


def events_of(row: models.Model) -> models.QuerySet[Any]:
    """Return the kept versions of a row, the oldest first."""
    event: type[models.Model] = apps.get_model("briefings", f"{type(row).__name__}Event")
    return event._default_manager.filter(pgh_obj_id=row.pk).order_by("pgh_id")


def act(by: User, why: str) -> uuid.UUID:
    """Say who acts from now on, and why, as an action does with its first statement."""
    context = uuid.uuid4()
    metadata = json.dumps({"user": by.pk, "why": why})
    sql(
        "SELECT set_config('pghistory.context_id', %s, true),"
        " set_config('pghistory.context_metadata', %s, true)",
        str(context),
        metadata,
    )()
    return context


def saved(row: models.Model, change: dict[str, Any]) -> None:
    """Change a row as a form does."""
    for column, value in change.items():
        setattr(row, column, value)
    row.save()


def updated(row: models.Model, change: dict[str, Any]) -> None:
    """Change a row without reading it."""
    type(row)._default_manager.filter(pk=row.pk).update(**change)


def altered(row: models.Model, change: dict[str, Any]) -> None:
    """Change a row past the ORM."""
    [(column, value)] = change.items()
    sql(f'UPDATE {row._meta.db_table} SET "{column}" = %s WHERE id = %s', value, row.pk)()


def test_every_row_that_people_write_has_a_history() -> None:
    written_by_triggers_or_at_approval = {
        *("Change", "Document", "EditionWords", "Hiding", "Identity", "Mention", "Naming", "Slug"),
        *("ImportRun", "ImportUpload", "ImportedRow"),
        # They say themselves who did what when, and nothing else of them changes.
        *("Merge", "MovedReference", "NameMark", "Dismissal"),
        # What was read in a source, private until an editor makes a meeting of it: that has one.
        *("ProposedMeeting", "ProposedParticipant", "Candidate"),
        # What somebody has typed and not saved, and who has a page open.
        *("WorkingCopy", "Presence"),
        # The worker's own: what it did, and what came of it.
        *("JobFailure", "Link", "Mail", "LookedAt", "Rendition", "StaleSentence"),
    }
    names = {model.__name__ for model in apps.get_app_config("briefings").get_models()}
    events = {
        model.__name__
        for model in apps.get_app_config("briefings").get_models()
        if issubclass(model, pghistory.models.Event)
    }
    assert {name.removesuffix("Event") for name in events} == {model.__name__ for model in CHANGES}
    assert names - events - {model.__name__ for model in CHANGES} == (
        written_by_triggers_or_at_approval
    )


@each_model
@pytest.mark.parametrize("write", [saved, updated, altered])
def test_a_change_is_kept_with_who_and_why(
    model: type[models.Model], write: Callable[[models.Model, dict[str, Any]], None]
) -> None:
    row, change, martha = row_of(model), CHANGES[model](), UserFactory(first_name="Martha")
    context = act(martha, "The embassy wrote to us.")
    write(row, change)
    first, second = events_of(row)
    assert (first.pgh_label, first.pgh_context_id) == ("insert", None)
    assert (second.pgh_label, second.pgh_context_id) == ("update", context)
    assert second.pgh_context.metadata == {"user": martha.pk, "why": "The embassy wrote to us."}
    [(column, value)] = change.items()
    assert getattr(first, column) != value
    assert getattr(second, column) == value


@each_model
def test_no_change_is_no_version(model: type[models.Model]) -> None:
    row = row_of(model)
    row.save()
    type(row)._default_manager.filter(pk=row.pk).update(version=7)
    assert [event.pgh_label for event in events_of(row)] == ["insert"]


@each_model
def test_what_is_deleted_was_kept(model: type[models.Model], at_commit: Callable[[], None]) -> None:
    row = row_of(model)
    versions, clare = events_of(row), UserFactory(first_name="Clare")
    context = act(clare, "Entered twice.")
    row.delete()
    at_commit()
    assert [event.pgh_label for event in versions] == ["insert", "delete"]
    assert versions[1].pgh_context_id == context


def test_rows_made_in_bulk_are_kept() -> None:
    context = act(UserFactory(), "Imported.")
    topics = Topic.objects.bulk_create([TopicFactory.build() for _ in range(3)])
    for topic in topics:
        [event] = events_of(topic)
        assert (event.pgh_label, event.name, event.pgh_context_id) == (
            "insert",
            topic.name,
            context,
        )


def test_who_acted_before_is_not_said_to_have_acted_since() -> None:
    act(UserFactory(), "Imported.")
    topic = TopicFactory()
    for setting in ("pghistory.context_id", "pghistory.context_metadata"):
        sql("SELECT set_config(%s, '', true)", setting)()
    topic.description = "The strait and who crosses it."
    topic.save()
    assert [event.pgh_context_id is None for event in events_of(topic)] == [False, True]
