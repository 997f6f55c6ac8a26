"""What a page of the desk showed: the version of every row on it, which its form carries along."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from briefings.admin.sent import sent

# The version of a row; of one that has none, all that its form showed.
RowState = int | dict[str, list[str]]
FIELD = "_seen"


@dataclass
class FormGroup:
    """The rows of one kind on a page, each with its form as it stands; `prefix` is "" for its own.

    `editable`: somebody can type into them.
    """

    prefix: str
    model: type[Model]
    forms: dict[str, Any]
    formset: Any = None
    editable: bool = True

    @property
    def key(self) -> str:
        """The name of the field that holds the key of a row."""
        return str(self.model._meta.pk.name)

    @property
    def own(self) -> set[str]:
        """The names of the fields that tell which row it is."""
        if self.formset is None:
            return set()
        return {self.key, self.formset.fk.name, "DELETE"}

    def fields(self, form: Any) -> list[str]:
        """Return the names of the fields that can be typed into."""
        return [name for name in form.fields if name not in self.own]

    def states(self) -> dict[str, RowState]:
        """Return the version of each row, by its key."""
        return {key: state_of(form) for key, form in self.forms.items()}


@dataclass
class DeletedRow:
    """A row that was deleted while somebody changed it: its version, and what was typed."""

    state: RowState
    typed: dict[str, list[str]]


@dataclass
class PageState:
    """What a form says that its page showed.

    `rows` are the versions by group and key. `held` names each choice that is still to be made,
    with the version that both sides began from; `gone` are the rows of which that is to be chosen.
    """

    rows: Mapping[str, Mapping[str, RowState]] = field(default_factory=dict)
    held: dict[str, RowState] = field(default_factory=dict)
    gone: dict[str, dict[str, DeletedRow]] = field(default_factory=dict)

    @classmethod
    def of(cls, groups: Sequence[FormGroup]) -> PageState:
        """Return what a page shows."""
        return cls({group.prefix: group.states() for group in groups})

    @classmethod
    def read(cls, typed: Mapping[str, Any]) -> PageState | None:
        """Return what the form carried; None for nothing, or for what no page of the desk wrote."""
        try:
            said = json.loads(typed[FIELD])
            seen = cls(
                {str(group): _states(rows) for group, rows in said["rows"].items()},
                _states(said.get("held", {})),
                {
                    str(group): {
                        str(int(key)): DeletedRow(_state(one["state"]), _data(one["typed"]))
                        for key, one in rows.items()
                    }
                    for group, rows in said.get("gone", {}).items()
                },
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            return None
        return seen

    def __str__(self) -> str:
        gone = {
            group: {key: {"state": one.state, "typed": one.typed} for key, one in rows.items()}
            for group, rows in self.gone.items()
        }
        return json.dumps({"rows": self.rows, "held": self.held, "gone": gone})


def state_of(form: Any) -> RowState:
    """Return the version of a form's row; of one that has none, all that the form shows."""
    version = getattr(form.instance, "version", None)
    return version if isinstance(version, int) else _worded(form)


def _worded(form: Any) -> dict[str, list[str]]:
    """Return what the form shows, by names that do not tell which row of its group it is."""
    prefix = f"{form.prefix}-" if form.prefix else ""
    unmarked = {name.removeprefix(prefix): value for name, value in sent(form).items()}
    return {name: value for name, value in unmarked.items() if name != "DELETE"}


def page_groups(form: Any, formsets: Sequence[Any], editable: Sequence[bool]) -> list[FormGroup]:
    """Return the rows that a page shows: its own, then those of each formset, as they stand."""
    groups = [FormGroup("", type(form.instance), {str(form.instance.pk): form})]
    for formset, can_type in zip(formsets, editable, strict=True):
        rows = {str(each.instance.pk): each for each in formset.initial_forms}
        groups.append(FormGroup(formset.prefix, formset.model, rows, formset, can_type))
    return groups


def _states(said: dict[str, Any]) -> dict[str, RowState]:
    return {str(key): _state(state) for key, state in said.items()}


def _state(said: Any) -> RowState:
    if isinstance(said, int) and not isinstance(said, bool) and 0 <= said < 2**31:
        return said
    return _data(said)


def _data(said: dict[str, Any]) -> dict[str, list[str]]:
    return {str(name): [str(each) for each in values] for name, values in said.items()}
