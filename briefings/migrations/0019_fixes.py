"""No edition goes live without a fix before it, unless that was chosen."""

from pathlib import Path

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import briefings.models.expressions


def _sql(name):
    """Return the operation that runs a file of this folder."""
    text = (Path(__file__).parent / "sql" / name).read_text(encoding="utf-8")
    return migrations.RunSQL([text], migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0018_imported_text_of_any_length"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CarriedOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=briefings.models.expressions.UUID7(), editable=False, unique=True
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CarriedOverEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=briefings.models.expressions.UUID7(), editable=False
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FixChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=briefings.models.expressions.UUID7(), editable=False, unique=True
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("carry", "Carry the changes over"),
                            ("without", "Let it go without them"),
                            ("hold", "Hold it"),
                        ],
                        db_default="",
                        default="",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("chosen_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "choice about a fix",
                "verbose_name_plural": "choices about fixes",
            },
        ),
        migrations.CreateModel(
            name="FixChoiceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=briefings.models.expressions.UUID7(), editable=False
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("carry", "Carry the changes over"),
                            ("without", "Let it go without them"),
                            ("hold", "Hold it"),
                        ],
                        db_default="",
                        default="",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("chosen_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
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
        pgtrigger.migrations.RemoveTrigger(
            model_name="edition",
            name="final",
        ),
        migrations.AddField(
            model_name="edition",
            name="planned_period",
            field=django.contrib.postgres.fields.ranges.DateTimeRangeField(
                editable=False, null=True
            ),
        ),
        migrations.AddField(
            model_name="editionevent",
            name="planned_period",
            field=django.contrib.postgres.fields.ranges.DateTimeRangeField(
                editable=False, null=True
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="edition",
            trigger=pgtrigger.compiler.Trigger(
                name="planned",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                IF NEW.live_period IS NULL OR NOT isempty(NEW.live_period) THEN\n                    NEW.planned_period := NULL;\n                ELSIF TG_OP = 'UPDATE' THEN\n                    NEW.planned_period := CASE\n                        WHEN NOT isempty(OLD.live_period) THEN OLD.live_period\n                        ELSE OLD.planned_period\n                    END;\n                END IF;\n                RETURN NEW;\n            ",
                    hash="7dfe04ac061546b434ba2d72c2b155db5ba1f7fd",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_planned_cd3f6",
                    table="briefings_edition",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="edition",
            trigger=pgtrigger.compiler.Trigger(
                name="final",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP <> 'DELETE' AND NEW.based_on_id IS NOT NULL AND NOT EXISTS (\n                SELECT 1 FROM briefings_edition\n                WHERE id = NEW.based_on_id AND article_id = NEW.article_id\n            ) THEN\n                RAISE EXCEPTION 'An edition is based on one of its own article.'\n                    USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT = 'edition_based_on_its_article';\n            END IF;\n            IF TG_OP = 'INSERT' THEN RETURN NEW; END IF;\n            IF OLD.approved_at IS NOT NULL\n                AND coalesce(current_setting('briefings.redacting', true), '') <> 'on'\n            THEN\n                IF TG_OP = 'DELETE' THEN\n                    RAISE EXCEPTION 'An approved edition is kept.'\n                        USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT = 'edition_approved_is_kept';\n                END IF;\n                IF briefings_changed(to_jsonb(OLD), to_jsonb(NEW), ARRAY['version', 'created_at', 'updated_at', 'live_period', 'planned_period']::text[]) <> '{}' AND NOT (coalesce(current_setting('briefings.merging', true), '') = 'on' AND briefings_changed(to_jsonb(OLD), to_jsonb(NEW), ARRAY['version', 'created_at', 'updated_at', 'live_period', 'planned_period']::text[]) <@ ARRAY['identity_id', 'topic_id', 'about_id']::text[]) THEN\n                    RAISE EXCEPTION\n                        'An approved edition is final: the next change is the next edition.'\n                        USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT = 'edition_approved_is_final';\n                END IF;\n                IF NEW.live_period IS NULL THEN\n                    RAISE EXCEPTION 'An approval stays; the edition can be put on hold.'\n                        USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT = 'edition_approval_stays';\n                END IF;\n                IF lower(OLD.live_period) <= statement_timestamp()\n                    AND lower(NEW.live_period) IS DISTINCT FROM lower(OLD.live_period)\n                    OR upper(OLD.live_period) <= statement_timestamp()\n                    AND upper(NEW.live_period) IS DISTINCT FROM upper(OLD.live_period)\n                THEN\n                    RAISE EXCEPTION 'A moment of publication that has passed stays.'\n                        USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT = 'edition_past_stays';\n                END IF;\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="48da1b16aaeeea88cca1b3bf7324d340cb53e475",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_final_0d108",
                    table="briefings_edition",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="edition",
            trigger=pgtrigger.compiler.Trigger(
                name="follows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                IF NEW.live_period IS NULL OR isempty(NEW.live_period)\n                    OR TG_OP = 'UPDATE' AND lower(OLD.live_period) = lower(NEW.live_period)\n                THEN\n                    RETURN NULL;\n                END IF;\n                PERFORM briefings_hold_lacking(NEW.article_id, NEW.id);\n                RETURN NULL;\n            ",
                    hash="9016bad955200d901fbeaa9472445cc8a6974b36",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_follows_f241b",
                    table="briefings_edition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="edition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "briefings_editionevent" ("about_id", "approved_at", "approved_by_id", "article_id", "based_on_id", "body", "contents", "created_at", "created_by_id", "dateline_on", "dateline_place", "headline", "hero_id", "id", "live_period", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plain_text", "planned_period", "public_id", "rendered", "returned_note", "standfirst", "submitted_at", "submitted_by_id", "updated_at", "version", "word_count") VALUES (NEW."about_id", NEW."approved_at", NEW."approved_by_id", NEW."article_id", NEW."based_on_id", NEW."body", NEW."contents", NEW."created_at", NEW."created_by_id", NEW."dateline_on", NEW."dateline_place", NEW."headline", NEW."hero_id", NEW."id", NEW."live_period", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plain_text", NEW."planned_period", NEW."public_id", NEW."rendered", NEW."returned_note", NEW."standfirst", NEW."submitted_at", NEW."submitted_by_id", NEW."updated_at", NEW."version", NEW."word_count"); RETURN NULL;',
                    hash="a9320fc3b95118b9e1f2ac8910e6ece7159c93d1",
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
                    func='INSERT INTO "briefings_editionevent" ("about_id", "approved_at", "approved_by_id", "article_id", "based_on_id", "body", "contents", "created_at", "created_by_id", "dateline_on", "dateline_place", "headline", "hero_id", "id", "live_period", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plain_text", "planned_period", "public_id", "rendered", "returned_note", "standfirst", "submitted_at", "submitted_by_id", "updated_at", "version", "word_count") VALUES (NEW."about_id", NEW."approved_at", NEW."approved_by_id", NEW."article_id", NEW."based_on_id", NEW."body", NEW."contents", NEW."created_at", NEW."created_by_id", NEW."dateline_on", NEW."dateline_place", NEW."headline", NEW."hero_id", NEW."id", NEW."live_period", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plain_text", NEW."planned_period", NEW."public_id", NEW."rendered", NEW."returned_note", NEW."standfirst", NEW."submitted_at", NEW."submitted_by_id", NEW."updated_at", NEW."version", NEW."word_count"); RETURN NULL;',
                    hash="7f6d24301a00c342705e994aa115fb44229e7765",
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
                    func='INSERT INTO "briefings_editionevent" ("about_id", "approved_at", "approved_by_id", "article_id", "based_on_id", "body", "contents", "created_at", "created_by_id", "dateline_on", "dateline_place", "headline", "hero_id", "id", "live_period", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plain_text", "planned_period", "public_id", "rendered", "returned_note", "standfirst", "submitted_at", "submitted_by_id", "updated_at", "version", "word_count") VALUES (OLD."about_id", OLD."approved_at", OLD."approved_by_id", OLD."article_id", OLD."based_on_id", OLD."body", OLD."contents", OLD."created_at", OLD."created_by_id", OLD."dateline_on", OLD."dateline_place", OLD."headline", OLD."hero_id", OLD."id", OLD."live_period", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plain_text", OLD."planned_period", OLD."public_id", OLD."rendered", OLD."returned_note", OLD."standfirst", OLD."submitted_at", OLD."submitted_by_id", OLD."updated_at", OLD."version", OLD."word_count"); RETURN NULL;',
                    hash="abf6882129b10b28681ae2770419d5c747e197e8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d301d",
                    table="briefings_edition",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="carriedover",
            name="carried",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="briefings.edition",
            ),
        ),
        migrations.AddField(
            model_name="carriedover",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="carried_over",
                to="briefings.edition",
            ),
        ),
        migrations.AddField(
            model_name="carriedoverevent",
            name="carried",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="briefings.edition",
            ),
        ),
        migrations.AddField(
            model_name="carriedoverevent",
            name="edition",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="briefings.edition",
            ),
        ),
        migrations.AddField(
            model_name="carriedoverevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="carriedoverevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="briefings.carriedover",
            ),
        ),
        migrations.AddField(
            model_name="fixchoice",
            name="chosen_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="fixchoice",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="fix_choices",
                to="briefings.edition",
            ),
        ),
        migrations.AddField(
            model_name="fixchoice",
            name="fix",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="briefings.edition",
            ),
        ),
        migrations.AddField(
            model_name="fixchoiceevent",
            name="chosen_by",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="fixchoiceevent",
            name="edition",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="briefings.edition",
            ),
        ),
        migrations.AddField(
            model_name="fixchoiceevent",
            name="fix",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="briefings.edition",
            ),
        ),
        migrations.AddField(
            model_name="fixchoiceevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="fixchoiceevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="briefings.fixchoice",
            ),
        ),
        migrations.AddConstraint(
            model_name="carriedover",
            constraint=models.UniqueConstraint(
                fields=("edition", "carried"),
                name="carried_over_once",
                violation_error_message="These changes are carried over already.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="carriedover",
            trigger=pgtrigger.compiler.Trigger(
                name="versioned",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            NEW.public_id := OLD.public_id; NEW.version := OLD.version; NEW.created_at := OLD.created_at; NEW.updated_at := OLD.updated_at;\n            IF briefings_changed(to_jsonb(OLD), to_jsonb(NEW), ARRAY['version', 'created_at', 'updated_at']::text[]) <> '{}' THEN\n                NEW.version := OLD.version + 1;\n                NEW.updated_at := statement_timestamp();\n            END IF;\n            RETURN NEW;\n        ",
                    hash="9f02ba87ca01d5945b16bd868d29cf93a9f41bde",
                    operation="UPDATE",
                    pgid="pgtrigger_versioned_91a5a",
                    table="briefings_carriedover",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="carriedover",
            trigger=pgtrigger.compiler.Trigger(
                name="final",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND (briefings_changed(to_jsonb(OLD), to_jsonb(NEW), ARRAY['version', 'created_at', 'updated_at']::text[]) = '{}' OR coalesce(current_setting('briefings.merging', true), '') = 'on' AND briefings_changed(to_jsonb(OLD), to_jsonb(NEW), ARRAY['version', 'created_at', 'updated_at']::text[]) <@ ARRAY['identity_id', 'topic_id', 'about_id']::text[]) THEN\n                RETURN NEW;\n            END IF;\n            IF TG_OP <> 'INSERT' THEN PERFORM briefings_refuse_approved(OLD.edition_id); END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            PERFORM briefings_refuse_approved(NEW.edition_id);\n            RETURN NEW;\n        ",
                    hash="bd9f6653176db2387c33ab4782784e2fdabcd71c",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_final_655b8",
                    table="briefings_carriedover",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="carriedover",
            trigger=pgtrigger.compiler.Trigger(
                name="of_one_article",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                IF NOT EXISTS (\n                    SELECT 1 FROM briefings_edition e JOIN briefings_edition o USING (article_id)\n                    WHERE e.id = NEW.edition_id AND o.id = NEW.carried_id AND e.id <> o.id\n                ) THEN\n                    RAISE EXCEPTION 'The two are editions of one article.'\n                        USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT = 'carried_over_of_one_article';\n                END IF;\n                RETURN NEW;\n            ",
                    hash="e6449358258df9c54f92572af5b64ef0af23347a",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_of_one_article_aed7f",
                    table="briefings_carriedover",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="carriedover",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "briefings_carriedoverevent" ("carried_id", "created_at", "edition_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "updated_at", "version") VALUES (NEW."carried_id", NEW."created_at", NEW."edition_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="72cb98d6b52fb05784641d9c4bb2bbe6fcb42204",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f3a5f",
                    table="briefings_carriedover",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="carriedover",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "briefings_carriedoverevent" ("carried_id", "created_at", "edition_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "updated_at", "version") VALUES (NEW."carried_id", NEW."created_at", NEW."edition_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="07443886faaeb9d8b461beff05f0aad306e48973",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f1837",
                    table="briefings_carriedover",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="carriedover",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "briefings_carriedoverevent" ("carried_id", "created_at", "edition_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "updated_at", "version") VALUES (OLD."carried_id", OLD."created_at", OLD."edition_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="1b18432ac98f35ffe1790e197f1b6cec2f7b1ef0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_26423",
                    table="briefings_carriedover",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="fixchoice",
            index=models.Index(
                condition=models.Q(("choice", "")), fields=["id"], name="fix_choice_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="fixchoice",
            constraint=models.UniqueConstraint(
                fields=("edition", "fix"),
                name="fix_choice_once",
                violation_error_message="There is a choice about this fix already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="fixchoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("choice", ""), ("chosen_at__isnull", True), ("chosen_by__isnull", True)
                    ),
                    models.Q(
                        ("choice__in", ["carry", "without", "hold"]),
                        ("chosen_at__isnull", False),
                        ("chosen_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="fix_choice_whole",
                violation_error_message="A choice has a person and a moment.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fixchoice",
            trigger=pgtrigger.compiler.Trigger(
                name="versioned",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            NEW.public_id := OLD.public_id; NEW.version := OLD.version; NEW.created_at := OLD.created_at; NEW.updated_at := OLD.updated_at;\n            IF briefings_changed(to_jsonb(OLD), to_jsonb(NEW), ARRAY['version', 'created_at', 'updated_at']::text[]) <> '{}' THEN\n                NEW.version := OLD.version + 1;\n                NEW.updated_at := statement_timestamp();\n            END IF;\n            RETURN NEW;\n        ",
                    hash="3281ace30d2bf629c5a2cc5756079cb925140885",
                    operation="UPDATE",
                    pgid="pgtrigger_versioned_ed5a1",
                    table="briefings_fixchoice",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fixchoice",
            trigger=pgtrigger.compiler.Trigger(
                name="kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.choice = 'without'\n                AND (TG_OP = 'DELETE' OR (NEW.choice, NEW.edition_id, NEW.fix_id)\n                    IS DISTINCT FROM (OLD.choice, OLD.edition_id, OLD.fix_id))\n                AND coalesce(current_setting('briefings.redacting', true), '') <> 'on'\n                AND EXISTS (\n                    SELECT 1 FROM briefings_edition\n                    WHERE id = OLD.edition_id AND lower(live_period) <= statement_timestamp()\n                )\n            THEN\n                RAISE EXCEPTION 'The edition went live by this choice: it is kept.'\n                    USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT = 'fix_choice_kept';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="65e984cf1aa474f49d06860ec7e4db68a8eb9cb3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_kept_4c2b0",
                    table="briefings_fixchoice",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fixchoice",
            trigger=pgtrigger.compiler.Trigger(
                name="of_one_article",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                IF NOT EXISTS (\n                    SELECT 1 FROM briefings_edition e JOIN briefings_edition o USING (article_id)\n                    WHERE e.id = NEW.edition_id AND o.id = NEW.fix_id AND e.id <> o.id\n                ) THEN\n                    RAISE EXCEPTION 'The two are editions of one article.'\n                        USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT = 'fix_choice_of_one_article';\n                END IF;\n                RETURN NEW;\n            ",
                    hash="02203273f9010826b201d6c19fa900fa7da55b5d",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_of_one_article_9a06e",
                    table="briefings_fixchoice",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fixchoice",
            trigger=pgtrigger.compiler.Trigger(
                name="withdrawn",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                IF OLD.choice = 'without' THEN\n                    PERFORM briefings_hold_lacking(article_id, NULL)\n                    FROM briefings_edition WHERE id = OLD.edition_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="66717be4e65cb7861859218b4e28efab34e479eb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_withdrawn_5ac77",
                    table="briefings_fixchoice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fixchoice",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "briefings_fixchoiceevent" ("choice", "chosen_at", "chosen_by_id", "created_at", "edition_id", "fix_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "updated_at", "version") VALUES (NEW."choice", NEW."chosen_at", NEW."chosen_by_id", NEW."created_at", NEW."edition_id", NEW."fix_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="d6ed720e8f15fb76e69d3d4efe3bd1f36b3b3e26",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_10449",
                    table="briefings_fixchoice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fixchoice",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "briefings_fixchoiceevent" ("choice", "chosen_at", "chosen_by_id", "created_at", "edition_id", "fix_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "updated_at", "version") VALUES (NEW."choice", NEW."chosen_at", NEW."chosen_by_id", NEW."created_at", NEW."edition_id", NEW."fix_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="c2afbdeabc61c9b98073814bc9fac9c1389429ed",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d0804",
                    table="briefings_fixchoice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fixchoice",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "briefings_fixchoiceevent" ("choice", "chosen_at", "chosen_by_id", "created_at", "edition_id", "fix_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "updated_at", "version") VALUES (OLD."choice", OLD."chosen_at", OLD."chosen_by_id", OLD."created_at", OLD."edition_id", OLD."fix_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="0acd13f47bc5ac0f9d024f83ecf0606bfe1dbb35",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_aef23",
                    table="briefings_fixchoice",
                    when="AFTER",
                ),
            ),
        ),
        _sql("0019_fixes.sql"),
        migrations.RunSQL("SELECT briefings_keep_plans()", migrations.RunSQL.noop),
    ]
