"""Names as pages show them, and the keeping of one that is withheld."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from briefings.models.names import PersonName

# Words by which the name of a country stands in a sentence with its article.
WITH_ARTICLE = frozenset(
    (
        *("Republic", "Kingdom", "Empire", "Union", "Federation", "Confederation", "States"),
        *("Provinces", "Emirates", "Islands", "Antilles", "Indies", "Territory", "See"),
    )
)
PLURALS = frozenset(("Netherlands", "Philippines", "Maldives"))


def natives(names: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return a document's names in native script, with the language that software needs."""
    return [
        {
            "text": name["value"],
            "lang": "-".join(part for part in (name["lang"], name["script"]) if part),
        }
        for name in names
        if name["kind"] == PersonName.Kind.NATIVE
    ]


def also_called(names: Sequence[Mapping[str, Any]]) -> str:
    """Return a document's other names but those in native script; empty where there are none."""
    return listed([name["value"] for name in names if name["kind"] != PersonName.Kind.NATIVE])


def listed(names: Sequence[str]) -> str:
    """Return the names with commas and a last "and"."""
    if len(names) < 2:
        return "".join(names)
    comma = "," if any("," in name for name in names) or len(names) > 2 else ""
    return f"{', '.join(names[:-1])}{comma} and {names[-1]}"


def in_sentence(name: object) -> str:
    """Return a country's name as it stands in a sentence: "the United States", "China"."""
    words = str(name)
    if words.startswith("The "):
        return f"the {words.removeprefix('The ')}"
    first = words.partition(" and ")[0]
    return f"the {words}" if words in PLURALS or WITH_ARTICLE & {*first.split()} else words
