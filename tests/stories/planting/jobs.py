"""What the worker keeps: mail that waits, a job that failed, what is wrong with a public link."""

from django.contrib.auth.models import User
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from briefings.actions.jobs import note_failure
from briefings.actions.mails import post_mail
from briefings.models import Link, Source
from tests.stories.planting.marks import MARK, PROBE, Plant


def plant_jobs(found: Plant, ana: User) -> None:
    """Write to Ana, let that fail, and let the link of a public source be dead."""
    ana.email = f"{MARK}@news.example"
    ana.save(update_fields=["email"])
    post_mail(to=ana, subject=f"{MARK} {PROBE}", text=f"{MARK} {PROBE}", occasion=MARK)
    note_failure(job=ProcrastinateJob.objects.get().pk, what=f"{MARK} {PROBE}", error=MARK)
    source, now = found.public[Source], timezone.now()
    url = source.url or "https://history.example/gone"
    Source.objects.filter(pk=source.pk).update(url=url)
    Link.objects.create(
        url=url, checked_at=now, status=404, problem=f"{MARK} {PROBE}", failing_since=now
    )
