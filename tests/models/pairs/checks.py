"""The rules of warnings set aside."""

from typing import Any

from django.utils import timezone

from briefings.models import Article, Detention, Dismissal, Participant, Tenure
from tests.factories import UserFactory, row_of
from tests.models.pairs.pair import Deed, Pair

ROWS: dict[str, Any] = {
    "tenure": Tenure,
    "participant": Participant,
    "detention": Detention,
    "article": Article,
}


def aside(row: Any, facts: str = "[]", reason: str = "So the almanac.", **more: Any) -> Dismissal:
    """Set a warning about the row aside."""
    return Dismissal.objects.create(
        check_name="long-tenure",
        facts=facts,
        reason=reason,
        dismissed_by=UserFactory(),
        **{row._meta.model_name: row},
        **more,
    )


def of_a_tenure(**more: Any) -> Deed:
    """Return the deed that sets a warning about a tenure aside."""
    return lambda: aside(row_of(Tenure), **{name: make() for name, make in more.items()})


def taken_back() -> dict[str, Any]:
    """Return who took back what was set aside, and when."""
    return {"reopened_by": UserFactory(), "reopened_at": timezone.now()}


def twice(name: str, *facts: str) -> Deed:
    """Return the deed that sets the same warning about a row aside, with these facts each time.

    What was set aside of the last of the facts was taken back before.
    """

    def deed() -> None:
        row = row_of(ROWS[name])
        aside(row, facts[-1], **taken_back())
        for each in facts:
            aside(row, each)

    return deed


PAIRS = {
    "dismissal_of_one_row": Pair(
        passes=of_a_tenure(), fails=of_a_tenure(participant=lambda: row_of(Participant))
    ),
    "dismissal_has_reason": Pair(passes=of_a_tenure(), fails=of_a_tenure(reason=str)),
    "dismissal_reopened_whole": Pair(
        passes=of_a_tenure(reopened_by=UserFactory, reopened_at=timezone.now),
        fails=of_a_tenure(reopened_at=timezone.now),
    ),
} | {
    f"dismissal_once_of_{name}": Pair(
        passes=twice(name, "[1]", "[2]"), fails=twice(name, "[1]", "[1]")
    )
    for name in ROWS
}
