"""An operation of migrations that alters columns which generated columns are computed from."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AlterField
from django.db.migrations.state import ProjectState

from briefings.migrations._at_once import AtOnce


class Beneath(AtOnce):
    """Alters columns of one model while its `generated` columns, and their indexes, are not there.

    PostgreSQL alters no column that a generated one is computed from. The table is written anew.
    """

    def __init__(
        self, model_name: str, generated: Sequence[str], operations: Sequence[AlterField]
    ) -> None:
        super().__init__(operations)
        self.model_name, self.generated = model_name, generated

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the generated columns, alter the others, and make the first again."""
        before = from_state.apps.get_model(app_label, self.model_name)
        after = to_state.apps.get_model(app_label, self.model_name)
        indexes = [each for each in after._meta.indexes if {*each.fields} & {*self.generated}]
        for name in self.generated:
            schema_editor.remove_field(before, before._meta.get_field(name))
        for operation in self.operations:
            if operation.name not in self.generated:
                operation.database_forwards(app_label, schema_editor, from_state, to_state)
        for name in self.generated:
            schema_editor.add_field(after, after._meta.get_field(name))
        for index in indexes:
            schema_editor.add_index(after, index)
