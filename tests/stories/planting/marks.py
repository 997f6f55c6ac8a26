"""The marks, the words that carry them, and what is remembered of a planted newsroom."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from briefings.models.date_fields import PartialDateField
from briefings.models.places import time_zone_is_known

MARK = "LEAKED-7Q4Z"
# What was public once: an edition's words at its own address, a name where its absence is told.
SUPERSEDED = "SUPERSEDED-7Q4Z"
TOLD = "TOLD-7Q4Z"
# A word of every private text: what is asked for by it must not be found.
PROBE = "Zanzibar"


@dataclass
class Plant:
    """What was planted: the public rows by type, and where the private ones would be."""

    public: dict[type[models.Model], Any] = field(default_factory=dict)
    slugs: set[str] = field(default_factory=set)
    ids: dict[str, set[UUID]] = field(default_factory=dict)
    private_slugs: dict[str, set[str]] = field(default_factory=dict)
    private_ids: set[UUID] = field(default_factory=set)
    never_public: set[str] = field(default_factory=set)

    def note(self, row: Any, *, private: bool, ever: bool = False) -> None:
        """Remember where a row is, or would be."""
        self.ids.setdefault(row._meta.model_name, set()).add(row.public_id)
        slug = getattr(row, "slug", None)
        if slug:
            self.slugs.add(slug)
        if private:
            self.private_ids.add(row.public_id)
            if slug:
                self.private_slugs.setdefault(row._meta.model_name, set()).add(slug)
            if not ever:
                self.never_public |= {str(row.public_id), *([slug] if slug else [])}

    def ids_for(self, route: str) -> set[UUID]:
        """Return the ids to ask a route for: of a type's, its own and one of each other type."""
        words = route.replace("-", "").strip("/").split("/")
        own = [type_ for type_ in self.ids if any(word.startswith(type_[:-1]) for word in words)]
        if not own:
            return set().union(*self.ids.values())
        others = {min(ids) for type_, ids in self.ids.items() if type_ not in own}
        return others.union(*(self.ids[type_] for type_ in own))

    def private_ids_of(self, parameter: str) -> set[UUID]:
        """Return the private ids to ask a parameter for: of the type it names, else of records."""
        types = [parameter] if parameter in self.ids else [*self.private_slugs]
        return {id_ for type_ in types for id_ in self.ids[type_] & self.private_ids}

    def hidden(self, model: type[models.Model]) -> models.QuerySet[Any]:
        """Return the private rows of a model."""
        return model._default_manager.filter(public_id__in=self.private_ids).order_by("pk")


def marked(model: type[models.Model], mark: str = MARK) -> dict[str, Any]:
    """Return words with the mark for every field of a model that takes words."""
    return {each.attname: words for each in model._meta.fields if (words := _words(each, mark))}


def has(model: type[models.Model], name: str) -> bool:
    """Return whether a model has a column of its own of this name."""
    return name in {each.name for each in model._meta.fields}


def _words(each: Any, mark: str) -> Any:
    if isinstance(each, ArrayField):
        return [_words(each.base_field, mark)]
    if isinstance(each, models.URLField):
        return f"https://example.org/{mark}"
    wordless = (models.SlugField, PartialDateField)
    if not isinstance(each, models.CharField | models.TextField) or isinstance(each, wordless):
        return None
    if each.choices or not each.editable or (each.max_length or 99) < 30:
        return None
    return None if time_zone_is_known in each.validators else f"{mark} {PROBE} {each.name}"
