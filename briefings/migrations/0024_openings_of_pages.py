"""What writes a working copy is the opening of a page: a visit is an official's journey."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("briefings", "0023_visits_of_presences")]

    operations = [
        migrations.RenameField("workingcopy", "visit", "opening"),
        migrations.RenameField("presence", "visit", "opening"),
    ]
