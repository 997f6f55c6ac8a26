"""Make pictures narrower: each when it has a new file, and each night those that lack it."""

from __future__ import annotations

from django.utils import timezone

from briefings.actions.renditions import MAKE, delete_left_over, make_renditions, order_due
from briefings.jobs.base import job, repeated
from briefings.models import Image

NIGHTLY = "20 3 * * *"  # UTC


def _what(image: int) -> str:
    """Return which picture it is (one query)."""
    return f"Smaller sizes of the picture “{Image.objects.get(pk=image)}”"


@job(MAKE, what=_what)
def make(image: int) -> None:
    """Make the renditions of one picture."""
    make_renditions(image=image)


@repeated(NIGHTLY, "renditions.tend", what="Put in the smaller sizes that pictures lack")
def tend() -> None:
    """Put in what pictures lack, and delete what is left over."""
    order_due()
    delete_left_over(at=timezone.now())
