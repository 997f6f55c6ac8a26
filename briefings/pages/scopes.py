"""What the page of a record rests on, by type: any other change leaves it as it is.

Each page rests on its record with its facts. What it shows beside them is told here: rows that name
the record, by the types of row, and what is said of other records than their names. A name that a
row shows of another is that row's: the ledger tells of the row.
"""

from __future__ import annotations

from briefings.ledger import Beside, Scope
from briefings.models.record_types import RECORD_TYPES
from briefings.pages.related import AFTERWARDS, READ_NEXT


def _naming(type_: str) -> Beside:
    return Beside("identity", RECORD_TYPES[type_].shows)


def _article(pieces: tuple[str, str]) -> tuple[Beside, ...]:
    """Return what a piece rests on; what is read next is among these pieces."""
    return (
        # What is read next shares a topic or a name, and is among so many pieces that there are.
        Beside("", pieces=pieces),
        Beside("editions__edition_topics__topic", pieces=pieces),
        Beside("mentions__identity", of=STOOD, pieces=pieces),
        Beside("editions__about", of=(*STOOD, *KEY_FACTS)),  # the text may not name it
        Beside("editions__about__meeting__participants__official", ("tenure",)),
    )


def _taken_back(facts: str, type_: str) -> Beside:
    """Return whom notices of retractions name: no row tells of that any more."""
    return Beside(f"{facts}__{type_}", (type_,), where=f"{facts}.retraction_reason <> ''")


# How a record stood on the day of a piece, and what became of it since.
STOOD = (
    ("official", "tenure"),
    ("meeting", "meeting"),
    *(("visit", type_) for type_ in ("meeting", "visit")),
    *(("detainee", type_) for type_ in ("custody-event", "detention", "detainee")),
)
KEY_FACTS = (
    *((type_, "tenure") for type_ in ("country", "office")),
    ("place", "place"),
    ("topic", "topic"),
)
# What is read next is looked for from a month after a piece backwards, and certainly not before as
# many pieces as are shown name what this one names first.
LAST = f"r.published_at + interval '{AFTERWARDS.days} days'"
FIRST = f"""coalesce((
    SELECT max((
        SELECT published_at FROM briefings_mention other
        WHERE identity_id = m.identity_id AND live_period @> statement_timestamp()
            AND published_at <= {LAST}
        ORDER BY published_at DESC OFFSET {READ_NEXT} LIMIT 1
    ))
    FROM briefings_mention m
    WHERE article_id = r.id AND live_period @> statement_timestamp() AND position <= 3
), '0001-01-01'::timestamptz)"""  # noqa: S608 - a constant of our own
BESIDE = {
    "article": _article((FIRST, LAST)),
    "official": (
        Beside("identity", ("article", "detainee", "meeting")),
        Beside("tenures__office", ("tenure",)),  # who else held them
        _taken_back("tenures", "office"),
    ),
    "office": (_naming("office"), _taken_back("tenures", "official")),
    "country": (_naming("country"),),
    "topic": (_naming("topic"),),
    "place": (_naming("place"),),
    "visit": (
        _naming("visit"),
        # Visits by the same officials come before and after.
        Beside("participants__official", ("tenure", "visit")),
        _taken_back("participants", "official"),
        _taken_back("participants", "organization"),
        Beside("meetings", ("meeting", "statement")),
        Beside("meetings__participants__official", ("tenure",)),
        Beside("meetings__statements__official", ("tenure",)),
        Beside("meetings__gathering", ("meeting",)),
        Beside("meetings__follows", ("meeting",)),
    ),
    "meeting": (
        _naming("meeting"),
        Beside("participants__official", ("tenure",)),
        _taken_back("participants", "official"),
        _taken_back("participants", "organization"),
        Beside("statements__official", ("tenure",)),
        Beside("gathering", ("meeting",)),
        Beside("follows", ("meeting",)),
    ),
    "detainee": (
        _naming("detainee"),
        Beside("identity__statements__statement__official", ("tenure",)),
    ),
}
OF_AN_EDITION = _article(("'0001-01-01'::timestamptz", LAST))  # it may name others first


def scope_of(type_: str, slug: str, beside: tuple[Beside, ...] = ()) -> Scope:
    """Return what the page of a record rests on, by its type and a slug that it has or had.

    Another page of it rests on what is `beside`.
    """
    return Scope(frozenset(), record=(type_, slug), beside=beside or BESIDE[type_])
