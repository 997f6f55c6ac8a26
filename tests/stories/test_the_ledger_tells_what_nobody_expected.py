"""What is told goes by keys, also where plans were made while every table was empty."""

import pytest
from django.conf import settings
from django.db import connection

from briefings import ledger
from briefings.actions.seeding import seed
from briefings.documents.mentions import TYPES

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ANYTHING_OF = """
    SELECT count(*) FROM briefings_embedders(ARRAY(
        SELECT (
            NULL, type, gen_random_uuid(), NULL, gen_random_uuid(), 'created', '{*}'
        )::briefings_telling
        FROM unnest(%s::text[]) type
    ), now())
"""


def test_a_newsroom_is_numbered_by_plans_of_an_empty_one() -> None:
    """A connection keeps its plans. A table read whole for each row of another takes minutes."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute(ANYTHING_OF, [[*TYPES.values()]])
        ledger.read_state()
        seed(directory=settings.BASE_DIR / "seeds", report=print)
        cursor.execute("SET LOCAL statement_timeout = '20s'")

    assert ledger.read_state().head > 900
