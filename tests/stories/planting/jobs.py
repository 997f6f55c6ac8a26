"""What the worker keeps: mail, a job that failed, a dead link, smaller sizes of pictures."""

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from briefings.actions.jobs import note_failure
from briefings.actions.mails import post_mail
from briefings.models import Image, Link, Rendition, Source
from briefings.models.renditions import WIDTHS
from tests.stories.planting.marks import MARK, PROBE, Plant


def plant_jobs(found: Plant, ana: User) -> None:
    """Write to Ana, let that fail; let a public source's link be dead; make pictures narrower."""
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
    for image in Image.objects.all():
        words = MARK if image.public_id in found.private_ids else "narrower"
        for width in WIDTHS:
            file = ContentFile(words.encode(), name="made")
            Rendition.objects.create(image=image, width=width, original=str(image.file), file=file)
