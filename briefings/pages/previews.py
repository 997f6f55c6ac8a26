"""Previews: what readers would be shown of any edition at any moment, for the desk alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, cast
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from psycopg.types.range import TimestamptzRange

from briefings import ledger
from briefings.actions.editions import set_rendered_fields
from briefings.actions.rendering import render_edition
from briefings.actions.writing import editions_shown_to
from briefings.bodies import embedded_in
from briefings.filters.base import Refusal, repeated_parameter, unknown_parameter
from briefings.models import Citation, Edition, Identity, Image, Source
from briefings.models.meetings import AFTER_LAST_MOMENT, FIRST_MOMENT
from briefings.pages.articles import ArticlePage
from briefings.pages.dates import moment_in_words
from briefings.pages.editions import Reading, reading
from briefings.pages.errors import Unreadable, bad_request, not_found
from briefings.timelines import (
    CorrectionTold,
    corrections_told,
    edition_read,
    editions_told,
    named_in,
    related,
    said_in,
)

KNOWN = ["at", "framed"]
STATES = {"draft": "a draft", "in_review": "in review", "on_hold": "approved, on hold"}


class EditionPreview(ArticlePage):
    """Any edition as the public page shows it, or would if it went live at the moment `at`.

    What else readers see is what is public at that moment; names and facts are worded as the
    record words them today. Nothing is written, and no cache may keep it.
    """

    def get(self, request: HttpRequest, **_: Any) -> HttpResponse:
        """Return the preview to who may read editions; raises `PermissionDenied`."""
        if not request.user.has_perm("briefings.view_edition"):
            raise PermissionDenied
        try:
            self.ledger_state = replace(ledger.read_state(), at=self.moment_asked())
            response = self.discreet(self.answer())
        except Unreadable as error:
            response = bad_request(request, error)
        except Http404 as error:
            response = not_found(request, error)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def moment_asked(self) -> datetime:
        """Return the moment that `at` asks for, now without one; raises `Unreadable`.

        A moment without an offset is of the newsroom's time zone.
        """
        asked = self.request.GET
        refused = [unknown_parameter(name, KNOWN) for name in asked if name not in KNOWN]
        refused += [repeated_parameter(name) for name in KNOWN if len(asked.getlist(name)) > 1]
        given, moment = asked.get("at"), timezone.now()
        if given and not refused:
            try:
                parsed = parse_datetime(given)
                if parsed is not None and timezone.is_naive(parsed):
                    parsed = timezone.make_aware(parsed)
                if parsed is None or not FIRST_MOMENT <= parsed < AFTER_LAST_MOMENT:
                    raise ValueError(given)
                moment = parsed
            except (ValueError, OverflowError):
                example = f"{timezone.localtime():%Y-%m-%dT%H:%M}"
                words = f"“{given}” is not a moment: write it as {example}."
                refused.append(Refusal("at", "invalid_value", words))
        if refused:
            raise Unreadable(refused)
        return moment

    def edition(self) -> Edition:
        """Return the edition; raises `Http404`, also for a draft that the person may not see."""
        edition = edition_read(self.kwargs["pk"], self.at)
        shown = editions_shown_to(cast(User, self.request.user))
        if edition is None or not shown.contains(edition):
            raise Http404(self.kwargs["pk"])
        return edition

    def answer(self) -> HttpResponse:
        """Return the page, supposing that an edition which has not begun does so at the moment."""
        edition = self.edition()
        banner = self.banner(edition)
        read = reading(edition, self.at) if begun(edition, self.at) else self.supposing(edition)
        ended = edition.live_period.upper is not None and edition.live_period.upper <= self.at
        replaced = ended and any(
            later.live_period.lower >= edition.live_period.upper for later in read.told
        )
        if ended and not replaced:
            banner["preview_words"] = "when it is not live: so readers found it last"
        context = self.context(edition.article, edition, read, is_live=not replaced)
        context |= {**banner, **self.pictures(edition, context), "canonical_url": ""}
        return self.show("articles/preview.html", context)

    def supposing(self, edition: Edition) -> Reading:
        """Let the edition be live from the moment, and return what readers would be told with it.

        Of a draft it is what approval would note. Nothing is saved.
        """
        edition.live_period = TimestamptzRange(self.at, None)
        edition.article.published_at = edition.article.published_at or self.at
        if edition.approved_at is None:
            rendering = render_edition(edition, self.at)
            set_rendered_fields(edition, rendering)
            records = self.named(edition, rendering.mentions)
            citations = noted(edition, rendering.sources)
        else:
            records = named_in(edition, self.at)
            citations = list(edition.citations.in_order())
        own = [
            CorrectionTold(row.pk, str(row.public_id), row.kind, row.words, self.at, edition.number)
            for row in edition.corrections.all()
        ]
        told = [each for each in editions_told(edition.article, self.at) if each.pk != edition.pk]
        return Reading(
            told=[edition, *told],
            corrections=[*own, *corrections_told(edition)],
            records=records,
            # A source becomes public with the first fact that cites it.
            citations=[one for one in citations if not one.source.retraction_reason],
            read_next=related(edition, self.at, [record.pk for record in records]),
            said=said_in([edition.rendered], self.at, coming=edition.publishes),
        )

    def named(self, edition: Edition, mentions: Sequence[UUID]) -> list[Identity]:
        """Return the live records that a draft is about and names, in the order of its text."""
        about = [edition.about.public_id] if edition.about else []
        ids = [id_ for id_ in about if id_ not in mentions] + [*mentions]
        live = Identity.objects.live(self.at).labelled(self.at).with_former_ids()
        found = {
            id_: record
            for record in live.with_public_ids(*ids)
            for id_ in (record.public_id, *record.former_ids)  # type: ignore[attr-defined]
        }
        return [*dict.fromkeys(found[id_] for id_ in ids if id_ in found)]

    def pictures(self, edition: Edition, context: dict[str, Any]) -> dict[str, Any]:
        """Return the body and hero with pictures from the desk, as their moment may be ahead."""
        body, hero = context["body"], context["hero"]
        for image in Image.objects.with_public_ids(embedded_in(edition.body).pictures):
            body = body.replace(image.get_absolute_url(), at_the_desk(image))
        shown = ("width", "height", "alt", "caption", "credit")
        return {
            "body": mark_safe(body),  # noqa: S308 - the article's own, with other addresses
            "hero": hero
            and {name: getattr(hero, name) for name in shown}
            | {"get_absolute_url": partial(at_the_desk, hero)},
        }

    def banner(self, edition: Edition) -> dict[str, Any]:
        """Return what stands over every preview: of what it is, and of which moment."""
        key, asked = {"pk": edition.pk}, f"{timezone.localtime(self.at):%Y-%m-%dT%H:%M}"
        page, phone = reverse("edition_preview", kwargs=key), reverse("phone_preview", kwargs=key)
        query = urlencode({"at": asked})
        return {
            "previewed": f"Edition {edition.number}, {state_of(edition)}",
            "preview_moment": moment_in_words(self.at),
            "preview_words": "as readers find it then"
            if begun(edition, self.at)
            else "as readers would find it, were it live from then on",
            "preview_at": asked,
            "preview_url": self.request.path,
            "framed": "framed" in self.request.GET,
            "widths": [
                (label, f"{url}?{query}", url == self.request.path)
                for label, url in (("Window", page), ("Phone", phone))
            ],
            "frame_url": f"{page}?{query}&framed=1",
            "desk_url": reverse("admin:briefings_edition_change", args=[edition.pk]),
        }


class PhonePreview(EditionPreview):
    """The preview in a frame as wide as a phone."""

    def answer(self) -> HttpResponse:
        """Return the page with the frame."""
        edition = self.edition()
        context = self.banner(edition) | {"edition": edition, "canonical_url": ""}
        return self.show("articles/preview_phone.html", context)


def begun(edition: Edition, at: datetime) -> bool:
    """Return whether the edition is live at `at`, or was before."""
    return bool(edition.live_period) and edition.live_period.lower <= at


def state_of(edition: Edition) -> str:
    """Return how far an edition has come, in words."""
    if edition.state != "approved":
        return STATES[edition.state]
    began, ended = edition.live_period.lower, edition.live_period.upper
    until = f" until {moment_in_words(ended)}" if ended else ""
    return f"live from {moment_in_words(began)}{until}"


def noted(edition: Edition, ids: Sequence[UUID]) -> list[Citation]:
    """Return a draft's citations with the numbers that approval would give them; two queries."""
    found = Source.objects.in_bulk(ids, field_name="public_id")
    places = {found[id_].pk: place for place, id_ in enumerate(ids, 1) if id_ in found}
    cited = {source.pk: Citation(edition=edition, source=source) for source in found.values()}
    cited |= {citation.source_id: citation for citation in edition.citations.in_order()}
    following = len(ids)
    for key, citation in cited.items():
        if key not in places:
            following += 1
        citation.place = places.get(key, following)
    return sorted(cited.values(), key=lambda citation: citation.place)


def at_the_desk(image: Image) -> str:
    """Return the address at which the desk shows a picture that may not be public."""
    return reverse("admin:briefings_image_file", args=[image.pk])
