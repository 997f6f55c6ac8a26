"""The FilterSet that every list has: its filters, refusals, orderings and pages.

A list starts from what is live at one moment and refuses parameters that it does not know. Pages,
API and downloads use the same FilterSet.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import cached_property
from typing import Any, ClassVar, Self

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import Combinable
from django.forms import Form
from django.http import QueryDict
from django.utils import timezone

from briefings import paging
from briefings.documents import store
from briefings.documents.builder import Documents
from briefings.filters import words
from briefings.filters.facets import Facet, choices_of
from briefings.filters.forms import Filters, form_of
from briefings.filters.keys import Keys, keys_of
from briefings.filters.parameters import AskedDateField, IdsFilter, OrderingFilter
from briefings.ledger import LedgerState
from briefings.models import Change
from briefings.paging import Cursor, CursorError, KeysetPage, Ordering

LONGEST_QUESTION = 200  # characters


@dataclass(frozen=True)
class Refusal:
    """Why a parameter was refused, in words for whoever wrote the address."""

    parameter: str
    code: str
    detail: str
    did_you_mean: str | None = None
    allowed: tuple[str, ...] = ()


def unknown_parameter(parameter: str, known: Collection[str]) -> Refusal:
    """Return the refusal of a parameter that is not `known`; it suggests the nearest one."""
    near = get_close_matches(parameter, known, n=1)
    return Refusal(
        parameter,
        "unknown_parameter",
        f"There is no parameter “{parameter}” here.",
        near[0] if near else None,
        tuple(sorted(known)),
    )


def repeated_parameter(parameter: str) -> Refusal:
    """Return the refusal of a parameter that is given more than once."""
    return Refusal(
        parameter, "repeated_parameter", f"“{parameter}” is given more than once; give it once."
    )


class RecordFilterSet(django_filters.FilterSet):
    """A list of the rows of one type that are live at the moment `at`.

    A subclass names the model, its filters, `ordering`, the `facets` that it is counted by, and the
    `words` of a row that `q` searches (of related rows only those that are live). A parameter is
    refused if it is unknown, given twice or malformed; `extra` names parameters that the page
    handles itself. `today` is the day on which the first page was read, in the newsroom's time
    zone.
    """

    ordering: OrderingFilter
    words: ClassVar[Sequence[str | Combinable]]
    facets: ClassVar[Sequence[Facet]] = ()

    q = django_filters.CharFilter(
        method="matching_question",
        max_length=LONGEST_QUESTION,
        help_text="Words that it says, as a search box takes them: “a phrase”, or, -without",
    )
    id__in = IdsFilter(field_name="public_id", help_text="Ids with commas between them, up to 200")
    updated_since = django_filters.IsoDateTimeFilter(
        method="changed_since", help_text="What changed at or after this moment (ISO 8601)"
    )
    cursor = django_filters.CharFilter(
        method="keep_all", help_text="The place of a page, as `next` and `previous` give it"
    )

    def __init__(
        self,
        data: QueryDict,
        *,
        at: datetime,
        extra: Collection[str] = (),
    ) -> None:
        """Take the parameters of the address and the moment."""
        super().__init__(data)
        self.at = at
        self.extra = extra

    @classmethod
    def get_filters(cls) -> Filters:
        """Return the filters, of which each list has light copies."""
        return Filters(super().get_filters())

    def get_form_class(self) -> type[Form]:
        """Return the form of the parameters that are given."""
        return form_of(type(self), self.data)

    @property
    def form(self) -> Form:
        """The form of the parameters that are given; "today" in it is the list's."""
        form: Form = super().form
        for field in form.fields.values():
            if isinstance(field, AskedDateField):
                field.today = self._today_asked
        return form

    def _today_asked(self) -> date:
        """Return the list's day; the moment's where the cursor is refused that would tell it."""
        with suppress(CursorError):
            return self.today
        return timezone.localdate(self.at)

    def filter_queryset(self, queryset: Any) -> QuerySet[Any]:
        """Return the rows that are live, and that the parameters keep."""
        kept: QuerySet[Any] = super().filter_queryset(queryset.live(self.at))
        return kept

    @cached_property
    def refusals(self) -> list[Refusal]:
        """The refused parameters and why; empty if the list can be shown. No query."""
        known = {*self.filters, *self.extra}
        refused = [unknown_parameter(name, known) for name in self.data if name not in known]
        refused += [
            repeated_parameter(name) for name in self.data if len(self.data.getlist(name)) > 1
        ]
        for name, errors in self.form.errors.get_json_data().items():
            refused += [self._malformed(name, error) for error in errors]
        if "cursor" in self.filters and "ordering" not in self.form.errors:
            try:
                self.place  # noqa: B018
            except CursorError as error:
                refused.append(Refusal("cursor", "invalid_cursor", str(error)))
        return refused

    def is_valid(self) -> bool:
        """Return whether no parameter is refused."""
        return not self.refusals

    @cached_property
    def order(self) -> Ordering:
        """The ordering asked for."""
        chosen: Ordering = self.filters["ordering"].chosen(self.data.get("ordering"))
        return chosen

    @cached_property
    def name(self) -> str:
        """The list's name in its cursors, made of its type, filters and ordering."""
        return paging.list_name(self._meta.model._meta.model_name, self.order.name, self.asked)

    @cached_property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """The parameters that choose rows, sorted by name: not ordering and cursor."""
        return self.asked_in(self.data)

    @classmethod
    def asked_in(cls, data: QueryDict) -> tuple[tuple[str, str], ...]:
        """Return the parameters of an address that choose rows, sorted by name; no empty one."""
        choosing = cls.base_filters.keys() - {"cursor", "ordering"}
        return tuple(sorted((name, value) for name in choosing if (value := data.get(name))))

    @cached_property
    def place(self) -> Cursor | None:
        """The cursor in the address, None without one; raises `CursorError` for another list's."""
        token = self.data.get("cursor")
        return Cursor.parse(token, of=self.name) if token else None

    @cached_property
    def today(self) -> date:
        """The day on which the first page was read; "current" means current on it."""
        return self.place.day if self.place else timezone.localdate(self.at)

    @cached_property
    def keys(self) -> QuerySet[Any, Any]:
        """The primary keys of the rows, unsorted: the list is counted by them."""
        keys: QuerySet[Any, Any] = self.qs.order_by().values("pk")
        return keys

    def page_of(
        self,
        documents: Documents[Any],
        size: int,
        state: LedgerState,
        part: store.Part = "item",
    ) -> KeysetPage[str]:
        """Return the page of the rows' documents, or of their items; one query.

        Its SQL is composed by who asks first.
        """
        kind: Any = type(self)
        asked = (*self.asked, ("ordering", self.order.name))
        keys = keys_of(kind, asked, self.today, self.at)
        rows = keys.of_page(size, self.begins_at(keys, state))
        found = store.find_with_keys(documents, rows, state, part)
        return paging.paged(
            [document for _, document in found],
            [(pk, place) for (pk, _, place), _ in found],
            size=size,
            of=self.name,
            day=self.today,
            at=self.place,
        )

    def begins_at(self, keys: Keys, state: LedgerState) -> Cursor | None:
        """Return the place after which the rows of the page are looked for; None: from the start.

        `keys` are those of the list.
        """
        return self.place

    def with_parameters(self, **changes: str | None) -> Self:
        """Return the same list, of the same day, with other parameters; None drops one."""
        data = self.data.copy()
        for name, value in {**changes, "cursor": None}.items():
            data.pop(name, None)
            if value is not None:
                data[name] = value
        other = type(self)(data, at=self.at, extra=self.extra)
        other.place, other.today = self.place, self.today
        return other

    def changed_since(self, queryset: QuerySet[Any], _: str, moment: datetime) -> QuerySet[Any]:
        """Keep the rows with a change in the ledger at or after the moment."""
        changes = Change.objects.numbered().of(OuterRef("public_id")).filter(at__gte=moment)
        return queryset.filter(Exists(changes))

    def matching_question(self, queryset: QuerySet[Any], _: str, question: str) -> QuerySet[Any]:
        """Keep the rows whose words match the question."""
        return words.matching_words(queryset, [*self.words, *self.related_words()], question)

    def related_words(self) -> Sequence[Combinable]:
        """Return the words of related live rows that `q` searches too."""
        return ()

    def keep_all(self, queryset: QuerySet[Any], _: str, __: str) -> QuerySet[Any]:
        """Keep every row: this parameter is applied together with others elsewhere."""
        return queryset

    def _malformed(self, name: str, error: dict[str, Any]) -> Refusal:
        allowed = tuple(value for value, _ in choices_of(self, name))
        near = get_close_matches(self.data.get(name, ""), allowed, n=1)
        return Refusal(name, "invalid_value", error["message"], near[0] if near else None, allowed)
