"""The state of a page of the desk: the version of every row on it, which its form carries."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from briefings.admin.form_data import form_data

# The version of a row; if it has none, all that its form showed.
RowState = int | dict[str, list[str]]
FIELD = "_seen"


@dataclass
class FormGroup:
    """The rows of one kind on a page, each with its form; `prefix` is "" for the page's own row.

    `editable` says whether the user may change them.
    """

    prefix: str
    model: type[Model]
    forms: dict[str, Any]
    formset: Any = None
    editable: bool = True

    @property
    def key(self) -> str:
        """The name of the primary key's field."""
        return str(self.model._meta.pk.name)

    @property
    def key_fields(self) -> set[str]:
        """The names of the form fields that identify a row."""
        if self.formset is None:
            return set()
        return {self.key, self.formset.fk.name, "DELETE"}

    def fields(self, form: Any) -> list[str]:
        """Return the names of the fields that a user types into."""
        return [name for name in form.fields if name not in self.key_fields]

    def states(self) -> dict[str, RowState]:
        """Return the version of each row, by its key."""
        return {key: state_of(form) for key, form in self.forms.items()}

    def label_of(self, row: Any) -> str:
        """Return the label of a row with its kind; "" for the page's own row."""
        if self.formset is None:
            return ""
        kind = str(self.model._meta.verbose_name).capitalize()
        return f"{kind} “{row}”" if row is not None and str(row) else kind


@dataclass
class DeletedRow:
    """A row that others deleted while the user changed it: its version, and what was typed."""

    state: RowState
    typed: dict[str, list[str]]


@dataclass
class PageState:
    """What a page showed, as its form carries it.

    `rows` are the versions by group and key. `held` maps each open choice between two changes to
    the version that both began from; `gone` are the deleted rows about which a choice is open.
    """

    rows: Mapping[str, Mapping[str, RowState]] = field(default_factory=dict)
    held: dict[str, RowState] = field(default_factory=dict)
    gone: dict[str, dict[str, DeletedRow]] = field(default_factory=dict)

    @classmethod
    def of(cls, groups: Sequence[FormGroup]) -> PageState:
        """Return the state of a page that shows these groups."""
        return cls({group.prefix: group.states() for group in groups})

    @classmethod
    def read(cls, typed: Mapping[str, Any]) -> PageState | None:
        """Return the state that a form carries; None if it carries none, or no valid one."""
        try:
            carried = json.loads(typed[FIELD])
            json.dumps(carried, ensure_ascii=False).encode()  # raises for half a surrogate pair
            seen = cls(
                {str(group): _states(rows) for group, rows in carried["rows"].items()},
                _states(carried.get("held", {})),
                {
                    str(group): {
                        str(int(key)): DeletedRow(_state(one["state"]), _data(one["typed"]))
                        for key, one in rows.items()
                    }
                    for group, rows in carried.get("gone", {}).items()
                },
            )
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
            return None
        return seen

    def __str__(self) -> str:
        gone = {
            group: {key: {"state": one.state, "typed": one.typed} for key, one in rows.items()}
            for group, rows in self.gone.items()
        }
        return json.dumps({"rows": self.rows, "held": self.held, "gone": gone})


def state_of(form: Any) -> RowState:
    """Return the version of a form's row; if it has none, all that the form shows."""
    version = getattr(form.instance, "version", None)
    return version if isinstance(version, int) else _form_state(form)


def _form_state(form: Any) -> dict[str, list[str]]:
    """Return what the form shows, by field names without the row's prefix."""
    prefix = f"{form.prefix}-" if form.prefix else ""
    unmarked = {name.removeprefix(prefix): value for name, value in form_data(form).items()}
    return {name: value for name, value in unmarked.items() if name != "DELETE"}


def page_groups(form: Any, formsets: Sequence[Any], editable: Sequence[bool]) -> list[FormGroup]:
    """Return the groups of rows that a page shows: its own row, then those of each formset."""
    groups = [FormGroup("", type(form.instance), {str(form.instance.pk): form})]
    for formset, can_type in zip(formsets, editable, strict=True):
        rows = {str(each.instance.pk): each for each in formset.initial_forms}
        groups.append(FormGroup(formset.prefix, formset.model, rows, formset, can_type))
    return groups


def _states(carried: dict[str, Any]) -> dict[str, RowState]:
    return {str(key): _state(state) for key, state in carried.items()}


def _state(carried: Any) -> RowState:
    if isinstance(carried, int) and not isinstance(carried, bool) and 0 <= carried < 2**31:
        return carried
    return _data(carried)


def _data(carried: dict[str, Any]) -> dict[str, list[str]]:
    return {str(name): [str(each) for each in values] for name, values in carried.items()}
