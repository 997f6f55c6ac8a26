"""What a list is asked, in the words that readers know it by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from briefings.filters.base import RecordFilterSet
from briefings.filters.facets import choices_of
from briefings.filters.naming import records_named
from briefings.filters.tallies import FacetCounts
from briefings.models import Detainee
from briefings.pages.names import listed
from briefings.veil import as_written

WORDS = {
    "as_of": "as of",
    "date_match": "dates",
    "participant__all": "with all of",
    "case_raised": "case raised",
    "traveller_office": "office of a traveller",
    "current": "holding",
    "q": "words",
}
# The types of record that a parameter may name, where it is more than one.
TYPES = {"held_by": ("country", "organization")}


class Asked:
    """What a list is asked, with the labels that readers know it by.

    The records that a parameter names cost a query, once; none where a facet tells of it.
    """

    def __init__(
        self,
        listing: RecordFilterSet,
        given: QueryDict,
        tallies: Mapping[str, FacetCounts] | None = None,
    ) -> None:
        """Take a list that refuses nothing, what its address gives, and what its facets hold."""
        self.listing = listing
        self.given = given
        self.tallies = tallies or {}
        self.told: dict[str, list[tuple[str, str]]] = {}

    def __getitem__(self, name: str) -> Any:
        """Return the cleaned value of a parameter, empty where it is not asked."""
        return self.listing.form.cleaned_data.get(name)

    @property
    def filters(self) -> list[str]:
        """The parameters that narrow the list, in the order of the address."""
        return [
            name
            for name, value in self.given.items()
            if value and name not in ("cursor", "ordering")
        ]

    def values(self, name: str) -> list[tuple[str, str]]:
        """Return the values asked of `name`, or of `name__in`, each with what it is called."""
        return [*self._told(name), *self._told(f"{name}__in")]

    def label(self, name: str) -> str:
        """Return what readers call what is asked: "China or Peru"; "" where it is not asked."""
        return either([label for _, label in self.values(name)])

    def value(self, name: str) -> str:
        """Return what readers call the value of this very parameter; "" where it is not asked."""
        labels = [label for _, label in self._told(name)]
        return listed(labels) if name.endswith("__all") else either(labels)

    def kinds(self, name: str, plurals: Mapping[Any, str], otherwise: str) -> str:
        """Return what the list is of: "Summits and round tables", `otherwise` where all kinds."""
        words = [plurals[value] for value, _ in self.values(name)]
        small = [f"{word[0].lower()}{word[1:]}" for word in words[1:]]
        return listed([*words[:1], *small]) or otherwise

    def _told(self, name: str) -> list[tuple[str, str]]:
        value = self[name]
        if value and name not in self.told:
            self.told[name] = self._called(name, value if isinstance(value, list) else [value])
        return self.told.get(name, [])

    def _called(self, name: str, values: list[Any]) -> list[tuple[str, str]]:
        filter_ = self.listing.filters[name]
        types = TYPES.get(name.removesuffix("__in")) or tuple(
            filter(None, (getattr(filter_, "type", None),))
        )
        found = self._tallied(name, values) if len(types) == 1 else []
        for type_ in types:
            if len(found) < len(values):
                records = records_named(
                    type_, values[0] if len(values) == 1 else values, self.listing.at
                )
                found += [(record.slug, called(record)) for record in records]
        choices = dict(choices_of(self.listing, name))
        return found or [
            (str(value), choices.get(str(value), as_written(str(value)))) for value in values
        ]

    def _tallied(self, name: str, values: list[Any]) -> list[tuple[str, str]]:
        """Return the record that is asked for by its slug alone, where a facet counts it."""
        tally = self.tallies.get(name.removesuffix("__in"))
        counted = tally.values if tally else ()
        return [(each.value, each.label) for each in counted if [each.value] == values]


def called(record: Any) -> str:
    """Return what readers call a record."""
    return record.public_name if isinstance(record, Detainee) else str(record)


def either(words: list[str]) -> str:
    """Return the words with commas and a last "or"."""
    return " or ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
