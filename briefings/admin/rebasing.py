"""Rebase what somebody typed on a page onto the rows as others have changed them since."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from briefings.actions.comparing import UNKNOWN, Comparison, three_way
from briefings.admin.form_data import (
    SentData,
    display_value,
    form_data,
    is_sent,
    names_of,
    shown_value,
    typed_value,
)
from briefings.admin.page_state import DeletedRow, FormGroup, PageState, RowState, state_of
from briefings.admin.versions import (
    Conflict,
    RowVersions,
    TheirChange,
    ValueOf,
    choice_name,
    form_at_version,
)

THEIRS, YOURS = "theirs", "yours"
ROW = "DELETE"  # in place of a field's name: the choice whether to keep a row


class Rebase:
    """A form that was sent, rebased: changes of one side alone are taken, others are conflicts.

    `data` and `files` are what a browser would have sent if the page had shown the rows as they are
    stored now; `seen` is the state that such a page would carry. `published` are the labels of rows
    that were published meanwhile and are about to be changed. One query a kind of changed row.
    """

    def __init__(
        self,
        groups: Sequence[FormGroup],
        began: PageState | None,
        data: QueryDict,
        files: Any,
        by: User,
    ) -> None:
        self.began = began or PageState()
        self.typed, self.chosen_files = data, files
        self.data, self.files = data.copy(), MultiValueDict(files)
        self.seen = PageState.of(groups)
        self.conflicts: list[Conflict] = []
        self.their_changes: list[TheirChange] = []
        self.published: list[str] = []
        self.is_stale = self.began.rows != self.seen.rows
        if not self.is_stale and not self.began.held and not self.began.gone:
            return
        self.versions = RowVersions(groups, self.began, by)
        self.prefixes = [group.prefix for group in groups]
        for group in groups:
            if not group.editable:
                self._compare_read_only(group)
            elif group.formset is None:
                self._rebase_row(group, *next(iter(group.forms.items())), "")
            else:
                self._rebase_rows(group)

    # A row that is still there.

    def _rebase_row(self, group: FormGroup, key: str, now: Any, sent_as: str) -> None:
        """Rebase what was typed into a row; `data` has it under the row's new prefix already."""
        began = self.began.rows.get(group.prefix, {}).get(key)
        start = choice_name(group.prefix, key, "")
        held = {k.removeprefix(start): v for k, v in self.began.held.items() if k.startswith(start)}
        if began == state_of(now) and not held:
            return
        if sent_as and f"{sent_as}-DELETE" in self.typed:
            self._delete_row(group, key, now, began)
            return
        before = len(self.their_changes) + len(self.conflicts)
        changes = group.formset is None
        for name in group.fields(now):
            chosen = self.typed.get(start + name) if name in held else None
            since = began if chosen == YOURS else held.get(name, began)
            values = self.versions.values(group, key, now, since)
            base = values(name) if values else UNKNOWN
            theirs = shown_value(now, name)
            mine = typed_value(now, name, self.typed, self.chosen_files, sent_as)
            sent = is_sent(now, name, self.typed, self.chosen_files, sent_as)
            stays = chosen == THEIRS or not sent
            outcome = Comparison.THEIRS if stays else three_way(base, theirs, mine)
            if outcome is Comparison.CONFLICT and self._merge_text(now, name, base, theirs, mine):
                outcome = Comparison.MINE
            if outcome is Comparison.THEIRS:
                self._take_theirs(now, name)
            elif mine != theirs:
                changes = True
            if outcome is Comparison.CONFLICT:
                self.seen.held[start + name] = {} if since is None else since
                self._add_conflict(group, key, now, name, (base, theirs, mine))
            elif base is not UNKNOWN and base != theirs and name not in held:
                self._add_their_change(group, key, now, name, base, theirs)
        if before == len(self.their_changes) + len(self.conflicts) and began != state_of(now):
            self._add_row_change(group, key, now.instance, "changed")
        if changes and self.versions.is_published_since(group, key, now.instance, began):
            self.published.append(str(now.instance))

    def _delete_row(self, group: FormGroup, key: str, now: Any, began: RowState | None) -> None:
        """Delete a row as typed; a conflict if somebody else has changed it."""
        name = choice_name(group.prefix, key, ROW)
        chosen = self.typed.get(name)
        if chosen == THEIRS:
            self.data.pop(f"{now.prefix}-DELETE", None)
            for field in group.fields(now):
                self._take_theirs(now, field)
        elif chosen != YOURS or began != state_of(now):
            self.seen.held[name] = {} if began is None else began
            values = self.versions.values(group, key, now, self.began.held.get(name, began))
            changed = [
                f"{_label(now, field)}: {display_value(now, field, value) or 'nothing'}"
                for field in group.fields(now)
                for value in [shown_value(now, field)]
                if values is None or values(field) != value
            ]
            self.conflicts.append(
                Conflict(
                    *(group.label_of(now.instance), "", ""),
                    "\n".join(changed) or "changed",
                    *(self.versions.last_saved(group, key), "deleted", name),
                )
            )

    def _merge_text(self, now: Any, name: str, base: Any, theirs: Any, mine: Any) -> bool:
        """Merge two changes of a long text, if its field can; return whether that worked."""
        merge = getattr(now.fields[name], "merge", None)
        merged = merge(base, mine, theirs) if merge and base is not UNKNOWN else None
        if merged is not None:
            self.data[now[name].html_name] = merged
        return merged is not None

    def _take_theirs(self, now: Any, name: str) -> None:
        """Replace what was sent for a field by what is stored."""
        theirs = form_data(now)
        for each in names_of(now, name, now.prefix or ""):
            self.data.pop(each, None)
            self.files.pop(each, None)
            if each in theirs:
                self.data.setlist(each, theirs[each])

    # The rows of a group.

    def _rebase_rows(self, group: FormGroup) -> None:
        """Rebase a group of rows: those that exist, in their order, then new ones."""
        names = (f"{group.prefix}-{which}_FORMS" for which in ("TOTAL", "INITIAL"))
        counts = [self.typed.get(name, "") for name in names]
        if not all(count.isdecimal() and len(count) < 5 for count in counts):
            return
        total, initial = map(int, counts)
        rows = self._pop_rows(group)
        mine = {rows[n][group.key][-1]: n for n in range(initial) if rows[n].get(group.key)}
        began = self.began.rows.get(group.prefix, {})
        for key, now in group.forms.items():
            if key in mine:
                self._set_row(now.prefix, rows[mine[key]])
                self._rebase_row(group, key, now, f"{group.prefix}-{mine[key]}")
            else:
                for name, values in form_data(now).items():
                    self.data.setlist(name, values)
                if key not in began:
                    self._add_row_change(group, key, now.instance, "added")
        added = [now for key, now in group.forms.items() if key not in began]
        new = [
            rows[n]
            for n in range(initial, total)
            if not any(self._same(group, now, f"{group.prefix}-{n}") for now in added)
        ]
        new += self._deleted_rows(group, {key: rows[n] for key, n in mine.items()})
        for number, row in enumerate(new, start=len(group.forms)):
            self._set_row(f"{group.prefix}-{number}", row)
        self.data[f"{group.prefix}-TOTAL_FORMS"] = str(len(group.forms) + len(new))
        self.data[f"{group.prefix}-INITIAL_FORMS"] = str(len(group.forms))

    def _pop_rows(self, group: FormGroup) -> dict[int, dict[str, list[Any]]]:
        """Remove a group's rows from what was sent; return their fields by number and name."""
        longer = tuple(f"{p}-" for p in self.prefixes if p.startswith(f"{group.prefix}-"))
        pattern = re.compile(rf"{re.escape(group.prefix)}-(\d{{1,4}})-(.+)", re.DOTALL)
        rows: dict[int, dict[str, list[Any]]] = defaultdict(dict)
        for sent_data in (self.data, self.files):
            for name in [*sent_data]:
                found = pattern.fullmatch(name)
                if found and not (longer and name.startswith(longer)):
                    rows[int(found[1])][found[2]] = sent_data.pop(name)
        return rows

    def _set_row(self, prefix: str, row: dict[str, list[Any]]) -> None:
        for name, values in row.items():
            where = self.data if all(isinstance(each, str) for each in values) else self.files
            where.setlist(f"{prefix}-{name}", values)

    def _same(self, group: FormGroup, now: Any, sent_as: str) -> bool:
        """Return whether a new row equals one that somebody else entered meanwhile."""
        columns = {field.name for field in group.model._meta.fields}
        return all(
            shown_value(now, name) == typed_value(now, name, self.typed, self.chosen_files, sent_as)
            for name in group.fields(now)
            if name in columns
        )

    def _deleted_rows(
        self, group: FormGroup, typed: dict[str, dict[str, list[Any]]]
    ) -> Iterator[dict[str, list[Any]]]:
        """Yield what was typed for rows deleted or moved by others, if it is to be entered anew."""
        earlier = self.began.gone.get(group.prefix, {})
        gone = {
            key: DeletedRow(state, typed.get(key, {}))
            for key, state in self.began.rows.get(group.prefix, {}).items()
            if key not in group.forms
        }
        for key, one in {**gone, **earlier}.items():
            if not self.versions.belonged(group, key):
                continue
            row = {name: value for name, value in one.typed.items() if name != group.key}
            was = self._form_of_deleted(group, key)
            values = self.versions.values(group, key, was, one.state)
            name = choice_name(group.prefix, key, ROW)
            chosen = self.typed.get(name)
            changed = self._changed(group, was, values, row) if row else {}
            known = was.instance if self.versions.of(group, key) else None
            done = self.versions.what_became_of(group, key, known)
            if chosen == YOURS:
                yield row
            elif chosen == THEIRS or "DELETE" in row or not changed:
                self._add_row_change(group, key, known, done)
            else:
                where, saved = group.label_of(known), self.versions.last_saved(group, key)
                self.seen.gone.setdefault(group.prefix, {})[key] = DeletedRow(one.state, one.typed)
                yours = "\n".join(f"{label}: {words}" for label, words in changed.items())
                self.conflicts.append(Conflict(where, "", "", done, saved, yours, name))

    def _changed(
        self, group: FormGroup, was: Any, values: ValueOf | None, row: dict[str, list[Any]]
    ) -> dict[str, str]:
        typed = {name: typed_value(was, name, SentData(row), {}, "") for name in group.fields(was)}
        return {
            _label(was, name): display_value(was, name, value)
            for name, value in typed.items()
            if values is None or values(name) != value
        }

    def _form_of_deleted(self, group: FormGroup, key: str) -> Any:
        """Return the form of a deleted row, as it was last shown."""
        kept = self.versions.of(group, key)
        form = group.formset.form(prefix=group.prefix, **group.formset.get_form_kwargs(None))
        form.instance.pk = int(key) if key.isdecimal() else None
        return form_at_version(form, kept[-1]) if kept else form

    def _compare_read_only(self, group: FormGroup) -> None:
        """Note what others changed among rows that the page shows read-only."""
        began, now = self.began.rows.get(group.prefix, {}), self.seen.rows[group.prefix]
        for key in {**began, **now}:
            if began.get(key) != now.get(key):
                done = "deleted" if key not in now else "changed" if key in began else "added"
                form = group.forms.get(key)
                self._add_row_change(group, key, form.instance if form else None, done)

    # Words.

    def _add_row_change(self, group: FormGroup, key: str, row: Any, done: str) -> None:
        saved = self.versions.last_saved(group, key)
        self.their_changes.append(TheirChange(group.label_of(row), "", "", done, saved))

    def _add_conflict(
        self, group: FormGroup, key: str, now: Any, name: str, values: tuple[Any, Any, Any]
    ) -> None:
        base, theirs, yours = (
            "not known" if value is UNKNOWN else display_value(now, name, value) for value in values
        )
        where, saved = group.label_of(now.instance), self.versions.last_saved(group, key, name)
        choice, label = choice_name(group.prefix, key, name), _label(now, name)
        self.conflicts.append(Conflict(where, label, base, theirs, saved, yours, choice))

    def _add_their_change(
        self, group: FormGroup, key: str, now: Any, name: str, base: Any, theirs: Any
    ) -> None:
        was, is_now = display_value(now, name, base), display_value(now, name, theirs)
        saved = self.versions.last_saved(group, key, name)
        where, label = group.label_of(now.instance), _label(now, name)
        self.their_changes.append(TheirChange(where, label, was, is_now, saved))


def _label(form: Any, name: str) -> str:
    return str(form[name].label)
