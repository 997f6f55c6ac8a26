"""A newsroom of any size, made in the database: articles with the record that they are about.

Everything follows from the number of articles, and is the same each time. Plain records are
inserted with the triggers awake. Articles and what belongs to their editions are copied in with the
triggers asleep, with the rows that they would have made; history has none of these.
"""

from benchmarks.loading.articles import load_articles
from benchmarks.loading.records import load_records
from benchmarks.loading.rows import settled, step
from benchmarks.loading.sizes import Sizes

__all__ = ["Sizes", "load", "settled"]


def load(articles: int) -> Sizes:
    """Fill the migrated, empty database of the connection; return how much of what there is.

    Each step is a transaction. The planner is not told of it: see `settled`.
    """
    sizes = Sizes(articles)
    step(load_records, sizes)
    step(load_articles, sizes)
    return sizes
