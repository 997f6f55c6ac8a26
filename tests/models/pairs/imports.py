"""The rules of imports."""

from django.utils import timezone

from tests.factories import ImportedRowFactory, ImportRunFactory, UserFactory
from tests.models.pairs.pair import Pair


def rows_of_one_import(*keys: str) -> None:
    """Note rows of one import."""
    run = ImportRunFactory()
    for key in keys:
        ImportedRowFactory(run=run, key=key)


PAIRS = {
    "importrun_undone_by_somebody": Pair(
        passes=lambda: ImportRunFactory(undone_at=timezone.now(), undone_by=UserFactory()),
        fails=lambda: ImportRunFactory(undone_at=timezone.now()),
    ),
    "importedrow_once": Pair(
        passes=lambda: rows_of_one_import("qin-gang", "wang-yi"),
        fails=lambda: rows_of_one_import("qin-gang", "qin-gang"),
    ),
}
