"""Records in short, as documents name them, on pages: what they are called and where they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from briefings.addresses import relative


class Linked(NamedTuple):
    """A record as templates link to it."""

    name: str
    url: str | None


def label(mention: Mapping[str, Any] | None) -> str:
    """Return what a record in short is called; "" where there is none, or its name is withheld."""
    return (mention["label"] or "") if mention else ""


def path(mention: Mapping[str, Any] | None) -> str | None:
    """Return the path of its page; None where there is none, or it has none."""
    return relative(mention["web_url"]) if mention else None
