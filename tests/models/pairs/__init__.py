"""For each rule that the database keeps: what passes it, and what fails it."""

from tests.models.pairs import articles, dates, kept, records
from tests.models.pairs.pair import Pair

PAIRS: dict[str, Pair] = {**records.PAIRS, **dates.PAIRS, **articles.PAIRS, **kept.PAIRS}
