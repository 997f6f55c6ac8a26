"""What was is not told of a day to come; nobody is freed before being held."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0020_stored_quotations"),
    ]

    operations = [
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
