"""Enter, cite and publish sources: a source is public with the first public row that cites it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.contrib.auth.models import User
from django.db.models import Count, DateTimeField, Min, Q, Value
from django.db.models.functions import Greatest, Least
from django.utils.timezone import localdate
from psycopg.types.range import TimestamptzRange

from briefings.actions.acting import acting
from briefings.actions.refusals import field_errors, refuse_if
from briefings.bodies.webpages import SaidOfItself
from briefings.limits import CITED_BYTES, CITED_SECONDS
from briefings.models import Citation, Edition, PartialDate, Published, Row, Source
from briefings.models.sources import CITABLE
from briefings.models.triggers.belonging import dependencies, target_of
from briefings.sandbox.webpages import read_page
from briefings.web import Address, ask, is_public

# Sources of one site among which the name of its publisher is looked for.
NEAR = 20
# Parts of an address that say how somebody came to a page, not which page it is.
TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid")


def canonical(address: str) -> str:
    """Return what two addresses of one page have in common: host, path and query, in one spelling.

    Scheme, “www.”, a final slash, the fragment and what tracks readers say nothing of the page.
    What is no address ("http://[") is returned as it is.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    host = (parts.hostname or "").removeprefix("www.")
    asked = [
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not pair[0].lower().startswith(TRACKING)
    ]
    query = f"?{urlencode(sorted(asked))}" if asked else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def known_source(address: str) -> Source | None:
    """Return the source at an address, however it is spelt; None if there is none (one query).

    Retracted sources do not count. Of several the first entered counts.
    """
    wanted = canonical(address)
    host, _, path = wanted.partition("?")[0].partition("/")
    near = Source.objects.filter(url__icontains=path or host, retraction_reason="")
    near = near.filter(url__icontains=host).order_by("id")
    return next((source for source in near if canonical(source.url) == wanted), None)


def sources_titled(words: str) -> list[Source]:
    """Return the sources called so, by their title or by “Publisher: title” (one query).

    Of several that share publisher and title the last entered.
    """
    named = Q(title__iexact=words)
    parts = words.split(": ")
    for cut in range(1, len(parts)):
        publisher, title = ": ".join(parts[:cut]), ": ".join(parts[cut:])
        named |= Q(publisher__iexact=publisher, title__iexact=title)
    found = Source.objects.filter(named, retraction_reason="").order_by("id")
    return [*{str(source).lower(): source for source in found}.values()]


def read_source(address: str, *, may_reach: Callable[[Address], bool] = is_public) -> SaidOfItself:
    """Ask a page what it says of itself, within limits; "" for what it does not say.

    The publisher is called as another source from the same site calls it, if there is one. Not in
    a transaction: it may take seconds. One query.
    """
    answer = ask(address, most=CITED_BYTES, seconds=CITED_SECONDS, may_reach=may_reach)
    page = answer.page[: answer.page.rfind(b">") + 1]
    said = read_page(page) if page and answer.status == HTTPStatus.OK else SaidOfItself()
    host = canonical(address).partition("/")[0]
    near = Source.objects.filter(url__icontains=host, retraction_reason="").order_by("-id")[:NEAR]
    same = (each for each in near if canonical(each.url).partition("/")[0] == host)
    known = next((each.publisher for each in same), "")
    return said._replace(publisher=known or said.publisher)


def enter_source(
    *, by: User, url: str, publisher: str, title: str, published_on: PartialDate | None = None
) -> Source:
    """Return the source at an address; enter it, as read today, if there is none.

    Raises `Refused`.
    """
    with acting(by=by, action="enter source"):
        if found := known_source(url):
            return found
        source = Source(
            url=url,
            publisher=publisher,
            title=title,
            published_on=published_on,
            accessed_on=localdate(),
        )
        may = by.has_perm("briefings.add_source")
        barred = [] if may else ["Your role does not enter sources."]
        refuse_if([*barred, *field_errors(source, "url", "publisher", "title", "published_on")])
        source.save()
        return source


def why_not_cite(fact: Row, by: User) -> list[str]:
    """Return every reason why `by` cannot cite a source for the fact."""
    reasons = []
    if not by.has_perm("briefings.add_citation"):
        reasons.append("Your role does not cite sources.")
    live = isinstance(fact, Published) and fact.live_period is not None
    if live and not by.has_perm("briefings.publish_identity"):
        reasons.append("It has been published: ask an editor to cite a source for it.")
    return reasons


def cite(*, by: User, fact: Row, source: Source) -> Citation:
    """Cite a source for a fact; it becomes public with the fact. Raises `Refused`."""
    name = str(fact._meta.model_name)
    with acting(by=by, action="cite", locking=fact):
        reasons = why_not_cite(fact, by)
        if source.citations.filter(**{name: fact}).exists():
            reasons.append(f"It cites this source already: {source}.")
        refuse_if(reasons)
        citation = Citation.objects.create(source=source, **{name: fact})
        release_cited(by=by, fact=fact)
        return citation


def release_sources(cited: Q, at: datetime) -> None:
    """Set the live period of the sources that `cited` selects and that are not public at `at`.

    It begins when the first row that cites the source becomes public, as decided so far; NULL if
    none will. Public and retracted sources stay as they are. One query if there are no such
    sources; else three, and one for each source that changes.
    """
    unseen = Q(live_period__isnull=True) | Q(live_period__startswith__gt=at)
    keys = {
        *Source.objects.filter(unseen, cited, retraction_reason="").values_list("pk", flat=True)
    }
    if not keys:
        return
    # Joining every kind of row takes long: kinds that cite none of the sources are left out.
    citing = Citation.objects.filter(source__in=keys).aggregate(
        **{fact: Count(fact) for fact in CITABLE}
    )
    starts = [_first_public(fact, at) for fact in CITABLE if citing[fact]]
    sources = Source.objects.filter(pk__in=keys).annotate(
        # Of at least two: where nothing cites them there is no start.
        first=Least(*starts, Value(None), Value(None), output_field=DateTimeField())
    )
    for key, before, start in sources.values_list("pk", "live_period", "first"):
        period = TimestamptzRange(start, None) if start else None
        if period != before:
            Source.objects.filter(pk=key).update(live_period=period)


def release_cited(*, by: User, fact: Row) -> None:
    """Publish the sources that a row cites, from when the row is public."""
    with acting(by=by, action="cite") as at:
        release_sources(Q(**{f"citations__{fact._meta.model_name}": fact}), at)


def cited_with(row: Published) -> Q:
    """Return the condition for sources cited by the row or by rows published with it."""
    cited = Q(pk__in=[])
    for fact in CITABLE:
        for path, model in dependencies(target_of(Citation, fact), f"citations__{fact}"):
            if model is type(row):
                cited |= Q(**{path: row})
    return cited


def _first_public(fact: str, at: datetime) -> Min:
    """Return the first moment, not before `at`, when a citing row of one kind is public."""
    model, path = target_of(Citation, fact), f"citations__{fact}"
    starts, public = [], Q(**{f"{path}__isnull": False})
    for before, each in dependencies(model, path):
        if issubclass(each, Published | Edition):
            starts.append(f"{before}__live_period__startswith")
            lasts = Q(**{f"{before}__live_period__overlap": (at, None)})
            public &= lasts | Q(**{f"{before}__isnull": True})
    # Greatest leaves out what is NULL: a relation that is not set holds nothing back.
    return Min(Greatest(Value(at), *starts), filter=public)
