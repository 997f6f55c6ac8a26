"""Live periods, as short as they are said."""

from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

HOLD = DateTimeTZRange(empty=True)


def since(moment: datetime) -> DateTimeTZRange:
    """Return the period from `moment` on."""
    return DateTimeTZRange(moment, None)


def between(first: datetime | None, last: datetime) -> DateTimeTZRange:
    """Return the period from `first` (None: ever) until `last`, which is not in it."""
    return DateTimeTZRange(first, last)
