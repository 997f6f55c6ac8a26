"""Images: pictures with an alternative text, a credit and the right to print them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Self
from uuid import UUID, uuid4

import PIL.Image
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from briefings.addresses import path_of
from briefings.limits import PICTURE_BYTES
from briefings.models.base import Published, PublishedQuerySet, Row
from briefings.models.triggers import published
from briefings.models.words import spelling_index

# The accepted media types, by the suffix of the file's name. Never SVG: it can hold scripts.
CONTENT_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
}


def stored_as(image: Image, filename: str) -> str:
    """Return the path to store a file under: a random name with its suffix."""
    return f"images/{uuid4().hex}{PurePath(filename).suffix.lower()}"


class ImageQuerySet(PublishedQuerySet["Image"]):
    """Queries for images."""

    def with_public_ids(self, ids: Iterable[UUID]) -> Self:
        """Keep the images with these public ids."""
        return self.filter(public_id__in=[*ids])

    def matching(self, words: str) -> Self:
        """Keep the images with the words in caption, alternative text or credit."""
        return self.filter(
            Q(caption__icontains=words) | Q(alt__icontains=words) | Q(credit__icontains=words)
        )


@published("image")
class Image(Row, Published):
    """A picture. `width` and `height` are pixels, read from the file."""

    class Rights(models.TextChoices):
        """The right to print it."""

        OWN = "own", "Our own"
        PUBLIC_DOMAIN = "public_domain", "Public domain"
        LICENSED = "licensed", "Licensed"
        HANDOUT = "handout", "Handout, free for this use"

    file = models.ImageField(
        upload_to=stored_as, max_length=120, width_field="width", height_field="height"
    )
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alt = models.CharField(
        max_length=400, help_text="Describe the picture for readers who cannot see it."
    )
    caption = models.CharField(max_length=400, blank=True)
    credit = models.CharField(max_length=200, help_text="Who took it, and for whom.")
    rights = models.CharField(max_length=16, choices=Rights)
    licence = models.CharField(
        max_length=200, blank=True, help_text="Which licence, and where it is stated."
    )

    objects = ImageQuerySet.as_manager()

    class Meta(Published.Meta):
        verbose_name = "picture"
        ordering = ["id"]
        indexes = [
            *Published.Meta.indexes,
            models.Index(fields=["rights"], name="image_of_rights"),
            spelling_index("image", "caption", "alt", "credit"),
        ]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                name="image_is_described",
                condition=~Q(alt="") & ~Q(credit=""),
                violation_error_message="A picture needs an alternative text and a credit.",
            ),
            models.CheckConstraint(
                name="image_licensed_by_something",
                condition=~Q(rights="licensed") | ~Q(licence=""),
                violation_error_message="A licensed picture names its licence.",
            ),
        ]

    def __str__(self) -> str:
        return self.caption or self.alt

    def clean(self) -> None:
        """Raise ValidationError for a new file that is too large, or not what its name says.

        It is safe to decode the file here: the desk has remade it before.
        """
        super().clean()
        if not self.file or self.file._committed:  # type: ignore[attr-defined]
            return
        if self.file.size > PICTURE_BYTES:
            raise ValidationError({"file": "A picture has at most 10 MB; make this one smaller."})
        if self.content_type is None or self._format() != self.content_type:
            raise ValidationError(
                {"file": "A picture is a PNG, JPEG, WebP or GIF, and its name ends so."}
            )

    def get_absolute_url(self) -> str:
        """Return the path of the picture's file."""
        return path_of("image", self.public_id)

    @property
    def content_type(self) -> str | None:
        """The media type by the file's name; None if that is not served."""
        return CONTENT_TYPES.get(PurePath(self.file.name or "").suffix.lower())

    def _format(self) -> str | None:
        """Return the media type by the file's content; None if that is not served."""
        formats = {content_type.partition("/")[2] for content_type in CONTENT_TYPES.values()}
        self.file.seek(0)
        try:
            picture = PIL.Image.open(self.file.file, formats=sorted(formats))
            return PIL.Image.MIME[picture.format or ""]
        except (OSError, PIL.Image.DecompressionBombError):
            return None
        finally:
            self.file.seek(0)
