"""Facets: the parameters that a list is counted by, and the values that each may have."""

from __future__ import annotations

from dataclasses import dataclass

from django_filters import FilterSet


@dataclass(frozen=True)
class Facet:
    """What a list is counted by: the values of the parameter `name`, called `label` by readers.

    `several` takes more than one of them. `rows` names the method of the FilterSet that gives what
    is counted; "": the column of the filter. One that is not `shown` is no choice of the page's.
    Where what is asked beside it means something else along with a value, it is counted over rows
    that have `any_value`.
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
    """Return the values that a parameter may have, with their labels; [] for any other."""
    filter_ = listing.filters.get(name)
    choices = filter_.extra.get("choices") if filter_ else None
    return [(str(value), str(label)) for value, label in choices or ()]
