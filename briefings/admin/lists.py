"""What every list of the desk shares, so that long ones are fast: paging by key, and search."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.admin import ShowFacets, display
from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Model, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from django.db.models.lookups import Contains, Exact, StartsWith
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import smart_split, unescape_string_literal

from briefings.actions.working_copies import PRESENT_FOR
from briefings.admin.states import person
from briefings.models import Presence
from briefings.models.expressions import among
from briefings.models.words import Plain, has_part, has_word

QUOTES = "\"'"
SHORTEST = 3  # letters; with fewer, too many rows would be sorted


class DeskPaginator(Paginator):  # type: ignore[type-arg]
    """Finds the keys of a page first, so that related rows are fetched for that page alone."""

    object_list: QuerySet[Any]

    def page(self, number: int | str) -> Page:  # type: ignore[type-arg]
        """Return the page; raises `InvalidPage`."""
        number = self.validate_number(number)
        bottom = (number - 1) * self.per_page
        keys = self.object_list.select_related(None).values("pk")[bottom : bottom + self.per_page]
        return Page(self.object_list.filter(among(keys)), number, self)


class DeskListMixin:
    """How the desk lists and searches rows. Only the rows asked for are counted."""

    paginator = DeskPaginator
    list_per_page = 50
    show_full_result_count = False
    show_facets = ShowFacets.NEVER

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Return the list; raises `BadRequest` for NUL, which no text in the database can hold."""
        if any("\0" in value for values in dict(request.GET).values() for value in values):
            raise BadRequest("An address holds the character NUL.")
        return super().changelist_view(request, extra_context)  # type: ignore[misc, no-any-return]

    def get_list_display(self, request: HttpRequest) -> Any:
        """Return the columns; with who has a row open, if somebody else has one open now."""
        columns = super().get_list_display(request)  # type: ignore[misc]
        present = presences(request)
        models = {str(self.model._meta.model_name), *self.opened_as}  # type: ignore[attr-defined]
        if not models & {model for model, _ in present}:
            return columns

        @display(description="Open now")
        def open_now(row: Any) -> str:
            return "; ".join(who for page in self.pages_of(row) for who in present.get(page, ()))

        return [*columns, open_now]

    # Models whose pages are about a row of the list too, and the relation of their rows, fetched.
    opened_as: ClassVar[dict[str, str]] = {}

    def pages_of(self, row: Any) -> list[tuple[str, int]]:
        """Return the pages of the desk that are about a row of the list: model and key of each."""
        others = [
            (of, each.pk)
            for of, rows in self.opened_as.items()
            for each in getattr(row, rows).all()
        ]
        return [(str(row._meta.model_name), row.pk), *others]

    def get_ordering(self, request: HttpRequest) -> Any:
        """Return the ordering; the newest first if the model has none."""
        return super().get_ordering(request) or self.model._meta.ordering or ["-pk"]  # type: ignore[misc, attr-defined]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return the rows that match every word in one of their `search_fields`, each once.

        A name matches by any part of it, a `said` field by the beginnings of its words.
        """
        searched = self.get_search_fields(request)  # type: ignore[attr-defined]
        words = split_words(search_term) if searched else []
        for word in words:
            first, *others = self.matching_keys(word, request)
            queryset = queryset.filter(among(first.union(*others) if others else first))
        if words and offers_choices(request) and len(search_term) >= SHORTEST:
            queryset = self.named_so_first(queryset, words)
        return queryset, False

    def named_so_first(self, found: QuerySet[Any], words: list[str]) -> QuerySet[Any]:
        """Return the rows, first those with exactly the name, then those whose name begins so.

        Then come those with the words in their name. The name is the first of `search_fields`.
        """
        name = self.search_fields[0]  # type: ignore[attr-defined]
        if name == "said" or "__" in name:
            return found
        plain, typed = Plain(name), Plain(Cast(Value(" ".join(words)), TextField()))
        ranks = [Exact(plain, typed), StartsWith(plain, typed), Contains(plain, typed)]
        placed = Case(
            *(When(each, then=place) for place, each in enumerate(ranks)),
            default=len(ranks),
            output_field=IntegerField(),
        )
        return found.order_by(placed, *found.query.order_by)

    def matching_keys(self, word: str, request: HttpRequest) -> list[QuerySet[Any]]:
        """Return queries for the keys of the rows that match the word, one for each table searched.

        Each is answered by an index on its own table; one condition on several tables would join
        them all first.
        """
        model: type[Model] = self.model  # type: ignore[attr-defined]
        tables: dict[str, Q] = {}
        for field in self.get_search_fields(request):  # type: ignore[attr-defined]
            relation = field.rpartition("__")[0]
            has = has_word(field, word) if field.endswith("said") else has_part(field, word)
            tables[relation] = tables.get(relation, Q()) | has
        rows = model._default_manager.order_by()
        return [rows.filter(has).values("pk") for has in tables.values()]


def presences(request: HttpRequest) -> dict[tuple[str, int], list[str]]:
    """Return who else has pages of the desk open now, and how long idle, by model and key.

    One query for a request, whatever the list.
    """
    if not hasattr(request, "presences"):
        now, found = timezone.now(), defaultdict(list)
        others = Presence.objects.of_others(request.user)  # type: ignore[arg-type]
        for one in others.heard_since(now - PRESENT_FOR).order_by("id"):
            minutes = (now - one.active_at) // timedelta(minutes=1)
            idle = f", idle {minutes} min" if minutes else ""
            found[one.model, one.key].append(f"{person(one.by)}{idle}")
        request.presences = dict(found)  # type: ignore[attr-defined]
    return request.presences  # type: ignore[attr-defined, no-any-return]


def offers_choices(request: HttpRequest) -> bool:
    """Return whether what is typed into a field is looked up, to choose from."""
    return bool(request.resolver_match and request.resolver_match.url_name == "autocomplete")


def split_words(typed: str) -> list[str]:
    """Return the words typed, a phrase in quotation marks as one; without NUL."""
    words = [
        unescape_string_literal(word) if word[0] in QUOTES and word[0] == word[-1] else word
        for word in smart_split(typed.replace("\0", ""))
    ]
    return [word for word in words if word]
