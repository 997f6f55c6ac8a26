"""Statements and pictures at the desk."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image as Picture

from briefings.limits import PICTURE_BYTES
from briefings.models import (
    Citation,
    Country,
    Edition,
    Image,
    Meeting,
    Official,
    Organization,
    Source,
    Statement,
    Topic,
    Visit,
)
from tests.admin import newsroom
from tests.admin.conftest import Desk, Person, change_url, text_of
from tests.admin.test_faults_are_said_on_the_form import rows
from tests.factories import row_of
from tests.jobs import waiting

STATEMENT = "/admin/briefings/statement/add/"
IMAGE = "/admin/briefings/image/add/"
SAID = {"words": "I hope to meet again.", "form": "direct", "confidence": "confirmed"}
SHOWN = {"alt": "Two flags on a table", "credit": "The Chancery", "rights": "own"}


@pytest.fixture
def clare(desk: Person) -> Desk:
    """Return an editor at the desk."""
    return desk("editor")


def picture(name: str = "flags.png") -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    drawn = BytesIO()
    Picture.new("RGB", (16, 9)).save(drawn, "PNG")
    return SimpleUploadedFile(name, drawn.getvalue(), "image/png")


def test_a_statement_is_entered_with_what_it_is_about(clare: Desk) -> None:
    biden, topic = row_of(Official), row_of(Topic)
    meeting, source = row_of(Meeting), row_of(Source)
    clare.press(biden, "publish")

    clare.send(
        STATEMENT,
        **SAID,
        official=biden.pk,
        meeting=meeting.pk,
        said_on="2023-06-17",
        **rows("subjects", {"subject": topic.identity_id}, {"subject": biden.identity_id}),
        **rows("citations", {"source": str(source), "stance": "supports"}),
    )

    statement = Statement.objects.get()
    assert (statement.official, statement.meeting) == (biden, meeting)
    assert {row.subject for row in statement.subjects.all()} == {topic.identity, biden.identity}
    assert Citation.objects.get().statement == statement
    assert statement.is_live(timezone.now())


def test_an_unnamed_speaker_that_is_kept_waits_to_be_published(clare: Desk) -> None:
    line = "A senior State Department official"
    typed = {"attribution": line, "side": row_of(Country).pk, "publication_when": "kept"}
    page = clare.send(STATEMENT, **SAID, **typed, _continue="1")

    statement = Statement.objects.get()
    assert "Not published." in text_of(page)
    clare.press(statement, "publish")
    statement.refresh_from_db()
    assert statement.is_live(timezone.now())
    assert line in text_of(clare.open("/admin/briefings/statement/"))


def test_a_statement_has_one_speaker(clare: Desk) -> None:
    official, organization = row_of(Official), row_of(Organization)
    one = "The speaker is exactly one of"

    assert one in text_of(clare.send(STATEMENT, **SAID))
    page = clare.send(STATEMENT, **SAID, official=official.pk, organization=organization.pk)
    assert one in text_of(page)
    page = clare.send(STATEMENT, **SAID, official=official.pk, side=row_of(Country).pk)
    assert "Only an unnamed speaker has a side." in text_of(page)
    assert not Statement.objects.exists()


def test_a_record_of_any_type_is_offered_with_its_kind(clare: Desk, desk: Person) -> None:
    """Articles come last; a piece is not offered as what it is about itself."""
    piece, other = (
        newsroom.draft(clare.person),
        newsroom.live(clare.person, desk("publisher").person),
    )
    row_of(Topic, name=f"Fentanyl {other.article.slug}")
    row_of(Visit, title=f"Two days of {other.article.slug}")

    field = clare.open(piece).get_element_by_id("id_about")
    asked = "app_label=briefings&model_name=edition&field_name=about"

    def offered(term: str) -> list[str]:
        answer = clare.get(f"{field.get('data-ajax--url')}&{asked}&term={term}").json()
        return [each["text"] for each in answer["results"]]

    assert offered(other.article.slug) == [
        f"Two days of {other.article.slug} (visit)",
        f"Fentanyl {other.article.slug} (topic)",
        f"{other.headline} (article)",
    ]
    assert offered(piece.article.slug) == []


def test_a_picture_is_uploaded_and_shown_at_the_desk_alone(desk: Person) -> None:
    ana = desk("reporter")

    page = ana.send(IMAGE, **SHOWN, file=picture(), _continue="1")

    image = Image.objects.get()
    assert (image.width, image.height) == (16, 9)
    assert waiting() == ["renditions.make"]
    assert "flags" not in str(image.file)
    (shown,) = page.xpath("//img[@class='desk-picture']/@src")
    assert b"".join(ana.get(shown).streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]
    ana.logout()
    assert ana.get(shown).status_code == 302


def test_what_is_no_picture_is_refused_in_words(clare: Desk) -> None:
    words = SimpleUploadedFile("flags.png", b"<svg></svg>", "image/png")

    page = clare.send(IMAGE, **SHOWN, file=words)

    assert "This is no PNG, JPEG, WebP or GIF." in text_of(page)
    page = clare.send(IMAGE, **SHOWN | {"rights": "licensed"}, file=picture())
    assert "A licensed picture names its licence." in text_of(page)
    assert not Image.objects.exists()


def test_a_picture_is_kept_as_its_pixels_alone(clare: Desk, client: Client) -> None:
    """Where a source was photographed, and what hides behind the picture, reaches nobody."""
    taken = Picture.Exif()
    taken.get_ifd(0x8825)[29] = "38.8977 N 77.0365 W"
    drawn = BytesIO()
    Picture.new("RGB", (16, 9)).save(drawn, "JPEG", exif=taken)
    sent = drawn.getvalue() + b"PK\x03\x04 behind the end"
    assert b"77.0365" in sent

    clare.send(IMAGE, **SHOWN, file=SimpleUploadedFile("flags.png", sent, "image/png"))

    image = Image.objects.get()
    clare.press(image, "publish")
    public = client.get(image.get_absolute_url())
    assert public["Content-Type"] == "image/jpeg"
    assert b"77.0365" not in public.content
    assert b"behind the end" not in public.content
    kept = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert not [path for path in kept if b"behind the end" in path.read_bytes()]


def test_a_picture_beyond_a_limit_is_refused_and_what_was_there_stays(clare: Desk) -> None:
    clare.send(IMAGE, **SHOWN, file=picture())
    image = Image.objects.get()
    large = BytesIO()
    Picture.new("1", (13_000, 13_000)).save(large, "PNG")

    for data, words in (
        (large.getvalue(), "at most 10,000 pixels a side"),
        (b"\x89PNG" + bytes(PICTURE_BYTES), "at most 10 MB"),
    ):
        sent = SimpleUploadedFile("flags.png", data, "image/png")
        assert words in text_of(clare.send(image, file=sent))

    again = Image.objects.get()
    assert (again.file.name, again.width) == (image.file.name, 16)
    clare.send(image, alt="Two flags, and a table")
    assert Image.objects.get().file.name == image.file.name


def test_a_portrait_and_a_hero_are_chosen(clare: Desk) -> None:
    image, official = row_of(Image), row_of(Official)
    edition = newsroom.draft(clare.person)

    clare.send(official, portrait=image.pk)
    clare.send(edition, hero=image.pk)

    official.refresh_from_db()
    assert official.portrait == Edition.objects.get().hero == image
    assert change_url(image) in str(clare.get("/admin/briefings/image/").content)
