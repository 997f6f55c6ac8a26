"""Propose what an imported piece is filed under: dateline, section, and the record it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.models import User
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q

from briefings.actions.writing import articles_shown_to
from briefings.bodies import SuggestedDateline, Suggestions
from briefings.models import Article, Edition, Identity, Visit

SHOWN = 8  # records that a piece may be about
ALIKE = 0.5  # from 0 to 1: how similar two addresses are that are told
AHEAD = timedelta(days=7)  # a dateline's day without a year is not further ahead


@dataclass(frozen=True)
class Filing:
    """What a piece is filed under; `about` is None for nothing in particular."""

    section: str
    dateline_place: str = ""
    dateline_on: date | None = None
    about: Identity | None = None


class Candidate(NamedTuple):
    """A record that a piece may be about, and why; of a visit its first day, if that is known."""

    identity: Identity
    why: str
    begins: date | None = None


def propose_filing(suggestions: Suggestions, found: Sequence[Candidate], today: date) -> Filing:
    """Return what recognition makes of a text; `found` are the `candidates`.

    A text without a day is of the first day of the visit that it tells of, if it tells of one.
    """
    dateline, first = suggestions.dateline, next(iter(found), None)
    return Filing(
        section=suggestions.section,
        dateline_place=dateline.place if dateline else "",
        dateline_on=day_of(dateline, today) or (first.begins if first else None),
        about=first.identity if first else None,
    )


def day_of(dateline: SuggestedDateline | None, today: date) -> date | None:
    """Return the day of a dateline; without a year the last such day. None if it is no day."""
    if dateline is None or dateline.month is None or dateline.day is None:
        return None
    years = [dateline.year] if dateline.year else range(today.year + 1, today.year - 5, -1)
    for year in years:
        try:
            day = date(year, dateline.month, dateline.day)
        except ValueError:  # 31 June; 29 February of another year
            continue
        if dateline.year or day <= today + AHEAD:
            return day
    return None


def candidates(suggestions: Suggestions, today: date) -> list[Candidate]:
    """Return the records that a piece may be about, the likeliest first.

    That is the visit of the official named most that involves most of those named, if it is one
    alone; then those named, people first, by how often. Five queries at most.
    """
    named = suggestions.named[:SHOWN]
    identities = Identity.objects.in_bulk([one.record for one in named], field_name="public_id")
    found = [
        Candidate(identities[one.record], f"named {one.times} times" if one.times > 1 else "named")
        for one in named
        if one.record in identities
    ]
    visit = visit_of(suggestions, day_of(suggestions.dateline, today))
    if visit is None:
        return found
    starts = visit.starts
    begins = starts.earliest if starts and starts.earliest == starts.latest else None
    return [Candidate(visit.identity, "the journey that it tells of", begins), *found]


def visit_of(suggestions: Suggestions, day: date | None) -> Visit | None:
    """Return the visit that a text tells of, by who travels, where to, and whom it names.

    Of several alike the one that may be under way on the dateline's `day`; None if none is likelier
    than the rest. Four queries.
    """
    named = {one.record for one in suggestions.named}
    person = next((one.record for one in suggestions.named if one.type == "official"), None)
    if person is None:
        return None
    where = Q(stops__place__public_id__in=named) | Q(stops__country__public_id__in=named)
    visits = (
        Visit.objects.filter(
            where,
            participants__official__public_id=person,
            participants__side="visitor",
            retraction_reason="",
            identity__merged_into=None,
        )
        .select_related("identity")
        .prefetch_related("participants__official", "meetings__participants__official")
        .distinct()
    )
    scores = {visit: len(named.intersection(involved(visit))) for visit in visits}
    best = [visit for visit, score in scores.items() if score == max(scores.values())]
    if len(best) > 1 and day is not None:
        within = [v for v in best if v.possible_days and day in v.possible_days]
        best = within or best
    return best[0] if len(best) == 1 else None


def involved(visit: Visit) -> Iterator[UUID]:
    """Yield the public ids of the officials of a visit and its meetings; both are fetched."""
    for whole in (visit, *visit.meetings.all()):
        for participant in whole.participants.all():
            if participant.official is not None:
                yield participant.official.public_id


def live_about_the_same(edition: Edition, at: datetime) -> list[Article]:
    """Return at most 3 other live articles about the visit or meeting that an edition is about.

    The latest first. One query; none if it is about nothing, or a record of another type, about
    which there may be any number of pieces.
    """
    if edition.about is None or edition.about.type not in ("visit", "meeting"):
        return []
    others = Article.objects.live(at).exclude(pk=edition.article_id)
    about = others.filter(live_edition__about=edition.about)  # type: ignore[misc]
    return [*about.newest_first()[:3]]


def nearly_the_same(article: Article, by: User) -> list[Article]:
    """Return at most 3 other articles whose address is like this one's, the likest first.

    One query, over all articles that `by` may know of.
    """
    others = articles_shown_to(by).exclude(pk=article.pk)
    alike = others.annotate(similarity=TrigramSimilarity("slug", article.slug))
    return [*alike.filter(similarity__gte=ALIKE).order_by("-similarity", "-id")[:3]]
