"""Where readers see that a name is withheld is decided, place by place."""

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0023_stored_quotations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NameMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("row", models.BigIntegerField()),
                ("reason", models.CharField(max_length=400)),
                (
                    "marked_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="detainee",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="detainee",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="detainee",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="detainee",
            name="blanked",
            field=models.CharField(
                blank=True,
                choices=[
                    ("whole", "Whole names"),
                    ("alone", "Whole names, and the short name alone"),
                    ("nothing", "Nothing: another is known by this name"),
                ],
                db_default="",
                default="",
                help_text="What is left blank in what readers are shown while the name is withheld.",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="detaineeevent",
            name="blanked",
            field=models.CharField(
                blank=True,
                choices=[
                    ("whole", "Whole names"),
                    ("alone", "Whole names, and the short name alone"),
                    ("nothing", "Nothing: another is known by this name"),
                ],
                db_default="",
                default="",
                help_text="What is left blank in what readers are shown while the name is withheld.",
                max_length=8,
            ),
        ),
        migrations.AddIndex(
            model_name="detainee",
            index=models.Index(
                condition=models.Q(("name_withheld", True)), fields=["id"], name="detainee_withheld"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="detainee",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "briefings_detaineeevent" ("biography", "blanked", "born", "created_at", "description", "employer", "full_name", "id", "identity_id", "live_period", "name_withheld", "occupation", "official_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "retraction_note", "retraction_reason", "short_name", "slug", "sort_name", "updated_at", "version") VALUES (NEW."biography", NEW."blanked", NEW."born", NEW."created_at", NEW."description", NEW."employer", NEW."full_name", NEW."id", NEW."identity_id", NEW."live_period", NEW."name_withheld", NEW."occupation", NEW."official_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."retraction_note", NEW."retraction_reason", NEW."short_name", NEW."slug", NEW."sort_name", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="d91df7512dc9ad22f80b83d158f6953fbd2ce7b3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c567b",
                    table="briefings_detainee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="detainee",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."biography" IS DISTINCT FROM (NEW."biography") OR OLD."blanked" IS DISTINCT FROM (NEW."blanked") OR OLD."born" IS DISTINCT FROM (NEW."born") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."employer" IS DISTINCT FROM (NEW."employer") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."identity_id" IS DISTINCT FROM (NEW."identity_id") OR OLD."live_period" IS DISTINCT FROM (NEW."live_period") OR OLD."name_withheld" IS DISTINCT FROM (NEW."name_withheld") OR OLD."occupation" IS DISTINCT FROM (NEW."occupation") OR OLD."official_id" IS DISTINCT FROM (NEW."official_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."retraction_note" IS DISTINCT FROM (NEW."retraction_note") OR OLD."retraction_reason" IS DISTINCT FROM (NEW."retraction_reason") OR OLD."short_name" IS DISTINCT FROM (NEW."short_name") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."sort_name" IS DISTINCT FROM (NEW."sort_name") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "briefings_detaineeevent" ("biography", "blanked", "born", "created_at", "description", "employer", "full_name", "id", "identity_id", "live_period", "name_withheld", "occupation", "official_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "retraction_note", "retraction_reason", "short_name", "slug", "sort_name", "updated_at", "version") VALUES (NEW."biography", NEW."blanked", NEW."born", NEW."created_at", NEW."description", NEW."employer", NEW."full_name", NEW."id", NEW."identity_id", NEW."live_period", NEW."name_withheld", NEW."occupation", NEW."official_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."retraction_note", NEW."retraction_reason", NEW."short_name", NEW."slug", NEW."sort_name", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="8d35f2ad38e988c06f77449dfc898c364394492e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_23ef1",
                    table="briefings_detainee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="detainee",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "briefings_detaineeevent" ("biography", "blanked", "born", "created_at", "description", "employer", "full_name", "id", "identity_id", "live_period", "name_withheld", "occupation", "official_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "retraction_note", "retraction_reason", "short_name", "slug", "sort_name", "updated_at", "version") VALUES (OLD."biography", OLD."blanked", OLD."born", OLD."created_at", OLD."description", OLD."employer", OLD."full_name", OLD."id", OLD."identity_id", OLD."live_period", OLD."name_withheld", OLD."occupation", OLD."official_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."retraction_note", OLD."retraction_reason", OLD."short_name", OLD."slug", OLD."sort_name", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="2f2f4d8fe360e04360fc01ef4832cd103a5d245c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_da679",
                    table="briefings_detainee",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="namemark",
            name="detainee",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="name_marks",
                to="briefings.detainee",
            ),
        ),
        migrations.AddField(
            model_name="namemark",
            name="marked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="namemark",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="namemark_has_reason",
                violation_error_message="A place is marked for a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="namemark",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("detainee", "kind", "row"),
                name="namemark_once",
                violation_error_message="This place is marked already.",
            ),
        ),
        migrations.RunSQL("SELECT briefings_keep_plans()", migrations.RunSQL.noop),
    ]
