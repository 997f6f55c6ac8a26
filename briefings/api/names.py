"""The keeping of a name that is withheld."""

from __future__ import annotations

from typing import Any

from briefings.models import Detainee


def discreet(said: str | None, person: Detainee) -> Any:
    """Return what is said of a person's case; None where it tells a withheld name."""
    return (said and person.discreet(said)) or None
