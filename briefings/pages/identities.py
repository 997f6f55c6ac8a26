"""The address of any record by its id, which never changes."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect

from briefings.models import Identity
from briefings.models.record_types import page_path
from briefings.pages.base import Page


class IdentityPage(Page):
    """The way from a record's id to its page, wherever that is today."""

    def answer(self) -> HttpResponse:
        """Return the redirect, a permanent one to the survivor of what was merged.

        Raises `Http404` for what is not live or has no page.
        """
        public_id: UUID = self.kwargs["public_id"]
        try:
            identity = Identity.objects.live(self.at).with_public_ids(public_id).get()
        except Identity.DoesNotExist:
            raise Http404(public_id) from None
        url = page_path(identity.type, identity.slug)
        if url is None:
            raise Http404(public_id)
        if identity.public_id != public_id:
            return HttpResponsePermanentRedirect(url)
        return HttpResponseRedirect(url)
