"""For each rule that the database keeps: what passes it, and what fails it."""

from tests.models.pairs import (
    ahead,
    articles,
    checks,
    custody,
    dates,
    imports,
    jobs,
    kept,
    merges,
    proposals,
    records,
    rooms,
    stale,
    withholding,
    working_copies,
)
from tests.models.pairs.pair import Pair

PAIRS: dict[str, Pair] = {
    name: pair
    for about in (
        *(records, dates, articles, rooms, custody, merges, kept, imports, checks),
        *(proposals, ahead, withholding, jobs, working_copies, stale),
    )
    for name, pair in about.PAIRS.items()
}
