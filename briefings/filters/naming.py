"""Records named in an address, and the first rows of the lists of what belongs to one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from briefings.filters.keys import RECORD, keys_of
from briefings.models import Identity, Slug
from briefings.models.record_types import RECORD_TYPES
from briefings.paging import Found


def is_named(type_: str, name: str) -> Q:
    """Return the condition that a record has this id, slug (former ones too) or country code.

    Of a merged record it is met by the survivor.
    """
    public_id = _uuid(name)
    if public_id is not None:
        return Q(identity__in=Identity.objects.with_public_ids(public_id))
    if type_ == "country" and len(name) == 2:
        return Q(code=name.upper())
    slugs = Slug.objects.filter(type=type_, slug=name).values("identity")
    return Q(identity__in=Identity.objects.filter(pk__in=slugs).surviving())


def records_named(type_: str, names: str | Sequence[str], at: datetime) -> QuerySet[Any]:
    """Return the live records of a type with these names, for use in a query; no query itself.

    A name is an id, a slug (former ones too) or the code of a country. Of a merged record it is the
    survivor.
    """
    records: QuerySet[Any] = RECORD_TYPES[type_].model._default_manager.live(at)  # type: ignore[attr-defined]
    if isinstance(names, str):
        return records.filter(is_named(type_, names))
    return records.filter(reduce(or_, [is_named(type_, name) for name in names]))


def is_slug(name: str) -> bool:
    """Return whether a name can only be a slug: it is no id and no country code."""
    return len(name) > 2 and _uuid(name) is None


def first_of(filters: Any, parameter: str, public_id: UUID | str, most: int, at: datetime) -> Found:
    """Return what finds the first rows of a list whose parameter is a record, and one more.

    No query yet; composed once for each parameter.
    """
    keys = keys_of(
        filters, ((parameter, str(RECORD)),), timezone.localdate(at), at, UUID(str(public_id))
    )
    return keys.of_page(most)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
