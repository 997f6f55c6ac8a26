"""Every public address that the project answers, found by itself."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import product
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import django_filters
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from briefings.filters.parameters import IdsFilter, RecordFilter
from briefings.models.renditions import WIDTHS
from tests.stories.planting import PROBE, Plant

SITE = "http://testserver"
_PARAMETER = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")
_LINK = re.compile(r"""(?:href|src|action)="([^"]+)"|"(https?://[^"\s]+|/[^"\s]*)"|<(http[^>]+)>""")


def patterns(
    resolver: URLResolver | None = None, before: str = "/"
) -> Iterator[tuple[str, URLPattern]]:
    """Yield every pattern outside the desk with its whole route.

    A pattern by regular expression has no route: it must not take parameters of its own.
    """
    for entry in (resolver or get_resolver()).url_patterns:
        named = isinstance(entry.pattern, RoutePattern)
        assert named or not entry.pattern.regex.groups, f"Teach the sweep to fill {entry}."
        route = before + (str(entry.pattern) if named else "")
        if route.startswith("/admin/"):
            continue
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


def filled(route: str, planted: Plant) -> Iterator[str]:
    """Yield the addresses of a route for every planted row, public or not."""
    values: dict[str | None, Iterable[Any]] = {
        "slug": planted.slugs,
        "uuid": planted.ids_for(route),
        "int": range(1, 7),
        "width": (*WIDTHS, 500),
    }
    parameters = [found.group("converter", "name") for found in _PARAMETER.finditer(route)]
    names = [name if name in values else converter for converter, name in parameters]
    for name in names:
        assert name in values, f"Teach the sweep what to put in “{route}”."
    for chosen in product(*(sorted(values[name]) for name in names)):
        address = route
        for value in chosen:
            address = _PARAMETER.sub(str(value), address, count=1)
        yield address


def questions(pattern: URLPattern, planted: Plant) -> Iterator[tuple[str, bool]]:
    """Yield queries for each parameter of a list, and whether only private rows answer them."""
    view: Any = pattern.callback
    view = getattr(view, "view_class", None) or getattr(view, "cls", None)
    listing = getattr(view, "filters", None) or getattr(view, "filterset_class", None)
    for name, each in (listing.base_filters if listing else {}).items():
        if isinstance(each, RecordFilter):
            answers = dict.fromkeys(planted.private_slugs.get(each.type, ()), True)
        elif isinstance(each, IdsFilter):
            answers = {",".join(map(str, planted.private_ids)): True}
        elif isinstance(each, django_filters.UUIDFilter):
            answers = {str(id_): True for id_ in planted.private_ids_of(name)}
        elif isinstance(each, django_filters.ChoiceFilter):
            answers = {str(value): False for value, _ in each.extra["choices"]}
        elif isinstance(each, django_filters.BooleanFilter):
            answers = {"true": False, "false": False}
        else:
            words = ("2023", "2023-06-18", "2023-06-18T00:00:00Z")
            answers = {PROBE: True} | dict.fromkeys(words, False)
        for value, private in answers.items():
            yield urlencode({name: value}), private


def links(body: str, at: str) -> Iterator[str]:
    """Yield the addresses of this site that a page, a feed or an answer in JSON leads to."""
    for found in _LINK.findall(body):
        url = urlsplit(urljoin(SITE + at, unescape(next(filter(None, found)))))
        if f"{url.scheme}://{url.netloc}" == SITE and not url.path.startswith(
            ("/admin/", "/static/", "/media/")
        ):
            yield f"{url.path}?{url.query}" if url.query else url.path
