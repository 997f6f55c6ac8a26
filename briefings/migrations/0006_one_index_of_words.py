"""Index the words of an article once, and find the mentions of a record in an index alone."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

import briefings.models.words
from briefings.migrations.sql import run

# A withdrawn article had no words: nobody but the public was to find it.
WITHDRAWN = """
    SELECT briefings_keep_words(e) FROM briefings_edition e
    WHERE upper(e.live_period) <= statement_timestamp()
        AND NOT briefings_is_superseded(e.article_id, e.live_period)
"""


class Migration(migrations.Migration):
    dependencies = [("briefings", "0005_documents")]

    operations = [
        run("one_index_of_words"),
        migrations.RemoveIndex(model_name="edition", name="edition_words"),
        migrations.RemoveIndex(model_name="editionwords", name="editionwords_said"),
        migrations.AlterField(
            model_name="mention",
            name="identity",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="mentions", to="briefings.identity"),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector("headline", "standfirst", config="simple"), fastupdate=False, name="edition_heading"
            ),
        ),
        migrations.AddIndex(
            model_name="editionwords",
            index=django.contrib.postgres.indexes.GinIndex(briefings.models.words.Read("said"), fastupdate=False, name="editionwords_said"),
        ),
        migrations.AddIndex(model_name="mention", index=models.Index(fields=["identity", "edition"], name="mention_of_identity")),
        migrations.RunSQL(WITHDRAWN),
    ]
