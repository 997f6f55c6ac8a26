from pathlib import Path

from django.db import migrations


def _sql(name):
    """Return the operation that runs a file of SQL beside the migrations; it is not undone."""
    text = (Path(__file__).parent / "sql" / name).read_text(encoding="utf-8")
    return migrations.RunSQL([text], migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0003_search"),
    ]

    operations = [_sql("0004_ledger.sql")]
