"""The settings as a process reads them at its start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.kept_secret import kept_secret
from tests.repository.sources import ROOT

PRODUCTION = {
    "SECRET_KEY": "s" * 60,
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


def test_debug_is_off_unless_said() -> None:
    assert read("print(s.DEBUG)", PRODUCTION).stdout == "False\n"
    assert read("print(s.DEBUG)", {**PRODUCTION, "DEBUG": "1"}).stdout == "True\n"


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
