"""A newsroom in which everything private is marked, beside one public row of each type."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from tests.stories.planting.articles import plant_articles
from tests.stories.planting.facts import plant_facts, plant_plain_rows
from tests.stories.planting.jobs import plant_jobs
from tests.stories.planting.marks import MARK, PROBE, SUPERSEDED, TOLD, Plant
from tests.stories.planting.records import plant_records, plant_relations

__all__ = ["MARK", "PROBE", "SUPERSEDED", "TOLD", "Plant", "plant"]


def plant(ana: User, cleo: User) -> Plant:
    """Fill the newsroom; who writes is Ana, who publishes Cleo."""
    found = Plant()
    ahead = timezone.now() + timedelta(days=30)
    plant_records(found, cleo, ahead)
    plant_facts(found, cleo, ahead)
    plant_plain_rows(found)
    plant_relations(found)
    plant_articles(found, ana, cleo, ahead)
    plant_jobs(found, ana)
    return found
