"""Who guesses passwords is locked out, whichever process is asked, and every attempt is kept."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone
from lxml import html

from newsroom import rest, sign_in
from tests.admin.conftest import text_of
from tests.repository.sources import ROOT

LOGIN = "/admin/login/"
GUESSES = """
import sys
import django
from django.db import connection
django.setup()
connection.settings_dict["NAME"] = sys.argv[1]
from django.test import Client
for number in range(4):
    sent = {"username": "martha", "password": f"{sys.argv[2]}{number}"}
    Client(SERVER_NAME="localhost").post("/admin/login/", sent)
"""


@pytest.fixture
def martha(db: None) -> User:
    """Return a person of the desk."""
    return User.objects.create_user("martha", password="pass", is_staff=True)


def attempt(*, name: str = "martha", address: str = "192.0.2.1", **typed: str) -> Any:
    """Try to sign in from an address, with a wrong password unless one is typed."""
    sent = {"username": name, "password": "wrong"} | typed
    return Client(REMOTE_ADDR=address).post(LOGIN, sent)


def test_five_guesses_lock_the_name_for_that_address(martha: User) -> None:
    answers = [attempt().status_code for _ in range(settings.AXES_FAILURE_LIMIT)]

    response = attempt(password="pass")
    assert answers == [200, 200, 200, 200, 429]
    assert response.status_code == 429
    assert "Try again in 15 minutes" in text_of(html.fromstring(response.content.decode()))
    assert attempt(password="pass", address="192.0.2.2").status_code == 302
    assert attempt(name="clare").status_code == 200


def test_the_lock_opens_after_its_time(martha: User) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT):
        attempt()
    past = timezone.now() - settings.AXES_COOLOFF_TIME - timedelta(seconds=1)
    AccessAttempt.objects.update(attempt_time=past)

    assert attempt(password="pass").status_code == 302


def test_what_succeeds_forgets_what_failed(martha: User) -> None:
    for _ in range(2):
        for _ in range(settings.AXES_FAILURE_LIMIT - 1):
            assert attempt().status_code == 200
        assert attempt(password="pass").status_code == 302


@pytest.mark.parametrize("changed", ["names", "addresses"])
def test_guesses_are_bounded_in_all(changed: str, martha: User) -> None:
    """One password tried at many names, or one name from many addresses, is guessing too."""
    for number in range(settings.TRIES_LIMIT):
        if changed == "names":
            response = attempt(name=f"name{number}")
        else:
            response = attempt(address=f"198.51.100.{number}")
        assert response.status_code == 200

    address = "192.0.2.1" if changed == "names" else "203.0.113.9"
    assert attempt(password="pass", address=address).status_code == 429


def test_every_attempt_is_kept_without_passwords(martha: User) -> None:
    attempt(password="a secret")
    attempt(password="pass")

    [failed], [passed] = AccessFailureLog.objects.all(), AccessLog.objects.all()
    assert (failed.username, failed.ip_address) == ("martha", "192.0.2.1")
    assert (passed.username, passed.ip_address) == ("martha", "192.0.2.1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(a::text, '') FROM axes_accessattempt a")
        assert "a secret" not in (cursor.fetchone()[0] or "")


def test_what_is_locked_is_kept_as_such(martha: User) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT + 2):
        attempt()

    assert AccessFailureLog.objects.filter(locked_out=True).count() == 3


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "203.0.113.5", "192.0.2.1"),
        (1, "10.9.9.9, 203.0.113.5", "203.0.113.5"),
        (2, "10.9.9.9, 203.0.113.5, 192.0.2.7", "203.0.113.5"),
        (1, "", "192.0.2.1"),
    ],
)
def test_the_address_is_what_our_farthest_proxy_saw(
    proxies: int, forwarded: str, seen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(rest.REST_FRAMEWORK, "NUM_PROXIES", proxies)
    request = RequestFactory().get(
        LOGIN, REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": forwarded}
    )

    assert sign_in.client_address(request) == seen


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_processes_count_together() -> None:
    User.objects.create_user("martha", password="pass", is_staff=True)
    name = connection.settings_dict["NAME"]

    guessing = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", GUESSES, name, which],
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for which in ("one", "two")
    ]
    outputs = [process.communicate(timeout=120) for process in guessing]

    assert AccessFailureLog.objects.count() == 8, outputs
    tried = AccessFailureLog.objects.filter(locked_out=False).count()
    assert tried <= settings.AXES_FAILURE_LIMIT
    assert attempt(password="pass", address="127.0.0.1").status_code == 429
