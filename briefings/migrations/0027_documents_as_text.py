"""Documents as text: PostgreSQL tells bytes as two letters each, twice the length of the JSON."""

from __future__ import annotations

from django.db import migrations, models

COLUMNS = ("body", "item")


class Migration(migrations.Migration):
    dependencies = [("briefings", "0026_newest_words")]

    operations = [
        migrations.RunSQL(
            [f"ALTER TABLE briefings_document ALTER {column} TYPE text USING convert_from({column}, 'UTF8')" for column in COLUMNS],
            [f"ALTER TABLE briefings_document ALTER {column} TYPE bytea USING convert_to({column}, 'UTF8')" for column in COLUMNS],
            state_operations=[migrations.AlterField("document", column, models.TextField()) for column in COLUMNS],
        )
    ]
