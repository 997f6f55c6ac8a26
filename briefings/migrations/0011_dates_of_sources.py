"""The date that a source gives, beside that of the record."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import briefings.models.date_fields


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0010_proposed_meetings"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="citation",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="citation",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="citation",
            name="versioned",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="citation",
            name="announced",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="citation",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="citation",
            name="final",
        ),
        migrations.AddField(
            model_name="citation",
            name="date_of",
            field=models.CharField(
                blank=True,
                choices=[
                    ("appointed", "Appointed"),
                    ("arrived", "Arrived"),
                    ("started", "Started"),
                    ("ended", "Ended"),
                    ("starts", "Begins"),
                    ("ends", "Ends"),
                    ("born", "Born"),
                    ("died", "Died"),
                    ("on", "On"),
                    ("said_on", "Said on"),
                    ("issued_on", "Issued on"),
                ],
                db_default="",
                max_length=12,
                verbose_name="which date",
            ),
        ),
        migrations.AddField(
            model_name="citation",
            name="says_on",
            field=briefings.models.date_fields.PartialDateField(
                blank=True,
                help_text="The date that this source gives. The record's is the interval over all of them.",
                null=True,
                verbose_name="it dates this",
            ),
        ),
        migrations.AddField(
            model_name="citationevent",
            name="says_on",
            field=briefings.models.date_fields.PartialDateField(
                blank=True,
                help_text="The date that this source gives. The record's is the interval over all of them.",
                null=True,
                verbose_name="it dates this",
            ),
        ),
        migrations.AddField(
            model_name="citationevent",
            name="date_of",
            field=models.CharField(
                blank=True,
                choices=[
                    ("appointed", "Appointed"),
                    ("arrived", "Arrived"),
                    ("started", "Started"),
                    ("ended", "Ended"),
                    ("starts", "Begins"),
                    ("ends", "Ends"),
                    ("born", "Born"),
                    ("died", "Died"),
                    ("on", "On"),
                    ("said_on", "Said on"),
                    ("issued_on", "Issued on"),
                ],
                db_default="",
                max_length=12,
                verbose_name="which date",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citation",
            trigger=pgtrigger.compiler.Trigger(
                name="versioned",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            NEW.public_id := OLD.public_id; NEW.version := OLD.version; NEW.created_at := OLD.created_at; NEW.updated_at := OLD.updated_at;\n            IF briefings_changed(to_jsonb(OLD), to_jsonb(NEW), ARRAY['version', 'created_at', 'updated_at', 'says_on_days', 'public_periods']::text[]) <> '{}' THEN\n                NEW.version := OLD.version + 1;\n                NEW.updated_at := statement_timestamp();\n            END IF;\n            RETURN NEW;\n        ",
                    hash="19aaeebeb10f841a7aaeb264fdf30626370a1fa4",
                    operation="UPDATE",
                    pgid="pgtrigger_versioned_d7465",
                    table="briefings_citation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citation",
            trigger=pgtrigger.compiler.Trigger(
                name="announced",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND briefings_changed(to_jsonb(OLD), to_jsonb(NEW), ARRAY['version', 'created_at', 'updated_at', 'says_on_days', 'public_periods']::text[]) = '{}' THEN RETURN NULL; END IF;\n            IF TG_OP <> 'INSERT' THEN IF OLD.official_id IS NOT NULL THEN PERFORM briefings_announce_record(OLD.record_id, 'sources'); END IF; IF OLD.tenure_id IS NOT NULL THEN PERFORM briefings_announce_fact('tenure', f.public_id, coalesce((SELECT official.identity_id FROM briefings_official official WHERE official.id = f.official_id)), f.public_periods, ARRAY['sources'], '', 'tenures') FROM briefings_tenure f WHERE f.id = OLD.tenure_id; END IF; IF OLD.visit_id IS NOT NULL THEN PERFORM briefings_announce_record(OLD.record_id, 'sources'); END IF; IF OLD.objective_id IS NOT NULL THEN PERFORM briefings_announce_record(OLD.record_id, 'sources'); END IF; IF OLD.meeting_id IS NOT NULL THEN PERFORM briefings_announce_record(OLD.record_id, 'sources'); END IF; IF OLD.participant_id IS NOT NULL THEN PERFORM briefings_announce_fact('participant', f.public_id, coalesce((SELECT meeting.identity_id FROM briefings_meeting meeting WHERE meeting.id = f.meeting_id), (SELECT visit.identity_id FROM briefings_visit visit WHERE visit.id = f.visit_id)), f.public_periods, ARRAY['sources'], '', 'participants') FROM briefings_participant f WHERE f.id = OLD.participant_id; END IF; IF OLD.agendaitem_id IS NOT NULL THEN PERFORM briefings_announce_record(OLD.record_id, 'sources'); END IF; IF OLD.outcome_id IS NOT NULL THEN PERFORM briefings_announce_record(OLD.record_id, 'sources'); END IF; IF OLD.readout_id IS NOT NULL THEN PERFORM briefings_announce_fact('readout', f.public_id, coalesce((SELECT meeting.identity_id FROM briefings_meeting meeting WHERE meeting.id = f.meeting_id), (SELECT visit.identity_id FROM briefings_visit visit WHERE visit.id = f.visit_id)), f.public_periods, ARRAY['sources'], '', 'readouts') FROM briefings_readout f WHERE f.id = OLD.readout_id; END IF; IF OLD.statuschange_id IS NOT NULL THEN PERFORM briefings_announce_fact('status-change', f.public_id, coalesce((SELECT meeting.identity_id FROM briefings_meeting meeting WHERE meeting.id = f.meeting_id), (SELECT visit.identity_id FROM briefings_visit visit WHERE visit.id = f.visit_id), (SELECT coalesce((SELECT meeting.identity_id FROM briefings_meeting meeting WHERE meeting.id = participant.meeting_id), (SELECT visit.identity_id FROM briefings_visit visit WHERE visit.id = participant.visit_id)) FROM briefings_participant participant WHERE participant.id = f.participant_id)), f.public_periods, ARRAY['sources'], '', 'statuses') FROM briefings_statuschange f WHERE f.id = OLD.statuschange_id; END IF; IF OLD.statement_id IS NOT NULL THEN PERFORM briefings_announce_fact('statement', f.public_id, coalesce((SELECT official.identity_id FROM briefings_official official WHERE official.id = f.official_id), (SELECT organization.identity_id FROM briefings_organization organization WHERE organization.id = f.organization_id)), f.public_periods, ARRAY['sources'], '', 'statements') FROM briefings_statement f WHERE f.id = OLD.statement_id; END IF; IF OLD.detainee_id IS NOT NULL THEN PERFORM briefings_announce_record(OLD.record_id, 'sources'); END IF; IF OLD.custodyevent_id IS NOT NULL THEN PERFORM briefings_announce_fact('custody-event', f.public_id, coalesce((SELECT coalesce((SELECT detainee.identity_id FROM briefings_detainee detainee WHERE detainee.id = detention.detainee_id)) FROM briefings_detention detention WHERE detention.id = f.detention_id)), f.public_periods, ARRAY['sources'], '', 'custody') FROM briefings_custodyevent f WHERE f.id = OLD.custodyevent_id; END IF; IF OLD.exchange_id IS NOT NULL THEN PERFORM briefings_announce_fact('exchange', f.public_id, NULL::bigint, briefings_periods(f.live_period), ARRAY['sources'], '', '') FROM briefings_exchange f WHERE f.id = OLD.exchange_id; END IF; END IF;\n            IF TG_OP <> 'DELETE' THEN IF NEW.official_id IS NOT NULL THEN PERFORM briefings_announce_record(NEW.record_id, 'sources'); END IF; IF NEW.tenure_id IS NOT NULL THEN PERFORM briefings_announce_fact('tenure', f.public_id, coalesce((SELECT official.identity_id FROM briefings_official official WHERE official.id = f.official_id)), f.public_periods, ARRAY['sources'], '', 'tenures') FROM briefings_tenure f WHERE f.id = NEW.tenure_id; END IF; IF NEW.visit_id IS NOT NULL THEN PERFORM briefings_announce_record(NEW.record_id, 'sources'); END IF; IF NEW.objective_id IS NOT NULL THEN PERFORM briefings_announce_record(NEW.record_id, 'sources'); END IF; IF NEW.meeting_id IS NOT NULL THEN PERFORM briefings_announce_record(NEW.record_id, 'sources'); END IF; IF NEW.participant_id IS NOT NULL THEN PERFORM briefings_announce_fact('participant', f.public_id, coalesce((SELECT meeting.identity_id FROM briefings_meeting meeting WHERE meeting.id = f.meeting_id), (SELECT visit.identity_id FROM briefings_visit visit WHERE visit.id = f.visit_id)), f.public_periods, ARRAY['sources'], '', 'participants') FROM briefings_participant f WHERE f.id = NEW.participant_id; END IF; IF NEW.agendaitem_id IS NOT NULL THEN PERFORM briefings_announce_record(NEW.record_id, 'sources'); END IF; IF NEW.outcome_id IS NOT NULL THEN PERFORM briefings_announce_record(NEW.record_id, 'sources'); END IF; IF NEW.readout_id IS NOT NULL THEN PERFORM briefings_announce_fact('readout', f.public_id, coalesce((SELECT meeting.identity_id FROM briefings_meeting meeting WHERE meeting.id = f.meeting_id), (SELECT visit.identity_id FROM briefings_visit visit WHERE visit.id = f.visit_id)), f.public_periods, ARRAY['sources'], '', 'readouts') FROM briefings_readout f WHERE f.id = NEW.readout_id; END IF; IF NEW.statuschange_id IS NOT NULL THEN PERFORM briefings_announce_fact('status-change', f.public_id, coalesce((SELECT meeting.identity_id FROM briefings_meeting meeting WHERE meeting.id = f.meeting_id), (SELECT visit.identity_id FROM briefings_visit visit WHERE visit.id = f.visit_id), (SELECT coalesce((SELECT meeting.identity_id FROM briefings_meeting meeting WHERE meeting.id = participant.meeting_id), (SELECT visit.identity_id FROM briefings_visit visit WHERE visit.id = participant.visit_id)) FROM briefings_participant participant WHERE participant.id = f.participant_id)), f.public_periods, ARRAY['sources'], '', 'statuses') FROM briefings_statuschange f WHERE f.id = NEW.statuschange_id; END IF; IF NEW.statement_id IS NOT NULL THEN PERFORM briefings_announce_fact('statement', f.public_id, coalesce((SELECT official.identity_id FROM briefings_official official WHERE official.id = f.official_id), (SELECT organization.identity_id FROM briefings_organization organization WHERE organization.id = f.organization_id)), f.public_periods, ARRAY['sources'], '', 'statements') FROM briefings_statement f WHERE f.id = NEW.statement_id; END IF; IF NEW.detainee_id IS NOT NULL THEN PERFORM briefings_announce_record(NEW.record_id, 'sources'); END IF; IF NEW.custodyevent_id IS NOT NULL THEN PERFORM briefings_announce_fact('custody-event', f.public_id, coalesce((SELECT coalesce((SELECT detainee.identity_id FROM briefings_detainee detainee WHERE detainee.id = detention.detainee_id)) FROM briefings_detention detention WHERE detention.id = f.detention_id)), f.public_periods, ARRAY['sources'], '', 'custody') FROM briefings_custodyevent f WHERE f.id = NEW.custodyevent_id; END IF; IF NEW.exchange_id IS NOT NULL THEN PERFORM briefings_announce_fact('exchange', f.public_id, NULL::bigint, briefings_periods(f.live_period), ARRAY['sources'], '', '') FROM briefings_exchange f WHERE f.id = NEW.exchange_id; END IF; END IF;\n            RETURN NULL;\n        ",
                    hash="aff88cd38c9d6a6158ea90cc251f94662476e59a",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_announced_c1d40",
                    table="briefings_citation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citation",
            trigger=pgtrigger.compiler.Trigger(
                name="final",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF TG_OP = 'UPDATE' AND (briefings_changed(to_jsonb(OLD), to_jsonb(NEW), ARRAY['version', 'created_at', 'updated_at', 'says_on_days', 'public_periods']::text[]) = '{}' OR coalesce(current_setting('briefings.merging', true), '') = 'on' AND briefings_changed(to_jsonb(OLD), to_jsonb(NEW), ARRAY['version', 'created_at', 'updated_at', 'says_on_days', 'public_periods']::text[]) <@ ARRAY['identity_id', 'topic_id', 'about_id']::text[]) THEN\n                RETURN NEW;\n            END IF;\n            IF TG_OP <> 'INSERT' THEN PERFORM briefings_refuse_approved(OLD.edition_id); END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            PERFORM briefings_refuse_approved(NEW.edition_id);\n            RETURN NEW;\n        ",
                    hash="82cb0cb4eac989a3cade2516ccd68b5e21a66607",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_final_bee5a",
                    table="briefings_citation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "briefings_citationevent" ("agendaitem_id", "created_at", "custodyevent_id", "date_of", "detainee_id", "edition_id", "exchange_id", "id", "meeting_id", "objective_id", "official_id", "outcome_id", "page", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "quote", "readout_id", "record_id", "says", "says_on", "source_id", "stance", "statement_id", "statuschange_id", "tenure_id", "updated_at", "version", "visit_id") VALUES (NEW."agendaitem_id", NEW."created_at", NEW."custodyevent_id", NEW."date_of", NEW."detainee_id", NEW."edition_id", NEW."exchange_id", NEW."id", NEW."meeting_id", NEW."objective_id", NEW."official_id", NEW."outcome_id", NEW."page", NEW."participant_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."public_id", NEW."quote", NEW."readout_id", NEW."record_id", NEW."says", NEW."says_on", NEW."source_id", NEW."stance", NEW."statement_id", NEW."statuschange_id", NEW."tenure_id", NEW."updated_at", NEW."version", NEW."visit_id"); RETURN NULL;',
                    hash="c35621a94855ebc0309e625299138d8ee4c4352f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1c06c",
                    table="briefings_citation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."agendaitem_id" IS DISTINCT FROM (NEW."agendaitem_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."custodyevent_id" IS DISTINCT FROM (NEW."custodyevent_id") OR OLD."date_of" IS DISTINCT FROM (NEW."date_of") OR OLD."detainee_id" IS DISTINCT FROM (NEW."detainee_id") OR OLD."edition_id" IS DISTINCT FROM (NEW."edition_id") OR OLD."exchange_id" IS DISTINCT FROM (NEW."exchange_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."objective_id" IS DISTINCT FROM (NEW."objective_id") OR OLD."official_id" IS DISTINCT FROM (NEW."official_id") OR OLD."outcome_id" IS DISTINCT FROM (NEW."outcome_id") OR OLD."page" IS DISTINCT FROM (NEW."page") OR OLD."participant_id" IS DISTINCT FROM (NEW."participant_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."quote" IS DISTINCT FROM (NEW."quote") OR OLD."readout_id" IS DISTINCT FROM (NEW."readout_id") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."says" IS DISTINCT FROM (NEW."says") OR OLD."says_on" IS DISTINCT FROM (NEW."says_on") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."stance" IS DISTINCT FROM (NEW."stance") OR OLD."statement_id" IS DISTINCT FROM (NEW."statement_id") OR OLD."statuschange_id" IS DISTINCT FROM (NEW."statuschange_id") OR OLD."tenure_id" IS DISTINCT FROM (NEW."tenure_id") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visit_id" IS DISTINCT FROM (NEW."visit_id"))',
                    func='INSERT INTO "briefings_citationevent" ("agendaitem_id", "created_at", "custodyevent_id", "date_of", "detainee_id", "edition_id", "exchange_id", "id", "meeting_id", "objective_id", "official_id", "outcome_id", "page", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "quote", "readout_id", "record_id", "says", "says_on", "source_id", "stance", "statement_id", "statuschange_id", "tenure_id", "updated_at", "version", "visit_id") VALUES (NEW."agendaitem_id", NEW."created_at", NEW."custodyevent_id", NEW."date_of", NEW."detainee_id", NEW."edition_id", NEW."exchange_id", NEW."id", NEW."meeting_id", NEW."objective_id", NEW."official_id", NEW."outcome_id", NEW."page", NEW."participant_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."public_id", NEW."quote", NEW."readout_id", NEW."record_id", NEW."says", NEW."says_on", NEW."source_id", NEW."stance", NEW."statement_id", NEW."statuschange_id", NEW."tenure_id", NEW."updated_at", NEW."version", NEW."visit_id"); RETURN NULL;',
                    hash="3cd0f62e21d21137526be2249176c2246fce909d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1424a",
                    table="briefings_citation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "briefings_citationevent" ("agendaitem_id", "created_at", "custodyevent_id", "date_of", "detainee_id", "edition_id", "exchange_id", "id", "meeting_id", "objective_id", "official_id", "outcome_id", "page", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "quote", "readout_id", "record_id", "says", "says_on", "source_id", "stance", "statement_id", "statuschange_id", "tenure_id", "updated_at", "version", "visit_id") VALUES (OLD."agendaitem_id", OLD."created_at", OLD."custodyevent_id", OLD."date_of", OLD."detainee_id", OLD."edition_id", OLD."exchange_id", OLD."id", OLD."meeting_id", OLD."objective_id", OLD."official_id", OLD."outcome_id", OLD."page", OLD."participant_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."public_id", OLD."quote", OLD."readout_id", OLD."record_id", OLD."says", OLD."says_on", OLD."source_id", OLD."stance", OLD."statement_id", OLD."statuschange_id", OLD."tenure_id", OLD."updated_at", OLD."version", OLD."visit_id"); RETURN NULL;',
                    hash="cd54f989b5eac72c0bcaf536265bb3873e23c864",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9beae",
                    table="briefings_citation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="citation",
            name="says_on_days",
            field=briefings.models.date_fields.DaysField("says_on"),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("says_on__isnull", True), ("says_on_days__isnull", False), _connector="OR"
                ),
                name="citation_says_on_is_a_partial_date",
                violation_error_code="invalid",
                violation_error_message="“says_on” is not a date: write it as 1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about",
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("date_of", ""), ("says_on__isnull", True)),
                    models.Q(
                        ("says_on__isnull", False),
                        models.Q(
                            models.Q(
                                ("date_of__in", ("born", "died")), ("official__isnull", False)
                            ),
                            models.Q(
                                ("date_of__in", ("appointed", "arrived", "started", "ended")),
                                ("tenure__isnull", False),
                            ),
                            models.Q(("date_of__in", ("starts", "ends")), ("visit__isnull", False)),
                            models.Q(("date_of__in", ("on",)), ("meeting__isnull", False)),
                            models.Q(("date_of__in", ("issued_on",)), ("readout__isnull", False)),
                            models.Q(("date_of__in", ("on",)), ("statuschange__isnull", False)),
                            models.Q(("date_of__in", ("said_on",)), ("statement__isnull", False)),
                            models.Q(("custodyevent__isnull", False), ("date_of__in", ("on",))),
                            models.Q(("date_of__in", ("on",)), ("exchange__isnull", False)),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="citation_dates_its_fact",
                violation_error_message="A date that a source gives is one of the fact's: say which, and what it says.",
            ),
        ),
        migrations.RunSQL("SELECT briefings_keep_plans()", migrations.RunSQL.noop),
    ]
