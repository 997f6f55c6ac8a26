"""Editions that would undo what went live since are held, until somebody chooses."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0019_fixes"),
    ]

    operations = [
        migrations.RunSQL(
            """
            SELECT briefings_hold_lacking(article_id, NULL) FROM (
                SELECT DISTINCT article_id FROM briefings_edition
                WHERE lower(live_period) > statement_timestamp()
            ) AS scheduled
            """,
            migrations.RunSQL.noop,
        ),
    ]
