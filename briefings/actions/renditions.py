"""Make pictures narrower for the screens that show them so, and delete what is left over."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob

from briefings.actions.jobs import put_job
from briefings.actions.refusals import Refused
from briefings.models import Image, Rendition
from briefings.models.renditions import FOLDER, WIDTHS
from briefings.pictures import PictureRefused
from briefings.sandbox.pictures import narrowed

MAKE = "renditions.make"
# After this a file that no row names is of nobody who still works on it.
LEFT_OVER_AFTER = timedelta(days=1)


def order_renditions(*, image: int) -> None:
    """Have the worker make the renditions of a picture: one picture at a time, for its memory."""
    put_job(MAKE, once=f"renditions {image}", in_turn="renditions", image=image)


def make_renditions(*, image: int) -> None:
    """Store a picture in each narrower width, instead of what was made of an earlier file.

    Nothing if that is done, or the picture is gone. The files are there before a row names one.
    Raises `Refused` for a file that is lost or cannot be read.
    """
    row = lacking().filter(pk=image).first()
    if row is None:
        return
    original, widths = str(row.file.name), [width for width in WIDTHS if width < row.width]
    try:
        with row.file.open("rb") as file:
            made = narrowed(file.read(), widths) if widths else []
    except FileNotFoundError as error:
        raise Refused(["The picture’s file is lost: choose it anew."]) from error
    except PictureRefused as refused:
        raise Refused([str(refused)]) from refused
    with transaction.atomic():
        same = Image.objects.select_for_update(no_key=True).filter(pk=image, file=original).first()
        if same is None:
            return  # it has another file by now, and a job for that
        replaced = [*same.renditions.all()]
        for rendition in replaced:
            rendition.delete()
        for width, data in zip(widths, made, strict=True):
            stored = ContentFile(data, name="rendition")
            same.renditions.create(width=width, original=original, file=stored)
    for rendition in replaced:
        default_storage.delete(str(rendition.file.name))


def lacking() -> QuerySet[Image]:
    """Return the pictures that lack a rendition, or have one of an earlier file."""
    made = Rendition.objects.filter(image=OuterRef("pk"))
    lacks = [
        Q(width__gt=width) & ~Exists(made.filter(width=width, original=OuterRef("file")))
        for width in WIDTHS
    ]
    return Image.objects.filter(
        reduce(or_, lacks, Q(Exists(made.exclude(original=OuterRef("file")))))
    )


def order_due() -> None:
    """Put in the renditions that pictures lack, but for those on which a person has to decide."""
    failed = ProcrastinateJob.objects.filter(task_name=MAKE, status="failed")
    keys = [*failed.values_list("args__image", flat=True)]
    for key in lacking().exclude(pk__in=keys).values_list("pk", flat=True):
        order_renditions(image=key)


def delete_left_over(*, at: datetime) -> None:
    """Delete the files that no row names: of deleted pictures, and of workers that were killed."""
    if not default_storage.exists(FOLDER):
        return
    named = {*Rendition.objects.values_list("file", flat=True)}
    for name in default_storage.listdir(FOLDER)[1]:
        path = str(PurePosixPath(FOLDER, name))
        old = default_storage.get_modified_time(path) < at - LEFT_OVER_AFTER
        if old and path not in named:
            default_storage.delete(path)
