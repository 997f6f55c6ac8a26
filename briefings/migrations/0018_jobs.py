"""Jobs that failed, mail that waits to be sent, and what the addresses of sources answered."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import briefings.models.expressions
from briefings.migrations.sql import run


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0017_working_copies"),
        ("procrastinate", "0041_post_retry_failed_job"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="JobFailure",
            fields=[
                (
                    "job",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="failure",
                        serialize=False,
                        to="procrastinate.procrastinatejob",
                    ),
                ),
                ("what", models.TextField()),
                ("error", models.TextField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("what", ""), _negated=True), models.Q(("error", ""), _negated=True)),
                        name="job_failure_has_words",
                        violation_error_message="A failure says what was to be done, and why it was not.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.URLField(max_length=1000, unique=True)),
                ("checked_at", models.DateTimeField()),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("problem", models.TextField(blank=True)),
                ("failing_since", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("failing_since__isnull", True), ("problem", "")),
                            models.Q(
                                models.Q(("problem", ""), _negated=True), ("failing_since__isnull", False), ("failing_since__lte", models.F("checked_at"))
                            ),
                            _connector="OR",
                        ),
                        name="link_failing_has_problem",
                        violation_error_message="A link that fails says since when, and what is wrong.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
                ("occasion", models.CharField(max_length=200)),
                ("subject", models.TextField()),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("sent_at", models.DateTimeField(null=True)),
                ("to", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="mails", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("to", "occasion"), name="mail_once", violation_error_message="This mail was written already."),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", True), models.Q(("subject", ""), _negated=True)),
                            models.Q(("sent_at__isnull", False), ("subject", ""), ("text", "")),
                            _connector="OR",
                        ),
                        name="mail_sent_is_forgotten",
                        violation_error_message="A mail has a subject; of one that was sent no word stays.",
                    ),
                ],
            },
        ),
        run("jobs"),
    ]
