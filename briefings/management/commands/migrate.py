"""Django's `migrate`, in a fraction of its time on an empty database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.models import Field

# What a field tells people; the database does not see it.
WORDS = frozenset({"choices", "error_messages", "help_text", "verbose_name"})


class Command(migrate.Command):
    """`manage.py migrate`: as Django's own, but that it makes few classes of models.

    For each change Django makes the classes of all models anew that are related to the changed one
    in any number of steps, here nearly all. A new model only adds its reverse relations to them, as
    when the models are imported, so here it is the only one made. Where a field or a constraint
    changes in its words alone, no class is made: no statement follows from those. What else changes
    or removes a model still makes all of its relations anew.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate; the options are Django's."""
        with making_few_classes():
            super().handle(*args, **options)


@contextmanager
def making_few_classes() -> Iterator[None]:
    """Have `ProjectState` make one class for a new model, and none for changed words."""
    add_model = ProjectState.add_model
    alter_constraint = ProjectState.alter_constraint
    alter_field = ProjectState.alter_field

    def add_model_alone(self: Any, model_state: ModelState) -> None:
        with _classes_kept(self) as apps:
            add_model(self, model_state)
        if apps is not None:
            apps.render_multiple([model_state])

    # Django alters a constraint only where nothing but its message differs.
    def alter_constraint_alone(self: Any, *args: Any) -> None:
        with _classes_kept(self):
            alter_constraint(self, *args)

    def alter_field_alone(
        self: Any, app: str, model: str, name: str, field: Any, preserve_default: bool
    ) -> None:
        before = self.models[app, model].fields[name]
        words_alone = preserve_default and without_words(before) == without_words(field)
        with _classes_kept(self) if words_alone else nullcontext():
            alter_field(self, app, model, name, field, preserve_default)

    state: Any = ProjectState
    state.add_model = add_model_alone
    state.alter_constraint = alter_constraint_alone
    state.alter_field = alter_field_alone
    try:
        yield
    finally:
        state.add_model = add_model
        state.alter_constraint = alter_constraint
        state.alter_field = alter_field


def without_words(field: Field[Any, Any]) -> tuple[Any, ...]:
    """Return what makes a field, but for its words."""
    _, kind, args, options = field.deconstruct()
    return kind, args, {name: value for name, value in options.items() if name not in WORDS}


@contextmanager
def _classes_kept(state: ProjectState) -> Iterator[StateApps | None]:
    """Keep the classes of all models, if there are any yet, as they are while the state changes."""
    apps = state.__dict__.pop("apps", None)  # without classes Django makes none
    yield apps
    if apps is not None:
        state.apps = apps
