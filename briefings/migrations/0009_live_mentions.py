"""Keep with a mention when its edition is live: an index tells how many articles name a record."""

import django.contrib.postgres.fields.ranges
from django.db import migrations, models

# What belongs to an approved edition is final but where something is redacted.
LIVE = """
    SELECT set_config('briefings.redacting', 'on', true);
    UPDATE briefings_mention m SET live_period = e.live_period
    FROM briefings_edition e WHERE e.id = m.edition_id AND e.live_period IS NOT NULL;
    SELECT set_config('briefings.redacting', '', true);
"""
# To start a worker costs more than it saves where a few thousand words are met.
ALONE = "ALTER FUNCTION public.briefings_read(tsvector) PARALLEL UNSAFE"


class Migration(migrations.Migration):
    dependencies = [("briefings", "0008_hidings")]

    operations = [
        migrations.RunSQL(ALONE),
        migrations.RemoveIndex(model_name="mention", name="mention_of_identity"),
        migrations.AddField(
            model_name="mention", name="live_period", field=django.contrib.postgres.fields.ranges.DateTimeRangeField(editable=False, null=True)
        ),
        migrations.RunSQL(LIVE),
        migrations.AddIndex(model_name="mention", index=models.Index(fields=["identity"], include=("article", "live_period"), name="mention_live")),
    ]
