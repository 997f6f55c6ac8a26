"""No room for a file that is sent: the desk says so, and nothing else is lost."""

from __future__ import annotations

import gc
import io
import logging
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Picture

from briefings.actions.refusals import DISK_FULL
from briefings.models import Image
from tests.admin.conftest import Person, text_of
from tests.admin.conftest import desk as desk


class FullDisk(FileSystemStorage):
    """A place of which every file is `/dev/full`: the kernel says that there is no room."""

    def __init__(self) -> None:
        super().__init__(allow_overwrite=True)

    def path(self, name: str) -> str:
        """Return the one path there is."""
        return "/dev/full"

    def exists(self, name: str) -> bool:
        """Return that there is no such file yet."""
        return False


@contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """Let this process write no file beyond a size."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def picture() -> SimpleUploadedFile:
    """Return a small picture."""
    file = io.BytesIO()
    Picture.new("RGB", (40, 30), "navy").save(file, "PNG")
    return SimpleUploadedFile("hall.png", file.getvalue(), "image/png")


def test_a_picture_that_there_is_no_room_for_is_refused_in_words(
    desk: Person, settings: Any
) -> None:
    storage = {"BACKEND": "tests.malformed.test_full_disks.FullDisk"}
    settings.STORAGES = {**settings.STORAGES, "default": storage}

    page = desk("editor").send(
        reverse("admin:briefings_image_add"),
        file=picture(),
        alt="The hall in Beijing",
        caption="Where they met",
        credit="Xinhua",
        rights="own",
    )

    assert DISK_FULL in text_of(page)
    assert page.xpath("//*[@name='alt']")[0].value == "The hall in Beijing"
    assert not Image.objects.exists()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_file_that_cannot_even_be_received_is_refused_in_words() -> None:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.get("/admin/login/")
    large = SimpleUploadedFile("travels.csv", b"x" * 3_000_000)

    logging.disable()  # what is logged would keep the file that Django began to write
    with no_room_beyond(100_000):
        answer = client.post("/admin/login/", {"file": large})

    status, words = answer.status_code, answer.content.decode()
    logging.disable(logging.NOTSET)
    client.exc_info = None
    del answer
    gc.collect()  # it goes here, not amid another test
    assert status == 507
    assert "There is no room" in words
    assert "nothing was saved" in words
