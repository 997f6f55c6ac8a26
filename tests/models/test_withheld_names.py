"""A name that is withheld stands in no address, label or former address, however it is spelt."""

from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from briefings.models import Detainee, Identity, Slug
from briefings.models.names import matching_name_parts
from tests.factories import DetaineeFactory, DetaineeNameFactory, since
from tests.ledger import database_now

pytestmark = pytest.mark.django_db


def withheld(name: str, *, slug: str = "a-teacher", description: str = "A teacher") -> Detainee:
    """Enter a detainee of this name, whom readers know by the description."""
    detainee: Detainee = DetaineeFactory(
        full_name=name, name_withheld=True, slug=slug, description=description
    )
    return detainee


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Mark Swidan", {"slug": "the-swidan-case"}),
        ("Mark Swidan", {"slug": "markswidan"}),
        ("Mark Swidan", {"description": "A teacher called MARK"}),
        ("Jean-Luc Müller", {"slug": "jean-m"}),
        ("Jean-Luc Müller", {"slug": "jeanluc-m"}),
        ("Jean-Luc Müller", {"description": "A Mr Muller of Berlin"}),
        ("Sinéad O’Brien", {"slug": "obrien"}),
        ("Sinéad O'Brien", {"description": "A Ms Obrien"}),
        ("Zoë Łuczak", {"description": "Zoe, a teacher"}),
        ("Дмитрий Мезенцев", {"description": "Учитель МЕЗЕНЦЕВ"}),
        ("李凯", {"description": "商人李凯先生"}),
    ],
)
def test_a_part_of_it_is_refused(name: str, told: dict[str, str]) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        withheld(name, **told)
    assert isinstance(refusal.value.__cause__, psycopg.Error)
    assert refusal.value.__cause__.diag.constraint_name == "detainee_withheld_is_nameless"
    assert matching_name_parts([name], *told.values())


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("David Lin", "An American linguist"),
        ("X Li", "An x-ray specialist"),
        ("李凯", "A trader"),
        ("Mark Swidan", "A remarkable trader"),
    ],
)
def test_what_merely_looks_like_it_is_not(name: str, description: str) -> None:
    assert withheld(name, description=description).pk
    assert matching_name_parts([name], description) == []


@pytest.mark.parametrize("text", ["https://freemarkswidan.org/", "Of M. Swidan-Lee", "He is Sauer"])
def test_texts_that_tell_it_are_left_out(text: str) -> None:
    person = withheld("Mark Swidan")
    DetaineeNameFactory(detainee=person, name="Sauer")

    assert person.discreet(text) == ""
    assert person.discreet("He remarked on it") == "He remarked on it"


def test_from_then_on_no_label_and_no_former_address_holds_it() -> None:
    person = DetaineeFactory(
        full_name="Mark Swidan", slug="mark-swidan", live_period=since(database_now())
    )
    person.slug = "swidan"
    person.save()
    assert Slug.objects.filter(identity=person.identity_id).count() == 2
    person.name_withheld, person.description, person.slug = True, "A trader", "a-trader"
    person.save()
    identity = Identity.objects.get(pk=person.identity_id)
    assert (identity.label, identity.slug) == ("A trader", "a-trader")
    assert [each.slug for each in Slug.objects.filter(identity=identity)] == ["a-trader"]
    person.refresh_from_db()
    assert (person.public_name, person.public_sort_name) == ("A trader", "A trader")


def test_the_desk_keeps_what_readers_are_not_told() -> None:
    person = withheld("Mark Swidan")
    events: Any = apps.get_model("briefings", "DetaineeEvent")
    assert events._default_manager.get(pgh_obj_id=person.pk).full_name == "Mark Swidan"
    person.name_withheld = False
    person.save()
    assert Identity.objects.get(pk=person.identity_id).label == "Mark Swidan"
