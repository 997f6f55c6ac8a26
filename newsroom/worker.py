"""The worker: does the jobs that wait in the database, until it is told to stop.

python -m newsroom.worker
"""

import os

import django
from django.core.management import call_command

from newsroom.lifeline import KEEPER, end_with


def main() -> None:
    """Do jobs until a signal to stop; what has begun is finished first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    if KEEPER in os.environ:
        end_with(int(os.environ[KEEPER]))
    django.setup()
    call_command("procrastinate", "worker")


if __name__ == "__main__":
    main()
