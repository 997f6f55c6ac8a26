"""The sources that a document names, and what is taken from each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Annotated, Any, TypedDict

from django.db.models import Prefetch

from briefings.documents.fetching import without_unshown
from briefings.documents.values import Day, Id, day, partial_date
from briefings.models import Citation as Cited
from briefings.models import Row
from briefings.models.dates import PartialDateJSON
from briefings.models.sources import CITABLE


class Citation(TypedDict):
    """A source, and what is taken from it here."""

    id: Id
    publisher: str
    title: str
    url: str | None
    archived_url: str | None
    published_on: PartialDateJSON | None
    accessed_on: Day | None
    quote: str | None
    page: str | None
    stance: Annotated[str, Cited.Stance]
    says: Annotated[str | None, "What this source says, where it differs"]
    date_of: Annotated[str | None, Cited.DateOf, "Which date of the fact this source gives"]
    says_on: Annotated[
        PartialDateJSON | None, "The date that it gives; the fact's is over all of them"
    ]


SourcesOf = Callable[[Row], list[Citation]]


def cited(at: datetime) -> Prefetch[Any]:
    """Return the live and discreet citations of a fact, in their order, to be fetched along."""
    return Prefetch("citations", without_unshown(Cited.objects.live(at).discreet().in_order()))


def cited_under(at: datetime) -> Prefetch[Any]:
    """Return the citations of a record and of all that is told with it, to be fetched along."""
    return Prefetch("identity__citations", cited(at).queryset)


def sources_in(record: Any) -> SourcesOf:
    """Return the function that finds what a fact of a record rests on; read `cited_under`."""
    found: dict[tuple[str | None, int], list[Cited]] = {}
    for each in record.identity.citations.all():
        [fact] = [(name, key) for name in CITABLE if (key := getattr(each, f"{name}_id"))]
        found.setdefault(fact, []).append(each)
    return lambda fact: citations(found.get((fact._meta.model_name, fact.pk), ()))


def citations(fetched: Iterable[Cited]) -> list[Citation]:
    """Return what citations say, each with its source."""
    return [
        {
            "id": str(each.source.public_id),
            "publisher": each.source.publisher,
            "title": each.source.title,
            "url": each.source.url or None,
            "archived_url": each.source.archived_url or None,
            "published_on": partial_date(each.source.published_on),
            "accessed_on": day(each.source.accessed_on),
            "quote": each.quote or None,
            "page": each.page or None,
            "stance": each.stance,
            "says": each.says or None,
            "date_of": each.date_of or None,
            "says_on": partial_date(each.says_on),
        }
        for each in fetched
    ]
