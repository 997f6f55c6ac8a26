"""The rules of marks."""

from typing import Any

from django.utils import timezone

from briefings.models import Detainee, NameMark
from tests.factories import DetaineeFactory, UserFactory
from tests.models.pairs.pair import Deed, Pair


def mark(detainee: Detainee, **fields: Any) -> None:
    """Mark a place that says the name of a detainee."""
    NameMark.objects.create(
        **{
            "detainee": detainee,
            "kind": "edition",
            "row": 1,
            "reason": "The family asks for it.",
            "marked_by": UserFactory(),
        }
        | fields
    )


def once(**fields: Any) -> Deed:
    """Return the deed that marks a place."""
    return lambda: mark(DetaineeFactory(), **fields)


def twice(**first: Any) -> Deed:
    """Return the deed that marks a place which is marked already."""

    def deed() -> None:
        ada = DetaineeFactory()
        mark(ada, **first)
        mark(ada)

    return deed


PAIRS = {
    "namemark_has_reason": Pair(passes=once(), fails=once(reason="")),
    "namemark_once": Pair(passes=twice(ended_at=timezone.now()), fails=twice()),
}
