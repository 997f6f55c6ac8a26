"""Say whether a worker is alive, and how many jobs wait and failed."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db.models import Count, Q
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from briefings.models.jobs import worker_is_alive


class Command(BaseCommand):
    """`manage.py worker_health`."""

    help = "Say whether a worker is alive; ends with 1 if none is."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line. Raises `CommandError` if no worker has been heard of for 30 seconds."""
        counts = ProcrastinateJob.objects.aggregate(
            **{each: Count("pk", Q(status=each)) for each in ("todo", "doing", "failed")}
        )
        jobs = "{todo} wait, {doing} are being done, {failed} failed.".format(**counts)
        if not worker_is_alive(timezone.now()):
            raise CommandError(f"No worker is alive: {jobs}")
        self.stdout.write(f"A worker is alive: {jobs}")
