"""The rules of merges: no circle, no chain, one type, and no merged record that is public."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from briefings.models import Change, Identity, Merge, MovedReference, Official, Record
from tests.factories import (
    OfficialFactory,
    OfficialNameFactory,
    TopicFactory,
    UserFactory,
    between,
    since,
)
from tests.models.pairs.pair import Deed, Pair


def into(record: Record, survivor: Record) -> None:
    """Point one record at another as its survivor, past the action."""
    Identity.objects.filter(pk=record.identity_id).update(merged_into=survivor.identity_id)


def merged_into(survivor: Callable[[Official], Record]) -> Deed:
    """Return the deed that merges an official into what `survivor` makes of him."""

    def deed() -> None:
        bush = OfficialFactory(full_name="George H. W. Bush")
        into(bush, survivor(bush))

    return deed


def published(*, ended: bool) -> Deed:
    """Return the deed that merges an official who is public, or was."""

    def deed() -> None:
        now = timezone.now()
        hour_ago = now - timedelta(hours=1)
        period = between(hour_ago, now) if ended else since(hour_ago)
        reason = "duplicate" if ended else ""
        into(OfficialFactory(live_period=period, retraction_reason=reason), OfficialFactory())

    return deed


def into_one_that_is_merged() -> None:
    """Merge into a record that is merged itself."""
    first, second, third = OfficialFactory.create_batch(3)
    into(second, third)
    into(first, second)


def one_that_others_were_merged_into() -> None:
    """Merge a record that has another merged into it."""
    first, second, third = OfficialFactory.create_batch(3)
    into(first, second)
    into(second, third)


def two_into_one() -> None:
    """Merge two records into one."""
    first, second, third = OfficialFactory.create_batch(3)
    into(first, third)
    into(second, third)


def named_after(*, merged: bool) -> Deed:
    """Return the deed that names an official, after he was merged or as one that stands."""

    def deed() -> None:
        bush, survivor = OfficialFactory.create_batch(2)
        if merged:
            into(bush, survivor)
        OfficialNameFactory(official=bush)

    return deed


def noted(**fields: Any) -> Merge:
    """Return the note of a merge."""
    merged, survivor = OfficialFactory.create_batch(2)
    given = {
        "merged": merged.identity,
        "survivor": survivor.identity,
        "reason": "Both are the 41st president.",
        "merged_at": timezone.now(),
        "merged_by": UserFactory(),
        **fields,
    }
    return Merge.objects.create(**given)


def noted_twice(**fields: Any) -> Deed:
    """Return the deed that notes two merges of one record, the first with `fields`."""

    def deed() -> None:
        by = UserFactory()
        undone = {"undone_at": timezone.now(), "undone_by": by} if fields else {}
        first = noted(merged_by=by, **undone)
        noted(merged=first.merged)

    return deed


def of_one() -> None:
    """Note that a record was merged into itself."""
    bush = OfficialFactory()
    noted(merged=bush.identity, survivor=bush.identity)


def moved(*columns: str) -> Deed:
    """Return the deed that notes these columns of one row as moved."""

    def deed() -> None:
        merge = noted()
        for column in columns:
            MovedReference.objects.create(
                merge=merge, table="briefings_tenure", row=1, column=column
            )

    return deed


def told(op: str) -> Deed:
    """Return the deed that writes a numbered change with a survivor."""

    def deed() -> None:
        now = timezone.now()
        topic = TopicFactory()
        Change.objects.create(
            seq=1,
            at=now,
            due_at=now,
            type="topic",
            public_id=topic.public_id,
            op=op,
            group=topic.public_id,
            merged_into=TopicFactory().public_id,
        )

    return deed


PAIRS = {
    "identity_not_merged_into_itself": Pair(
        merged_into(lambda _: OfficialFactory()), merged_into(lambda bush: bush)
    ),
    "identity_merged_into_its_type": Pair(
        merged_into(lambda _: OfficialFactory()), merged_into(lambda _: TopicFactory())
    ),
    "merged_is_not_named": Pair(named_after(merged=False), named_after(merged=True)),
    "identity_merged_is_not_public": Pair(published(ended=True), published(ended=False)),
    "identity_survivor_stands": Pair(two_into_one, into_one_that_is_merged),
    "identity_merged_once": Pair(two_into_one, one_that_others_were_merged_into),
    "change_merged_names_survivor": Pair(told("merged"), told("updated")),
    "merge_stands_once": Pair(noted_twice(undone=True), noted_twice()),
    "merge_of_two": Pair(noted, of_one),
    "merge_has_reason": Pair(noted, lambda: noted(reason="")),
    "merge_undone_whole": Pair(noted, lambda: noted(undone_at=timezone.now())),
    "movedreference_once": Pair(moved("official_id", "office_id"), moved("office_id", "office_id")),
}
