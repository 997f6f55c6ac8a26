"""Every page of the desk with its groups of rows, found from the registry, as two people use it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import CharField, Model, TextField
from django.test import RequestFactory
from lxml import html

from briefings.admin.citing import SourceField
from briefings.models import Identity, PartialDate, Record, Source, Topic
from briefings.models.date_fields import PartialDateField
from briefings.models.triggers.belonging import SHOWN_WITH, parents_of
from tests.admin.conftest import Desk, change_url, sent_by
from tests.factories import FACTORIES, row_of
from tests.factories.people import UserFactory

TEXTS = ("text", "url", "email", None)
WORDS = ("1961", "1962", "US", "UK", "a@example.org", "b@example.org")


@dataclass(frozen=True)
class Group:
    """Rows of one kind on the page of a model; of the page's own row `prefix` is ""."""

    model: type[Model]
    prefix: str = ""
    child: type[Model] | None = None
    fk: str = ""

    def __str__(self) -> str:
        return f"{self.model._meta.model_name}{self.prefix and '-'}{self.prefix}"


def groups() -> Iterator[Group]:
    """Yield every page that can be typed into, and every group of rows on it."""
    request: Any = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_active=True, is_staff=True)
    for model, page in admin.site._registry.items():
        if not page.has_change_permission(request):
            continue
        yield Group(model)
        for inline in page.inlines:
            rows = inline(model, admin.site)
            if rows.has_change_permission(request, None):
                formset = rows.get_formset(request, None)
                fk: Any = formset.fk
                yield Group(model, formset.get_default_prefix(), rows.model, fk.name)


def page_of(group: Group) -> Any:
    """Return a row that has a page."""
    return UserFactory() if group.model is User else row_of(group.model)


def child_of(group: Group, parent: Any) -> Any:
    """Return a row of the group, on the page of `parent`."""
    assert group.child is not None
    fields = {field.name: field for field in group.child._meta.fields}
    whole = parent
    if isinstance(parent, Record) and fields[group.fk].related_model is not type(parent):
        whole = parent.identity
    parents = parents_of(group.child) or SHOWN_WITH.get(str(group.child._meta.model_name), ())
    others = {name: None for name in parents if fields[name].null}
    return row_of(group.child, **{**others, group.fk: whole})


class Form:
    """A page as somebody opened it: what its form sends."""

    def __init__(self, person: Desk, row: Model) -> None:
        self.person, self.row = person, row
        self.page = person.open(row)
        self.sent = sent_by(self.page)

    def name(self, group: Group, row: Any, typed: str) -> str:
        """Return under which name a field of a row is sent."""
        if not group.prefix:
            return typed
        numbers = range(int(self.sent[f"{group.prefix}-INITIAL_FORMS"]))
        key = str(row.pk)
        number = next(n for n in numbers if self.sent[f"{group.prefix}-{n}-id"] == key)
        return f"{group.prefix}-{number}-{typed}"

    def send(self, **typed: Any) -> Answer:
        """Send the form with what is typed, None for what is not sent; return what follows."""
        data = {name: value for name, value in (self.sent | typed).items() if value is not None}
        return Answer(self.person, self.row, self.person.post(change_url(self.row), data))

    def row_sent(self, group: Group, row: Any) -> dict[str, Any]:
        """Return what is sent for a row, by the names of its fields."""
        start = self.name(group, row, "")
        return {k.removeprefix(start): v for k, v in self.sent.items() if k.startswith(start)}

    def new(self, group: Group, typed: dict[str, Any]) -> dict[str, Any]:
        """Return what is sent for a new row."""
        number = int(self.sent[f"{group.prefix}-TOTAL_FORMS"])
        row = {f"{group.prefix}-{number}-{name}": value for name, value in typed.items()}
        return row | {f"{group.prefix}-TOTAL_FORMS": str(number + 1)}


class Answer:
    """What followed: it is saved, or a page asks."""

    def __init__(self, person: Desk, row: Model, response: Any) -> None:
        assert response.status_code in (200, 302), response.status_code
        self.person, self.row = person, row
        self.saved = response.status_code == 302
        self.page: Any = None if self.saved else html.fromstring(response.content.decode())

    @property
    def words(self) -> str:
        """The words of the page with single spaces."""
        return "saved" if self.saved else " ".join(self.page.text_content().split())

    @property
    def complaints(self) -> list[str]:
        """What the page says is wrong."""
        if self.saved:
            return []
        marked = self.page.xpath("//*[contains(@class, 'error')]")
        return [" ".join(each.text_content().split()) for each in marked]

    @property
    def choices(self) -> list[str]:
        """The names of what is to be chosen."""
        if self.saved:
            return []
        return sorted({*self.page.xpath("//input[starts-with(@name, '_choose-')]/@name")})

    def send(self, chosen: str = "") -> Answer:
        """Send the page that asks, one side chosen everywhere; return what follows."""
        data = sent_by(self.page) | dict.fromkeys(self.choices, chosen or None)
        data = {name: value for name, value in data.items() if value is not None}
        return Answer(self.person, self.row, self.person.post(change_url(self.row), data))


