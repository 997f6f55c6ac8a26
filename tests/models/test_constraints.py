"""Each rule that the database keeps lets pass what is right and refuses, by name, what is not."""

from collections.abc import Callable

import psycopg
import pytest
from django.db import IntegrityError, transaction

from tests.models.pairs import PAIRS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_right_passes(name: str, at_commit: Callable[[], None]) -> None:
    PAIRS[name].passes()
    at_commit()


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_wrong_is_refused_by_the_rule(name: str) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        PAIRS[name].fails()
    assert isinstance(refusal.value.__cause__, psycopg.Error)
    assert refusal.value.__cause__.diag.constraint_name == name
