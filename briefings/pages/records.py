"""The page of one record: its document, on a day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

import orjson
from django.http import Http404, HttpResponse

from briefings.addresses import relative
from briefings.documents import DOCUMENTS, store
from briefings.filters.naming import is_slug, records_named
from briefings.ledger import Scope
from briefings.pages.base import Page, merged_notice, moved
from briefings.pages.corrections import told
from briefings.pages.errors import Gone
from briefings.pages.retractions import notice
from briefings.pages.scopes import scope_of
from briefings.pages.sources import with_backlinks
from briefings.pages.taken_back import last_known, retracted_of


class RecordPage(Page):
    """The page of one record, at whatever slug it ever had; an old one leads to its present one.

    What it rests on is told in `scopes.BESIDE`.
    """

    type: ClassVar[str]
    document: Mapping[str, Any]

    def scope(self) -> Scope:
        """Return the changes of the record, of its facts, and of what names it or is beside it."""
        return scope_of(self.type, self.kwargs["slug"])

    def answer(self) -> HttpResponse:
        """Return the record's page or the way to it; raises `Http404` and `Gone`."""
        name = self.kwargs["slug"]
        document = self.called(name)
        if document is None:
            raise self.absence(name)
        # null: it tells a withheld name
        slug = document["slug"] or records_named(self.type, name, self.at).get().slug
        if slug != name:
            return moved(self.request, name, slug)
        self.document = document
        return self.page_of(document)

    def called(self, name: str) -> dict[str, Any] | None:
        """Return the document of the record that a slug or an id names; None without one."""
        if not is_slug(name):
            named = records_named(self.type, name, self.at)
            return next(iter(self.documents(self.type, named)), None)
        stored = store.called(DOCUMENTS[self.type], name, self.ledger_state)
        return orjson.loads(stored) if stored else None

    def page_of(self, document: dict[str, Any]) -> HttpResponse:
        """Return the page of a record, of its document as it is stored: no day has decided it."""
        raise NotImplementedError

    def show(self, template: str, context: Mapping[str, Any]) -> HttpResponse:
        """Return the page with the record's corrections, what was merged into it and taken back."""
        retracted = retracted_of(self.type, UUID(self.document["id"]), self.at)
        api_url = relative(self.document["url"])
        own = {
            "api_url": api_url,
            "actions": [("JSON", api_url)],
            "notices": [
                *(merged_notice(each) for each in self.document["merged"] if each["label"]),
                *map(notice, retracted),
            ],
            "corrections": [told(correction) for correction in self.document["corrections"]],
        }
        page = super().show(template, {**own, **context})
        page.content = with_backlinks(page.content.decode()).encode()
        return page

    def absence(self, slug: str) -> Exception:
        """Return what to raise where no live record has the slug: gone, or never was (a query)."""
        withdrawn = last_known(self.type, slug, self.at)
        return Http404(slug) if withdrawn is None else Gone(withdrawn)
