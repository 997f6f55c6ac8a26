"""Edit conflicts: two people on one page of the desk.

A page's form carries the version of every row that it shows. When it is sent, the rows are locked
and compared with those versions. A field that one person changed is merged; a field that both
changed is a conflict, shown side by side for the user to choose. A button is refused if a row has
changed since the page was opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from briefings.actions import Refused
from briefings.actions.locking import lock
from briefings.actions.refusals import refuse_if
from briefings.admin.kept_files import keep_files
from briefings.admin.page_state import FIELD, FormGroup, PageState, page_groups
from briefings.admin.rebasing import THEIRS, YOURS, Rebase
from briefings.admin.unsaved import last_saved, typed_for_button, typed_words

CHOOSE = (
    "Nothing is saved yet: somebody else changed the same fields. Choose above which version to"
    " keep, then save."
)
CHANGED = "It was changed after you were asked whether to delete it: look, then delete it."
LOOK = "It was changed after you opened this page: look at what changed, then press again."
GONE = "It was deleted meanwhile."
CLOSED = "It was changed meanwhile, and you can no longer edit it."
PUBLISHED = (
    "{} was published after you opened this page, so that others will see what you save: look, then"
    " save again."
)
TOLD = 5
UNKNOWN = (
    "This came without saying what its page had shown, so nothing is saved:"
    " look through it, then save."
)


class ConflictMixin:
    """A page of the desk on which nobody overwrites what others saved since it was opened."""

    change_form_before_template = "admin/briefings/conflict.html"
    delete_confirmation_template: Any = "admin/briefings/delete.html"

    def rebase_typed(self, request: Any, row: Model, by: User, *, acts: bool) -> None:
        """Lock the rows that the page shows, and rebase what was typed onto them.

        Raises `Refused` if there is a conflict to choose about, if the form carries no versions, if
        a row that is changed was published meanwhile, and if a button was pressed (`acts`) and a
        row has changed. Two queries a kind of row.
        """
        groups = self.lock_groups(request, row)
        shown = PageState.read(request.POST)
        rebase = Rebase(groups, shown, request.POST, request.FILES, by)
        request.rebase = rebase
        request.POST, request._files = rebase.data, rebase.files
        reasons = [PUBLISHED.format(row) for row in rebase.published]
        if rebase.conflicts:
            reasons.insert(0, CHOOSE)
        elif shown is None:
            reasons.insert(0, UNKNOWN)
        elif acts and rebase.is_stale:
            reasons.insert(0, LOOK)
        refuse_if(reasons)

    def report_their_changes(self, request: Any, response: HttpResponse) -> HttpResponse:
        """Return the response; if the page was saved, add a message about others' changes."""
        rebase = getattr(request, "rebase", None)
        if rebase and rebase.their_changes and response.status_code == 302:
            merged = [each.label or "the page" for each in rebase.their_changes]
            named = "; ".join(dict.fromkeys(merged[:TOLD]))
            more = f" and {len(merged) - TOLD} more" if len(merged) > TOLD else ""
            saved = rebase.their_changes[-1].saved
            messages.info(
                request, f"Saved with what was changed meanwhile: {named}{more} ({saved})."
            )
        return response

    def lock_groups(self, request: Any, row: Model) -> list[FormGroup]:
        """Return the rows that the page shows, as stored; the editable ones are locked."""
        page: Any = self
        can_type = page.has_change_permission(request, row)
        formsets, editable = [], []
        for formset, inline in self.formsets_as_shown(request, row):
            may = can_type and inline.has_change_permission(request, row)
            if may:
                shown = formset.queryset.order_by().values("pk")
                rows = formset.model._base_manager.select_for_update(no_key=True)
                keys = rows.filter(pk__in=shown).order_by("pk").values_list("pk", flat=True)
                formset.queryset = formset.queryset.filter(pk__in=[*keys])
            formsets.append(formset)
            editable.append(may)
        fields = flatten_fieldsets(page.get_fieldsets(request, row))
        form = page.get_form(request, row, change=True, fields=fields)(instance=row)
        return page_groups(form, formsets, editable)

    def formsets_as_shown(self, request: Any, row: Model) -> Iterator[tuple[Any, Any]]:
        """Yield each formset as the page shows it, with its inline; as Django builds them."""
        page: Any = self
        get_request = copy(request)
        get_request.method = "GET"
        times: dict[str, int] = {}
        for formset, inline in page.get_formsets_with_inlines(get_request, row):
            prefix = formset.get_default_prefix()
            times[prefix] = times.get(prefix, 0) + 1
            if times[prefix] != 1 or not prefix:
                prefix = f"{prefix}-{times[prefix]}"
            yield formset(**page.get_formset_kwargs(get_request, row, inline, prefix)), inline

    def lock_row(self, request: HttpRequest, row: Model) -> Model:
        """Lock the row and return it as the page shows it; raises `Refused` if it was deleted."""
        page: Any = self
        lock(row)
        found: Model = page.get_object(request, str(row.pk))
        return found

    def refuse_if_changed(self, request: Any, object_id: str) -> None:
        """Lock a row and those on its page; raises `Refused` if any has changed since it was shown.

        Two queries a kind of row.
        """
        page: Any = self
        row = page.get_object(request, unquote(object_id))
        if row is None or not page.has_delete_permission(request, row):
            return
        groups = self.lock_groups(request, self.lock_row(request, row))
        shown = PageState.read(request.POST)
        if shown is None or shown.rows != PageState.of(groups).rows:
            raise Refused([CHANGED])

    def get_form(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Return the form class, with the refusals of this request."""
        form = super().get_form(request, *args, **kwargs)  # type: ignore[misc]
        form.refusals = getattr(request, "refusals", ())
        return form

    def render_delete_form(self, request: Any, context: dict[str, Any]) -> Any:
        """Render the question before a deletion, with the versions of the rows that it deletes."""
        page: Any = self
        row = context["object"]
        formsets = [formset for formset, _ in self.formsets_as_shown(request, row)]
        form = page.get_form(request, row, change=True)(instance=row)
        seen = PageState.of(page_groups(form, formsets, [False] * len(formsets)))
        shown = {"seen_name": FIELD, "seen": str(seen), "original_url": "../change/"}
        return super().render_delete_form(request, {**context, **shown})  # type: ignore[misc]

    def show_unsaved(
        self, request: Any, key: str, by: User, row: Model | None = None
    ) -> HttpResponse:
        """Return a page with what was typed, if nothing can be saved: 404 if deleted, else 403.

        Raises `PermissionDenied` if no page of the desk can have sent it.
        """
        page: Any = self
        may = page.has_view_permission(request, row) and PageState.read(request.POST) is not None
        if not may:
            raise PermissionDenied
        kind = str(page.opts.verbose_name)
        lists = reverse(f"admin:{page.opts.app_label}_{page.opts.model_name}_changelist")
        context = {
            **page.admin_site.each_context(request),
            "title": f"Not saved: {row or kind}",
            "opts": page.opts,
            "why": GONE if row is None else CLOSED,
            "saved": last_saved(page.model, key, by),
            "typed": [
                *typed_words(page.model, request.POST),
                *typed_for_button(page.buttons, request.POST),
            ],
            "back_url": lists if row is None else request.path,
            "back": "All of its kind" if row is None else "As it stands now",
        }
        status = 404 if row is None else 403
        return TemplateResponse(request, "admin/briefings/unsaved.html", context, status=status)

    def render_change_form(
        self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Render the form with the versions that it carries, and the conflicts."""
        context |= self.conflict_context(request, context)
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]

    def conflict_context(self, request: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return the versions that the form carries, the files kept, and the conflicts."""
        rebase = getattr(request, "rebase", None)
        form = context["adminform"].form
        kept = keep_files(request.FILES, form, request.user.pk) if request.FILES else []
        if context.get("original") is None:
            return {"kept": kept}
        if rebase and request.method == "POST":
            seen = rebase.seen
        else:
            shown = context["inline_admin_formsets"]
            formsets = [each.formset for each in shown]
            seen = PageState.of(page_groups(form, formsets, [True] * len(formsets)))
        return {
            "seen_name": FIELD,
            "seen": str(seen),
            "rebase": rebase,
            "kept": kept,
            "theirs": THEIRS,
            "yours": YOURS,
        }
