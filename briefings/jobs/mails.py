"""Send what was written to the desk's people."""

from __future__ import annotations

from briefings.actions.mails import send_mail
from briefings.jobs.base import job
from briefings.models import Mail


def _what(mail: int) -> str:
    """Return the subject of a mail, and to whom it is (one query)."""
    row = Mail.objects.select_related("to").get(pk=mail)
    return f"Mail to {row.to.email}: {row.subject}"


@job("mails.send", what=_what)
def send(mail: int) -> None:
    """Send a mail."""
    send_mail(mail=mail)
