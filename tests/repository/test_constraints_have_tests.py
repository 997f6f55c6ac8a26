"""No rule of the database is without the test that it passes and the one that it fails."""

import pytest
from django.apps import apps
from django.db import connection

from tests.models.pairs import PAIRS


@pytest.mark.django_db
def test_every_constraint_and_every_refusal_of_a_trigger_has_its_pair() -> None:
    declared = {
        constraint.name
        for model in apps.get_app_config("briefings").get_models()
        for constraint in model._meta.constraints
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT (regexp_matches(prosrc, 'CONSTRAINT = ''(\\w+)''', 'g'))[1]"
            " FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        )
        raised = {name for (name,) in cursor.fetchall()}
    assert raised, "no trigger refuses anything: the sweep reads the wrong functions"
    rules = declared | raised
    assert rules - {*PAIRS} == set(), "tests/models/pairs/ has no pair for these"
    assert {*PAIRS} - rules == set(), "the database has no such rule"
