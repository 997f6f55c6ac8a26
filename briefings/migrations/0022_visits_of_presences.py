"""Which visit told last that somebody is at a page: another that is closed does not end it."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("briefings", "0021_stale_sentences")]

    operations = [
        migrations.AddField(
            model_name="presence",
            name="visit",
            field=models.UUIDField(default=uuid.uuid4),
            preserve_default=False,
        ),
    ]
