"""Heads of the records that are named: what their pages rest on."""

import django.db.models.deletion
from django.db import migrations, models

from briefings.migrations.sql import run


class Migration(migrations.Migration):
    dependencies = [("briefings", "0013_documents_by_their_row")]

    operations = [
        migrations.CreateModel(
            name="Naming",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("type", models.CharField(db_collation="C", max_length=20, null=True)),
                ("seq", models.BigIntegerField(db_default=0, default=0)),
                (
                    "identity",
                    models.ForeignKey(
                        db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="briefings.identity"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(condition=models.Q(("type__isnull", True)), fields=["id"], name="naming_waiting")],
                "constraints": [models.UniqueConstraint(fields=("identity", "type"), name="naming_once")],
            },
        ),
        run("naming"),
    ]
