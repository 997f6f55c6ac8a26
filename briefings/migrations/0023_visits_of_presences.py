"""Which visit told last that somebody is at a page: another that is closed does not end it."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("briefings", "0022_dismissals_in_texts")]

    operations = [
        migrations.AddField(
            model_name="presence",
            name="visit",
            field=models.UUIDField(default=uuid.uuid4),
            preserve_default=False,
        ),
    ]
