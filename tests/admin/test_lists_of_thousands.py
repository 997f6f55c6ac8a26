"""Lists of ten thousand rows: what is asked of the database, and that it does not read them all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.contrib.admin.utils import get_fields_from_path
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter

from briefings.admin.lists import DeskListMixin
from tests.admin.conftest import Desk, Person, change_url
from tests.admin.test_query_budgets import BUDGETS
from tests.admin.thousands import DIFFERING, thousands

COUNT = 10_000
LAST_PAGE = COUNT // DeskListMixin.list_per_page
# A row that is absent is in no index.
BY_READING_ALL = {"/admin/briefings/meeting/?when=overdue"}
LARGE = {made._meta.db_table for made in DIFFERING}
# What is found in more rows than this may be found by reading them all.
MANY = COUNT // 10
# A number that one copy of each kind has in its words, and a beginning that a hundred have.
TYPED = ("7777", "77")
LISTED = [
    (model, admin_of)
    for model, admin_of in admin.site._registry.items()
    if model._meta.model_name in BUDGETS["desk_lists"]
]


@pytest.mark.slow
def test_lists_of_thousands_read_one_page(desk: Person) -> None:
    """First page, last page, each filter and what is typed come from an index.

    All keep their budgets, and so do the forms, however many rows each might lead to.
    """
    ones, clare = thousands(COUNT), desk("administrator")
    faults: list[str] = []
    for model, admin_of in LISTED:
        faults += asked_without_index(clare, model)
        for query, more in questions(admin_of):
            address = f"/admin/briefings/{model._meta.model_name}/{query}"
            budget = BUDGETS["desk_lists"][model._meta.model_name] + more
            faults += faults_of(clare, address, budget, model)
    forms = BUDGETS["desk_forms"] | {"edition": BUDGETS["desk"]["edition_lacking"]}
    for model, row in ones.items():
        if budget := forms.get(model._meta.model_name):
            # The kind of thing that a form is of is read once.
            faults += faults_of(clare, change_url(row), budget + 1, None)
    faults += faults_of(clare, "/admin/", BUDGETS["desk_front"]["administrator"], None)
    faults += words_read_whole(clare)

    assert faults == []


def questions(admin_of: Any) -> Iterator[tuple[str, int]]:
    """Yield the pages and filters that are asked for, with what a chosen record costs to name."""
    yield from (("", 0), (f"?p={LAST_PAGE}", 0))
    for each in admin_of.list_filter:
        if isinstance(each, tuple) and each[1] is AutocompleteSelectFilter:
            related: Any = get_fields_from_path(admin_of.model, each[0])[-1].related_model
            chosen = related._default_manager.order_by("pk")[COUNT // 2]
            yield f"?{each[0]}__id__exact={chosen.pk}", 2


def faults_of(clare: Desk, address: str, budget: int, model: type[Model] | None) -> Iterator[str]:
    """Yield what a page asks too often, and that it reads all rows of a model to show some."""
    with CaptureQueriesContext(connection) as asked:
        response = clare.get(address)
    assert response.status_code == 200, (address, response.status_code)
    if len(asked) > budget:
        yield f"{address}: {len(asked)} queries, not {budget}"
    table = model._meta.db_table if model else ""
    for query in asked.captured_queries:
        counts = query["sql"].startswith("SELECT COUNT")
        if table and not counts and table in read_whole(query["sql"]):
            yield f"{address}: reads all of {table}"


def read_whole(sql: str) -> set[str]:
    """Return the tables that the plan of a query reads from one end to the other."""
    if not sql.startswith("SELECT"):
        return set()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        (plan,) = cursor.fetchone()
    plan = json.loads(plan) if isinstance(plan, str) else plan
    nodes, whole = [plan[0]["Plan"]], set()
    while nodes:
        node = nodes.pop()
        nodes += node.get("Plans", [])
        if node["Node Type"] == "Seq Scan":
            whole.add(node["Relation Name"])
    return whole


def asked_without_index(clare: Desk, model: type[Model]) -> Iterator[str]:
    """Yield the words and choices by which few rows are found, when all of them are read."""
    address = f"/admin/briefings/{model._meta.model_name}/"
    asked = [*(f"?q={word}" for word in TYPED), *choices(clare.get(address).context["cl"])]
    for question in asked:
        with CaptureQueriesContext(connection) as queries:
            found = clare.get(address + question).context["cl"].result_count
        if found > MANY or address + question in BY_READING_ALL:
            continue
        if question == f"?q={TYPED[0]}" and not found:
            yield f"{address}{question}: finds nothing"
        large = LARGE if question.startswith("?q=") else {model._meta.db_table}
        for query in queries.captured_queries:
            for table in large & read_whole(query["sql"]):
                yield f"{address}{question}: reads all of {table}"


def choices(listing: Any) -> Iterator[str]:
    """Yield the question of each choice of a list's filters, those by a record aside."""
    for spec in listing.filter_specs:
        if isinstance(spec, SimpleListFilter):
            yield from (f"?{spec.parameter_name}={value}" for value, _ in spec.lookup_choices)
        elif isinstance(spec, ChoicesDropdownFilter):
            yield from (f"?{spec.lookup_kwarg}={value}" for value, _ in spec.field.flatchoices)


def words_read_whole(clare: Desk) -> Iterator[str]:
    """Yield the lists whose rows are not found in the index of words."""
    for name in ("article", "edition"):
        with CaptureQueriesContext(connection) as asked:
            page = clare.open(f"/admin/briefings/{name}/?q=word77")
        assert len(page.xpath("//table[@id='result_list']/tbody")) == DeskListMixin.list_per_page
        for query in asked.captured_queries:
            if "to_tsquery" in query["sql"] and "edition_heading" not in plan_of(query["sql"]):
                yield f"{name}: reads the headings of all editions"


def plan_of(sql: str) -> str:
    """Return the plan of a query in words."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(line for (line,) in cursor.fetchall())