def stored(row: Any, name: str) -> Any:
    """Return what the database holds in a field of a row; of a relation, the key."""
    return getattr(type(row)._base_manager.get(pk=row.pk), row._meta.get_field(name).attname)


def stored_row(row: Any) -> dict[str, Any]:
    """Return what the database holds in all of a row that can be typed."""
    columns = [field.attname for field in row._meta.concrete_fields if field.editable]
    found = type(row)._base_manager.filter(pk=row.pk).values(*columns).get()
    return {name: value for name, value in found.items() if name != "id"}


def another(row: Any, entered: dict[str, Any]) -> dict[str, Any]:
    """Return what is entered for another row than `row`: of other records, where it has any."""
    found = dict(entered)
    for field in row._meta.fields:
        if field.related_model in FACTORIES and found.get(field.name):
            found[field.name] = as_sent(row_of(field.related_model))
    return found


def as_sent(row: Model) -> str:
    """Return a row as a browser sends it where it is chosen, a source where it is typed."""
    return SourceField().prepare_value(row) if isinstance(row, Source) else str(row.pk)


def held(row: Any, name: str) -> Any:
    """Return what the database holds in a field of a row, as a browser sends it."""
    value = stored(row, name)
    if name == "source":
        return as_sent(Source.objects.get(pk=value))
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, bool):
        return "on" if value else None
    if isinstance(value, list):
        return "\n".join(value)
    return "" if value is None else str(value)


def candidates(form: Form, name: str, column: Any) -> Iterator[Any]:
    """Yield what might be typed into a field, other than what it holds."""
    element = form.page.xpath(f"//*[@name='{name}']")[0]
    holds = form.sent.get(name) or ""
    if column.related_model:
        if column.related_model is Identity:
            yield from (str(row_of(Topic).identity_id) for _ in range(3))
        elif column.related_model in FACTORIES:
            yield from (as_sent(row_of(column.related_model)) for _ in range(3))
    elif element.tag == "select":
        yield from (v for v in element.xpath(".//option/@value") if v not in ("", holds))
    elif isinstance(column, PartialDateField):
        # None of them contradicts another for certain: a stop may lie within its visit.
        yield from (years for years in ("1961/1990", "1962/1990", "1963/1990") if years != holds)
    elif element.get("type") == "number":
        yield from (str(int(float(holds or 0)) + step) for step in (1, 2))
    elif element.get("type") == "checkbox":
        yield None if holds else "on"
    elif element.tag == "textarea" or element.get("type") in TEXTS:
        yield from (f"{holds} Ana".strip(), f"{holds} Ben".strip(), *WORDS)


def easy(column: Any) -> int:
    """Return how far back a field stands among those that are tried: words first."""
    if column.choices or column.related_model:
        return 2
    return 0 if isinstance(column, (CharField, TextField, PartialDateField)) else 1


def typeable(form: Form, group: Group, row: Any, wanted: int) -> dict[str, list[Any]]:
    """Return fields of a row that are accepted when changed alone, each with up to two values.

    What has two values comes first.
    """
    found: dict[str, list[Any]] = {}
    start = form.name(group, row, "") if group.prefix else ""
    columns = {field.name: field for field in row._meta.fields}
    for name in sorted(
        columns.keys() - {"id", group.fk, "slug", "body"},
        key=lambda name: (easy(columns[name]), name),
    ):
        element = form.page.xpath(f"//*[@name='{start}{name}']")
        if not element or element[0].get("type") in ("file", "hidden"):
            continue
        accepted: list[Any] = []
        for value in candidates(form, start + name, columns[name]):
            if takes(form, row, start + name, name, value):
                accepted.append(value)
            if len(accepted) == 2:
                break
        if accepted:
            found[name] = accepted
        if len([each for each in found.values() if len(each) == 2]) == wanted:
            break
    return dict(sorted(found.items(), key=lambda each: -len(each[1])))


def takes(form: Form, row: Any, name: str, field: str, value: Any) -> bool:
    """Return whether the value is saved when it is typed alone, as it was typed."""
    with transaction.atomic():
        done = form.send(**{name: value}).saved and bool(held(row, field) == value)
        transaction.set_rollback(True)
    return done
