"""Every column is at the desk, in the API and in its table, or it is said here why not.

A partial date has its days and its rule beside it.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import RequestFactory
from pghistory.models import Event

from briefings.api.urls import RESOURCES
from briefings.imports.columns import FORMATS
from briefings.models.date_fields import DaysField, PartialDateField, partial_date_is_valid

STUBS = ("detainee.stub", "official.stub", "organization.stub", "place.stub")
LEFT_OUT = {
    "desk": {
        "agendaitem.meeting": "the page that it is entered on",
        "agendaitem.visit": "the page that it is entered on",
        "country.other_names": "comes by imports",
        "detainee.blanked": "chosen with the button that withholds the name",
        "edition.article": "the page that it is started from",
        "objective.visit": "the page that it is entered on",
        **dict.fromkeys(STUBS, "a button completes it"),
        "outcome.meeting": "the page that it is entered on",
        "outcome.visit": "the page that it is entered on",
        "proposedmeeting.country": "read by the import; what is accepted is the meeting's",
        "proposedmeeting.gathering": "read by the import; what is accepted is the meeting's",
        "proposedmeeting.kind": "read by the import; what is accepted is the meeting's",
        "proposedmeeting.place": "read by the import; what is accepted is the meeting's",
    },
    "API": {
        "country.other_names": "for finding alone",
        "detainee.blanked": "the newsroom's own affair",
        "detainee.full_name": "as `name`",
        "detention.country": "in `held_by`",
        "detention.order": "the order of the list",
        "detention.organization": "in `held_by`",
        "image.file": "as `file_url`",
        "meeting.order": "the order of the list",
        "official.portrait": "a picture is asked of `images/`",
        **dict.fromkeys(STUBS, "no stub is public"),
        "participant.tenure": "in `offices`",
        "statement.official": "in `speaker`",
        "statement.organization": "in `speaker`",
    },
    "table": {
        "custodyevent.exchange": "an exchange is entered at the desk",
        "detainee.blanked": "decided at the desk",
        "meeting.follows": "entered at the desk",
        "meeting.gathering": "entered at the desk",
        "official.portrait": "a file",
        **dict.fromkeys(STUBS, "made from a text, completed at the desk"),
        "statuschange.participant": "entered at the desk",
    },
}


def columns(model: type[Model]) -> set[str]:
    """Return the names of the columns that somebody fills in."""
    return {
        field.name
        for field in model._meta.concrete_fields
        if field.editable and not field.generated and not field.primary_key
    }


def at_the_desk() -> Iterator[tuple[type[Model], set[str]]]:
    """Yield each model of the desk with what its page shows."""
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True)
    for model, admin_of in admin.site._registry.items():
        if model._meta.app_label == "briefings":
            yield model, {*flatten_fieldsets(admin_of.get_fieldsets(request))}


def in_the_api() -> Iterator[tuple[type[Model], set[str]]]:
    """Yield each model of the API with what its whole record tells."""
    resources: list[Any] = [*RESOURCES.values()]
    for resource in resources:
        told = resource.serializer_class().fields.values()
        names = {name for field in told for name in (field.field_name, field.source.split(".")[0])}
        yield resource.filterset_class._meta.model, names


def in_a_table() -> Iterator[tuple[type[Model], set[str]]]:
    """Yield each model that is imported with the columns of its table."""
    for format_ in FORMATS.values():
        yield format_.model, {column.name for column in format_.columns}


FACES: dict[str, Callable[[], Iterator[tuple[type[Model], set[str]]]]] = {
    "desk": at_the_desk,
    "API": in_the_api,
    "table": in_a_table,
}


@pytest.mark.parametrize("face", FACES)
def test_every_column_is_shown_or_is_left_out_for_a_reason(face: str) -> None:
    """A column that a face forgets is entered by nobody, or told to nobody."""
    missing = {
        f"{model._meta.model_name}.{name}"
        for model, shown in FACES[face]()
        for name in columns(model) - shown
    }

    assert missing == {*LEFT_OUT[face]}


def test_a_partial_date_is_declared_by_three_lines() -> None:
    """Without its days nobody finds it, without its rule the database takes any text for one."""
    for model in apps.get_app_config("briefings").get_models():
        fields = [] if issubclass(model, Event) else model._meta.concrete_fields
        days = {field.source for field in fields if isinstance(field, DaysField)}
        dates = {field.name for field in fields if isinstance(field, PartialDateField)}

        rules = {constraint.name for constraint in model._meta.constraints}

        assert dates == days, model
        assert {
            partial_date_is_valid(name).name % {"class": model._meta.model_name} for name in dates
        } <= rules
