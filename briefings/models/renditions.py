"""Renditions: pictures made narrower, for the screens that show them so."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from briefings.models.images import Image

# Those that are narrower than the picture are made.
WIDTHS = (480, 960, 1600)
CONTENT_TYPE = "image/webp"
FOLDER = "renditions"


def stored_as(rendition: Rendition, filename: str) -> str:
    """Return the path to store a file under: a random name."""
    return f"{FOLDER}/{uuid4().hex}.webp"


class Rendition(models.Model):
    """A picture in one width. `original` names the file of the picture that it was made of.

    It is shown while that is still the picture's file. The ledger does not tell of it: what
    readers see is the same picture.
    """

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")
    width = models.PositiveSmallIntegerField()
    original = models.CharField(max_length=120)
    file = models.FileField(upload_to=stored_as, max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "width"],
                name="rendition_once",
                violation_error_message="The picture stands in this width already.",
            ),
            models.CheckConstraint(
                name="rendition_of_a_file",
                condition=Q(width__in=WIDTHS) & ~Q(original="") & ~Q(file=""),
                violation_error_message="A rendition has a known width, a file and an original.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.width} pixels wide"
