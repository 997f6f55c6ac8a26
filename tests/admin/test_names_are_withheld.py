"""A name is withheld at the desk, and told again."""

from __future__ import annotations

import pytest

from briefings.models import Detainee, DetaineeName
from tests.admin.conftest import Desk, Person, said
from tests.factories import row_of

ADD = "/admin/briefings/{}/add/"
NAMED = {"full_name": "Ada Quill", "short_name": "Quill", "sort_name": "Quill, Ada"}


@pytest.fixture
def clare(desk: Person) -> Desk:
    """Return an editor at the desk."""
    return desk("editor")


def test_a_name_is_withheld_and_told_again(clare: Desk) -> None:
    ada = row_of(Detainee, full_name="Ada Quill")
    clare.press(ada, "publish")

    page = clare.press(ada, "withhold", description="Mrs Quill, a teacher")
    assert "The description tells a part of the name: quill." in said(page)
    page = clare.press(ada, "withhold", description="An American teacher")
    ada.refresh_from_db()
    assert (ada.name_withheld, ada.slug) == (True, "an-american-teacher")
    assert "readers are told “An American teacher”" in said(page)

    page = clare.send(ada, description="Quill the teacher")
    assert "It tells a part of the name: quill." in said(page)
    row_of(DetaineeName, detainee=ada, name="Lovelace")
    page = clare.send(ada, occupation="Head of the Lovelace school")
    assert "It tells a part of the name: lovelace." in said(page)
    clare.press(ada, "restore")
    ada.refresh_from_db()
    assert (ada.name_withheld, ada.slug) == (False, "ada-quill")


def test_a_new_detainee_whose_name_is_withheld_has_an_address_without_it(clare: Desk) -> None:
    typed = {**NAMED, "name_withheld": "on"}

    page = clare.send(ADD.format("detainee"), **typed)
    assert "Whose name is withheld is described instead." in said(page)
    page = clare.send(ADD.format("detainee"), **typed, description="A teacher", slug="ada")
    assert "neither the address, the description nor the occupation" in said(page)
    clare.send(ADD.format("detainee"), **typed, description="An American teacher")

    assert Detainee.objects.get().slug == "an-american-teacher"
