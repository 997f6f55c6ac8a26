"""Look for a common word among the newest editions first, by the indexes of words and of dates."""

from django.db import migrations

from briefings.migrations.sql import run


class Migration(migrations.Migration):
    dependencies = [("briefings", "0025_plain_words")]

    operations = [run("newest_words")]
