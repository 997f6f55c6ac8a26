"""A family asks for silence: the name goes, with every address that held it."""

import pytest
from django.contrib.auth.models import User

from briefings.actions.records import change_slug, publish
from briefings.actions.refusals import Refused
from briefings.actions.withholding import disclose_name, withhold_name
from briefings.models import Detainee, Identity, Slug
from tests.factories import DetaineeFactory, DetaineeNameFactory
from tests.ledger import Reader

DESCRIPTION = "An American teacher"


@pytest.fixture
def ada(ben: User) -> Detainee:
    """Return a public detainee who has had two addresses."""
    row = publish(by=ben, row=DetaineeFactory(full_name="Ada Quill", slug="quill"))
    change_slug(by=ben, record=row, slug="ada-quill")
    row.refresh_from_db()
    return row


def addresses() -> set[str]:
    """Return every address that a detainee has or leads from."""
    return set(Slug.objects.filter(type="detainee").values_list("slug", flat=True))


def test_readers_are_told_the_description_alone(ben: User, ada: Detainee) -> None:
    assert addresses() == {"quill", "ada-quill"}
    ledger = Reader()

    withheld = withhold_name(by=ben, detainee=ada, description=f" {DESCRIPTION} ")

    identity = Identity.objects.get(pk=ada.identity_id)
    assert (identity.label, identity.slug) == (DESCRIPTION, "an-american-teacher")
    assert addresses() == {"an-american-teacher"}
    assert (withheld.full_name, withheld.description) == ("Ada Quill", DESCRIPTION)
    withheld.refresh_from_db()
    assert withheld.public_name == withheld.public_sort_name == DESCRIPTION
    assert ledger.ops(ada) == ["updated"]


def test_two_of_one_description_have_two_addresses(ben: User, ada: Detainee) -> None:
    other = DetaineeFactory(full_name="Ben Rook")
    withhold_name(by=ben, detainee=ada, description=DESCRIPTION)

    second = withhold_name(by=ben, detainee=other, description=DESCRIPTION)

    assert second.slug == "an-american-teacher-2"


def test_it_is_told_again_under_a_new_address(ben: User, ada: Detainee) -> None:
    withhold_name(by=ben, detainee=ada, description=DESCRIPTION)

    restored = disclose_name(by=ben, detainee=ada)

    identity = Identity.objects.get(pk=ada.identity_id)
    assert (identity.label, identity.slug) == ("Ada Quill", "ada-quill")
    assert addresses() == {"an-american-teacher", "ada-quill"}
    assert not restored.name_withheld


@pytest.mark.parametrize(
    ("description", "told"),
    [("A teacher, Áda by name", "ada"), ("Mrs QUILL", "quill"), ("教师李凯", "李凯")],
)
def test_no_part_of_a_name_is_told(ben: User, ada: Detainee, description: str, told: str) -> None:
    DetaineeNameFactory(detainee=ada, name="李凯")

    with pytest.raises(Refused, match=f"The description contains a part of the name: {told}."):
        withhold_name(by=ben, detainee=ada, description=description)
    assert addresses() == {"quill", "ada-quill"}


def test_every_reason_is_said(ana: User, ben: User, ada: Detainee) -> None:
    role = "Your role does not withhold or disclose names: ask an editor."
    with pytest.raises(Refused) as refused:
        withhold_name(by=ana, detainee=ada, description="")
    assert refused.value.reasons == [
        role,
        "Say what readers are told instead: “An American teacher”.",
    ]
    with pytest.raises(Refused) as refused:
        disclose_name(by=ana, detainee=ada)
    assert refused.value.reasons == [role, "The name is not withheld."]
    withhold_name(by=ben, detainee=ada, description=DESCRIPTION)
    with pytest.raises(Refused, match="The name is withheld already"):
        withhold_name(by=ben, detainee=ada, description=DESCRIPTION)
    with pytest.raises(Refused, match="neither the address, the description"):
        change_slug(by=ben, record=ada, slug="ada")
