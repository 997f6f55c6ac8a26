"""What the tables compute with: in generated columns, defaults, constraints and indexes."""

from django.contrib.postgres.operations import (
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations

from briefings.migrations.sql import run


class Migration(migrations.Migration):
    initial = True

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        run("ids"),
        run("dates"),
        run("words"),
    ]
