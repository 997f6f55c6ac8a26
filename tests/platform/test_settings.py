"""The settings as a process reads them at its start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.kept_secret import kept_secret
from tests.repository.sources import ROOT

KEY = "x7Qm-oV2kT9_dLrB4sYcWzHfE1nGjUa8PiKq3tM6vXhZ0bNeRwCyDl5S"
PRODUCTION = {
    "SECRET_KEY": KEY,
    "NEWSROOM_ADDRESS": "https://news.example",
    "ALLOWED_HOSTS": "news.example",
    "DATABASE_URL": "postgres://db.example/newsroom",
}
pytestmark = pytest.mark.slow


def read(code: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the line of code with the settings as `s`, in the environment given and no other."""
    return subprocess.run(
        [sys.executable, "-c", f"from newsroom import settings as s; {code}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", PRODUCTION)
def test_production_has_no_defaults_for_what_it_must_be_told(missing: str) -> None:
    told = {name: value for name, value in PRODUCTION.items() if name != missing}

    start = read("print('started')", told)

    assert start.returncode == 1
    assert start.stdout == ""
    assert start.stderr.startswith(f"{missing} is not set: set it in the environment")
    assert start.stderr.count("\n") == 1


def test_debug_is_off_unless_said_and_for_the_demo_alone() -> None:
    assert read("print(s.DEBUG)", PRODUCTION).stdout == "False\n"
    start = read("print('started')", {**PRODUCTION, "DEBUG": "1"})
    assert (start.returncode, start.stdout) == (1, "")
    assert start.stderr.startswith("DEBUG is on: outside the demo (NEWSROOM_DEMO=1) leave it off")


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("x7Qm-oV2kT9_dLrB4sYcWzHfE1nGjUa8P", "has 33 characters, and at least 50 are needed"),
        ("abcdefg" * 4 + "gfedcba" * 4, "has 7 different characters, and 8 are needed"),
        ("correct-horse-battery!" * 3, "says the same again and again"),
        (f"django-insecure-{KEY}", "begins with django-insecure-"),
    ],
)
def test_a_key_that_can_be_guessed_stops_the_start_and_is_not_repeated(key: str, why: str) -> None:
    start = read("print('started')", {**PRODUCTION, "SECRET_KEY": key})

    assert (start.returncode, start.stdout) == (1, "")
    assert start.stderr.startswith(f"SECRET_KEY {why}: make one with: python -c ")
    assert start.stderr.count("\n") == 1
    assert key not in start.stderr


@pytest.mark.parametrize(
    "hosts",
    ["*", "news.example,*", "*.news.example", "https://news.example", "news.example:8000", "."],
)
def test_hosts_are_named_one_by_one(hosts: str) -> None:
    start = read("print('started')", {**PRODUCTION, "ALLOWED_HOSTS": hosts})

    assert (start.returncode, start.stdout) == (1, "")
    assert start.stderr.startswith("ALLOWED_HOSTS has ")
    assert "set it to names of hosts with commas between them" in start.stderr
    assert start.stderr.count("\n") == 1


def test_the_sites_own_host_is_among_the_hosts() -> None:
    other = {**PRODUCTION, "ALLOWED_HOSTS": "www.news.example"}

    assert read("", other).stderr == (
        "ALLOWED_HOSTS lacks the host of NEWSROOM_ADDRESS: add news.example to it\n"
    )
    for hosts in ("news.example,www.news.example", ".news.example"):
        assert read("print('started')", {**PRODUCTION, "ALLOWED_HOSTS": hosts}).stdout


def test_the_demos_address_is_that_of_its_port() -> None:
    demo = {"NEWSROOM_DEMO": "1", "PORT": "8123"}

    assert read("print(s.NEWSROOM_ADDRESS)", demo).stdout == "http://127.0.0.1:8123\n"


@pytest.mark.parametrize(
    "command",
    [
        ["manage.py", "runserver", "--noreload", "127.0.0.1:0"],
        ["manage.py", "check"],
        ["-m", "granian", "--interface", "wsgi", "--port", "0", "newsroom.wsgi:application"],
    ],
    ids=["runserver", "check", "granian"],
)
def test_whatever_starts_the_site_is_stopped_by_a_weak_setting(command: list[str]) -> None:
    start = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**PRODUCTION, "SECRET_KEY": "secret"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert start.returncode != 0
    assert "SECRET_KEY has 6 characters, and at least 50 are needed" in start.stdout + start.stderr


def test_an_unknown_time_zone_is_refused() -> None:
    start = read("", {**PRODUCTION, "NEWSROOM_TIME_ZONE": "Peking"})

    assert start.stderr == (
        "NEWSROOM_TIME_ZONE is 'Peking': set it to a name such as Europe/London\n"
    )


def test_a_proxys_word_for_https_is_taken_only_when_said() -> None:
    shown = "print(getattr(s, 'SECURE_PROXY_SSL_HEADER', None))"

    assert read(shown, PRODUCTION).stdout == "None\n"
    assert "X_FORWARDED" in read(shown, {**PRODUCTION, "NEWSROOM_BEHIND_PROXY": "1"}).stdout


def test_production_connects_through_a_pool_with_the_servers_settings() -> None:
    shown = read("print(s.DATABASES['default']['OPTIONS'])", PRODUCTION).stdout

    assert "'max_size': 4" in shown
    assert "-c jit=off -c random_page_cost=1.1" in shown


MAIL = "print(s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS, s.EMAIL_USE_SSL, s.EMAIL_HOST_PASSWORD)"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("smtp+tls://desk:p%40ss@mail.example", "mail.example 587 True False p@ss"),
        ("smtps://desk:secret@mail.example", "mail.example 465 False True secret"),
        ("smtp://localhost:2525", "localhost 2525 False False "),
    ],
)
def test_the_mail_server_is_one_address(url: str, told: str) -> None:
    named = {**PRODUCTION, "NEWSROOM_MAIL_URL": url}

    assert read(MAIL, named).stdout == f"{told}\n"
    assert read("print(s.NEWSROOM_SENDS_MAIL, s.DEFAULT_FROM_EMAIL)", named).stdout == (
        "True desk@news.example\n"
    )


def test_without_a_mail_server_no_mail_is_written_and_a_wrong_one_is_not_repeated() -> None:
    assert read("print(s.NEWSROOM_SENDS_MAIL)", PRODUCTION).stdout == "False\n"
    wrong = read("", {**PRODUCTION, "NEWSROOM_MAIL_URL": "imap://desk:secret@mail.example"})

    assert wrong.returncode == 1
    assert wrong.stderr.startswith("NEWSROOM_MAIL_URL begins with 'imap://'")
    assert "secret" not in wrong.stderr


def test_the_demos_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret-key"

    first = kept_secret(path)

    assert len(first) >= 50
    assert kept_secret(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert os.listdir(path.parent) == ["secret-key"]


def test_a_secret_that_cannot_be_kept_ends_the_start_with_one_line(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("not a directory")

    with pytest.raises(SystemExit, match=r"The demo keeps its secret key in .*: "):
        kept_secret(tmp_path / "var" / "secret-key")
