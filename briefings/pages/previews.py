"""Previews: what readers would be shown of any edition at any moment, for the desk alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID

import orjson
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
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
from briefings.documents import DOCUMENTS, store
from briefings.documents.articles import begun as begun_by
from briefings.documents.articles import in_edition, whole
from briefings.filters.base import Refusal, repeated_parameter, unknown_parameter
from briefings.models import Article, Citation, Edition, Identity, Image, Mention, Source
from briefings.models.meetings import AFTER_LAST_MOMENT, FIRST_MOMENT
from briefings.models.working_copies import WorkingCopy
from briefings.pages.articles import ArticlePage
from briefings.pages.base import Page, Rows
from briefings.pages.dates import moment_in_words
from briefings.pages.errors import Unreadable, bad_request, not_found
from briefings.pages.related import related
from briefings.paging import Found

KNOWN = ["at", "framed"]
STATES = {"draft": "a draft", "in_review": "in review", "on_hold": "approved, on hold"}


class EditionPreview(ArticlePage):
    """Any edition as the public page shows it, or would if it went live at the moment `at`.

    What else readers see is what is public at that moment; names and facts are worded as the
    record words them today. Nothing is written, and no cache may keep it. Of an edition that has
    not begun it is `supposed` that it does so at the moment.
    """

    supposed: bool = False

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

    def documents(
        self,
        type_: str,
        ids: Rows,
        part: store.Part = "body",
    ) -> list[dict[str, Any]]:
        """Return documents as they are at the moment: made for it, unless it is the present one."""
        if "at" not in self.request.GET:
            return super().documents(type_, ids, part)
        if isinstance(ids, QuerySet):
            ids = Found.by(ids)
        if isinstance(ids, Found):
            ids = ids.ids()
        keys = [UUID(str(each)) for each in ids]
        made = DOCUMENTS[type_].make(keys, self.ledger_state) if keys else ()
        told = {each.public_id: orjson.dumps(getattr(each, part)) for each in made}
        return [orjson.loads(told[key]) for key in keys if key in told]

    def in_short(self, ids: Mapping[str, Iterable[str]]) -> dict[str, dict[str, Any]]:
        """Return the items of documents as they are at the moment, by id."""
        read = (self.documents(type_, keys, "item") for type_, keys in ids.items())
        return {each["id"]: each for documents in read for each in documents}

    def edition(self) -> Edition:
        """Return the edition; raises `Http404`, also for a draft that the person may not see."""
        found = Edition.objects.select_related("about", "hero").filter(pk=self.kwargs["pk"])
        edition = found.first()
        shown = editions_shown_to(cast(User, self.request.user))
        if edition is None or not shown.contains(edition):
            raise Http404(self.kwargs["pk"])
        return edition

    def answer(self) -> HttpResponse:
        """Return the page, supposing that an edition which has not begun does so at the moment."""
        edition = self.edition()
        banner = self.banner(edition)
        article = whole(Article.objects.filter(pk=edition.article_id), self.at).get()
        self.supposed = not begun(edition, self.at)
        if self.supposed:
            self.suppose(edition, article)
        coming = edition.publishes if self.supposed else ()
        self.document = document = in_edition(article, edition, self.ledger_state, coming)
        if "live_until" in document and not is_replaced(document):
            banner["preview_words"] = "when it is not live: so readers found it last"
            del document["live_until"]
        context = self.context(document)
        context |= {**banner, **self.pictures(edition, context), "canonical_url": ""}
        return self.show("articles/preview.html", context)

    def suppose(self, edition: Edition, article: Any) -> None:
        """Let the edition be live from the moment, as far as its document tells.

        Of a draft it names and cites what approval would note. Nothing is saved.
        """
        edition.live_period = TimestamptzRange(self.at, None)
        article.published_at = article.published_at or self.at
        article.last_seq = article.last_seq or 0
        article.last_content_at = article.last_content_at or self.at
        article.last_told_at = article.last_told_at or self.at
        own = [
            {
                "key": row.pk,
                "public_id": str(row.public_id),
                "kind": row.kind,
                "words": row.words,
                "told_at": self.at.isoformat(),
                "edition": edition.number,
            }
            for row in edition.corrections.all()
        ]
        article.corrections_as_json = [*own, *article.corrections_as_json]
        told = begun_by(self.at).filter(article=article).exclude(pk=edition.pk)
        fetched(article, editions=[edition, *told])
        citations = list(edition.citations.in_order())
        if edition.approved_at is None:
            rendering = render_edition(edition, self.at)
            set_rendered_fields(edition, rendering)
            fetched(edition, mentions=named(edition, rendering.mentions))
            citations = noted(edition, rendering.sources)
        # A source becomes public with the first fact that cites it.
        public = [each for each in citations if not each.source.retraction_reason]
        fetched(edition, citations=public)

    def read_next(self, document: Mapping[str, Any]) -> Found:
        """Return what finds the pieces that are named at the end: of a draft, by what it names."""
        if not self.supposed:
            return super().read_next(document)
        published_at = datetime.fromisoformat(document["published_at"])
        named = (document["about"], *document["mentions"])
        names = [each["id"] for each in named if each]
        id_, number = UUID(document["id"]), document["edition"]
        return related(id_, number, published_at, self.at, names)

    def pictures(self, edition: Edition, context: dict[str, Any]) -> dict[str, Any]:
        """Return the body and hero with pictures from the desk, as their moment may be ahead."""
        body, hero = context["body"], context["hero"]
        for image in Image.objects.with_public_ids(embedded_in(edition.body).pictures):
            body = body.replace(image.get_absolute_url(), at_the_desk(image))
        return {
            "body": mark_safe(body),  # noqa: S308 - the article's own, with other addresses
            "hero": hero and edition.hero and {**hero, "url": at_the_desk(edition.hero)},
        }

    def typed_since(self, edition: Edition) -> bool:
        """Return whether the person has typed something into the edition and not saved it."""
        copies = WorkingCopy.objects.of_page(cast(User, self.request.user), "edition", edition.pk)
        return copies.unsaved().exists()

    def banner(self, edition: Edition) -> dict[str, Any]:
        """Return what stands over every preview: of what it is, and of which moment."""
        key, asked = {"pk": edition.pk}, f"{timezone.localtime(self.at):%Y-%m-%dT%H:%M}"
        page, phone = reverse("edition_preview", kwargs=key), reverse("phone_preview", kwargs=key)
        query = urlencode({"at": asked})
        return {
            "unsaved": self.typed_since(edition),
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
        return Page.show(self, "articles/preview_phone.html", context)


def begun(edition: Edition, at: datetime) -> bool:
    """Return whether the edition is live at `at`, or was before."""
    return bool(edition.live_period) and edition.live_period.lower <= at


def is_replaced(document: Mapping[str, Any]) -> bool:
    """Return whether another edition went live when this one ended, or after."""
    ended = datetime.fromisoformat(document["live_until"])
    return any(datetime.fromisoformat(each["live_from"]) >= ended for each in document["editions"])


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


def named(edition: Edition, ids: Sequence[UUID]) -> list[Mention]:
    """Return what approval would note that a draft names, in the order of its text; a query."""
    known = Identity.objects.with_public_ids(*ids).with_former_ids()
    found = {
        id_: identity.pk
        for identity in known
        for id_ in (identity.public_id, *identity.former_ids)  # type: ignore[attr-defined]
    }
    keys = dict.fromkeys(found[id_] for id_ in ids if id_ in found)
    return [
        Mention(edition=edition, identity_id=key, position=place)
        for place, key in enumerate(keys, 1)
    ]


def fetched(row: Model, **rows: list[Any]) -> None:
    """Let a row have these as if they had been fetched along, by the names of its relations."""
    cache = vars(row).setdefault("_prefetched_objects_cache", {})
    cache.update(rows)


def at_the_desk(image: Image) -> str:
    """Return the address at which the desk shows a picture that may not be public."""
    return reverse("admin:briefings_image_file", args=[image.pk])
