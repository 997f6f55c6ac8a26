"""Count how often a withheld name hid rows or showed them again, which the ledger does not tell."""

from django.db import migrations, models

from briefings.migrations.sql import run


class Migration(migrations.Migration):
    dependencies = [("briefings", "0007_certain_days_of_visits")]

    operations = [
        migrations.CreateModel(
            name="Hiding",
            fields=[
                ("pk", models.CompositePrimaryKey("at", "backend", blank=True, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("backend", models.IntegerField()),
            ],
        ),
        run("hidings"),
    ]
