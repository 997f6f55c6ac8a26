"""Images at the desk: the picture, its texts, its rights."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.widgets import UnfoldAdminFileFieldWidget

from briefings.actions.renditions import order_renditions
from briefings.admin.forms import DeskForm
from briefings.admin.records import PublicationFilter, PublishedAdmin
from briefings.limits import MB, PICTURE_BYTES
from briefings.models import Image
from briefings.pictures import PictureRefused
from briefings.sandbox.pictures import remake


class PictureInput(UnfoldAdminFileFieldWidget):
    """A file input without a link to the present file, which the page shows above."""

    def is_initial(self, value: Any) -> bool:
        """Return False: the file has no public address."""
        return False


class PictureField(forms.FileField):
    """A picture that is re-encoded on upload: the file that was sent is not kept."""

    widget = PictureInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the picture re-encoded; the present one if none was sent.

        Raises ValidationError for a file over 10 MB and for a file that is no picture.
        """
        sent = super().clean(data, initial)
        if not isinstance(sent, UploadedFile):
            return sent
        if (sent.size or 0) > PICTURE_BYTES:
            megabytes = PICTURE_BYTES // MB
            raise ValidationError(f"A picture has at most {megabytes} MB; make this one smaller.")
        try:
            picture = remake(sent.read())
        except PictureRefused as refused:
            raise ValidationError(str(refused)) from refused
        return ContentFile(picture.data, name=f"picture{picture.suffix}")


class ImageForm(DeskForm):
    """An image and its texts."""

    file = PictureField()
    constraint_fields: ClassVar = {"image_licensed_by_something": "licence"}


def picture_shown(image: Image) -> dict[str, str]:
    """Return what the editor of a body shows of a picture: its file, texts and credit."""
    return {
        "address": reverse("admin:briefings_image_file", args=[image.pk]),
        "alt": image.alt,
        "caption": image.caption,
        "credit": image.credit,
    }


@admin.register(Image)
class ImageAdmin(PublishedAdmin):
    """The list of images, and the page of one."""

    form = ImageForm
    list_display = ("preview", "__str__", "credit", "rights", "not_public")
    list_display_links = ("preview", "__str__")
    list_filter = (PublicationFilter, ("rights", ChoicesDropdownFilter))
    search_fields = ("caption", "alt", "credit")
    ordering = ("-id",)
    readonly_fields = ("preview",)
    fields = ("preview", "file", "alt", "caption", "credit", ("rights", "licence"))

    @admin.display(description="Picture")
    def preview(self, row: Image) -> str:
        """Return the picture as a small HTML image; "" for a new one."""
        if not row.pk:
            return ""
        address = reverse("admin:briefings_image_file", args=[row.pk])
        return format_html('<img class="desk-picture" src="{}" alt="{}">', address, row.alt)

    def save_model(self, request: HttpRequest, obj: Image, form: Any, change: bool) -> None:
        """Save the image; have a new file made narrower."""
        super().save_model(request, obj, form, change)
        if "file" in form.changed_data:
            order_renditions(image=obj.pk)

    def get_urls(self) -> list[URLPattern]:
        """Add the address of a picture's file."""
        file = self.admin_site.admin_view(self.file_view)
        return [path("<int:pk>/file/", file, name="briefings_image_file"), *super().get_urls()]

    def file_view(self, request: HttpRequest, pk: int) -> FileResponse:
        """Return the file; raises `PermissionDenied` if the user may not see the image."""
        image: Any = get_object_or_404(Image, pk=pk)
        if not self.has_view_or_change_permission(request, image):
            raise PermissionDenied
        return FileResponse(image.file.open())
