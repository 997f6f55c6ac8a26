"""Working copies: what is typed and not saved, and who has which page open."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0016_editions_on_hold"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("model", models.CharField(max_length=40)),
                ("key", models.BigIntegerField()),
                ("heard_at", models.DateTimeField()),
                ("active_at", models.DateTimeField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="presences", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "indexes": [models.Index(fields=["model", "key"], name="presence_of_page")],
                "constraints": [models.UniqueConstraint(fields=("by", "model", "key"), name="presence_once", violation_error_message="One is at a page once.")],
            },
        ),
        migrations.CreateModel(
            name="WorkingCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("model", models.CharField(max_length=40)),
                ("key", models.BigIntegerField(blank=True, null=True)),
                ("label", models.CharField(blank=True, max_length=200)),
                ("visit", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                ("typed", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="working_copies", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="workingcopy_by_age")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("by", "model", "key"),
                        name="workingcopy_once",
                        nulls_distinct=False,
                        violation_error_message="What is typed on a page is kept once.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("finished_at", None), ("typed", {}), _connector="OR"),
                        name="workingcopy_finished_is_empty",
                        violation_error_message="Nothing is kept of what was saved or discarded.",
                    ),
                ],
            },
        ),
    ]
