"""The address of a picture: the file of a live one, and of no other."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image as Picture

from briefings import ledger
from briefings.models import Image
from tests.factories import ImageFactory, between, row_of, since

pytestmark = pytest.mark.django_db

HOUR_AGO = timezone.now() - timedelta(hours=1)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(format_: str) -> bytes:
    """Return a small picture in a format."""
    file = BytesIO()
    Picture.new("RGB", (16, 9)).save(file, format_)
    return file.getvalue()


def uploaded(name: str, content: bytes) -> Image:
    """Return a picture that an editor is about to save."""
    image: Image = ImageFactory.build(file=SimpleUploadedFile(name, content))
    return image


@pytest.mark.parametrize(
    ("format_", "name", "content_type"),
    [
        ("PNG", "Jane Doe.PNG", "image/png"),
        ("JPEG", "Jane Doe.jpg", "image/jpeg"),
        ("WEBP", "Jane Doe.webp", "image/webp"),
        ("GIF", "Jane Doe.gif", "image/gif"),
    ],
)
def test_a_live_picture_is_the_file_itself(
    format_: str, name: str, content_type: str, client: Client
) -> None:
    image = uploaded(name, picture(format_))
    image.full_clean()
    image.live_period = since(HOUR_AGO)
    image.save()
    ledger.read_state()

    with CaptureQueriesContext(connection) as queries:
        answer = client.get(image.get_absolute_url())

    assert answer.status_code == 200
    assert answer.content == picture(format_)
    assert answer["Content-Type"] == content_type
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "public" in answer["Cache-Control"]
    assert (image.width, image.height) == (16, 9)
    assert "Jane" not in str(image.file.name)
    assert len(queries) == 2


def test_who_holds_a_picture_is_told_so(client: Client) -> None:
    image = row_of(Image, live_period=since(HOUR_AGO))
    etag = client.get(image.get_absolute_url())["ETag"]

    answer = client.get(image.get_absolute_url(), headers={"If-None-Match": etag})

    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize(
    "period", [None, since(timezone.now() + timedelta(days=1))], ids=["entered", "embargoed"]
)
def test_a_picture_that_is_not_public_is_not_there(period: object, client: Client) -> None:
    image = row_of(Image, live_period=period)

    assert client.get(image.get_absolute_url()).status_code == 404
    assert client.get(f"/images/{uuid4()}/").status_code == 404
    assert client.get("/images/").status_code == 404
    assert client.get(f"/media/{image.file.name}").status_code == 404


@pytest.mark.parametrize(("reason", "told"), [("wrong", True), ("privacy", False)])
def test_a_picture_taken_back_is_gone(reason: str, told: bool, client: Client) -> None:
    image = row_of(
        Image,
        live_period=between(HOUR_AGO, timezone.now()),
        retraction_reason=reason,
        retraction_note="It shows somebody else.",
    )

    answer = client.get(image.get_absolute_url())

    page = answer.content.decode()
    assert answer.status_code == 410
    assert "This picture was withdrawn" in page
    assert ("somebody else" in page) is told
    assert "Two flags" not in page


def test_a_file_that_was_lost_is_not_there(client: Client) -> None:
    image = row_of(Image, live_period=since(HOUR_AGO))
    image.file.storage.delete(str(image.file.name))

    assert client.get(image.get_absolute_url()).status_code == 404


def test_a_file_of_another_kind_is_never_served(client: Client) -> None:
    image = row_of(Image, live_period=since(HOUR_AGO))
    name = image.file.storage.save("images/drawing.svg", SimpleUploadedFile("drawing.svg", SVG))
    Image.objects.update(file=name)

    assert client.get(image.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing.svg", SVG),
        ("drawing.png", SVG),
        ("photo.png", picture("JPEG")),
        ("scan.tiff", picture("TIFF")),
        ("photo", picture("PNG")),
    ],
)
def test_a_file_of_another_kind_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError, match="PNG, JPEG, WebP or GIF"):
        uploaded(name, content).clean()


def test_a_large_file_is_refused() -> None:
    heavy = picture("PNG") + b"\0" * 10 * 1024 * 1024

    with pytest.raises(ValidationError, match="at most 10 MB"):
        uploaded("photo.png", heavy).clean()
