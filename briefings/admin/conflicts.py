"""Two people on one page of the desk: what both typed is brought together, or chosen from.

A page's form carries the version of every row that it shows. When it is sent, those are compared
with the rows as they stand, locked. What one person alone changed stands; what both changed is
shown side by side and chosen. A button acts only on what the page showed.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any

from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest

from briefings.actions import Refused
from briefings.actions.locking import locked
from briefings.admin.rebasing import THEIRS, YOURS, Rebased
from briefings.admin.seen import FIELD, Group, Seen, page_groups

CHOOSE = "Somebody else changed the same: choose below what is to stand, then save."
LOOK = "It was changed after you opened this page: look below at what changed, then press again."
UNKNOWN = (
    "This came without saying what its page had shown, so nothing is saved:"
    " look through it, then save."
)


class Compared:
    """A page of the desk on which nobody overwrites what was saved since it was opened."""

    change_form_before_template = "admin/briefings/conflict.html"

    def carry_over(self, request: Any, row: Model, by: User, *, acts: bool) -> None:
        """Lock the rows that the page shows, and carry what was typed over to them.

        Raises `Refused` where something is to be chosen first, where the page did not say what it
        showed, and where it `acts` on a row that changed since. Two queries a kind of row.
        """
        groups = self.locked_groups(request, row)
        began = Seen.read(request.POST)
        rebased = Rebased(groups, began, request.POST, request.FILES, by)
        request.rebased = rebased
        request.POST, request._files = rebased.data, rebased.files
        if rebased.collisions:
            raise Refused([CHOOSE])
        if began is None:
            raise Refused([UNKNOWN])
        if acts and rebased.is_stale:
            raise Refused([LOOK])

    def locked_groups(self, request: Any, row: Model) -> list[Group]:
        """Return the rows that the page shows, as they stand; what can be typed into is locked."""
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
        """Yield each group of rows as its page shows it, with its inline; called as Django does."""
        page: Any = self
        asked = copy(request)
        asked.method = "GET"
        times: dict[str, int] = {}
        for formset, inline in page.get_formsets_with_inlines(asked, row):
            prefix = formset.get_default_prefix()
            times[prefix] = times.get(prefix, 0) + 1
            if times[prefix] != 1 or not prefix:
                prefix = f"{prefix}-{times[prefix]}"
            yield formset(**page.get_formset_kwargs(asked, row, inline, prefix)), inline

    def locked_row(self, request: HttpRequest, row: Model) -> Model:
        """Return the row as it stands, locked; raises `Refused` where it is gone."""
        page: Any = self
        locked(row)
        found: Model = page.get_object(request, str(row.pk))
        return found

    def conflict_context(self, request: Any, context: dict[str, Any]) -> dict[str, Any]:
        """Return what the form carries along, and what is to be chosen or looked at."""
        rebased = getattr(request, "rebased", None)
        if context.get("original") is None:
            return {}
        if rebased and request.method == "POST":
            seen = rebased.seen
        else:
            shown = context["inline_admin_formsets"]
            formsets = [each.formset for each in shown]
            seen = Seen.of(page_groups(context["adminform"].form, formsets, [True] * len(formsets)))
        return {
            "seen_name": FIELD,
            "seen": str(seen),
            "conflict": rebased,
            "theirs": THEIRS,
            "yours": YOURS,
        }
