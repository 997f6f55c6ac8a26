"""Sources as pages number and list them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefings.models import Citation
from briefings.models.sources import CITABLE
from briefings.pages.dates import day_in_words


def listed(citations: Iterable[Citation], *, cited: bool) -> list[dict[str, Any]]:
    """Return the sources of a page, each once, as `sources.html` takes them.

    What one says of several facts is told in their order. `cited`: the text has marks with the
    citations' own numbers. Otherwise they are numbered here.
    """
    sources: dict[int, dict[str, Any]] = {}
    for citation in citations:
        source = citation.source
        if source.pk not in sources:
            number = citation.place if cited else len(sources) + 1
            sources[source.pk] = {
                "number": number,
                "publisher": source.publisher,
                "title": source.title,
                "dates": str(source.published_on) if source.published_on else None,
                "url": source.url,
                "archived_url": source.archived_url,
                "read_text": day_in_words(source.accessed_on) if source.accessed_on else None,
                "remark": remark(citation),
                "cited": cited,
            }
        elif (more := remark(citation)) and more not in sources[source.pk]["remark"]:
            sources[source.pk]["remark"] = f"{sources[source.pk]['remark']} {more}".strip()
    return list(sources.values())


def numbers(citations: Iterable[Citation]) -> dict[tuple[str, int], list[int]]:
    """Return the numbers that `listed` gives to the sources of each fact.

    A fact is known by the name of its foreign key and its own key.
    """
    given: dict[int, int] = {}
    found: dict[tuple[str, int], list[int]] = {}
    for citation in citations:
        number = given.setdefault(citation.source_id, len(given) + 1)
        for fact in CITABLE:
            key = getattr(citation, f"{fact}_id")
            if key is not None and number not in found.setdefault((fact, key), []):
                found[fact, key].append(number)
    return found


def remark(citation: Citation) -> str:
    """Return what the citation adds to its source: page, quotation, and what it says instead."""
    contradicts = citation.stance == Citation.Stance.CONTRADICTS
    parts = [
        f"Page {citation.page}." if citation.page else "",
        f"“{citation.quote}”" if citation.quote else "",
        citation.get_stance_display() + "." if contradicts else "",
        f"It says {citation.says}." if citation.says else "",
    ]
    return " ".join(part for part in parts if part)


def margin_notes(sources: Iterable[dict[str, Any]]) -> dict[int, str]:
    """Return the short form of each source by its number: who published it, and when."""
    return {
        source["number"]: ", ".join(part for part in (source["publisher"], source["dates"]) if part)
        + "."
        for source in sources
    }
