"""What the page of a record rests on, by type: any other change leaves it as it is.

Each page rests on its record with its facts. What it shows beside them is told here: rows that name
the record, by the types of row, and what is said of other records than their names. A name that a
row shows of another is that row's: the ledger tells of the row.
"""

from __future__ import annotations

from briefings.ledger import Beside, Scope


def _beside(path: str, *types: str, of: str = "") -> Beside:
    return Beside(path, frozenset(types), of)


def _resting(*naming: str, beside: tuple[Beside, ...] = ()) -> Scope:
    return Scope(frozenset(), naming=frozenset(naming), beside=beside)


MENTIONED = "editions__mentions__identity"
# An official or organization beside a row that was taken back is told of by its own changes alone.
SCOPES = {
    "article": _resting(
        beside=(
            # What is read next shares a topic or a name.
            _beside("editions__topics__identity", "article"),
            _beside(MENTIONED, "article"),
            # How what it names stood on its day, and what became of it since.
            _beside(MENTIONED, "tenure", of="official"),
            _beside(MENTIONED, "meeting", of="meeting"),
            _beside(MENTIONED, "meeting", "visit", of="visit"),
            _beside(MENTIONED, "custody-event", "detention", "detainee", of="detainee"),
            # The same of what it is about, with its key facts.
            _beside("editions__about", "tenure", "meeting", "visit", "place", "topic"),
            _beside("editions__about", "custody-event", "detention", "detainee"),
            _beside("editions__about__meeting__participants__official__identity", "tenure"),
        )
    ),
    "official": _resting(
        *("article", "detainee", "meeting", "visit"),
        # Who else holds an office.
        beside=(_beside("tenures__office__identity", "office", "tenure"),),
    ),
    "office": _resting(
        *("article", "tenure"),
        beside=(_beside("tenures__official__identity", "official"),),
    ),
    "country": _resting(
        *("article", "custody-event", "detainee", "detention", "exchange"),
        *("meeting", "office", "official", "tenure", "visit"),
    ),
    "topic": _resting("article"),
    "place": _resting("article", "custody-event", "detainee", "detention", "exchange", "meeting"),
    "visit": _resting(
        *("article", "meeting", "participant", "readout", "status-change"),
        beside=(
            # Those by the same officials come before and after.
            _beside("participants__official__identity", "official", "tenure", "visit"),
            _beside("participants__organization__identity", "organization"),
            _beside("meetings__identity", "meeting", "statement"),
            _beside("meetings__participants__official__identity", "tenure"),
            _beside("meetings__statements__official__identity", "tenure"),
            _beside("meetings__gathering__identity", "meeting"),
            _beside("meetings__follows__identity", "meeting"),
        ),
    ),
    "meeting": _resting(
        *("article", "meeting", "statement"),
        beside=(
            _beside("participants__official__identity", "official", "tenure"),
            _beside("participants__organization__identity", "organization"),
            _beside("statements__official__identity", "tenure"),
            _beside("gathering__identity", "meeting"),
            _beside("follows__identity", "meeting"),
        ),
    ),
    "detainee": _resting(
        *("article", "exchange", "meeting", "statement", "visit"),
        beside=(_beside("identity__statements__statement__official__identity", "tenure"),),
    ),
}
