"""Every page of the desk with its groups of rows, found from the registry, as two people use it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model
from django.test import RequestFactory
from lxml import html

from briefings.models import Record
from briefings.models.triggers.belonging import parents_of
from tests.admin.conftest import Desk, change_url, sent_by
from tests.factories import FACTORIES, row_of

TEXTS = ("text", "url", "date", "datetime-local", "email")


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
    everybody = User(is_superuser=True, is_active=True, is_staff=True)
    request: Any = RequestFactory().get("/")
    request.user = everybody
    for model, page in admin.site._registry.items():
        if model not in FACTORIES or not page.has_change_permission(request):
            continue
        yield Group(model)
        for inline in page.inlines:
            rows = inline(model, admin.site)
            if rows.has_change_permission(request, None):
                formset = rows.get_formset(request, None)
                prefix = formset.get_default_prefix()
                yield Group(model, prefix, rows.model, formset.fk.name)


def child_of(group: Group, parent: Any) -> Any:
    """Return a row of the group, on the page of `parent`."""
    assert group.child is not None
    whole = parent
    fk = group.child._meta.get_field(group.fk)
    if isinstance(parent, Record) and fk.related_model is not type(parent):
        whole = parent.identity
    others = dict.fromkeys(parents_of(group.child))
    nullable = {name for name in others if group.child._meta.get_field(name).null}  # type: ignore[union-attr]
    return row_of(group.child, **{name: None for name in nullable} | {group.fk: whole})


class Form:
    """A page as it was opened: what its form sends."""

    def __init__(self, person: Desk, row: Model) -> None:
        self.person, self.row = person, row
        self.page = person.open(row)
        self.sent = sent_by(self.page)

    def key_of(self, group: Group, row: Any) -> int:
        """Return the number of a row in its group."""
        numbers = range(int(self.sent[f"{group.prefix}-INITIAL_FORMS"]))
        return next(n for n in numbers if self.sent[f"{group.prefix}-{n}-id"] == str(row.pk))

    def keys(self, group: Group) -> list[str]:
        """Return the keys of the rows of a group."""
        numbers = range(int(self.sent[f"{group.prefix}-INITIAL_FORMS"]))
        return [self.sent[f"{group.prefix}-{n}-id"] for n in numbers]

    def name(self, group: Group, row: Any, typed: str) -> str:
        """Return under which name a field of a row is sent."""
        if not group.prefix:
            return typed
        return f"{group.prefix}-{self.key_of(group, row)}-{typed}"

    def send(self, **typed: Any) -> Answer:
        """Send the form with what is typed, and return what follows."""
        data = {name: value for name, value in (self.sent | typed).items() if value is not None}
        response = self.person.post(change_url(self.row), data)
        assert response.status_code in (200, 302), response.status_code
        return Answer(response)

    def row_sent(self, group: Group, row: Any) -> dict[str, Any]:
        """Return what is sent for a row, by the names of its fields."""
        start = f"{group.prefix}-{self.key_of(group, row)}-"
        return {k.removeprefix(start): v for k, v in self.sent.items() if k.startswith(start)}

    def with_new(self, group: Group, typed: dict[str, Any]) -> dict[str, Any]:
        """Return what is sent for a new row."""
        number = int(self.sent[f"{group.prefix}-TOTAL_FORMS"])
        row = {f"{group.prefix}-{number}-{name}": value for name, value in typed.items()}
        return row | {f"{group.prefix}-TOTAL_FORMS": str(number + 1)}


class Answer:
    """What followed: saved, or a page that asks."""

    def __init__(self, response: Any) -> None:
        self.saved = response.status_code == 302
        self.page = None if self.saved else html.fromstring(response.content.decode())

    @property
    def words(self) -> str:
        """The words of the page with single spaces."""
        return "" if self.page is None else " ".join(self.page.text_content().split())

    @property
    def choices(self) -> list[str]:
        """The names of what is to be chosen."""
        if self.page is None:
            return []
        return sorted({*self.page.xpath("//input[starts-with(@name, '_choose-')]/@name")})


def resent(person: Desk, row: Model, answer: Answer, chosen: str = "") -> Answer:
    """Send the page that asks, with one side chosen everywhere, and return what follows."""
    data = sent_by(answer.page)
    data |= dict.fromkeys(answer.choices, chosen) if chosen else {}
    response = person.post(change_url(row), {k: v for k, v in data.items() if v is not None})
    return Answer(response)


@dataclass
class Typeable:
    """Fields of a row that can be typed into: for each, two values that are accepted."""

    values: dict[str, list[Any]] = field(default_factory=dict)


def candidates(form: Form, name: str) -> Iterator[Any]:
    """Yield what might be typed into a field, other than what it holds."""
    element = form.page.xpath(f"//*[@name='{name}']")[0]
    held = form.sent.get(name) or ""
    if element.tag == "textarea":
        yield from (f"{held} And Ana.", f"{held} And Ben.")
    elif element.tag == "select" and element.get("data-model-name"):
        model = apps.get_model(element.get("data-app-label"), element.get("data-model-name"))
        target = model._meta.get_field(element.get("data-field-name")).related_model
        if target in FACTORIES:
            yield from (str(row_of(target).pk) for _ in range(3))
    elif element.tag == "select":
        options = element.xpath(".//option/@value")
        yield from (value for value in options if value not in ("", held))
    elif element.get("type") == "number":
        yield from (str(int(float(held or 0)) + step) for step in (1, 2))
    elif element.get("type") == "checkbox":
        yield None if held else "on"
    elif element.get("type") in TEXTS or not element.get("type"):
        yield from (f"{held} Ana".strip(), f"{held} Ben".strip())
        yield from ("1961", "1962", "US", "UK", "a@example.org")


def typeable(person: Desk, parent: Model, group: Group, row: Any, wanted: int = 2) -> Typeable:
    """Return fields of a row that are accepted when changed alone, each with two values."""
    found = Typeable()
    form = Form(person, parent)
    start = f"{group.prefix}-{form.key_of(group, row)}-" if group.prefix else ""
    prefixes = {k.removesuffix("-TOTAL_FORMS") for k in form.sent if k.endswith("-TOTAL_FORMS")}
    names = [
        name
        for name in dict.fromkeys(form.page.xpath("//*[self::input or self::select or self::textarea]/@name"))
        if name.startswith(start)
        and not name.startswith(("_", "csrf"))
        and "__prefix__" not in name
        and (start or not any(name.startswith(f"{prefix}-") for prefix in prefixes))
    ]
    for name in names:
        short = name.removeprefix(start)
        if short in ("id", group.fk, "DELETE", "slug") or len(found.values) >= wanted:
            continue
        if form.page.xpath(f"//*[@name='{name}']")[0].get("type") in ("file", "hidden"):
            continue
        accepted = [
            value for value in candidates(form, name) if takes(form, group, row, name, short, value)
        ]
        if accepted:
            found.values[short] = accepted[:2]
    return found


def takes(form: Form, group: Group, row: Any, name: str, short: str, value: Any) -> bool:
    """Return whether the value is saved when it is typed alone, and shown as it was typed."""
    with transaction.atomic():
        done = False
        if form.send(**{name: value}).saved:
            after = Form(form.person, form.row)
            done = after.sent.get(after.name(group, row, short)) == value
        transaction.set_rollback(True)
    return done
