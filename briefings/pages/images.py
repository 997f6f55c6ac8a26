"""The addresses of a picture: the file itself and its renditions, while the public may see it."""

from __future__ import annotations

import re
from uuid import UUID

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from briefings.ledger import Scope
from briefings.models import Image
from briefings.models.renditions import CONTENT_TYPE, WIDTHS
from briefings.pages.base import Page
from briefings.pages.errors import Gone
from briefings.pages.taken_back import taken_back

_SHOWN = re.compile(r'<img src="(/images/[0-9a-f-]{36}/)"(?=[^>]* width="([0-9]+)")')
# How wide a picture is drawn: the measure of the text, and the window where that is narrower.
SIZES = "(min-width: 56rem) 38.5rem, 100vw"


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
        try:
            return self.file(image)
        except FileNotFoundError:
            raise Http404(public_id) from None

    def file(self, image: Image) -> HttpResponse:
        """Return the file of a live picture; raises `FileNotFoundError` and `Http404`."""
        if image.content_type is None:
            raise Http404(image.public_id)
        return read(image.file, image.content_type)

    def absence(self, public_id: UUID) -> Exception:
        """Return what to raise where no live picture has the id: gone, or never was (a query)."""
        images = Image.objects.filter(public_id=public_id)
        withdrawn = taken_back(images, "This picture", self.at)
        return Http404(public_id) if withdrawn is None else Gone(withdrawn)


class RenditionPage(ImagePage):
    """A picture in one of the widths; where that is not made yet, the way to the picture itself.

    The whole file is not sent in its place: a cache would keep it under this address, whose
    validator is the picture's.
    """

    def answer(self) -> HttpResponse:
        """Return the file, or the redirect; raises as the picture does, `Http404` for a width."""
        if self.kwargs["width"] not in WIDTHS:
            raise Http404(self.kwargs["width"])
        return super().answer()

    def file(self, image: Image) -> HttpResponse:
        """Return the rendition of a live picture, or the redirect to its own file (a query)."""
        made = image.renditions.filter(width=self.kwargs["width"], original=image.file.name)
        try:
            return read(made.get().file, CONTENT_TYPE)
        except (made.model.DoesNotExist, FileNotFoundError):
            return HttpResponseRedirect(image.get_absolute_url())


def read(file: FieldFile, content_type: str) -> HttpResponse:
    """Return a stored file; raises `FileNotFoundError`."""
    with file.open("rb") as opened:
        return HttpResponse(opened.read(), content_type=content_type)


def in_sizes(html: str) -> str:
    """Return HTML whose pictures offer their widths, so that a phone loads no more than it shows.

    A picture at the desk, which may not be public, has one address.
    """

    def offered(shown: re.Match[str]) -> str:
        address, whole = shown[1], int(shown[2])
        narrower = [f"{address}{width}/ {width}w" for width in WIDTHS if width < whole]
        srcset = ", ".join([*narrower, f"{address} {whole}w"])
        return f'{shown[0]} srcset="{srcset}" sizes="{SIZES}"' if narrower else shown[0]

    sized = _SHOWN.sub(offered, conditional_escape(html))
    return mark_safe(sized)  # noqa: S308 - as it was, with addresses of ours
