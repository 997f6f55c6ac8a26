"""Make a newsroom of any size in the database: articles, and the records that they are about.

All numbers follow from the number of articles, and the result is the same each time. Records are
inserted with triggers on. Articles and the parts of their editions are copied with triggers off,
together with the rows that the triggers would have made, except for history.
"""

from benchmarks.loading.articles import load_articles
from benchmarks.loading.records import load_records
from benchmarks.loading.rows import analyze_tables, step
from benchmarks.loading.sizes import Sizes

__all__ = ["Sizes", "analyze_tables", "load"]


def load(articles: int, least_officials: int = 0) -> Sizes:
    """Fill the migrated, empty database of the connection; return the numbers of rows.

    Each step is a transaction. Gather the statistics afterwards with `analyze_tables`.
    """
    sizes = Sizes(articles, least_officials)
    step(load_records, sizes)
    step(load_articles, sizes)
    return sizes
