"""The rules of imports."""

from django.utils import timezone

from briefings.models import ImportedRow, ImportRun
from tests.factories import UserFactory
from tests.models.pairs.pair import Pair


def run(**fields: object) -> ImportRun:
    """Enter an import."""
    return ImportRun.objects.create(by=UserFactory(), at=timezone.now(), **fields)


def rows(*keys: str) -> None:
    """Note rows of one import."""
    of = run()
    for number, key in enumerate(keys, start=2):
        ImportedRow.objects.create(
            run=of, table="officials", number=number, key=key, row=of.public_id, outcome="created"
        )


PAIRS = {
    "importrun_undone_by_somebody": Pair(
        passes=lambda: run(undone_at=timezone.now(), undone_by=UserFactory()),
        fails=lambda: run(undone_at=timezone.now()),
    ),
    "importedrow_once": Pair(
        passes=lambda: rows("qin-gang", "wang-yi"),
        fails=lambda: rows("qin-gang", "qin-gang"),
    ),
}
