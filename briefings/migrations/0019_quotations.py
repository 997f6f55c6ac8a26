"""An edition keeps which statements become public with it."""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0018_imported_text_of_any_length"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="edition",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="edition",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="edition",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="edition",
            name="publishes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(),
                blank=True,
                db_default=[],
                default=list,
                editable=False,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="editionevent",
            name="publishes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(),
                blank=True,
                db_default=[],
                default=list,
                editable=False,
                size=None,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="edition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "briefings_editionevent" ("about_id", "approved_at", "approved_by_id", "article_id", "based_on_id", "body", "contents", "created_at", "created_by_id", "dateline_on", "dateline_place", "headline", "hero_id", "id", "live_period", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plain_text", "public_id", "publishes", "rendered", "returned_note", "standfirst", "submitted_at", "submitted_by_id", "updated_at", "version", "word_count") VALUES (NEW."about_id", NEW."approved_at", NEW."approved_by_id", NEW."article_id", NEW."based_on_id", NEW."body", NEW."contents", NEW."created_at", NEW."created_by_id", NEW."dateline_on", NEW."dateline_place", NEW."headline", NEW."hero_id", NEW."id", NEW."live_period", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plain_text", NEW."public_id", NEW."publishes", NEW."rendered", NEW."returned_note", NEW."standfirst", NEW."submitted_at", NEW."submitted_by_id", NEW."updated_at", NEW."version", NEW."word_count"); RETURN NULL;',
                    hash="1af6918debf7930ef2015388659cb88959ccc1cf",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6fd02",
                    table="briefings_edition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="edition",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "briefings_editionevent" ("about_id", "approved_at", "approved_by_id", "article_id", "based_on_id", "body", "contents", "created_at", "created_by_id", "dateline_on", "dateline_place", "headline", "hero_id", "id", "live_period", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plain_text", "public_id", "publishes", "rendered", "returned_note", "standfirst", "submitted_at", "submitted_by_id", "updated_at", "version", "word_count") VALUES (NEW."about_id", NEW."approved_at", NEW."approved_by_id", NEW."article_id", NEW."based_on_id", NEW."body", NEW."contents", NEW."created_at", NEW."created_by_id", NEW."dateline_on", NEW."dateline_place", NEW."headline", NEW."hero_id", NEW."id", NEW."live_period", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plain_text", NEW."public_id", NEW."publishes", NEW."rendered", NEW."returned_note", NEW."standfirst", NEW."submitted_at", NEW."submitted_by_id", NEW."updated_at", NEW."version", NEW."word_count"); RETURN NULL;',
                    hash="e99d58791f971542688d542bcee6cbb91ee80a62",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_163f5",
                    table="briefings_edition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="edition",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "briefings_editionevent" ("about_id", "approved_at", "approved_by_id", "article_id", "based_on_id", "body", "contents", "created_at", "created_by_id", "dateline_on", "dateline_place", "headline", "hero_id", "id", "live_period", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plain_text", "public_id", "publishes", "rendered", "returned_note", "standfirst", "submitted_at", "submitted_by_id", "updated_at", "version", "word_count") VALUES (OLD."about_id", OLD."approved_at", OLD."approved_by_id", OLD."article_id", OLD."based_on_id", OLD."body", OLD."contents", OLD."created_at", OLD."created_by_id", OLD."dateline_on", OLD."dateline_place", OLD."headline", OLD."hero_id", OLD."id", OLD."live_period", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plain_text", OLD."public_id", OLD."publishes", OLD."rendered", OLD."returned_note", OLD."standfirst", OLD."submitted_at", OLD."submitted_by_id", OLD."updated_at", OLD."version", OLD."word_count"); RETURN NULL;',
                    hash="431c5b890d9680eb520dd3c62e1bd3544d173a69",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d301d",
                    table="briefings_edition",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL("SELECT briefings_keep_plans()", migrations.RunSQL.noop),
    ]
