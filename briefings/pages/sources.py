"""Sources as pages number and list them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefings.models import Citation
from briefings.models.sources import CITABLE
from briefings.pages.dates import day_in_words


def listed(citations: Iterable[Citation], *, cited: bool) -> list[dict[str, Any]]:
    """Return the sources of a page, each once, as `sources.html` takes them.

    `cited`: the text has marks with the citations' own numbers. Otherwise they are numbered here.
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
    return list(sources.values())


def noted(citations: Iterable[Citation]) -> dict[tuple[str, int], list[int]]:
    """Return the numbers of the sources of each fact of a page, as `listed` numbers them.

    The key is the fact's kind in `CITABLE` and its own key.
    """
    numbers: dict[int, int] = {}
    notes: dict[tuple[str, int], list[int]] = {}
    for citation in citations:
        number = numbers.setdefault(citation.source_id, len(numbers) + 1)
        for kind in CITABLE:
            if key := getattr(citation, f"{kind}_id"):
                cited = notes.setdefault((kind, key), [])
                if number not in cited:
                    cited.append(number)
    return notes


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
