"""Sources as pages number and list them, of documents that say where each fact is from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from briefings.documents.days import day_of
from briefings.models import Citation
from briefings.models.sources import DATES
from briefings.pages.dates import date_in_words, day_in_words

# As `cited` and `sources` draw them.
_MARK = re.compile(r'<a href="#note-(\d+)">')
# A note in an article's text has its place already (`bodies.rendering`).
_MARKED = re.compile(r'id="note-ref-(\d+)"')
_NUMBER = re.compile(r'<span class="number">(\d+)</span>')
# The dates that are the only one of their fact: there is no need to say which one is meant.
_ONLY = {dates[0] for dates in DATES.values() if len(dates) == 1}

Fact = Mapping[str, Any]  # a document, or a part of one, with its `sources`


class Notes:
    """The sources of a page, numbered in the order in which its facts cite them.

    A fact is a document, or a part of one, with its `sources`.
    """

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Take the facts of the page in its order."""
        self._citations = [citation for fact in facts for citation in fact["sources"]]
        sources = dict.fromkeys(citation["id"] for citation in self._citations)
        self._numbers = {source: number for number, source in enumerate(sources, 1)}

    def of(self, *facts: Fact) -> list[int]:
        """Return the numbers of the sources of some facts together, each once, in their order."""
        return sorted({self._numbers[each["id"]] for fact in facts for each in fact["sources"]})

    def differing(self, fact: Fact) -> str | None:
        """Return which source says what of a fact that they date differently; None if none does."""
        words = "".join(f" {each}." for each in self._differing(fact["sources"]))
        return f"Sources differ:{words}" if words else None

    def _differing(self, citations: Sequence[Fact]) -> Iterator[str]:
        dating: dict[str, list[Fact]] = {}
        for citation in citations:
            if citation["says_on"]:
                dating.setdefault(citation["date_of"], []).append(citation)
        for cited in dating.values():
            if len({citation["says_on"]["value"] for citation in cited}) > 1:
                yield "; ".join(
                    f"{each['publisher']} says {dated(each)} [{self._numbers[each['id']]}]"
                    for each in cited
                )

    def listed(self) -> list[dict[str, Any]]:
        """Return the sources, each once with all that its citations remark, in their order."""
        sources: dict[str, dict[str, Any]] = {}
        for citation in self._citations:
            said = remark(citation)
            source = sources.setdefault(
                citation["id"], in_list(citation, self._numbers[citation["id"]])
            )
            if said not in source["remark"]:
                source["remark"] = f"{source['remark']} {said}".strip()
        return list(sources.values())


def in_list(citation: Fact, number: int) -> dict[str, Any]:
    """Return the source of a citation as `sources` takes it, with nothing remarked."""
    accessed = day_of(citation["accessed_on"])
    return {
        "number": number,
        "publisher": citation["publisher"],
        "title": citation["title"],
        "dates": date_in_words(citation["published_on"]),
        "url": citation["url"],
        "archived_url": citation["archived_url"],
        "read_text": day_in_words(accessed)
        if (accessed := day_of(citation["accessed_on"]))
        else None,
        "remark": "",
        "cited": False,
    }


def remark(citation: Fact) -> str:
    """Return what the citation adds to its source: page, quotation, and what it says instead."""
    stance = Citation.Stance(citation["stance"])
    parts = [
        f"Page {citation['page']}." if citation["page"] else "",
        f"“{citation['quote']}”" if citation["quote"] else "",
        f"{stance.label}." if stance == Citation.Stance.CONTRADICTS else "",
        f"It says {dated(citation)}." if citation["says_on"] else "",
        f"It says {citation['says']}." if citation["says"] else "",
    ]
    return " ".join(part for part in parts if part)


def dated(citation: Fact) -> str:
    """Return the date that a source gives: "ended 20 January 2025", where a fact has several."""
    which = citation["date_of"]
    words = "" if which in _ONLY else Citation.DateOf(which).label.lower()
    return f"{words} {date_in_words(citation['says_on'])}".strip()


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
