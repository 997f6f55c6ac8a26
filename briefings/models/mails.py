"""Mail that the desk sends to its own people."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from briefings.models.expressions import UUID7


class Mail(models.Model):
    """A mail to one of the desk's people: its words until it is sent. Never public.

    `occasion` names what it is about, so that nobody is told of one thing twice. `public_id` is a
    part of its Message-ID, the same for every attempt. NULL in `sent_at`: it waits.
    """

    public_id = models.UUIDField(editable=False, unique=True, db_default=UUID7())
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mails")
    occasion = models.CharField(max_length=200)
    subject = models.TextField()
    text = models.TextField()
    written_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["to", "occasion"],
                name="mail_once",
                violation_error_message="This mail was written already.",
            ),
            models.CheckConstraint(
                name="mail_sent_is_forgotten",
                condition=Q(sent_at__isnull=True) & ~Q(subject="")
                | Q(sent_at__isnull=False, subject="", text=""),
                violation_error_message="A mail has a subject; of one that was sent no word stays.",
            ),
        ]

    def __str__(self) -> str:
        return self.subject or self.occasion
