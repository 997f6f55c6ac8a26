"""Facets: the parameters that a list is counted by, and the values that each may have."""

from __future__ import annotations

from dataclasses import dataclass

from django_filters import FilterSet


@dataclass(frozen=True)
class Facet:
    """A parameter of a list, by whose values its rows are counted.

    - `name` is the parameter, `label` its name for readers, `several` the parameter that takes
      several values.
    - `rows` names the FilterSet's method that returns the counts; "" counts the filter's column.
    - `shown` is off for a facet that the page does not offer as a choice.
    - `any_value` counts only rows that have some value, for a parameter whose absence changes what
      others mean (a visit's `as_of` means the status's day only beside a status).
    """

    name: str
    label: str
    rows: str = ""
    shown: bool = True
    any_value: bool = False

    @property
    def several(self) -> str:
        """The parameter that takes several values with commas between them."""
        return f"{self.name}__in"


def choices_of(listing: FilterSet, name: str) -> list[tuple[str, str]]:
    """Return a parameter's choices with their labels; [] if it has no fixed choices."""
    filter_ = listing.filters.get(name)
    choices = filter_.extra.get("choices") if filter_ else None
    return [(str(value), str(label)) for value, label in choices or ()]
