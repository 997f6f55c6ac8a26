"""A name is withheld at the desk, and disclosed again."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from lxml import html

from briefings.models import Detainee, DetaineeName, Meeting, NameMark, Slug, Source
from tests.admin.conftest import Desk, Person, nothing_waiting, panels, text_of
from tests.factories import row_of, since
from tests.ledger import database_now

ADD = "/admin/briefings/{}/add/"
NAMED = {"full_name": "Ada Quill", "short_name": "Quill", "sort_name": "Quill, Ada"}


def name_page(person: Detainee) -> str:
    """Return where the desk says where the name stands."""
    return reverse("admin:briefings_detainee_name", args=[person.pk])


def press(clare: Desk, person: Detainee, pressed: str, **typed: str) -> Any:
    """Press a button of the page that lists where the name stands, and return what follows."""
    sent = {"_press": pressed, **typed}
    answer = clare.post(name_page(person), sent, follow=True)
    return html.fromstring(answer.content.decode())


def withhold(clare: Desk, person: Detainee, description: str) -> Any:
    """Withhold the name where every place that says it is listed, and return what follows."""
    return press(clare, person, "withhold", description=description, blanked="alone")


@pytest.fixture
def clare(desk: Person) -> Desk:
    """Return an editor at the desk."""
    return desk("editor")


def test_a_name_is_withheld_and_told_again(clare: Desk) -> None:
    ada = row_of(Detainee, full_name="Ada Quill")
    clare.press(ada, "publish")

    page = withhold(clare, ada, "Mrs Quill, a teacher")
    assert "The description contains a part of the name: quill." in text_of(page)
    withhold(clare, ada, "An American teacher")
    ada.refresh_from_db()
    assert (ada.name_withheld, ada.slug) == (True, "an-american-teacher")
    assert "readers are told “An American teacher”" in text_of(clare.open(ada))

    page = clare.send(ada, description="Quill the teacher")
    assert "It contains a part of the name: quill." in text_of(page)
    row_of(DetaineeName, detainee=ada, name="Lovelace")
    page = clare.send(ada, occupation="Head of the Lovelace school")
    assert "It contains a part of the name: lovelace." in text_of(page)
    clare.press(ada, "restore")
    ada.refresh_from_db()
    assert (ada.name_withheld, ada.slug) == (False, "ada-quill")


def test_a_new_detainee_whose_name_is_withheld_has_an_address_without_it(clare: Desk) -> None:
    typed = {**NAMED, "name_withheld": "on"}

    page = clare.send(ADD.format("detainee"), **typed)
    assert "A person whose name is withheld needs a description." in text_of(page)
    page = clare.send(ADD.format("detainee"), **typed, description="A teacher", slug="ada")
    assert "neither the address, the description nor the occupation" in text_of(page)
    clare.send(ADD.format("detainee"), **typed, description="An American teacher")

    assert Detainee.objects.get().slug == "an-american-teacher"


def test_every_place_is_listed_before_and_settled_after(clare: Desk) -> None:
    ada = row_of(Detainee, full_name="Ada Quill", short_name="Quill", sort_name="Quill, Ada")
    clare.press(ada, "publish")
    source = row_of(Source, title="Free Quill, Ada: an appeal", publisher="The Gazette")
    meeting = row_of(
        Meeting,
        summary="The case of A<b>da</b> Quill.",
        slug="the-quill-case",
        live_period=since(database_now()),
    )
    meeting.slug = "a-case"
    meeting.save()
    row_of(Source, title="Quills and ink")

    before = text_of(clare.open(name_page(ada)))
    assert "appears in 3 places" in before
    for words in ("Free Quill, Ada: an appeal", "The case of Ada Quill.", "the-quill-case"):
        assert words in before
    assert "Quills and ink" not in before
    assert "Withheld names still in texts" in nothing_waiting(clare.open("/admin/"))

    withhold(clare, ada, "An American teacher")
    assert "Withheld names still in texts" in panels(clare.open("/admin/"))
    assert "Free Quill, Ada" in text_of(clare.open("/admin/"))
    key = f"source:{source.pk}"
    page = press(clare, ada, f"mark:{key}")
    assert "Say why the name is blank here." in text_of(page)
    press(clare, ada, f"mark:{key}", **{f"reason-source-{source.pk}": "It is the paper’s title."})
    [mark] = NameMark.objects.all()
    assert (mark.marked_by, mark.reason) == (clare.person, "It is the paper’s title.")
    former = Slug.objects.get(slug="the-quill-case")
    press(clare, ada, f"forget:slug:{former.pk}")
    assert not Slug.objects.filter(slug="the-quill-case").exists()
    clare.send(meeting, summary="A case.")
    settled = text_of(clare.open(name_page(ada)))
    assert "Every place that contained the name has been dealt with." in settled
    assert "Withheld names still in texts" in nothing_waiting(clare.open("/admin/"))

    row_of(Source, title="Quill is free")
    assert "Quill is free" in text_of(clare.open("/admin/"))


def test_what_is_blank_is_decided_of_one_entered_so(clare: Desk) -> None:
    """Nobody is asked when a person is entered whose name was never public."""
    ada = row_of(
        Detainee,
        **{**NAMED, "name_withheld": True, "description": "A teacher", "slug": "a-teacher"},
    )
    row_of(Source, title="Quill is free")
    assert "nothing is left blank until somebody decides" in text_of(clare.open(name_page(ada)))

    press(clare, ada, "blank", blanked="alone")

    ada.refresh_from_db()
    assert ada.blanked == "alone"
    assert "Quill is free" in text_of(clare.open(name_page(ada)))


def test_who_does_not_decide_sees_no_places(desk: Person) -> None:
    ada = row_of(Detainee, full_name="Ada Quill")

    assert desk("reporter").get(name_page(ada)).status_code == 403
