"""How statements reach PostgreSQL: bound by the server, prepared once they are used often."""

import pytest
from django.contrib.auth.models import User
from django.db import connection


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
def test_a_prepared_statement_is_planned_for_its_moment() -> None:
    """For a moment not known the planner takes next to nothing to be public, and never ends."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW plan_cache_mode")
        assert cursor.fetchone() == ("force_custom_plan",)


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
