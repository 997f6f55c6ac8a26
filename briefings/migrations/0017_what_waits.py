"""What waits in the ledger is found by its row, whatever the planner thinks that there is of it."""

from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0016_taken_back"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="change",
            name="change_waiting",
        ),
        migrations.RemoveIndex(
            model_name="change",
            name="change_by_origin",
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(
                condition=models.Q(("at__isnull", True)),
                fields=["due_at", "id"],
                name="change_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(
                condition=models.Q(("origin__isnull", False), ("seq__isnull", True)),
                fields=["origin"],
                name="change_by_origin",
            ),
        ),
        migrations.RunSQL(
            [(Path(__file__).parent / "sql" / "0017_waiting.sql").read_text(encoding="utf-8")],
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL("SELECT briefings_keep_plans()", migrations.RunSQL.noop),
    ]
