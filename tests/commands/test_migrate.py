"""`migrate` makes few classes of models, and has the same models as Django in the end."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState, StateApps

from briefings.management.commands.migrate import making_few_classes, without_words

Fields = dict[str, dict[str, str | None]]


@pytest.fixture
def loader(db: None) -> MigrationLoader:
    return MigrationLoader(connection)


def test_the_models_are_those_of_django(loader: MigrationLoader) -> None:
    at_once = loader.project_state().apps
    one_by_one = _apply(loader, loader.graph.leaf_nodes())
    assert _fields(one_by_one) == _fields(at_once)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the models whose classes are made from now on."""
    names: list[str] = []
    render = ModelState.render

    def noted(model: ModelState, apps: StateApps) -> Any:
        names.append(model.name)
        return render(model, apps)

    monkeypatch.setattr(ModelState, "render", noted)
    return names


def test_few_models_are_made_more_than_once(loader: MigrationLoader, made: list[str]) -> None:
    tables = ("briefings", "0003_history")  # all migrations until then make tables
    tabled = _apply(loader, [tables]).get_models(include_auto_created=True)
    assert len(made) < 6 * len(tabled)


def test_no_model_is_made_for_words_alone(made: list[str]) -> None:
    named = models.CheckConstraint(condition=~models.Q(name=""), name="named")
    fields = [("id", models.AutoField(primary_key=True)), ("name", models.CharField(max_length=9))]
    state = ProjectState()
    state.add_model(ModelState("maps", "Place", fields, {"constraints": [named]}))
    assert state.apps.get_model("maps", "place")
    made.clear()
    with making_few_classes():
        told = models.CharField(max_length=9, help_text="As on maps")
        state.alter_field("maps", "place", "name", told, True)
        state.alter_constraint("maps", "place", "named", named.clone())
        assert not made
        state.alter_field("maps", "place", "name", models.CharField(max_length=10), True)
        assert made == ["Place"]


def _apply(loader: MigrationLoader, targets: Any) -> StateApps:
    """Return the models after the migrations up to these, made one by one as while migrating."""
    state = ProjectState(real_apps=loader.unmigrated_apps)
    assert not [*state.apps.get_models()]
    with making_few_classes():
        for key in loader.graph._generate_plan(targets, at_end=True):
            loader.graph.nodes[key].mutate_state(state, preserve=False)
    return state.apps


def _fields(apps: Any) -> Fields:
    """Return each model's fields, of its own what makes them; those of reverse relations too."""
    return {
        model._meta.label: {
            field.name: str(without_words(field)) if field in model._meta.local_fields else None
            for field in model._meta.get_fields(include_hidden=True)
        }
        for model in apps.get_models(include_auto_created=True)
    }
