"""The other names of persons, as far as readers are shown them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, TypedDict

from briefings.models.names import PersonName


class Name(TypedDict):
    """Another name; `lang` and `script` are BCP 47 subtags, null where they are not said."""

    value: str
    kind: Annotated[str, PersonName.Kind]
    kind_label: str
    lang: str | None
    script: str | None


def shown(names: Iterable[PersonName]) -> list[Name]:
    """Return the names of a person that are shown to readers."""
    return [
        {
            "value": name.name,
            "kind": name.kind,
            "kind_label": name.get_kind_display(),
            "lang": name.language or None,
            "script": name.script or None,
        }
        for name in names
        if name.shown
    ]
