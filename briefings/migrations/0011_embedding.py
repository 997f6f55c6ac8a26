"""The ledger tells of every row whose answers embed what changed."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from briefings.migrations.sql import run


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0010_gathered_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="change",
            name="embedded_only",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AlterField(
            model_name="change",
            name="identity",
            field=models.ForeignKey(
                db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="changes", to="briefings.identity"
            ),
        ),
        run("embedding"),
        migrations.AddIndex(
            model_name="edition",
            index=django.contrib.postgres.indexes.GinIndex(models.Func(models.F("rendered"), function="briefings_quoted"), name="edition_quotes"),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("embedded_only", False),
                    models.Q(models.Q(("op", "updated"), ("op__isnull", True), _connector="OR"), models.Q(("fields", []), _negated=True)),
                    _connector="OR",
                ),
                name="change_embedded_is_an_update",
            ),
        ),
    ]
