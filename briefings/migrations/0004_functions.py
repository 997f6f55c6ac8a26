"""What the triggers call. The triggers stand beside the models, and are installed after this."""

from django.db import migrations

from briefings.migrations.sql import run


class Migration(migrations.Migration):
    dependencies = [("briefings", "0003_history")]

    operations = [
        run("ledger"),
        run("identities"),
        run("editions"),
        run("search"),
        run("titles"),
        run("withheld_names"),
        run("plans"),
    ]
