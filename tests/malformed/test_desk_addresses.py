"""Odd addresses of the desk, odd questions to its lists, odd looking-up: none makes it fail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models, transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from lxml import html

from tests.admin.conftest import Desk
from tests.admin.test_query_budgets import some
from tests.exploring import share
from tests.malformed.oddities import ODD

PARTS = ("0", "abc", "None", "1_2", "%00", "%FF", "%D9%A3", "9" * 25, "-1", "..", "x" * 300, "_2F")
OF_LISTS = (
    "o",
    "p",
    "q",
    "all",
    "e",
    "_facets",
    "_popup",
    "_to_field",
    "_changelist_filters",
    "zz",
)
_PART = re.compile(r"<(?:\w+:)?\w+>")


@pytest.fixture
def chief(db: None) -> Desk:
    """Seat somebody who may do everything, among rows of every kind."""
    some(1)
    return Desk(User.objects.create_superuser("hollingworth"))


def failure(chief: Desk, address: str, method: str = "get") -> str:
    """Return how the desk failed at an address, "" where it did not. Nothing is kept of it."""
    try:
        with transaction.atomic():
            answer = getattr(chief, method)(address)
            transaction.set_rollback(True)
    except Exception as error:
        return f"{method} {address[:200]}: {type(error).__name__}: {str(error)[:200]}"
    return "" if answer.status_code < 500 else f"{method} {address[:200]}: {answer.status_code}"


def routes(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """Yield every route of the desk."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        elif isinstance(entry, URLPattern) and route.startswith("/admin/") and "^" not in route:
            yield route


def test_odd_parts_of_an_address_name_nothing(chief: Desk) -> None:
    failed = [
        failure(chief, _PART.sub(part, route), method)
        for route in routes(get_resolver())
        if "<" in route
        for place, part in enumerate(PARTS)
        for method in (("get", "post") if place < 5 else ("get",))
    ]

    assert len(failed) > 500
    assert not [*filter(None, failed)], "\n".join(filter(None, failed))


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "head", "options", "trace"])
def test_odd_methods_are_answered(chief: Desk, method: str) -> None:
    failed = [
        failure(chief, route, method)
        for route in routes(get_resolver())
        if "<" not in route and "logout" not in route
    ]

    assert not [*filter(None, failed)], "\n".join(filter(None, failed))


def asked_of(page: Any) -> set[str]:
    """Return the parameters that the links and forms of a list's page ask."""
    queries = [urlsplit(link).query for link in page.xpath("//a/@href")]
    linked = {name for query in queries for name, _ in parse_qsl(query, keep_blank_values=True)}
    return linked | set(page.xpath("//form[@method='get' or not(@method)]//*[@name]/@name"))


@pytest.mark.sampled
@pytest.mark.filterwarnings("ignore:.*received a naive datetime:RuntimeWarning")  # Django's own
@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.model_name)
def test_a_list_answers_odd_questions(model: type[models.Model], chief: Desk) -> None:
    turn = [*admin.site._registry].index(model)
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    address = reverse(name)
    listed = chief.get(address)
    if listed.status_code != 200:
        return
    page = html.fromstring(listed.content.decode())
    names = sorted({*asked_of(page), *OF_LISTS, "id__exact", "pk__in"})
    failed = [
        failure(chief, f"{address}?{name}={ODD[(place * 7 + step) % len(ODD)]}")
        for place, name in enumerate(names)
        for step in share(range(6), turn + place)
    ]
    failed += [failure(chief, f"{address}?q={value}") for value in share(ODD, turn)]

    assert not [*filter(None, failed)], "\n".join(filter(None, failed))


def test_looking_up_answers_odd_words(chief: Desk) -> None:
    fields = [
        (model, field.name)
        for model in admin.site._registry
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.remote_field.model in admin.site._registry
    ]
    failed = [
        failure(
            chief,
            f"/admin/autocomplete/?app_label={model._meta.app_label}"
            f"&model_name={model._meta.model_name}&field_name={name}&term={term}&page={page}",
        )
        for place, (model, name) in enumerate(fields)
        for step in range(4)
        for term, page in [(ODD[(place + step * 9) % len(ODD)], ODD[(place * 3 + step) % len(ODD)])]
    ]
    looked_up = [reverse(f"admin:briefings_{kind}_names") for kind in ("identity", "source")]
    looked_up += [reverse(f"admin:briefings_{kind}_names") for kind in ("statement", "image")]
    failed += [failure(chief, f"{address}?q={value}") for address in looked_up for value in ODD]
    failed += [failure(chief, f"/admin/autocomplete/?{name}=%00") for name in ("term", "app_label")]

    assert len(failed) > 200
    assert not [*filter(None, failed)], "\n".join(filter(None, failed))
