"""What a row and a record are called, by which it shows that they are two."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefings.imports.formats import Values
from briefings.models import Detainee, Official

NAMES = ("full_name", "name", "title")
OTHERS = ("other_names", "other_titles")


def names_said(said: Values) -> set[str]:
    """Return the names that a row says, in small letters."""
    names = [said.get(name, "") for name in NAMES]
    return _folded([*names, *(each for name in OTHERS for each in said.get(name, ()))])


def names_of(record: Any) -> set[str]:
    """Return the names of a record, in small letters; a query for those of a person."""
    names = [getattr(record, name, "") for name in NAMES]
    others = [each for name in OTHERS for each in getattr(record, name, ())]
    if isinstance(record, (Official, Detainee)):
        others += record.names.values_list("name", flat=True)
    return _folded([*names, *others])


def _folded(names: Iterable[str]) -> set[str]:
    return {" ".join(name.casefold().split()) for name in names} - {""}
