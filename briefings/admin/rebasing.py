"""What somebody typed on a page, carried over to the rows as they stand by now."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from briefings.actions.comparing import UNKNOWN, Comparison, three_way
from briefings.admin.seen import DeletedRow, FormGroup, PageState, RowState, state_of
from briefings.admin.sent import SentData, in_words, names_of, sent, shown_value, typed_value
from briefings.admin.versions import RowVersions, ValueOf, as_kept, choice_name

THEIRS, YOURS = "theirs", "yours"
ROW = "DELETE"  # the choice whether a row stays


@dataclass(frozen=True)
class TheirChange:
    """What somebody else changed meanwhile; `field` is "" for a whole row."""

    where: str
    field: str
    was: str
    now: str
    saved: str


@dataclass(frozen=True)
class Conflict(TheirChange):
    """What two people changed, each to something else; `name` is that of the choice."""

    yours: str
    name: str


class Rebase:
    """What was typed, carried over: what one side alone changed stands, and conflicts are named.

    `data` and `files` are what a browser would have sent, had the page shown the rows as they
    stand; `seen` is what that page would carry along. A query a kind of row that changed.
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
        self.is_stale = self.began.rows != self.seen.rows
        if not self.is_stale and not self.began.held and not self.began.gone:
            return
        self.versions = RowVersions(groups, self.began, by)
        self.prefixes = [group.prefix for group in groups]
        for group in groups:
            if not group.editable:
                self._only_shown(group)
            elif group.formset is None:
                self._row(group, *next(iter(group.forms.items())), "")
            else:
                self._rows(group)

    # One row that is there still.

    def _row(self, group: FormGroup, key: str, now: Any, sent_as: str) -> None:
        """Carry over what was typed into a row; what was sent stands under its new name already."""
        began = self.began.rows.get(group.prefix, {}).get(key)
        start = choice_name(group.prefix, key, "")
        held = {k.removeprefix(start): v for k, v in self.began.held.items() if k.startswith(start)}
        if began == state_of(now) and not held:
            return
        if sent_as and f"{sent_as}-DELETE" in self.typed:
            self._deleted(group, key, now, began)
            return
        told = len(self.their_changes) + len(self.conflicts)
        for name in group.fields(now):
            chosen = self.typed.get(start + name) if name in held else None
            since = began if chosen == YOURS else held.get(name, began)
            values = self.versions.values(group, key, now, since)
            base = values(name) if values else UNKNOWN
            theirs = shown_value(now, name)
            mine = typed_value(now, name, self.typed, self.chosen_files, sent_as)
            outcome = Comparison.THEIRS if chosen == THEIRS else three_way(base, theirs, mine)
            if outcome is Comparison.CONFLICT and self._both(now, name, base, theirs, mine):
                outcome = Comparison.MINE
            if outcome is Comparison.THEIRS:
                self._take(now, name)
            if outcome is Comparison.CONFLICT:
                self.seen.held[start + name] = {} if since is None else since
                self._add_conflict(group, key, now, name, (base, theirs, mine))
            elif base is not UNKNOWN and base != theirs and name not in held:
                self._add_their_change(group, key, now, name, base, theirs)
        if told == len(self.their_changes) + len(self.conflicts) and began != state_of(now):
            self._add_row_change(group, key, now.instance, "changed")

    def _deleted(self, group: FormGroup, key: str, now: Any, began: RowState | None) -> None:
        """Let a row that somebody deletes go, unless another has changed it and that is to stay."""
        name = choice_name(group.prefix, key, ROW)
        chosen = self.typed.get(name)
        if chosen == THEIRS:
            self.data.pop(f"{now.prefix}-DELETE", None)
            for field in group.fields(now):
                self._take(now, field)
        elif chosen != YOURS or began != state_of(now):
            self.seen.held[name] = {} if began is None else began
            values = self.versions.values(group, key, now, self.began.held.get(name, began))
            changed = [
                f"{_label(now, field)}: {in_words(now, field, value) or 'nothing'}"
                for field in group.fields(now)
                for value in [shown_value(now, field)]
                if values is None or values(field) != value
            ]
            self.conflicts.append(
                Conflict(
                    *(_where(group, now.instance), "", ""),
                    "\n".join(changed) or "changed",
                    *(self.versions.saved(group, key), "deleted", name),
                )
            )

    def _both(self, now: Any, name: str, base: Any, theirs: Any, mine: Any) -> bool:
        """Bring two changes of long words together where they touch different parts of them."""
        bring = getattr(now.fields[name], "brought_together", None)
        if bring is None or base is UNKNOWN:
            return False
        both = bring(base, mine, theirs)
        if both is None:
            return False
        self.data[now[name].html_name] = both
        return True

    def _take(self, now: Any, name: str) -> None:
        """Put theirs in the place of what was sent."""
        theirs = sent(now)
        for each in names_of(now, name, now.prefix or ""):
            self.data.pop(each, None)
            self.files.pop(each, None)
            if each in theirs:
                self.data.setlist(each, theirs[each])

    # The rows of a group.

    def _rows(self, group: FormGroup) -> None:
        """Carry over what was typed into rows: those there are, in their order, then new ones."""
        names = (f"{group.prefix}-{which}_FORMS" for which in ("TOTAL", "INITIAL"))
        counts = [self.typed.get(name, "") for name in names]
        if not all(count.isdecimal() and len(count) < 5 for count in counts):
            return
        total, initial = map(int, counts)
        rows = self._cut(group)
        mine = {rows[n][group.key][-1]: n for n in range(initial) if rows[n].get(group.key)}
        began = self.began.rows.get(group.prefix, {})
        for key, now in group.forms.items():
            if key in mine:
                self._put(now.prefix, rows[mine[key]])
                self._row(group, key, now, f"{group.prefix}-{mine[key]}")
            else:
                for name, values in sent(now).items():
                    self.data.setlist(name, values)
                if key not in began:
                    self._add_row_change(group, key, now.instance, "added")
        added = [now for key, now in group.forms.items() if key not in began]
        new = [
            rows[n]
            for n in range(initial, total)
            if not any(self._same(group, now, f"{group.prefix}-{n}") for now in added)
        ]
        new += self._gone(group, {key: rows[n] for key, n in mine.items()})
        for number, row in enumerate(new, start=len(group.forms)):
            self._put(f"{group.prefix}-{number}", row)
        self.data[f"{group.prefix}-TOTAL_FORMS"] = str(len(group.forms) + len(new))
        self.data[f"{group.prefix}-INITIAL_FORMS"] = str(len(group.forms))

    def _cut(self, group: FormGroup) -> dict[int, dict[str, list[Any]]]:
        """Take out what was sent for the rows of a group; return it by number and name."""
        longer = tuple(f"{p}-" for p in self.prefixes if p.startswith(f"{group.prefix}-"))
        pattern = re.compile(rf"{re.escape(group.prefix)}-(\d{{1,4}})-(.+)", re.DOTALL)
        rows: dict[int, dict[str, list[Any]]] = defaultdict(dict)
        for sent_data in (self.data, self.files):
            for name in [*sent_data]:
                found = pattern.fullmatch(name)
                if found and not (longer and name.startswith(longer)):
                    rows[int(found[1])][found[2]] = sent_data.pop(name)
        return rows

    def _put(self, prefix: str, row: dict[str, list[Any]]) -> None:
        for name, values in row.items():
            where = self.data if all(isinstance(each, str) for each in values) else self.files
            where.setlist(f"{prefix}-{name}", values)

    def _same(self, group: FormGroup, now: Any, sent_as: str) -> bool:
        """Return whether a new row says what another has entered meanwhile."""
        columns = {field.name for field in group.model._meta.fields}
        return all(
            shown_value(now, name) == typed_value(now, name, self.typed, self.chosen_files, sent_as)
            for name in group.fields(now)
            if name in columns
        )

    def _gone(
        self, group: FormGroup, typed: dict[str, dict[str, list[Any]]]
    ) -> Iterator[dict[str, list[Any]]]:
        """Yield what is entered anew of rows that were deleted meanwhile."""
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
            was = self._as_it_was(group, key)
            values = self.versions.values(group, key, was, one.state)
            name = choice_name(group.prefix, key, ROW)
            chosen = self.typed.get(name)
            changed = self._changed(group, was, values, row) if row else {}
            known = was.instance if self.versions.of(group, key) else None
            if chosen == YOURS:
                yield row
            elif chosen == THEIRS or "DELETE" in row or not changed:
                self._add_row_change(group, key, known, "deleted")
            else:
                where, saved = _where(group, known), self.versions.saved(group, key)
                self.seen.gone.setdefault(group.prefix, {})[key] = DeletedRow(one.state, one.typed)
                yours = "\n".join(f"{label}: {words}" for label, words in changed.items())
                self.conflicts.append(Conflict(where, "", "", "deleted", saved, yours, name))

    def _changed(
        self, group: FormGroup, was: Any, values: ValueOf | None, row: dict[str, list[Any]]
    ) -> dict[str, str]:
        typed = {name: typed_value(was, name, SentData(row), {}, "") for name in group.fields(was)}
        return {
            _label(was, name): in_words(was, name, value)
            for name, value in typed.items()
            if values is None or values(name) != value
        }

    def _as_it_was(self, group: FormGroup, key: str) -> Any:
        """Return the form of a row that is gone, which does not ask all that a new one asks."""
        kept = self.versions.of(group, key)
        form = group.formset.form(prefix=group.prefix, **group.formset.get_form_kwargs(None))
        form.instance.pk = int(key) if key.isdecimal() else None
        return as_kept(form, kept[-1]) if kept else form

    def _only_shown(self, group: FormGroup) -> None:
        """Tell what changed among rows that are only read here."""
        began, now = self.began.rows.get(group.prefix, {}), self.seen.rows[group.prefix]
        for key in {**began, **now}:
            if began.get(key) != now.get(key):
                done = "changed" if key in began and key in now else "added"
                done = done if key in now else "deleted"
                form = group.forms.get(key)
                self._add_row_change(group, key, form.instance if form else None, done)

    # Words.

    def _add_row_change(self, group: FormGroup, key: str, row: Any, done: str) -> None:
        saved = self.versions.saved(group, key)
        self.their_changes.append(TheirChange(_where(group, row), "", "", done, saved))

    def _add_conflict(
        self, group: FormGroup, key: str, now: Any, name: str, values: tuple[Any, Any, Any]
    ) -> None:
        base, theirs, yours = (
            "not known" if value is UNKNOWN else in_words(now, name, value) for value in values
        )
        where, saved = _where(group, now.instance), self.versions.saved(group, key, name)
        choice = choice_name(group.prefix, key, name)
        label = _label(now, name)
        self.conflicts.append(Conflict(where, label, base, theirs, saved, yours, choice))

    def _add_their_change(
        self, group: FormGroup, key: str, now: Any, name: str, base: Any, theirs: Any
    ) -> None:
        was, is_now = in_words(now, name, base), in_words(now, name, theirs)
        saved = self.versions.saved(group, key, name)
        where = _where(group, now.instance)
        self.their_changes.append(TheirChange(where, _label(now, name), was, is_now, saved))


def _label(form: Any, name: str) -> str:
    return str(form[name].label)


def _where(group: FormGroup, row: Any) -> str:
    """Return what a row is called, "" for the page's own."""
    if group.formset is None:
        return ""
    kind = str(group.model._meta.verbose_name).capitalize()
    return f"{kind} “{row}”" if row is not None and str(row) else kind
