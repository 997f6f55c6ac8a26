"""What the public may see of images."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.conf import settings

from briefings.documents.builder import Documents
from briefings.documents.rows import Row, of_row
from briefings.documents.values import Address
from briefings.models import Image


class ImageDocument(Row):
    """A picture: `url` is its JSON, `file_url` the picture itself; sizes are pixels."""

    file_url: Address
    width: int
    height: int
    alt: Annotated[str, "For who does not see it"]
    caption: str | None
    credit: str
    rights: Annotated[str, Image.Rights]
    rights_label: str
    licence: str | None


class Images(Documents[Image]):
    """The documents of images."""

    name = "image"
    model = Image
    in_list = ImageDocument
    whole = ImageDocument

    def document(self, row: Image, at: datetime) -> ImageDocument:
        """Return the document of an image."""
        return {
            **of_row(row),
            "file_url": file_url(row),
            "width": row.width,
            "height": row.height,
            "alt": row.alt,
            "caption": row.caption or None,
            "credit": row.credit,
            "rights": row.rights,
            "rights_label": row.get_rights_display(),
            "licence": row.licence or None,
        }


def file_url(image: Image) -> str:
    """Return the address of the picture itself."""
    return f"{settings.NEWSROOM_ADDRESS}{image.get_absolute_url()}"
