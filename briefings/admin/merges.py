"""Merge two records at the desk: find the survivor, preview what moves, confirm; undo it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from briefings.actions import Refused
from briefings.actions.merging import (
    SeenVersions,
    merge,
    preview_merge,
    record_of,
    undo,
    undo_versions,
    why_not_undo,
)
from briefings.admin import states
from briefings.admin.base import DeskAdmin, PanelLink, desk_url, user_of
from briefings.admin.lists import offers_choices
from briefings.admin.page_state import FIELD, PageState
from briefings.models import Identity, Merge, Record
from briefings.search.similar import similar_records

FOUND = 12
TEMPLATE = "admin/briefings/merge.html"


class RecordSearchForm(forms.Form):
    """A search for a record by any of its names."""

    q = forms.CharField(label="Name", widget=UnfoldAdminTextInputWidget)


class MergeReasonForm(forms.Form):
    """The reason for a merge."""

    reason = forms.CharField(
        label="Why are they the same?", widget=UnfoldAdminTextareaWidget({"rows": 2})
    )


class MergeAdmin(DeskAdmin):
    """The page of a record that can be merged into another, with pages to merge and to undo it."""

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses of merging and of undoing it."""
        guarded, name = self.admin_site.admin_view, f"briefings_{self.opts.model_name}"
        return [
            path("<path:object_id>/merge/", guarded(self.merge_view), name=f"{name}_merge"),
            path("<path:object_id>/part/", guarded(self.undo_view), name=f"{name}_part"),
            *super().get_urls(),
        ]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False for a merged record: it is kept as it was."""
        allowed: bool = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.identity.merged_into_id is None)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return the rows that match; for autocompletion, only records that are not merged."""
        found, repeated = super().get_search_results(request, queryset, search_term)
        if offers_choices(request):
            found = found.filter(identity__merged_into__isnull=True)
        return found, repeated

    def links(self, request: HttpRequest, row: Any) -> list[PanelLink]:
        """Add links to merge, or to the survivor and to undo; two queries for a merged record."""
        survivor = row.identity.merged_into
        if survivor is None:
            links = super().links(request, row)
        else:
            links = [PanelLink(f"Merged into {survivor}", desk_url(record_of(survivor)))]
        if user_of(request).has_perm("briefings.merge_identity"):
            label, name = ("Undo the merge", "part") if survivor else ("Merge into …", "merge")
            links.append(PanelLink(label, self.action_url(row, name)))
        return links

    def action_url(self, row: Any, name: str) -> str:
        """Return the address of merging the row ("merge") or of undoing that ("part")."""
        return reverse(f"admin:briefings_{self.opts.model_name}_{name}", args=[row.pk])

    def merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Search for the survivor, then preview the merge; a POST merges."""
        merged = self._get_record(request, object_id)
        survivor = self._survivor(request)
        context: dict[str, Any] = {"title": f"Merge {merged} into …", "original": merged}
        if survivor is None:
            words = request.GET.get("q", str(merged))
            context["sought"] = RecordSearchForm(initial={"q": words})
            context["found"] = [
                {
                    "label": str(record),
                    "state": states.of_row(record, timezone.now()),
                    "url": f"{self.action_url(merged, 'merge')}?survivor={record.pk}",
                }
                for record in self._candidates(words, merged)
            ]
            return self._render(request, context)
        context |= {"title": f"Merge {merged} into {survivor}", "survivor": survivor}
        context["survivor_url"] = desk_url(survivor)
        form = MergeReasonForm(request.POST or None)
        both: dict[str, Any] = {"by": user_of(request), "survivor": survivor, "merged": merged}
        reasons: list[str] = []
        if form.is_valid():
            try:
                merge(**both, **form.cleaned_data, seen=_seen_versions(request))
            except Refused as refused:
                reasons = refused.reasons
            else:
                self.message_user(request, f"{merged} is merged into it.", messages.SUCCESS)
                return HttpResponseRedirect(desk_url(survivor))
        try:
            moves = preview_merge(**both)
        except Refused as refused:
            reasons = refused.reasons
        else:
            context |= {"moves": moves, "can_confirm": True, "seen": PageState(moves.seen)}
        return self._render(request, {**context, "reasons": reasons, "form": form})

    def undo_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the merge of a record with its reason; a POST undoes it."""
        merged = self._get_record(request, object_id)
        done = Merge.objects.in_force().filter(merged=merged.identity).first()
        if done is None:
            raise Http404(object_id)
        reasons = []
        if request.method == "POST":
            try:
                undo(by=user_of(request), merge=done, seen=_seen_versions(request))
            except Refused as refused:
                reasons = refused.reasons
            else:
                self.message_user(request, "The merge is undone.", messages.SUCCESS)
                return HttpResponseRedirect(desk_url(merged))
        refused_now = why_not_undo(done, user_of(request))
        context = {
            "title": f"Undo the merge of {merged} into {done.survivor}",
            "original": merged,
            "done": done,
            "survivor_url": desk_url(record_of(done.survivor)),
            "by": states.person(done.merged_by),
            "at": states.moment(done.merged_at),
            "moved": done.moved.count(),
            "reasons": refused_now or reasons,
            "can_confirm": not refused_now,
            "seen": PageState(undo_versions(done)),
        }
        return self._render(request, context)

    def _get_record(self, request: HttpRequest, object_id: str) -> Any:
        """Return the record at the address; raises `Http404` or `PermissionDenied`."""
        if not user_of(request).has_perm("briefings.merge_identity"):
            raise PermissionDenied
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404(object_id)
        return row

    def _survivor(self, request: HttpRequest) -> Any:
        key = request.GET.get("survivor", "")
        row = self.get_object(request, key) if key.isdecimal() else None
        if key and row is None:
            raise Http404(key)
        return row

    def _candidates(self, words: str, merged: Record) -> list[Any]:
        """Return the records with a name like the words, then those with the words in a name."""
        found = {record.pk: record for record in similar_records(self.model, words)}
        named = Identity.objects.matching(words.replace("\0", "")).filter(type=merged.identity.type)
        of_type = self.model._default_manager.select_related("identity")
        for record in of_type.filter(identity__in=named.values("pk"))[:FOUND]:
            found.setdefault(record.pk, record)
        found.pop(merged.pk, None)
        return [*found.values()]

    def _render(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        status = 422 if request.method == "POST" else 200
        framed = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original_url": desk_url(context["original"]),
            "seen_name": FIELD,
            **context,
        }
        return TemplateResponse(request, TEMPLATE, framed, status=status)


def _seen_versions(request: HttpRequest) -> SeenVersions:
    """Return the versions that the confirmed page had shown; {} if its form carries none."""
    seen = PageState.read(request.POST)
    return seen.rows if seen else {}
