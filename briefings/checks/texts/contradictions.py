"""Where the record contradicts what a text claims, or tells it only later.

What a claim says is read from words, and the words may be of another time. So a contradiction is
certain only where the words are plain and no reading of the record's dates agrees with them; a
retracted row counts for nothing, and a row that is not public yet may make a claim true but never
false. What only rows under embargo bear out when the piece goes live is told before its time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from briefings.bodies.claims import Claim, Kind, Sentence
from briefings.checks.texts.custody import custody_contradictions
from briefings.checks.texts.occasions import occasion_contradictions
from briefings.checks.texts.offices import office_contradictions
from briefings.checks.texts.saying import Contradiction

Finder = Callable[[list[Claim], date, datetime, datetime], Iterator[Contradiction]]
FINDERS: dict[Kind, Finder] = {
    Kind.OFFICE: office_contradictions,
    Kind.CUSTODY: custody_contradictions,
    Kind.OCCASION: occasion_contradictions,
}


def contradictions(
    sentences: Iterable[Sentence], day: date, at: datetime, goes_live: datetime
) -> list[Contradiction]:
    """Return the claims of a text of `day` that the record, as it is at `at`, contradicts.

    And those that its readers are told only after `goes_live`. At most five queries, whatever the
    text.
    """
    claims = [claim for sentence in sentences for claim in sentence.claims]
    found = [
        each
        for kind, find in FINDERS.items()
        if (of_kind := [claim for claim in claims if claim.kind == kind])
        for each in find(of_kind, day, at, goes_live)
    ]
    return sorted(found, key=lambda each: (each.claim.paragraph, each.claim.start))
