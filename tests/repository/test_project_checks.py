"""Django's own questions about the project: migrations complete, production settings safe."""

import subprocess
import sys

import pytest
from django.core.management import call_command

from tests.repository.sources import ROOT

PRODUCTION = {
    "SECRET_KEY": "a long secret of production, different in every newsroom: 7Qm2xV9rTb4LwZ8k",
    "NEWSROOM_ADDRESS": "https://news.example",
    "ALLOWED_HOSTS": "news.example",
    "DATABASE_URL": "postgres://newsroom:secret@db.example/newsroom?sslmode=require",
}


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    """Nothing is left for a deployment to discover."""
    call_command("makemigrations", "--check", "--dry-run", verbosity=1)


@pytest.mark.slow
def test_the_production_settings_pass_djangos_deployment_checks() -> None:
    """They are read in a process of their own, as a deployment reads them."""
    check = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=PRODUCTION,
        capture_output=True,
        text=True,
        check=False,
    )

    assert check.returncode == 0, check.stderr
