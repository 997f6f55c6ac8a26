"""Make a newsroom of any size in the database: articles, and the records that they are about.

All numbers follow from the number of articles, and the result is the same each time. Records are
inserted with triggers on. Articles and the parts of their editions are copied with triggers off,
together with the rows that the triggers would have made, except for history.
"""

from benchmarks.loading.articles import load_articles
from benchmarks.loading.records import load_records
from benchmarks.loading.rows import settled, step
from benchmarks.loading.sizes import Sizes

__all__ = ["Sizes", "load", "settled"]


def load(articles: int) -> Sizes:
    """Fill the migrated, empty database of the connection; return the numbers of rows.

    Each step is a transaction. Statistics are gathered by `settled`.
    """
    sizes = Sizes(articles)
    step(load_records, sizes)
    step(load_articles, sizes)
    return sizes
