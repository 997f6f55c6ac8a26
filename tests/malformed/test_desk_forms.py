"""Whatever comes back as the choice of a related record, the desk's forms say what is wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model
from django.urls import reverse
from lxml import html

from tests.admin.conftest import Desk, change_url
from tests.admin.test_query_budgets import some
from tests.exploring import share

NO_KEYS = ("abc", "None", "1,2", "-1", "9" * 25, "9" * 5_000, "٣", "²", "a\0b")
MODELS = sorted(
    (model for model in admin.site._registry if model._meta.app_label == "briefings"),
    key=lambda model: str(model._meta.model_name),
)


@pytest.fixture
def rows(db: None) -> dict[type[Any], Any]:
    """Return a row of each kind that the desk shows, with a child row of each kind."""
    return some(1)


@pytest.fixture
def chief(db: None) -> Desk:
    """Seat somebody who may do everything."""
    return Desk(User.objects.create_superuser("hollingworth"))


def pages(model: type[Model], rows: dict[type[Any], Any]) -> Iterator[str]:
    """Yield the addresses of a model's forms: of a new row, and of one that there is."""
    yield reverse(f"admin:briefings_{model._meta.model_name}_add")
    row = rows.get(model) or model._default_manager.first()
    if row is not None:
        yield change_url(row)


def filled(page: Any) -> dict[str, str]:
    """Return what a browser would send of all that the page asks, with a new row of each kind."""
    sent = {}
    for field in page.xpath("//input[@name] | //select[@name] | //textarea[@name]"):
        chosen = field.xpath("./option[@selected]/@value") if field.tag == "select" else []
        text = (field.text or "").removeprefix("\n") if field.tag == "textarea" else ""
        sent[field.get("name")] = next(iter(chosen), "") or field.get("value") or text
    for total in [name for name in sent if name.endswith("-TOTAL_FORMS")]:
        prefix, number = total.removesuffix("-TOTAL_FORMS"), sent[total]
        for name in [name for name in sent if name.startswith(f"{prefix}-__prefix__-")]:
            sent[name.replace("__prefix__", number)] = sent.pop(name)
            sent[total] = str(int(number) + 1)
    for name in ("_press", "action", "_save", "_continue", "_addanother", "_saveasnew"):
        sent.pop(name, None)
    return sent


def choices(page: Any, sent: dict[str, str]) -> list[str]:
    """Return the names of the fields in which something is chosen, and of keys that are hidden.

    Of each kind of row, those of one.
    """
    names = {*page.xpath("//select/@name"), *page.xpath("//input[@type='hidden']/@name")}
    kinds = {name.rpartition("-")[2] if "-" in name else name for name in names}
    keys = [name for name in sent if name.rpartition("-")[2] in kinds or name in names]
    management = ("csrfmiddlewaretoken", "_FORMS")
    keys = [name for name in keys if not name.endswith(management)]
    return list({re.sub(r"-\d+-", "-", name): name for name in keys}.values())


def failure(chief: Desk, address: str, sent: dict[str, str]) -> str:
    """Return how the desk failed at what was sent; "" where it did not. Nothing is kept of it."""
    try:
        with transaction.atomic():
            answer = chief.post(address, sent)
            transaction.set_rollback(True)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "" if answer.status_code < 500 else str(answer.status_code)


@pytest.mark.sampled
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_what_is_no_key_of_a_record_is_a_fault_of_the_form(
    model: type[Model], rows: dict[type[Any], Any], chief: Desk
) -> None:
    failed = []
    for address in pages(model, rows):
        opened = chief.get(address)
        if opened.status_code != 200:
            continue
        page = html.fromstring(opened.content.decode())
        sent = filled(page)
        named = choices(page, sent)
        tries: list[tuple[dict[str, str], str]]
        tries = [(dict.fromkeys(named, odd), "") for odd in NO_KEYS]
        tries += [({name: NO_KEYS[place]}, "") for place, name in enumerate(some_of(named))]
        tries += [
            ({name: NO_KEYS[place % len(NO_KEYS)]}, button)
            for button in set(page.xpath("//button[@name='_press']/@value"))
            for place, name in enumerate(named)
            if name.startswith(f"{button}-")
        ]
        for odd, button in share(tries, MODELS.index(model)):
            pressed = {"_press": button} if button else {}
            if why := failure(chief, address, {**sent, **odd, **pressed}):
                failed.append(f"{address} {str(odd)[:120]} {button}: {why[:200]}")

        buttons = tuple(f"{each}-" for each in page.xpath("//button[@name='_press']/@value"))
        chosen = page.xpath("//select[contains(@class, 'autocomplete')]/@name")
        for name in [each for each in chosen if not each.startswith(buttons)][:1]:
            answer = chief.post(address, {**sent, name.replace("__prefix__", "0"): "abc"})
            if "Select a valid choice" not in answer.content.decode():
                failed.append(f"{address} takes abc for {name}")

    assert not failed, "\n".join(failed)


def test_no_more_rows_are_made_than_were_sent(chief: Desk) -> None:
    """A form that claims 99,999 rows kept a thread busy for half a minute."""
    address = reverse("admin:briefings_meeting_add")
    sent = filled(html.fromstring(chief.get(address).content.decode()))
    totals = {name: "99999" for name in sent if name.endswith("-TOTAL_FORMS")}

    page = chief.post(address, sent | totals).content.decode()

    assert "Please submit at most 1000 forms" in page
    assert "citations-3-" in page
    assert "citations-9-" not in page


def some_of(names: list[str]) -> list[str]:
    """Return some of the names, the same ones every time."""
    return random.Random(12).sample(names, min(6, len(names)))
