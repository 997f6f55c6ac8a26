"""How long the database may take: over a page little, over a command or an import much."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from briefings.actions import Refused
from briefings.actions.acting import DEADLOCK, TIMED_OUT, acting, extend_timeouts
from newsroom.urls import urlpatterns as of_the_site
from tests.platform.test_settings import PRODUCTION
from tests.repository.sources import ROOT

SHOW = "from django.conf import settings as s; print(s.DATABASES['default']['OPTIONS']['options'])"
OF_SITE = " -c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"
NAMES = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")


def run(*words: str) -> str:
    """Return what a Python process says that has the settings of production."""
    told = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **PRODUCTION},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return told.stdout


@pytest.mark.slow
def test_the_site_has_little_patience_and_commands_have_much() -> None:
    site = run("-c", f"import newsroom.wsgi; {SHOW}")
    command = run("manage.py", "shell", "-c", SHOW)

    assert site.rstrip().endswith(OF_SITE)
    assert "statement_timeout=7200s" in command


def test_the_server_keeps_the_sites_limits(db: None) -> None:
    asked: dict[str, Any] = connection.get_connection_params()
    with psycopg.connect(**{**asked, "options": OF_SITE.strip()}) as site:
        told = [site.execute(f"SHOW {name}").fetchone() for name in NAMES]

    assert told == [("30s",), ("10s",), ("1min",)]


def test_an_import_takes_the_time_of_a_command_for_its_transaction_alone(db: None) -> None:
    def limits() -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(f'current_setting({name!r})' for name in NAMES)}")
            return list(cursor.fetchone())

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '30s'")
    try:
        with transaction.atomic():
            extend_timeouts()
            within = limits()
            raise InterruptedError
    except InterruptedError:
        after = limits()

    assert within == ["2h", "10min", "2h"]
    assert after[0] == "30s"
    assert settings.DATABASE_PATIENCE["site"]["statement"] == 30


def test_who_waits_too_long_for_a_colleague_is_told_to_try_again(db: None) -> None:
    nora = User.objects.create_user("nora")
    with psycopg.connect(**connection.get_connection_params()) as colleague:
        colleague.execute("SELECT pg_advisory_xact_lock(1, 2)")

        with pytest.raises(Refused) as refusal, acting(by=nora, action="edit"):
            ask("SELECT pg_advisory_xact_lock(1, 2)", lock_timeout="50ms")

    assert refusal.value.reasons == [DEADLOCK]


def test_a_statement_that_takes_too_long_ends_the_action_in_words(db: None) -> None:
    nora = User.objects.create_user("nora")

    with pytest.raises(Refused) as refusal, acting(by=nora, action="edit"):
        ask("SELECT pg_sleep(30)", statement_timeout="50ms")

    assert refusal.value.reasons == [TIMED_OUT]


def endless(request: HttpRequest) -> HttpResponse:
    """Ask the database something that takes longer than a page may."""
    with transaction.atomic():
        ask("SELECT pg_sleep(30)", statement_timeout="50ms")
    return HttpResponse()


urlpatterns = [path("endless/", endless), *of_the_site]
handler500 = "newsroom.refusals.failed"


@pytest.mark.urls(__name__)
def test_a_page_that_takes_too_long_says_to_come_again(db: None) -> None:
    answer = Client(raise_request_exception=False).get("/endless/")

    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert "Try again in a moment." in answer.content.decode()


def ask(sql: str, **limits: str) -> None:
    """Run a statement, within limits that hold for the rest of the transaction."""
    with connection.cursor() as cursor:
        for name, limit in limits.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name, limit])
        cursor.execute(sql)
