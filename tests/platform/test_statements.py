"""How statements reach PostgreSQL: bound by the server, prepared once they are used often."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from briefings.models import Official

pytestmark = pytest.mark.server


@pytest.mark.django_db
def test_a_statement_used_often_is_prepared() -> None:
    for number in range(7):
        User.objects.filter(pk=number).exists()

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", ["%auth_user%"]
        )
        [prepared] = cursor.fetchone()

    assert prepared == 1


@pytest.mark.django_db
def test_a_statement_used_often_keeps_its_plan() -> None:
    """What is public is asked of another moment each time; the plan is the same."""
    for _ in range(20):
        Official.objects.live(timezone.now()).filter(pk=1).exists()

    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT custom_plans, generic_plans FROM pg_prepared_statements
            WHERE statement LIKE '%briefings_official%'
            """
        )
        [(planned, kept)] = cursor.fetchall()

    assert kept > planned > 0


def test_the_planner_expects_many_rows_to_be_live() -> None:
    """Of a bare `@>` with a parameter it expects one row in 200, and joins them by loops."""
    managers: list[Any] = [model._default_manager for model in apps.get_models()]
    asked = {
        manager.model._meta.model_name: str(manager.live(timezone.now()).query)
        for manager in managers
        if hasattr(manager, "live")
    }

    assert "coalesce(" in asked["official"]
    assert "coalesce(" in asked["tenure"]
    bare = {
        name
        for name, sql in asked.items()
        if re.sub(r'coalesce\([\w".]+ @> \S+ \S+ false\)', "", sql).count("@>")
    }
    assert bare == set()


@pytest.mark.django_db
def test_a_trigger_keeps_the_plans_that_it_made() -> None:
    """Planning what it asks for each row is most of what a row would cost.

    `migrate` ends with `briefings_keep_plans()`.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT proname, proconfig FROM pg_proc
            WHERE prorettype = 'trigger'::regtype AND proname LIKE 'pgtrigger%'
            """
        )
        kept = dict(cursor.fetchall())

    assert kept
    assert {
        name
        for name, settings in kept.items()
        if settings != ["plan_cache_mode=auto", "enable_seqscan=off"]
    } == set()
