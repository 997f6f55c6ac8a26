"""No row of the API differs without a row of the ledger, whatever the desk does.

The oracle: everything is read through the API, something is done, everything is read again. Every
row that differs then has a change in the ledger, and one that differs only by what it embeds says
in which fields.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.db import connection, transaction

from briefings.models import Change, Citation, Source
from tests.factories import row_of
from tests.ledger import number_changes
from tests.standing import STANDING
from tests.stories.embedding.deeds import DEEDS
from tests.stories.embedding.newsroom import Newsroom
from tests.stories.embedding.told import STORED, Account, account, differences

# Fields that follow from another of the same name.
ENDINGS = ("_label", "_possibly", "_during")
# How many rows may be told of that do not differ, for each that does, over all deeds.
NEEDLESS = 0.05


@dataclass
class Stage:
    """A newsroom, what the API tells of it, and what was told needlessly so far."""

    newsroom: Newsroom
    before: Account
    head: int
    differing: int = 0
    needless: dict[str, int] = field(default_factory=dict)

    def note(self, name: str, differing: dict[str, set[str]], told: list[Change]) -> None:
        """Count what differs after a deed, and what was told of though it does not differ."""
        embedding = {str(change.public_id) for change in told if change.embedded_only}
        self.differing += len(differing)
        self.needless[name] = self.needless.get(name, 0) + len(embedding - {*differing})


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Stage]:
    """Open the newsroom once; each deed is taken back after it."""
    with django_db_blocker.unblock(), STANDING.of_a_module():  # type: ignore[attr-defined]
        newsroom = Newsroom()
        head = numbered()
        yield Stage(newsroom, account(), head)


def numbered() -> int:
    """Number what is due, as a commit and the clock do; return the ledger's head."""
    connection.check_constraints()
    number_changes()
    last = Change.objects.numbered().last()
    return (last and last.seq) or 0


def unsaid(differing: dict[str, set[str]], told: list[Change]) -> list[str]:
    """Return what the ledger does not say of the rows that differ."""
    by_id: dict[str, list[Change]] = {}
    for change in told:
        by_id.setdefault(str(change.public_id), []).append(change)
    missing = []
    for key, fields in differing.items():
        changes = by_id.get(key, [])
        if not changes:
            missing.append(f"{key}: nothing of {sorted(fields)}")
        elif all(change.embedded_only for change in changes):
            said = {name for change in changes for name in change.fields}
            if left := {each for each in fields - {STORED} if stem(each) not in said}:
                missing.append(f"{changes[0].type} {key}: not {sorted(left)}, but {sorted(said)}")
    return missing


def stem(name: str) -> str:
    """Return the field from which one of this name follows."""
    for ending in ENDINGS:
        name = name.removesuffix(ending)
    return name


def changes_since(head: int) -> list[Change]:
    """Return the changes with higher numbers, once all that is due has its own."""
    numbered()
    return list(Change.objects.numbered().filter(seq__gt=head))


@pytest.mark.parametrize("name", DEEDS)
def test_whatever_differs_is_told(name: str, stage: Stage) -> None:
    with transaction.atomic():
        head, before = stage.head, stage.before
        for _ in DEEDS[name](stage.newsroom):
            told, after = changes_since(head), account()
            differing = differences(before, after)
            stage.note(name, differing, told)
            assert unsaid(differing, told) == []
            assert len({(change.public_id, change.group) for change in told}) == len(told)
            head, before = head + len(told), after
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("title", "types"),
    [
        ("Lena Moreau is held", {"source"}),
        ("A teacher is held", {"source", "custody-event", "detention"}),
    ],
)
def test_a_source_that_a_withheld_name_hides_tells_of_itself_alone(
    title: str, types: set[str], stage: Stage
) -> None:
    newsroom = stage.newsroom
    with transaction.atomic():
        next(DEEDS["a name withheld"](newsroom))
        source = row_of(Source, title=title, **newsroom.live)
        row_of(Citation, source=source, official=None, custodyevent=newsroom.get("taken"))
        head = numbered()
        Source.objects.filter(pk=source.pk).update(accessed_on="2023-06-19")
        told = changes_since(head)
        transaction.set_rollback(True)
    assert {change.type for change in told} == types


def test_little_is_told_needlessly(stage: Stage) -> None:
    assert sum(stage.needless.values()) <= NEEDLESS * stage.differing, stage.needless
