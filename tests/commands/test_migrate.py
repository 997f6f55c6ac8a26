"""`migrate` makes the class of a new model alone, and has the same models as Django in the end."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState, StateApps

from briefings.management.commands.migrate import adding_models_alone

Fields = dict[str, set[str]]


@pytest.fixture
def loader(db: None) -> MigrationLoader:
    return MigrationLoader(connection)


def test_the_models_are_those_of_django(loader: MigrationLoader) -> None:
    at_once = loader.project_state().apps
    one_by_one = _apply(loader, loader.graph.leaf_nodes())
    assert _fields(one_by_one) == _fields(at_once)


def test_few_models_are_made_more_than_once(
    loader: MigrationLoader, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    render = ModelState.render

    def noted(model: ModelState, apps: StateApps) -> Any:
        made.append(model.name)
        return render(model, apps)

    monkeypatch.setattr(ModelState, "render", noted)
    tables = ("briefings", "0003_history")  # all migrations until then make tables
    models = _apply(loader, [tables]).get_models(include_auto_created=True)
    assert len(made) < 6 * len(models)


def _apply(loader: MigrationLoader, targets: Any) -> StateApps:
    """Return the models after the migrations up to these, made one by one as while migrating."""
    state = ProjectState(real_apps=loader.unmigrated_apps)
    assert not [*state.apps.get_models()]
    with adding_models_alone():
        for key in loader.graph._generate_plan(targets, at_end=True):
            loader.graph.nodes[key].mutate_state(state, preserve=False)
    return state.apps


def _fields(apps: Any) -> Fields:
    """Return the names of each model's fields, those of reverse relations too."""
    return {
        model._meta.label: {field.name for field in model._meta.get_fields(include_hidden=True)}
        for model in apps.get_models(include_auto_created=True)
    }
