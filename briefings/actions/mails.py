"""Write mail to the people of the desk, and send it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models.functions import Now

from briefings.actions.jobs import put_job
from briefings.models import Mail


def post_mail(*, to: User, subject: str, text: str, occasion: str) -> None:
    """Write a mail in this transaction; the worker sends it after the commit.

    Nobody is written to twice on one occasion, a word of yours ("stale edition 7 change 12"), nor
    whoever has no address or cannot sign in. Nothing is written where no server of mail is set.
    """
    if not (settings.NEWSROOM_SENDS_MAIL and to.email and to.is_active):
        return
    with transaction.atomic():
        mail, new = Mail.objects.get_or_create(
            to=to,
            occasion=occasion,
            defaults={"subject": " ".join(subject.split()), "text": text},
        )
        if new:
            put_job("mails.send", mail=mail.pk)


def send_mail(*, mail: int) -> None:
    """Send a mail that waits, and forget its words; nothing if it was sent.

    The row is locked while the server takes it, so nobody sends it beside us. Killed between the
    server's word and the commit it is sent again, with the same Message-ID: SMTP knows no better.
    """
    with transaction.atomic():
        row = (
            Mail.objects.select_for_update(of=["self"], no_key=True)
            .select_related("to")
            .filter(pk=mail, sent_at__isnull=True)
            .first()
        )
        if row is None:
            return
        message_id = f"<{row.public_id}@{settings.NEWSROOM_ADDRESS.partition('://')[2]}>"
        EmailMessage(
            row.subject, row.text, to=[row.to.email], headers={"Message-ID": message_id}
        ).send()
        row.subject = row.text = ""
        row.sent_at = Now()
        row.save(update_fields=["subject", "text", "sent_at"])
