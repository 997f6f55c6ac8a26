"""Names of rows and of records, for telling whether they may be the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefings.imports.formats import Values
from briefings.models import Detainee, Official

NAMES = ("full_name", "name", "title")
OTHERS = ("other_names", "other_titles")


def names_in_row(values: Values) -> set[str]:
    """Return the names in a row's values, in small letters."""
    names = [values.get(name, "") for name in NAMES]
    return _folded([*names, *(each for name in OTHERS for each in values.get(name, ()))])


def names_of_record(record: Any) -> set[str]:
    """Return the names of a record, in small letters; a query for those of a person."""
    names = [getattr(record, name, "") for name in NAMES]
    others = [each for name in OTHERS for each in getattr(record, name, ())]
    if isinstance(record, (Official, Detainee)):
        others += record.names.values_list("name", flat=True)
    return _folded([*names, *others])


def _folded(names: Iterable[str]) -> set[str]:
    return {" ".join(name.casefold().split()) for name in names} - {""}
