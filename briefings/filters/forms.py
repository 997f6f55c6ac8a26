"""What a list is asked, cleaned by a form: only what an address gives costs anything."""

from __future__ import annotations

from collections import OrderedDict
from copy import copy
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, ClassVar

from django.forms import Form
from django.http import QueryDict
from django_filters import Filter, FilterSet


class Filters(OrderedDict[str, Filter]):
    """The filters of a FilterSet's class, of which each FilterSet has copies of its own."""

    def __deepcopy__(self, _: Any) -> Filters:
        """Return copies that can be bound to a FilterSet; they share what no FilterSet changes."""
        return Filters((name, _copied(filter_)) for name, filter_ in self.items())


class AskedForm(Form):
    """A form of the parameters that are given. The others are cleaned as `unasked` says."""

    unasked: ClassVar[MappingProxyType[str, Any]]

    def clean(self) -> dict[str, Any]:
        """Return a value for every parameter, in the order in which the filters are declared."""
        return {**self.unasked, **self.cleaned_data}


def form_of(filters: type[FilterSet], data: QueryDict) -> type[Form]:
    """Return the form of the parameters that the data gives; made once for each set of them."""
    kind: Any = filters  # the types of Django take a FilterSet's class for no key
    return _form_of(kind, frozenset(filters.base_filters.keys() & data.keys()))


@lru_cache(maxsize=1024)
def _form_of(filters: Any, given: frozenset[str]) -> type[Form]:
    fields = {name: each.field for name, each in filters.base_filters.items() if name in given}
    return type(f"{filters.__name__}Form", (AskedForm,), {**fields, "unasked": _unasked(filters)})


@cache
def _unasked(filters: Any) -> MappingProxyType[str, Any]:
    """Return what each parameter is cleaned to that is not given."""
    fields = {name: each.field for name, each in filters.base_filters.items()}
    empty = type("Empty", (Form,), fields)(QueryDict())
    empty.full_clean()
    return MappingProxyType(empty.cleaned_data)


def _copied(filter_: Filter) -> Filter:
    own = copy(filter_)
    own.method = filter_.method  # which the copy now finds in its own FilterSet
    return own
