"""What the tests of the models share."""

import pytest
from briefings.models.date_sql import CREATE_DATE_FUNCTIONS
from django.db import connection


@pytest.fixture
def date_functions(db):
    """The SQL functions of partial dates, in a database that no migration has given them."""
    with connection.cursor() as cursor:
        for statement in CREATE_DATE_FUNCTIONS:
            cursor.execute(statement)
