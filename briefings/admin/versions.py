"""Earlier versions of a page's rows since it was opened, who saved them, and what they changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.contrib.auth.models import User

from briefings.admin.form_data import SentData, shown_value, typed_value
from briefings.admin.page_state import FormGroup, PageState, RowState, state_of
from briefings.admin.states import moment, person
from briefings.history import versions_since
from briefings.models import Published

ValueOf = Callable[[str], Any]


@dataclass(frozen=True)
class TheirChange:
    """A change that somebody else saved meanwhile; `field` is "" for a whole row."""

    where: str
    field: str
    was: str
    now: str
    saved: str

    @property
    def label(self) -> str:
        """The row and its field: “Tenure “Foreign minister”: ended”; "" for the page's own row."""
        return ": ".join(filter(None, (self.where, self.field)))


@dataclass(frozen=True)
class Conflict(TheirChange):
    """Two different changes of one value; `name` is the form field of the choice between them."""

    yours: str
    name: str


class RowVersions:
    """The versions of a page's rows since it was opened, by the history; a query a kind of row."""

    def __init__(self, groups: Sequence[FormGroup], began: PageState, by: User) -> None:
        self.by = by
        self.kept = {
            group.prefix: versions_since(group.model, since)
            for group in groups
            if (since := _oldest(group, began))
        }

    def of(self, group: FormGroup, key: str) -> list[Any]:
        """Return the versions of a row since the page was opened, the oldest first."""
        return self.kept.get(group.prefix, {}).get(int(key), []) if key.isdecimal() else []

    def belonged(self, group: FormGroup, key: str) -> bool:
        """Return whether a row ever belonged to the page; True if the history has none of it."""
        whole, column = group.formset.instance.pk, group.formset.fk.attname
        kept = self.of(group, key)
        return not kept or any(getattr(each, column) == whole for each in kept)

    def values(
        self, group: FormGroup, key: str, form: Any, state: RowState | None
    ) -> ValueOf | None:
        """Return a function from field name to value in a version; None if that is not known.

        `form` is a form of such a row; the values are read as it would show that version.
        """
        if isinstance(state, dict):
            data = SentData(state)
            return (lambda name: typed_value(form, name, data, {}, "")) if state else None
        for kept in self.of(group, key):
            if kept.version == state and kept.pgh_label != "delete":
                shown = form_at_version(form, kept)
                return lambda name: shown_value(shown, name)
        return None

    def is_published_since(
        self, group: FormGroup, key: str, row: Any, state: RowState | None
    ) -> bool:
        """Return whether somebody published a row since a version, or lets readers see it sooner.

        `row` is the row as stored. False if that version is not known.
        """
        if not isinstance(row, Published) or not row.live_period:
            return False
        before = [kept.live_period for kept in self.of(group, key) if kept.version == state]
        return any(not was or row.live_period.lower < was.lower for was in before)

    def what_became_of(self, group: FormGroup, key: str, row: Any) -> str:
        """Return what became of a row that is gone from the page: that it was deleted, or moved.

        `row` is the row as last kept, None if the history has none of it. One query if it was
        moved.
        """
        if row is None or self.of(group, key)[-1].pgh_label == "delete":
            return "deleted"
        return f"moved to {getattr(row, group.formset.fk.name)}"

    def last_saved(self, group: FormGroup, key: str, name: str = "") -> str:
        """Return who last changed a field of a row, or the row, and when (one query)."""
        kept = self.of(group, key)
        field = next((each for each in group.model._meta.fields if each.name == name), None)
        changed = [
            after
            for before, after in pairwise(kept)
            if field and getattr(before, field.attname, 0) != getattr(after, field.attname, 0)
        ]
        last = (changed or kept)[-1:]
        return saved_by(last[0], self.by) if last else "Somebody, at a time not kept"


def saved_by(kept: Any, by: User) -> str:
    """Return who saved a version of a row and when, in words for `by` (one query)."""
    context = kept.pgh_context.metadata if kept.pgh_context else {}
    key, action = context.get("user"), context.get("action", "edit")
    if key == by.pk:
        who = "You, in another window"
    else:
        found = User.objects.filter(pk=key).first() if key else None
        who = person(found) or "A command or an import"
    done = "" if action in ("edit", "enter") else f" ({action})"
    return f"{who}{done}, {moment(kept.pgh_created_at)}"


def form_at_version(form: Any, kept: Any) -> Any:
    """Return the form as it would show a version of the row from the history."""
    row = copy(form.instance)
    for column in row._meta.concrete_fields:
        if hasattr(kept, column.attname) and not column.primary_key:
            setattr(row, column.attname, getattr(kept, column.attname))
    return type(form)(instance=row, prefix=form.prefix)


def _oldest(group: FormGroup, began: PageState) -> dict[int, int]:
    """Return the oldest version needed of each changed row, by key."""
    if not hasattr(group.model, "pgh_event_model"):
        return {}
    rows = began.rows.get(group.prefix, {})
    gone = {key: one.state for key, one in began.gone.get(group.prefix, {}).items()}
    oldest = {}
    for key, state in [*rows.items(), *gone.items()]:
        start = choice_name(group.prefix, key, "")
        held = [since for name, since in began.held.items() if name.startswith(start)]
        needed = [each for each in (state, *held) if isinstance(each, int)]
        form = group.forms.get(key)
        if key.isdecimal() and needed and (form is None or held or state_of(form) != state):
            oldest[int(key)] = min(needed)
    for key in group.forms:
        if key not in rows and key.isdecimal():
            oldest[int(key)] = 1
    return oldest


def choice_name(prefix: str, key: str, field: str) -> str:
    """Return the form field name of the choice about a field of a row."""
    return f"_choose-{prefix or 'main'}-{key}-{field}"
