"""The rules of every published row: its period, the reason of its retraction, its keeping."""

from datetime import timedelta

import pghistory.models
from django.apps import apps
from django.utils import timezone

from briefings.models import Published
from tests.factories import between, row_of, since
from tests.models.pairs.pair import Deed, Pair

HOUR = timedelta(hours=1)
PUBLISHED = [
    model
    for model in apps.get_app_config("briefings").get_models()
    if issubclass(model, Published) and not issubclass(model, pghistory.models.Event)
]


def published(model: type[Published], **fields: object) -> Deed:
    """Return the deed that makes a row."""
    return lambda: row_of(model, **fields)


def deleted(model: type[Published], *, began: timedelta) -> Deed:
    """Return the deed that deletes a row published `began` from now."""
    return lambda: row_of(model, live_period=since(timezone.now() + began)).delete()


def moved(model: type[Published], *, began: timedelta) -> Deed:
    """Return the deed that puts off the publication of a row published `began` from now."""

    def deed() -> None:
        row = row_of(model, live_period=since(timezone.now() + began))
        row.live_period = since(timezone.now() + 2 * HOUR)
        row.save()

    return deed


def pairs_of(model: type[Published]) -> dict[str, Pair]:
    """Return the pairs of what every published row keeps, by name."""
    name, now = model._meta.model_name, timezone.now()
    ended = between(now - HOUR, now)
    return {
        f"{name}_retraction_has_reason": Pair(
            published(model, live_period=ended, retraction_reason="hoax"),
            published(model, live_period=ended),
        ),
        f"{name}_live_period_begins": Pair(
            published(model, live_period=since(now)),
            published(model, live_period=between(None, now), retraction_reason="hoax"),
        ),
        f"{name}_kept": Pair(deleted(model, began=HOUR), deleted(model, began=-HOUR)),
        f"{name}_publication_kept": Pair(moved(model, began=HOUR), moved(model, began=-HOUR)),
    }


PAIRS = {name: pair for model in PUBLISHED for name, pair in pairs_of(model).items()}
