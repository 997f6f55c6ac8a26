"""Whichever embedding is left out, the oracle fails: something is told by that one alone."""

from functools import cache

import pytest
from django.db import connection, transaction

from briefings.models import Change
from briefings.models.embedding import Embedding, embeddings, type_in_ledger
from briefings.models.triggers import embedders
from tests.stories.embedding.deeds import DEEDS
from tests.stories.embedding.told import account, differences
from tests.stories.test_the_ledger_tells_who_embeds import Stage, changes_since, stage, unsaid

pytestmark = pytest.mark.slow
__all__ = ["stage"]
Told = list[Change]


def told_by(name: str, stage: Stage) -> list[Told]:
    """Return what the ledger tells of each step of a deed."""
    with transaction.atomic():
        head, steps = stage.head, []
        for _ in DEEDS[name](stage.newsroom):
            steps.append(changes_since(head))
            head += len(steps[-1])
        transaction.set_rollback(True)
    return steps


def differing_by(name: str, stage: Stage) -> list[dict[str, set[str]]]:
    """Return which of the rows that there were differ after each step of a deed."""
    with transaction.atomic():
        before, steps = stage.before, []
        for _ in DEEDS[name](stage.newsroom):
            changes_since(0)
            after = account()
            found = differences(before, after)
            steps.append({key: found[key] for key in found if key in stage.before})
            before = after
        transaction.set_rollback(True)
    return steps


def test_each_is_needed(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {name: told_by(name, stage) for name in DEEDS}
    differing = cache(lambda name: differing_by(name, stage))

    def is_needed(embedding: Embedding) -> bool:
        others = tuple(each for each in embeddings() if each is not embedding)
        monkeypatch.setattr(embedders, "embeddings", lambda: others)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(embedders.embedders_function())
            found = any(
                unsaid(found, told)
                for name in DEEDS
                if shows(embedding, told_of[name])
                for found, told in zip(differing(name), told_by(name, stage), strict=True)
            )
            transaction.set_rollback(True)
        return found

    told_of = {name: [change for step in steps for change in step] for name, steps in told.items()}
    idle = [each for each in embeddings() if not is_needed(each)]
    assert idle == []


def shows(embedding: Embedding, told: Told) -> bool:
    """Return whether something was told that an embedding may have told."""
    host = type_in_ledger(embedding.host)
    return any(change.type == host and {*change.fields} & {*embedding.fields} for change in told)
