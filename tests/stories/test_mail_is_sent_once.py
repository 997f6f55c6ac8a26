"""Mail to a colleague is written with what it tells of, and sent by the worker, once."""

from __future__ import annotations

from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from briefings.actions import Refused
from briefings.actions.jobs import put_job, try_again
from briefings.actions.mails import post_mail, send_mail
from briefings.models import JobFailure, Mail
from tests.factories import UserFactory
from tests.jobs import done, waiting, work
from tests.ledger import sql


def posted(to: Any, occasion: str = "stale 7") -> None:
    """Write to somebody of the desk."""
    post_mail(to=to, subject="A piece is stale:\nMeng", text="She is free.", occasion=occasion)


def time_comes() -> None:
    """Let every job be due."""
    sql("UPDATE procrastinate_jobs SET scheduled_at = NULL")()


@pytest.mark.django_db
def test_nobody_is_told_of_one_thing_twice() -> None:
    ana, ben = (UserFactory(email=f"{name}@news.example") for name in ("ana", "ben"))

    for to in (ana, ana, ben):
        posted(to)
    posted(ana, "stale 8")
    assert done() == ["mails.send"] * 3
    posted(ana)

    assert [each.to for each in mail.outbox] == [[ana.email], [ben.email], [ana.email]]
    assert mail.outbox[0].subject == "A piece is stale: Meng"
    assert len({each.message()["Message-ID"] for each in mail.outbox}) == 3
    assert waiting() == []


@pytest.mark.django_db
def test_of_a_mail_that_was_sent_no_word_stays() -> None:
    posted(UserFactory(email="ana@news.example"))
    row = Mail.objects.get()
    done()

    send_mail(mail=row.pk)

    assert len(mail.outbox) == 1
    row.refresh_from_db()
    assert (row.subject, row.text, row.sent_at is not None) == ("", "", True)


@pytest.mark.django_db
def test_who_has_no_address_or_left_is_not_written_to(settings: Any) -> None:
    posted(UserFactory(email=""))
    posted(UserFactory(email="ben@news.example", is_active=False))
    settings.NEWSROOM_SENDS_MAIL = False
    posted(UserFactory(email="ana@news.example"))

    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_what_is_rolled_back_is_not_told() -> None:
    with transaction.atomic():
        posted(UserFactory(email="ana@news.example"))
        transaction.set_rollback(True)

    assert (waiting(), Mail.objects.count()) == ([], 0)


@pytest.mark.django_db
def test_a_job_that_nobody_does_is_not_put_in() -> None:
    with pytest.raises(KeyError):
        put_job("mails.burn", mail=1)


@pytest.mark.django_db(transaction=True)
def test_what_fails_is_tried_a_few_times_then_a_person_says_when(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ana = UserFactory(email="ana@news.example")
    posted(ana)

    def hang_up(*_: object) -> int:
        raise SMTPServerDisconnected("Connection unexpectedly closed")

    with monkeypatch.context() as patch:
        patch.setattr(locmem.EmailBackend, "send_messages", hang_up)
        for _ in range(4):
            assert not JobFailure.objects.final()
            time_comes()
            work()

    [failure] = JobFailure.objects.final()
    assert failure.what == "Mail to ana@news.example: A piece is stale: Meng"
    assert failure.error == "The mail server did not take it: Connection unexpectedly closed"
    with pytest.raises(Refused, match="Your role does not handle jobs"):
        try_again(by=ana, failure=failure)
    clare = UserFactory(is_superuser=True)
    try_again(by=clare, failure=failure)
    with pytest.raises(Refused, match="waiting or being done again already"):
        try_again(by=clare, failure=failure)
    work()

    assert [each.to for each in mail.outbox] == [["ana@news.example"]]
    assert not JobFailure.objects.exists()
    assert not ProcrastinateJob.objects.exists()
