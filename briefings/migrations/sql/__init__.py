"""The SQL that tables and triggers share, a file for each subject."""

from pathlib import Path

from django.db.migrations import RunSQL


def run(subject: str) -> RunSQL:
    """Return the operation that runs the file of a subject; there is no way back."""
    return RunSQL((Path(__file__).parent / f"{subject}.sql").read_text(encoding="utf-8"))
