"""Sort new words into their indexes many at a time: each keeps up to a megabyte of them aside."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

from briefings.migrations.sql import run

ALTERED = """
DO $$
DECLARE
    words regclass;
BEGIN
    FOR words IN
        SELECT oid FROM pg_class
        WHERE relkind = 'i' AND relname ~ '_(said|words|spelling|heading)$' AND reloptions @> '{fastupdate=off}'
            AND relnamespace = current_schema()::regnamespace
    LOOP
        EXECUTE format('ALTER INDEX %s RESET (fastupdate)', words);
        EXECUTE format('ALTER INDEX %s SET (gin_pending_list_limit = 1024)', words);
    END LOOP;
END $$
"""


class Gathered(migrations.RunSQL):
    """Alters all indexes of words at once, where Django would build each anew."""

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Alter the indexes of the models; their classes have no part in it and are kept."""
        for model in state.models.values():
            model.options["indexes"] = [_gathered(index) for index in model.options.get("indexes", [])]


def _gathered(index: models.Index) -> models.Index:
    if not isinstance(index, GinIndex) or index.fastupdate is not False:
        return index
    altered = index.clone()
    altered.fastupdate, altered.gin_pending_list_limit = None, 1024
    return altered


class Migration(migrations.Migration):
    dependencies = [("briefings", "0009_live_mentions")]

    operations = [Gathered(ALTERED), run("words_kept_once")]
