"""What a page of the web says of itself: who published it, its title and its day."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import lxml.html
from lxml import etree

from briefings.bodies.decoding import decode
from briefings.bodies.documents import UnreadableFile
from briefings.bodies.html import declared_encoding

DAY = re.compile(r"\s*(\d{4}-\d\d-\d\d)")
# Names of `meta` elements, the surest first.
TITLES = ("og:title", "citation_title", "dcterms.title", "dc.title", "twitter:title")
PUBLISHERS = ("og:site_name", "citation_publisher", "dcterms.publisher", "dc.publisher")
DAYS = (
    *("article:published_time", "citation_publication_date", "dcterms.issued", "dcterms.date"),
    *("dc.date", "date", "pubdate", "publish-date", "datepublished"),
)
MOST_OF_JSON = 2_000  # objects looked at
LONGEST_TITLE, LONGEST_PUBLISHER = 400, 200  # characters that a source holds


class SaidOfItself(NamedTuple):
    """What a page says of itself; "" for what it does not say. `published_on` is an ISO day."""

    publisher: str = ""
    title: str = ""
    published_on: str = ""


def read_page(data: bytes) -> SaidOfItself:
    """Return what the beginning of a page says of itself; nothing for what is no HTML.

    Read are JSON-LD (schema.org), then the head's `meta` elements, then `title` and `time`.
    """
    try:
        text = decode("", data, declared_encoding(data))
        page = lxml.html.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*>", "", text))
    except (UnreadableFile, etree.ParserError, ValueError):
        return SaidOfItself()
    metas = _metas(page)
    linked = _of_json_ld(page)
    publisher = linked.publisher or _first(metas, PUBLISHERS)
    title = linked.title or _first(metas, TITLES) or _words(page.findtext(".//title"))
    return SaidOfItself(
        publisher[:LONGEST_PUBLISHER],
        _without_publisher(title, publisher)[:LONGEST_TITLE],
        linked.published_on or _day(_first(metas, DAYS)) or _day_of_time(page),
    )


def _metas(page: lxml.html.HtmlElement) -> dict[str, str]:
    """Return the contents of the `meta` elements by name, in lower case; the first of each."""
    found: dict[str, str] = {}
    for meta in page.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if content := _words(meta.get("content")):
            found.setdefault(name.strip().lower(), content)
    return found


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _of_json_ld(page: lxml.html.HtmlElement) -> SaidOfItself:
    """Return what the first JSON-LD object with a headline says; nothing without one."""
    for script in page.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip() != "application/ld+json":
            continue
        try:
            written = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for each in _objects(written):
            if title := _words(each.get("headline")):
                publisher = each.get("publisher")
                publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
                name = publisher.get("name") if isinstance(publisher, dict) else publisher
                return SaidOfItself(_words(name), title, _day(each.get("datePublished")))
    return SaidOfItself()


def _objects(written: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects in JSON, the outer before the inner, at most `MOST_OF_JSON`."""
    ahead, seen = [written], 0
    while ahead and seen < MOST_OF_JSON:
        each, seen = ahead.pop(0), seen + 1
        if isinstance(each, dict):
            yield each
            ahead += each.values()
        elif isinstance(each, list):
            ahead += each


def _words(value: Any) -> str:
    """Return a text with single spaces; "" for anything else."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def _day(value: Any) -> str:
    """Return the day at the beginning of a text; "" if there is none in the calendar."""
    found = DAY.match(value) if isinstance(value, str) else None
    if found is None:
        return ""
    try:
        return date.fromisoformat(found[1]).isoformat()
    except ValueError:
        return ""


def _day_of_time(page: lxml.html.HtmlElement) -> str:
    """Return the day of the first `time` in the article, else on the page; "" without one."""
    article = next(page.iter("article"), page)
    days = (_day(time.get("datetime")) for time in article.iter("time"))
    return next(filter(None, days), "")


def _without_publisher(title: str, publisher: str) -> str:
    """Return the title without the publisher that many sites write after it."""
    for line in (" | ", " - ", " – ", " — "):
        head, found, tail = title.rpartition(line)
        if found and publisher and tail.casefold() == publisher.casefold():
            return head
    return title
