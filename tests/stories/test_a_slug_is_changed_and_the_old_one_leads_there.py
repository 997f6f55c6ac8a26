"""A record is given another address; every address it had is its own for ever."""

import pytest
from django.contrib.auth.models import User

from briefings.actions.records import change_slug
from briefings.actions.refusals import Refused
from briefings.models import Identity, Slug
from tests.factories import OfficialFactory, TopicFactory
from tests.stories.desk import drafted


def test_both_lead_to_the_record(ben: User) -> None:
    official = OfficialFactory(full_name="Qin Gang", slug="quin-gang")

    change_slug(by=ben, record=official, slug="qin-gang")

    identity = Identity.objects.get(type="official", slug="qin-gang")
    assert set(identity.slugs.values_list("slug", flat=True)) == {"quin-gang", "qin-gang"}
    assert identity == official.identity


def test_it_can_go_back_to_one_it_had(ben: User) -> None:
    official = OfficialFactory(slug="qin-gang")
    change_slug(by=ben, record=official, slug="quin-gang")

    change_slug(by=ben, record=official, slug="qin-gang")

    official.refresh_from_db()
    assert official.slug == "qin-gang"
    assert Slug.objects.filter(identity=official.identity).count() == 2


def test_no_other_record_of_the_type_gets_it(ana: User, ben: User) -> None:
    official = OfficialFactory(slug="quin-gang")
    change_slug(by=ben, record=official, slug="qin-gang")
    other = OfficialFactory(slug="qin-gang-the-other")

    for taken in ("quin-gang", "qin-gang"):
        with pytest.raises(Refused) as refused:
            change_slug(by=ben, record=other, slug=taken)
        assert len(refused.value.reasons) == 1
    change_slug(by=ben, record=TopicFactory(), slug="quin-gang")
    drafted(ana, slug="quin-gang")


def test_it_is_a_slug(ana: User, ben: User) -> None:
    official = OfficialFactory()

    for nonsense in ("", "Qin Gang", "qin/gang", "q" * 121):
        with pytest.raises(Refused) as refused:
            change_slug(by=ana, record=official, slug=nonsense)
        assert refused.value.reasons[0] == "Your role does not change addresses: ask an editor."
        assert refused.value.reasons[1].startswith("Slug: ")
