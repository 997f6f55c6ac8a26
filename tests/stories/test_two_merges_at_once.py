"""Two publishers merge at once: no circle, no chain, and whoever is refused hears why."""

import pytest
from django.contrib.auth.models import User

from briefings.actions.merging import merge, undo
from briefings.actions.refusals import Refused
from briefings.actions.unmerging import set_digests
from briefings.models import Identity, Merge, MovedReference, Official
from tests.factories import OfficialFactory, TenureFactory
from tests.stories.desk import person
from tests.stories.test_two_publishers_at_once import ROUNDS, at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.server]
WHY = "One and the same."


@pytest.fixture
def people(transactional_db: None) -> list[User]:
    """Return two publishers, committed."""
    return [person("Cleo Marsh", "publisher"), person("Dev Rao", "publisher")]


def survivors() -> list[int]:
    """Return the keys of the survivors that are merged themselves."""
    merged = Identity.objects.filter(merged_into__isnull=False)
    return [*merged.filter(merged__isnull=False).values_list("pk", flat=True)]


def test_each_into_the_other_leaves_one(people: list[User]) -> None:
    cleo, dev = people
    for _ in range(ROUNDS):
        one, other = OfficialFactory.create_batch(2)

        reasons = at_once(
            lambda one=one, other=other: merge(by=cleo, survivor=one, merged=other, reason=WHY),  # type: ignore[misc]
            lambda one=one, other=other: merge(by=dev, survivor=other, merged=one, reason=WHY),  # type: ignore[misc]
        )

        assert sorted(map(len, reasons)) == [0, 1]
        assert "is merged already" in "".join(map("".join, reasons))
        assert survivors() == []


def test_a_chain_is_made_short_or_refused(people: list[User]) -> None:
    cleo, dev = people
    for _ in range(ROUNDS):
        first, second, third = OfficialFactory.create_batch(3)
        tenure = TenureFactory(official=first)

        reasons = at_once(
            lambda a=first, b=second: merge(by=cleo, survivor=b, merged=a, reason=WHY),  # type: ignore[misc]
            lambda b=second, c=third: merge(by=dev, survivor=c, merged=b, reason=WHY),  # type: ignore[misc]
        )

        assert reasons[1] == []
        assert survivors() == []
        tenure.refresh_from_db()
        assert tenure.official == (first if reasons[0] else third)


def test_a_merge_is_undone_once(people: list[User]) -> None:
    cleo, dev = people
    one, other = OfficialFactory.create_batch(2)
    done = merge(by=cleo, survivor=one, merged=other, reason=WHY)

    reasons = at_once(lambda: undo(by=cleo, merge=done), lambda: undo(by=dev, merge=done))

    assert sorted(reasons) == [[], ["It is undone already."]]
    assert not Merge.objects.in_force().exists()
    assert Official.objects.filter(identity__merged_into=None).count() == 2


def test_a_part_that_is_deleted_meanwhile_refuses_the_merge(people: list[User]) -> None:
    """It was found to be moved, and is gone when its digest is taken."""
    note = MovedReference(table="briefings_officialname", column="official_id", row=1)

    with pytest.raises(Refused, match="deleted a part of it"):
        set_digests([note])
