"""Load articles of three editions each: a superseded, a live and sometimes a scheduled one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from benchmarks.loading import texts
from benchmarks.loading.rows import copy, keys, run
from benchmarks.loading.sizes import Sizes
from briefings.models import (
    Article,
    Byline,
    Citation,
    Edition,
    EditionTopic,
    Identity,
    Mention,
)

EDITIONS = 3
SECTIONS = ("briefing", "briefing", "analysis", "explainer", "interview")
# The words for which `make bench` searches, and the words in their place in other articles.
RARE, COMMON, USUAL = ("antimony", "mineral"), ("tariffs", "duties"), ("minister", "secretary")
YEARS = timedelta(days=4 * 365)

# The rows that the triggers of articles and editions would have written.
DERIVED = (
    """
    INSERT INTO briefings_identity (id, public_id, type, slug, label, live_periods)
    SELECT a.identity_id, a.public_id, 'article', a.slug, '', coalesce(e.periods, '{}')
    FROM briefings_article a LEFT JOIN (
        SELECT article_id, range_agg(live_period) AS periods
        FROM briefings_edition WHERE NOT isempty(live_period) GROUP BY article_id
    ) AS e ON e.article_id = a.id
    """,
    """
    INSERT INTO briefings_slug (type, slug, identity_id)
    SELECT 'article', slug, identity_id FROM briefings_article
    """,
    """
    UPDATE briefings_citation c
    SET public_periods = briefings_periods(e.live_period) * briefings_periods(s.live_period)
    FROM briefings_edition e, briefings_source s
    WHERE e.id = c.edition_id AND s.id = c.source_id
    """,
    """
    INSERT INTO briefings_editionwords (edition_id, article_id, live_period, published_at, said)
    SELECT e.id, e.article_id, e.live_period, a.published_at,
        briefings_said(e.headline, ARRAY[e.standfirst], ARRAY[e.plain_text])
    FROM briefings_edition e JOIN briefings_article a ON a.id = e.article_id
    WHERE NOT isempty(e.live_period) AND upper(e.live_period) IS NULL
        OR upper(e.live_period) > statement_timestamp()
    """,
    """
    INSERT INTO briefings_change
        (seq, at, due_at, type, public_id, identity_id, op, "group", reason, fields)
    SELECT coalesce((SELECT max(seq) FROM briefings_change), 0) + row_number() OVER (ORDER BY a.id),
        now(), now(), 'article', a.public_id, a.identity_id, 'created', briefings_group(), '', '{}'
    FROM briefings_article a JOIN briefings_identity i ON i.id = a.identity_id
    WHERE lower(i.live_periods) <= now()
    """,
    """
    INSERT INTO briefings_change
        (due_at, type, public_id, identity_id, "group", reason, fields, origin)
    SELECT DISTINCT bound, 'article', a.public_id, a.identity_id, briefings_group(), '',
        '{}'::text[], a.public_id
    FROM briefings_article a JOIN briefings_edition e ON e.article_id = a.id,
        unnest(ARRAY[lower(e.live_period), upper(e.live_period)]) bound
    WHERE bound > now()
    """,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """The data of an article; `n` counts from 1, `bounds` are those of its editions' live periods.

    `named` are places in the list of records, `noted` and `topics` are keys.
    """

    n: int
    bounds: tuple[datetime, ...]
    named: tuple[int, ...]
    noted: tuple[int, ...]
    topics: tuple[int, ...]


@dataclass(frozen=True)
class Known:
    """What articles may name; of each record public id, key of the identity, and one word."""

    records: list[tuple[str, int, str]]
    officials: int
    countries: int
    sources: list[tuple[int, str]]
    topics: list[int]
    writer: int
    publisher: int


def load_articles(sizes: Sizes) -> None:
    """Copy the articles, and write the rows that their triggers would have written."""
    known = _known()
    [[now]] = run("SELECT now()")
    pieces = [_piece(n, sizes, known, now) for n in range(1, sizes.articles + 1)]
    article = keys(Article, sizes.articles) - 1
    identity = keys(Identity, sizes.articles) - 1
    edition = keys(Edition, EDITIONS * sizes.articles)
    loader = _Loader(known, sizes, article, identity, edition)
    run("SET LOCAL session_replication_role = replica")
    for model, columns, rows in loader.tables():
        copy(model, columns, (row for piece in pieces for row in rows(piece)))
    for query in DERIVED:
        run(query)
    run("SET LOCAL session_replication_role = origin")


@dataclass(frozen=True)
class _Loader:
    """Makes the rows of an article; its keys are one less than the first, but for the edition."""

    known: Known
    sizes: Sizes
    first_article: int
    first_identity: int
    first_edition: int

    def tables(self) -> list[tuple[Any, tuple[str, ...], Callable[[Piece], Iterator[Any]]]]:
        """Return the tables with their columns and the functions that make an article's rows."""
        words = ("headline", "standfirst", "body", "about_id", "dateline_place")
        ready = ("rendered", "plain_text", "contents", "word_count")
        people = ("created_by_id", "submitted_by_id", "submitted_at", "approved_by_id")
        numbers = ("id", "article_id", "number", "based_on_id")
        mentioned = ("edition_id", "article_id", "identity_id", "position")
        copied = ("published_at", "live_period")
        return [
            (Article, ("id", "identity_id", "slug", "section", "published_at"), self.articles),
            (
                Edition,
                (*numbers, *words, *people, "approved_at", "live_period", *ready),
                self.editions,
            ),
            (Byline, ("edition_id", "name"), self.bylines),
            (EditionTopic, ("edition_id", "topic_id"), self.topics),
            (Mention, (*mentioned, *copied), self.mentions),
            (Citation, ("edition_id", "record_id", "source_id", "place"), self.citations),
        ]

    def articles(self, piece: Piece) -> Iterator[Any]:
        n = piece.n
        section = SECTIONS[n % len(SECTIONS)]
        yield self._article(n), self.first_identity + n, f"article-{n}", section, piece.bounds[0]

    def editions(self, piece: Piece) -> Iterator[Any]:
        known, n = self.known, piece.n
        wording = TEXTS[n % len(TEXTS)].naming(self._words(piece))
        about = known.records[piece.named[0]]
        for k, key in enumerate(self._editions(n)):
            made: tuple[Any, ...] = (None, None, None, "", "", "[]", 0)
            if k < len(piece.bounds):
                made = (
                    *(known.publisher, piece.bounds[0], _period(piece.bounds, k)),
                    *(wording.rendered, wording.plain_text, wording.contents, wording.word_count),
                )
            yield (
                *(key, self._article(n), k + 1, key - 1 if k else None),
                f"{about[2]} and the {self._word(piece, COMMON)} of week {n}",
                f"What was agreed, what was not and what is asked next: edition {k + 1}.",
                *(wording.body, about[1], "Geneva"),
                *(known.writer, known.writer, piece.bounds[0]),
                *made,
            )

    def bylines(self, piece: Piece) -> Iterator[Any]:
        for key in self._editions(piece.n):
            yield key, f"Reporter {piece.n % 30}"

    def topics(self, piece: Piece) -> Iterator[Any]:
        for key in self._editions(piece.n):
            for topic in piece.topics:
                yield key, topic

    def mentions(self, piece: Piece) -> Iterator[Any]:
        for k, key in enumerate(self._editions(piece.n)[: len(piece.bounds)]):
            copied = piece.bounds[0], _period(piece.bounds, k)
            for position, place in enumerate(piece.named, start=1):
                identity = self.known.records[place][1]
                yield key, self._article(piece.n), identity, position, *copied

    def citations(self, piece: Piece) -> Iterator[Any]:
        for key in self._editions(piece.n)[: len(piece.bounds)]:
            for number, place in enumerate(piece.noted, start=1):
                source = self.known.sources[place][0]
                yield key, self.first_identity + piece.n, source, number

    def _article(self, n: int) -> int:
        return self.first_article + n

    def _editions(self, n: int) -> range:
        first = self.first_edition + EDITIONS * (n - 1)
        return range(first, first + EDITIONS)

    def _words(self, piece: Piece) -> dict[str, str]:
        known = self.known
        words = {texts.RARE: RARE, texts.COMMON: COMMON, texts.USUAL: USUAL}
        return {
            **{texts.RECORDS[i]: known.records[r][0] for i, r in enumerate(piece.named)},
            **{texts.NAMES[i]: known.records[r][2] for i, r in enumerate(piece.named)},
            **{texts.SOURCES[i]: known.sources[s][1] for i, s in enumerate(piece.noted)},
            **{mark: self._word(piece, pair) for mark, pair in words.items()},
        }

    def _word(self, piece: Piece, pair: tuple[str, str]) -> str:
        """Return a word of the pair, the first in few, 13 % or 90 % of the articles.

        Few are ten, so that what is found is as long in every newsroom, and 0.01 % of the largest.
        """
        n = piece.n
        every = max(1, min(10_000, self.sizes.articles // 10))
        has_first = {
            RARE: n % every == every // 2,
            COMMON: n * 7 % 100 < 13,
            USUAL: n * 7 % 10 > 0,
        }
        return pair[0] if has_first[pair] else pair[1]


TEXTS = texts.texts()


def _piece(n: int, sizes: Sizes, known: Known, now: datetime) -> Piece:
    """Return the data of article `n`: later ones are newer, the last are not public yet."""
    chance = Random(n)
    scheduled = n > sizes.articles - sizes.scheduled
    first = (
        now + timedelta(days=1, hours=chance.randrange(400))
        if scheduled
        else now - timedelta(days=3) - YEARS * (1 - n / sizes.articles)
    )
    bounds = [first, first + timedelta(hours=1), first + timedelta(days=2)]
    if scheduled:
        bounds = bounds[:1]
    elif n % 20 == 0:
        bounds[2] = now + timedelta(days=1, hours=chance.randrange(400))
    elif n % 20 == 10:
        bounds = bounds[:2]
    officials = _distinct(chance, 3, known.officials)
    country = known.officials + int(known.countries * chance.random() ** 3)
    meeting = known.officials + known.countries
    meeting += n % (len(known.records) - meeting)
    return Piece(
        n,
        tuple(bounds),
        (*officials, country, meeting),
        tuple(_distinct(chance, texts.NOTED, len(known.sources))),
        tuple(known.topics[i] for i in _distinct(chance, 1 + n % 2, len(known.topics))),
    )


def _distinct(chance: Random, wanted: int, most: int) -> list[int]:
    """Return different numbers below `most`; low ones are far more likely."""
    found: dict[int, None] = {}
    while len(found) < wanted:
        found[int(most * chance.random() ** 3)] = None
    return list(found)


def _period(bounds: tuple[datetime, ...], k: int) -> str:
    end = bounds[k + 1].isoformat() if k + 1 < len(bounds) else ""
    return f"[{bounds[k].isoformat()},{end})"


def _known() -> Known:
    def named(table: str, word: str) -> list[tuple[str, int, str]]:
        rows = run(
            f"SELECT i.public_id::text, i.id, {word} FROM briefings_{table} r"
            " JOIN briefings_identity i ON i.id = r.identity_id ORDER BY r.id"
        )
        return [(str(id_), key, words) for id_, key, words in rows]

    officials = named("official", "r.short_name")
    countries = named("country", "replace(r.name, ' ', '-')")
    meetings = named("meeting", "'talks'")
    [[writer, publisher]] = run("SELECT min(id), max(id) FROM auth_user")
    return Known(
        records=[*officials, *countries, *meetings],
        officials=len(officials),
        countries=len(countries),
        sources=[
            (key, id_)
            for key, id_ in run("SELECT id, public_id::text FROM briefings_source ORDER BY id")
        ],
        topics=[key for [key] in run("SELECT id FROM briefings_topic ORDER BY id")],
        writer=writer,
        publisher=publisher,
    )
