"""Stories in which a moment comes that was ahead: quick where they can be, slow where they must."""

import time
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.db import transaction

from tests.ledger import database_now

_slowness = 1


def ahead(seconds: float) -> datetime:
    """Return a moment so far ahead by the database's clock; in a story told slowly, farther."""
    return database_now() + timedelta(seconds=seconds * _slowness)


def wait_for(moment: datetime) -> None:
    """Return once the moment is past by the database's clock."""
    while (left := (moment - database_now()).total_seconds()) >= 0:
        time.sleep(left + 0.005)


def in_its_time(story: Callable[..., None]) -> Callable[..., None]:
    """Return a test that tells a story which looks before its moments and after them.

    On a busy machine a moment can come before the story looks. One that fails is rolled back and
    told again, with its moments twenty times as far ahead: what is wrong fails then too.
    """

    @wraps(story)
    def told(**given: Any) -> None:
        global _slowness
        try:
            with transaction.atomic():
                return story(**deepcopy(given))
        except AssertionError:
            _slowness = 20
        try:
            story(**given)
        finally:
            _slowness = 1

    return told
