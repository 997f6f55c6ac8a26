"""The address of a picture: the file itself, while the public may see it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse

from briefings.ledger import Scope
from briefings.models import Image
from briefings.pages.base import Page
from briefings.pages.errors import Gone
from briefings.pages.taken_back import taken_back


class ImagePage(Page):
    """A picture by its id; which file that is, the record alone says."""

    moving = False

    def scope(self) -> Scope:
        """Return the picture's own changes."""
        return Scope(frozenset(), row=self.kwargs["public_id"])

    def answer(self) -> HttpResponse:
        """Return the file; raises `Gone` and, for what is not live or has no file, `Http404`."""
        public_id: UUID = self.kwargs["public_id"]
        image = Image.objects.live(self.at).filter(public_id=public_id).first()
        if image is None:
            raise self.absence(public_id)
        if image.content_type is None:
            raise Http404(public_id)
        try:
            with image.file.open("rb") as file:
                return HttpResponse(file.read(), content_type=image.content_type)
        except FileNotFoundError:
            raise Http404(public_id) from None

    def absence(self, public_id: UUID) -> Exception:
        """Return what to raise where no live picture has the id: gone, or never was (a query)."""
        images = Image.objects.filter(public_id=public_id)
        withdrawn = taken_back(images, "This picture", self.at)
        return Http404(public_id) if withdrawn is None else Gone(withdrawn)
