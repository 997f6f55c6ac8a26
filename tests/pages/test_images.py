"""The addresses of a picture: the file of a live one, also made narrower, and of no other."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image as Picture

from briefings import ledger
from briefings.actions.jobs import put_job
from briefings.actions.refusals import Refused
from briefings.actions.renditions import order_due, order_renditions
from briefings.models import Image, JobFailure
from tests.factories import ImageFactory, between, row_of, since
from tests.jobs import done, waiting
from tests.ledger import sql

pytestmark = pytest.mark.django_db

HOUR_AGO = timezone.now() - timedelta(hours=1)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(format_: str, width: int = 16) -> bytes:
    """Return a picture in a format."""
    file = BytesIO()
    Picture.new("RGB", (width, 9)).save(file, format_)
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

    image.renditions.create(width=480, original=str(image.file), file=str(image.file))

    assert client.get(image.get_absolute_url()).status_code == 404
    assert client.get(f"{image.get_absolute_url()}480/").status_code == 404
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

    image.renditions.create(width=480, original=str(image.file), file=str(image.file))

    for width in ("", "480/"):
        answer = client.get(f"{image.get_absolute_url()}{width}")

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


def test_a_picture_is_narrower_where_it_was_made_so_and_else_the_picture(client: Client) -> None:
    image = row_of(Image, live_period=since(HOUR_AGO), file__width=1000, file__height=500)
    address = image.get_absolute_url()
    before = client.get(f"{address}480/")
    assert (before.status_code, before["Location"]) == (302, address)
    assert "ETag" not in before
    put_job("renditions.tend", timestamp=0)

    assert done() == ["renditions.tend", "renditions.make"]

    for width in (480, 960):
        answer = client.get(f"{address}{width}/")
        assert answer["Content-Type"] == "image/webp"
        shown = Picture.open(BytesIO(answer.content))
        assert (shown.format, shown.size) == ("WEBP", (width, width // 2))
    assert client.get(f"{address}1600/")["Location"] == address
    for unknown in ("500", "0", "99999999999999999999"):
        assert client.get(f"{address}{unknown}/").status_code == 404
    put_job("renditions.tend", timestamp=1)
    assert done() == ["renditions.tend"]


def test_what_was_made_of_another_file_is_shown_no_more(client: Client) -> None:
    image = row_of(Image, live_period=since(HOUR_AGO), file__width=1000)
    address, storage = f"{image.get_absolute_url()}480/", image.file.storage
    order_renditions(image=image.pk)
    done()
    held = client.get(address)["ETag"]
    former = [str(made.file) for made in image.renditions.all()]
    image.file = SimpleUploadedFile("narrow.png", picture("PNG", 500))
    image.save()

    assert client.get(address, headers={"If-None-Match": held}).status_code == 302
    order_renditions(image=image.pk)
    done()

    assert [made.width for made in image.renditions.all()] == [480]
    assert not any(map(storage.exists, former))
    storage.delete(str(image.renditions.get().file))
    caches["answers"].clear()
    assert client.get(address).status_code == 302


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "The picture’s file is lost: choose it anew."),
        (b"no picture", "This is no PNG, JPEG, WebP or GIF."),
    ],
)
def test_a_picture_that_cannot_be_read_waits_for_a_person(content: bytes | None, why: str) -> None:
    image = row_of(Image, file__width=1000)
    name, storage = str(image.file.name), image.file.storage
    storage.delete(name)
    if content:
        storage.save(name, SimpleUploadedFile("a.jpg", content))
    order_due()

    with pytest.raises(Refused):
        done()

    failure = JobFailure.objects.get()
    assert failure.what == "Smaller sizes of the picture “Two flags on a table”"
    assert failure.error == why
    for status in ("doing", "failed"):
        sql("UPDATE procrastinate_jobs SET status = %s", status)()
    order_due()
    assert waiting() == []
