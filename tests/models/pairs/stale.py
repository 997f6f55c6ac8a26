"""The rules of stale sentences."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from briefings.models import Edition, LookedAt, StaleSentence
from tests.factories import UserFactory, row_of
from tests.models.pairs.pair import Deed, Pair


def listed(edition: Edition | None = None, **more: Any) -> StaleSentence:
    """List a sentence of an edition."""
    told = {
        "paragraph": 1,
        "start": 0,
        "words_start": 0,
        "words_end": 6,
        "sentence": "Kai Li is held.",
        "kind": StaleSentence.Kind.CUSTODY,
        "row_type": "detainee",
        "public_id": UUID(int=7),
        "seq": 1,
    }
    return StaleSentence.objects.create(edition=edition or row_of(Edition), **{**told, **more})


def listing(**more: Any) -> Deed:
    """Return the deed that lists a sentence; of what can be called, what that returns."""
    return lambda: listed(**{name: one() if callable(one) else one for name, one in more.items()})


def twice(**second: Any) -> Deed:
    """Return the deed that lists a sentence of one edition twice."""

    def deed() -> None:
        edition = row_of(Edition)
        listed(edition)
        listed(edition, **second)

    return deed


DISMISSED = {"dismissed_by": UserFactory, "dismissed_at": timezone.now}

PAIRS = {
    "stalesentence_once": Pair(passes=twice(public_id=UUID(int=8)), fails=twice(sentence="Free.")),
    "stalesentence_words_within": Pair(passes=listing(words_end=0), fails=listing(words_start=7)),
    "stalesentence_dismissed_whole": Pair(
        passes=listing(reason="By another now.", **DISMISSED), fails=listing(**DISMISSED)
    ),
    "lookedat_is_one": Pair(
        passes=lambda: LookedAt.objects.create(pk=1), fails=lambda: LookedAt.objects.create(pk=2)
    ),
}
