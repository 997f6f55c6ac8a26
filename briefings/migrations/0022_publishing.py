"""Statements become public with an edition; nothing that was is told of a day to come."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0021_source_addresses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
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
        migrations.AddIndex(
            model_name="edition",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("publishes", []), _negated=True),
                fields=["publishes"],
                name="edition_publishes",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="custodyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="on_not_ahead",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF true AND briefings_first_day(NEW.\"on\") > (statement_timestamp() AT TIME ZONE 'Etc/GMT-14')::date THEN\n                RAISE EXCEPTION 'What happened has a day that is still to come.' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME,\n                    CONSTRAINT = 'custodyevent_on_not_ahead';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="378bce71be4372bc5c57e3e9d01759cf1380fae1",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_on_not_ahead_13346",
                    table="briefings_custodyevent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="custodyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="freed_after_held",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n    IF EXISTS (\n        SELECT 1 FROM briefings_custodyevent freed\n        WHERE freed.detention_id = NEW.detention_id AND freed.retraction_reason = ''\n            AND freed.kind IN ('released', 'exchanged', 'escaped')\n            AND (freed.id = NEW.id OR NEW.status IN ('held', 'restricted'))\n            AND freed.last_day < (\n                SELECT min(held.first_day) FROM briefings_custodyevent held\n                WHERE held.detention_id = freed.detention_id AND held.retraction_reason = ''\n                    AND held.status IN ('held', 'restricted')\n            )\n    ) THEN\n        RAISE EXCEPTION 'Nobody is freed before being held: the release is before the detention.'\n            USING ERRCODE = '23514', TABLE = TG_TABLE_NAME,\n                  CONSTRAINT = 'custodyevent_freed_after_held';\n    END IF;\n    RETURN NULL;\n",
                    hash="be27ed44b69763864e6138a0a5e9ce57b108fc47",
                    operation='INSERT OR UPDATE OF "kind", "on", "status", "detention_id"',
                    pgid="pgtrigger_freed_after_held_fb1c5",
                    table="briefings_custodyevent",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="detainee",
            trigger=pgtrigger.compiler.Trigger(
                name="born_not_ahead",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF true AND briefings_first_day(NEW.\"born\") > (statement_timestamp() AT TIME ZONE 'Etc/GMT-14')::date THEN\n                RAISE EXCEPTION 'A birth has a day that is still to come.' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME,\n                    CONSTRAINT = 'detainee_born_not_ahead';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="445d9377546cb5b4fe647263f23f602adbcebc58",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_born_not_ahead_486f2",
                    table="briefings_detainee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="edition",
            trigger=pgtrigger.compiler.Trigger(
                name="followed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."live_period" IS DISTINCT FROM (NEW."live_period"))',
                    func="\n                IF NEW.publishes = '{}' THEN RETURN NULL; END IF;\n                UPDATE briefings_statement s\n                SET live_period = CASE WHEN e.first IS NOT NULL THEN tstzrange(e.first, NULL) END\n                FROM (\n                    SELECT o.public_id, (\n                        SELECT min(lower(live_period)) FROM briefings_edition\n                        WHERE publishes @> ARRAY[o.public_id] AND publishes <> '{}'\n                            AND live_period && tstzrange(statement_timestamp(), NULL)\n                    ) AS first\n                    FROM briefings_statement o WHERE o.public_id = ANY(NEW.publishes)\n                ) e\n                WHERE s.public_id = e.public_id AND s.retraction_reason = ''\n                    AND (s.live_period IS NULL OR lower(s.live_period) > statement_timestamp());\n                RETURN NULL;\n            ",
                    hash="dddd7f1076eeac346a67b283aeec9571730f0588",
                    operation="UPDATE",
                    pgid="pgtrigger_followed_0767d",
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
                    func='INSERT INTO "briefings_editionevent" ("about_id", "approved_at", "approved_by_id", "article_id", "based_on_id", "body", "contents", "created_at", "created_by_id", "dateline_on", "dateline_place", "headline", "hero_id", "id", "live_period", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plain_text", "planned_period", "public_id", "publishes", "rendered", "returned_note", "standfirst", "submitted_at", "submitted_by_id", "updated_at", "version", "word_count") VALUES (NEW."about_id", NEW."approved_at", NEW."approved_by_id", NEW."article_id", NEW."based_on_id", NEW."body", NEW."contents", NEW."created_at", NEW."created_by_id", NEW."dateline_on", NEW."dateline_place", NEW."headline", NEW."hero_id", NEW."id", NEW."live_period", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plain_text", NEW."planned_period", NEW."public_id", NEW."publishes", NEW."rendered", NEW."returned_note", NEW."standfirst", NEW."submitted_at", NEW."submitted_by_id", NEW."updated_at", NEW."version", NEW."word_count"); RETURN NULL;',
                    hash="021530f4130da76996f0bdd0a6f5bd4b5f62554f",
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
                    func='INSERT INTO "briefings_editionevent" ("about_id", "approved_at", "approved_by_id", "article_id", "based_on_id", "body", "contents", "created_at", "created_by_id", "dateline_on", "dateline_place", "headline", "hero_id", "id", "live_period", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plain_text", "planned_period", "public_id", "publishes", "rendered", "returned_note", "standfirst", "submitted_at", "submitted_by_id", "updated_at", "version", "word_count") VALUES (NEW."about_id", NEW."approved_at", NEW."approved_by_id", NEW."article_id", NEW."based_on_id", NEW."body", NEW."contents", NEW."created_at", NEW."created_by_id", NEW."dateline_on", NEW."dateline_place", NEW."headline", NEW."hero_id", NEW."id", NEW."live_period", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plain_text", NEW."planned_period", NEW."public_id", NEW."publishes", NEW."rendered", NEW."returned_note", NEW."standfirst", NEW."submitted_at", NEW."submitted_by_id", NEW."updated_at", NEW."version", NEW."word_count"); RETURN NULL;',
                    hash="c2c92526d03ce55564caf7fd2710dcf21ec0c3d7",
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
                    func='INSERT INTO "briefings_editionevent" ("about_id", "approved_at", "approved_by_id", "article_id", "based_on_id", "body", "contents", "created_at", "created_by_id", "dateline_on", "dateline_place", "headline", "hero_id", "id", "live_period", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plain_text", "planned_period", "public_id", "publishes", "rendered", "returned_note", "standfirst", "submitted_at", "submitted_by_id", "updated_at", "version", "word_count") VALUES (OLD."about_id", OLD."approved_at", OLD."approved_by_id", OLD."article_id", OLD."based_on_id", OLD."body", OLD."contents", OLD."created_at", OLD."created_by_id", OLD."dateline_on", OLD."dateline_place", OLD."headline", OLD."hero_id", OLD."id", OLD."live_period", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plain_text", OLD."planned_period", OLD."public_id", OLD."publishes", OLD."rendered", OLD."returned_note", OLD."standfirst", OLD."submitted_at", OLD."submitted_by_id", OLD."updated_at", OLD."version", OLD."word_count"); RETURN NULL;',
                    hash="cdce9aa81e456b98f16e97bf545344ee8d7534da",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d301d",
                    table="briefings_edition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exchange",
            trigger=pgtrigger.compiler.Trigger(
                name="on_not_ahead",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF true AND briefings_first_day(NEW.\"on\") > (statement_timestamp() AT TIME ZONE 'Etc/GMT-14')::date THEN\n                RAISE EXCEPTION 'An exchange that took place has a day that is still to come.' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME,\n                    CONSTRAINT = 'exchange_on_not_ahead';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="e0a8f019b58e2adc698bed1fc5dbf04b70cf05d3",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_on_not_ahead_74ec4",
                    table="briefings_exchange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="official",
            trigger=pgtrigger.compiler.Trigger(
                name="born_not_ahead",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF true AND briefings_first_day(NEW.\"born\") > (statement_timestamp() AT TIME ZONE 'Etc/GMT-14')::date THEN\n                RAISE EXCEPTION 'A birth has a day that is still to come.' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME,\n                    CONSTRAINT = 'official_born_not_ahead';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="2b5664bd67bda8dc5853a08f2e40ca0222dff3dc",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_born_not_ahead_bc981",
                    table="briefings_official",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="official",
            trigger=pgtrigger.compiler.Trigger(
                name="died_not_ahead",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF true AND briefings_first_day(NEW.\"died\") > (statement_timestamp() AT TIME ZONE 'Etc/GMT-14')::date THEN\n                RAISE EXCEPTION 'A death has a day that is still to come.' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME,\n                    CONSTRAINT = 'official_died_not_ahead';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="059c4dd40fc18f7b26655ce403722bc5e273cdd1",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_died_not_ahead_ead1a",
                    table="briefings_official",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="readout",
            trigger=pgtrigger.compiler.Trigger(
                name="issued_on_not_ahead",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF true AND briefings_first_day(NEW.\"issued_on\") > (statement_timestamp() AT TIME ZONE 'Etc/GMT-14')::date THEN\n                RAISE EXCEPTION 'A readout that was issued has a day that is still to come.' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME,\n                    CONSTRAINT = 'readout_issued_on_not_ahead';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="5725a42025531e28267c8c183cc348930546580d",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_issued_on_not_ahead_5902c",
                    table="briefings_readout",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="accessed_on_not_ahead",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF true AND NEW.\"accessed_on\" > (statement_timestamp() AT TIME ZONE 'Etc/GMT-14')::date THEN\n                RAISE EXCEPTION 'A source that was read has a day that is still to come.' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME,\n                    CONSTRAINT = 'source_accessed_on_not_ahead';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="2ecdc8fdeed200acf5e501b1d6b968054da50986",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_accessed_on_not_ahead_91ffc",
                    table="briefings_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statement",
            trigger=pgtrigger.compiler.Trigger(
                name="said_on_not_ahead",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF true AND briefings_first_day(NEW.\"said_on\") > (statement_timestamp() AT TIME ZONE 'Etc/GMT-14')::date THEN\n                RAISE EXCEPTION 'What was said has a day that is still to come.' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME,\n                    CONSTRAINT = 'statement_said_on_not_ahead';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="a1639863ad8c2b943ba80a616d4ddbd032350017",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_said_on_not_ahead_30c2f",
                    table="briefings_statement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statuschange",
            trigger=pgtrigger.compiler.Trigger(
                name="on_not_ahead",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NEW.status IN ('held', 'did_not_take_place', 'present', 'absent') AND briefings_first_day(NEW.\"on\") > (statement_timestamp() AT TIME ZONE 'Etc/GMT-14')::date THEN\n                RAISE EXCEPTION 'That has not come yet: its day is still to come.' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME,\n                    CONSTRAINT = 'statuschange_on_not_ahead';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="bac4552f1388953c641c34ad40581e480298975d",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_on_not_ahead_190d0",
                    table="briefings_statuschange",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL("SELECT briefings_keep_plans()", migrations.RunSQL.noop),
    ]
