"""Sources as pages number and list them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from briefings.models import Citation
from briefings.models.base import Row
from briefings.models.sources import CITABLE, DATES
from briefings.pages.dates import day_in_words
from briefings.pages.names import Say
from briefings.timelines import Fact

# As `cited` and `sources` draw them.
_MARK = re.compile(r'<a href="#note-(\d+)">')
# A note in an article's text has its place already (`bodies.rendering`).
_MARKED = re.compile(r'id="note-ref-(\d+)"')
_NUMBER = re.compile(r'<span class="number">(\d+)</span>')

Notes = Mapping[Fact, list[int]]  # the numbers of a page's sources, by fact


def listed(citations: Iterable[Citation], *, cited: bool) -> list[dict[str, Any]]:
    """Return the sources of a page, each once with all that its citations remark.

    What one says of several facts is told in their order. `cited`: the text has marks with the
    citations' own numbers. Otherwise they are numbered here.
    """
    sources: dict[int, dict[str, Any]] = {}
    for citation in citations:
        source, said = citation.source, remark(citation)
        if source.pk in sources:
            before = sources[source.pk]["remark"]
            if said not in before:
                sources[source.pk]["remark"] = f"{before} {said}".strip()
        else:
            number = citation.place if cited else len(sources) + 1
            sources[source.pk] = {
                "number": number,
                "publisher": source.publisher,
                "title": source.title,
                "dates": str(source.published_on) if source.published_on else None,
                "url": source.url,
                "archived_url": source.archived_url,
                "read_text": day_in_words(source.accessed_on) if source.accessed_on else None,
                "remark": said,
                "cited": cited,
            }
    return list(sources.values())


def discreet(citations: Iterable[Citation], say: Say) -> list[dict[str, Any]]:
    """Return the sources of a page, numbered here, without what of them tells a withheld name."""
    return [source | spoken(source, say) for source in listed(citations, cited=False)]


def spoken(source: dict[str, Any], say: Say) -> dict[str, str]:
    """Return the texts of a source as far as they may be said; a publisher is always named."""
    texts = ("publisher", "title", "url", "archived_url", "remark")
    said = {text: say(source[text] or "") for text in texts}
    return said | {"publisher": said["publisher"] or "A source"}


def numbers(citations: Iterable[Citation]) -> dict[Fact, list[int]]:
    """Return the numbers that `listed` gives to the sources of each fact.

    A fact is known by the name of its foreign key and its own key.
    """
    given: dict[int, int] = {}
    found: dict[Fact, list[int]] = {}
    for citation in citations:
        number = given.setdefault(citation.source_id, len(given) + 1)
        for fact in CITABLE:
            key = getattr(citation, f"{fact}_id")
            if key is not None and number not in found.setdefault((fact, key), []):
                found[fact, key].append(number)
    return found


def cited_for(facts: Iterable[Row | None], notes: Notes) -> list[int]:
    """Return the numbers of the sources of some facts together, each once, in their order."""
    keys = [(str(fact._meta.model_name), fact.pk) for fact in facts if fact is not None]
    return sorted({number for key in keys for number in notes.get(key, [])})


def remark(citation: Citation) -> str:
    """Return what the citation adds to its source: page, quotation, and what it says instead."""
    contradicts = citation.stance == Citation.Stance.CONTRADICTS
    parts = [
        f"Page {citation.page}." if citation.page else "",
        f"“{citation.quote}”" if citation.quote else "",
        citation.get_stance_display() + "." if contradicts else "",
        f"It says {dated(citation)}." if citation.says_on else "",
        f"It says {citation.says}." if citation.says else "",
    ]
    return " ".join(part for part in parts if part)


def dated(citation: Citation) -> str:
    """Return the date that a source gives: "ended 20 January 2025", where a fact has several."""
    kind, _ = dated_fact(citation)
    which = citation.get_date_of_display().lower() if len(DATES[kind]) > 1 else ""
    return f"{which} {citation.says_on}".strip()


def dated_fact(citation: Citation) -> Fact:
    """Return the fact of a citation whose source dates it."""
    return next((name, key) for name in DATES if (key := getattr(citation, f"{name}_id")))


def who_says_which(citations: Iterable[Citation], say: Say) -> dict[Fact, str]:
    """Return, of each fact that its sources date differently, which of them says what.

    A source has the number that `numbers` gives it.
    """
    given: dict[int, int] = {}
    dating: dict[tuple[Fact, str], list[Citation]] = {}
    for citation in citations:
        given.setdefault(citation.source_id, len(given) + 1)
        if citation.says_on:
            dating.setdefault((dated_fact(citation), citation.date_of), []).append(citation)
    told: dict[Fact, str] = {}
    for (fact, _), cited in dating.items():
        if len({citation.says_on for citation in cited}) > 1:
            words = "; ".join(
                f"{say(citation.source.publisher) or 'a source'} says {dated(citation)}"
                f" [{given[citation.source_id]}]"
                for citation in cited
            )
            told[fact] = f"{told[fact]} {words}." if fact in told else f"Sources differ: {words}."
    return told


def with_backlinks(page: str) -> str:
    """Return a page's HTML in which each note leads back to where its number stands first.

    Which of the facts that cite a source comes first is known when all are drawn.
    """
    marked = set(_MARKED.findall(page))

    def mark(found: re.Match[str]) -> str:
        number = found[1]
        anchor = "" if number in marked else f' id="note-ref-{number}"'
        marked.add(number)
        return f'<a{anchor} href="#note-{number}">'

    def back(found: re.Match[str]) -> str:
        number = found[1]
        if number not in marked:
            return found[0]
        label = f"{number}, back to the text"
        return f'<a class="number" href="#note-ref-{number}" aria-label="{label}">{number}</a>'

    return _NUMBER.sub(back, _MARK.sub(mark, page))
