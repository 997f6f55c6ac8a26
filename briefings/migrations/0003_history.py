"""The tables that keep every version of a row, written by triggers alone."""

import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import briefings.models.date_fields
import briefings.models.expressions
import briefings.models.images
import briefings.models.places


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0002_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.agendaitem"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.meeting",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.visit",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.topic",
                    ),
                ),
                (
                    "detainee",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.detainee",
                    ),
                ),
                ("stage", models.CharField(choices=[("planned", "Planned"), ("raised", "Raised")], default="planned", max_length=8)),
                (
                    "side",
                    models.CharField(blank=True, choices=[("visitor", "Visiting side"), ("host", "Host's side"), ("third", "Another side")], max_length=8),
                ),
                ("note", models.CharField(blank=True, max_length=400)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ArticleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.article"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "identity",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=briefings.models.expressions.NextIdentity(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.identity",
                    ),
                ),
                ("slug", models.SlugField(db_index=False, max_length=120)),
                (
                    "section",
                    models.CharField(
                        choices=[("briefing", "Briefing"), ("analysis", "Analysis"), ("explainer", "Explainer"), ("interview", "Interview")],
                        default="briefing",
                        max_length=12,
                    ),
                ),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                (
                    "withdrawal_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Wrong"),
                            ("hoax", "Hoax"),
                            ("duplicate", "Duplicate"),
                            ("superseded", "Superseded"),
                            ("safety", "Safety"),
                            ("privacy", "Privacy"),
                            ("legal", "Legal order"),
                        ],
                        default="",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("withdrawal_note", models.TextField(blank=True, default="", editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BylineEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.byline"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.edition"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CarriedOverEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.carriedover"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.edition"
                    ),
                ),
                (
                    "carried",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.edition"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CitationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.citation"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.source"
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.identity",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.edition",
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.official",
                    ),
                ),
                (
                    "tenure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.tenure",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.visit",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.objective",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.meeting",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.participant",
                    ),
                ),
                (
                    "agendaitem",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.agendaitem",
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.outcome",
                    ),
                ),
                (
                    "readout",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.readout",
                    ),
                ),
                (
                    "statuschange",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.statuschange",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.statement",
                    ),
                ),
                (
                    "detainee",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.detainee",
                    ),
                ),
                (
                    "custodyevent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.custodyevent",
                    ),
                ),
                (
                    "exchange",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.exchange",
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(default=0, help_text="Its order on the page.")),
                ("stance", models.CharField(choices=[("supports", "Supports"), ("contradicts", "Contradicts")], default="supports", max_length=12)),
                ("says", models.CharField(blank=True, help_text="What this source says, where it differs.", max_length=400)),
                (
                    "date_of",
                    models.CharField(
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
                (
                    "says_on",
                    briefings.models.date_fields.PartialDateField(
                        blank=True,
                        help_text="The date that this source gives. The record's is the interval over all of them.",
                        null=True,
                        verbose_name="it dates this",
                    ),
                ),
                ("quote", models.TextField(blank=True)),
                ("page", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CorrectionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.correction"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "identity",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.identity"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.edition",
                    ),
                ),
                ("kind", models.CharField(choices=[("update", "Update"), ("clarification", "Clarification"), ("correction", "Correction")], max_length=16)),
                ("words", models.TextField()),
                ("issued_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CountryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.country"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False, null=True)),
                (
                    "retraction_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Wrong"),
                            ("hoax", "Hoax"),
                            ("duplicate", "Duplicate"),
                            ("superseded", "Superseded"),
                            ("safety", "Safety"),
                            ("privacy", "Privacy"),
                            ("legal", "Legal order"),
                        ],
                        default="",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("retraction_note", models.TextField(blank=True, default="", editable=False)),
                (
                    "identity",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=briefings.models.expressions.NextIdentity(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.identity",
                    ),
                ),
                ("slug", models.SlugField(db_index=False, max_length=120)),
                ("name", models.CharField(max_length=500)),
                ("long_name", models.CharField(blank=True)),
                (
                    "other_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(), blank=True, default=list, help_text="For finding it in a text: “US”, “America”.", size=None
                    ),
                ),
                ("adjective", models.CharField(blank=True, help_text="As in “Chinese”.")),
                ("code", models.CharField(blank=True, help_text="ISO 3166-1 alpha-2, where there is one.", max_length=2, null=True)),
                ("first_year", models.SmallIntegerField(blank=True, null=True)),
                ("last_year", models.SmallIntegerField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CustodyEventEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.custodyevent"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False, null=True)),
                (
                    "retraction_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Wrong"),
                            ("hoax", "Hoax"),
                            ("duplicate", "Duplicate"),
                            ("superseded", "Superseded"),
                            ("safety", "Safety"),
                            ("privacy", "Privacy"),
                            ("legal", "Legal order"),
                        ],
                        default="",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("retraction_note", models.TextField(blank=True, default="", editable=False)),
                ("on", briefings.models.date_fields.PartialDateField(help_text="The local day, as far as it is known.")),
                ("order", models.PositiveSmallIntegerField(default=0, help_text="Among those of one day: the lower comes first.")),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "Confirmed"), ("reported", "Reported"), ("disputed", "Disputed")], default="confirmed", max_length=12
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.detention"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("detained", "Detained"),
                            ("charged", "Charged"),
                            ("tried", "Tried"),
                            ("sentenced", "Sentenced"),
                            ("moved", "Moved"),
                            ("exit_ban", "Banned from leaving"),
                            ("house_arrest", "House arrest"),
                            ("missing", "Whereabouts unknown"),
                            ("designated", "Designated wrongfully detained"),
                            ("found_arbitrary", "Detention found arbitrary"),
                            ("released", "Released"),
                            ("exchanged", "Exchanged"),
                            ("escaped", "Escaped"),
                            ("died", "Died"),
                            ("other", "Other"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[("held", "Held"), ("restricted", "Restricted"), ("free", "Free")],
                        help_text="Empty: it changes none.",
                        max_length=12,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Where the person is held from then on.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.place",
                    ),
                ),
                ("charge", models.CharField(blank=True)),
                ("sentence", models.CharField(blank=True)),
                ("by_whom", models.CharField(blank=True, help_text="Who designated it, or found it arbitrary.")),
                ("note", models.TextField(blank=True)),
                (
                    "exchange",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.exchange",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("forced_reason", models.CharField(blank=True, default="", editable=False, max_length=400)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DetaineeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.detainee"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False, null=True)),
                (
                    "retraction_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Wrong"),
                            ("hoax", "Hoax"),
                            ("duplicate", "Duplicate"),
                            ("superseded", "Superseded"),
                            ("safety", "Safety"),
                            ("privacy", "Privacy"),
                            ("legal", "Legal order"),
                        ],
                        default="",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("retraction_note", models.TextField(blank=True, default="", editable=False)),
                (
                    "identity",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=briefings.models.expressions.NextIdentity(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.identity",
                    ),
                ),
                ("slug", models.SlugField(db_index=False, max_length=120)),
                ("full_name", models.CharField(max_length=500)),
                ("short_name", models.CharField(help_text="As in a second mention: “Swidan”.", max_length=500)),
                ("sort_name", models.CharField(help_text="“Swidan, Mark”.", max_length=500)),
                ("name_withheld", models.BooleanField(default=False, help_text="Readers are told the description instead of any name.")),
                (
                    "blanked",
                    models.CharField(
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
                ("description", models.CharField(blank=True, help_text="“An American teacher”; names nobody.", max_length=500)),
                ("occupation", models.CharField(blank=True)),
                ("employer", models.CharField(blank=True)),
                (
                    "official",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.official",
                    ),
                ),
                ("born", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("biography", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DetaineeNameEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.detaineename"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("name", models.CharField(max_length=500)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("native", "Native script"),
                            ("transliteration", "Transliteration"),
                            ("birth", "Name at birth"),
                            ("alias", "Also known as"),
                            ("misspelling", "Common misspelling"),
                        ],
                        default="alias",
                        max_length=16,
                    ),
                ),
                ("language", models.CharField(blank=True, help_text="As in “zh”, “ru”.", max_length=8)),
                ("script", models.CharField(blank=True, help_text="As in “Hans”, “Cyrl”.", max_length=4)),
                ("shown", models.BooleanField(default=True, help_text="Off: only for finding.")),
                (
                    "detainee",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.detainee"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DetentionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.detention"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False, null=True)),
                (
                    "retraction_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Wrong"),
                            ("hoax", "Hoax"),
                            ("duplicate", "Duplicate"),
                            ("superseded", "Superseded"),
                            ("safety", "Safety"),
                            ("privacy", "Privacy"),
                            ("legal", "Legal order"),
                        ],
                        default="",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("retraction_note", models.TextField(blank=True, default="", editable=False)),
                (
                    "detainee",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.detainee"
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The country that holds the person.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.country",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Or the armed group.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.organization",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("verified_on", models.DateField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EditionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.edition"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "article",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.article"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(editable=False)),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.edition",
                    ),
                ),
                ("headline", models.CharField(max_length=200)),
                ("standfirst", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("dateline_place", models.CharField(blank=True, max_length=120)),
                ("dateline_on", models.DateField(blank=True, null=True)),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The record that it is about: it heads the key facts.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.identity",
                    ),
                ),
                (
                    "hero",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.image",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                (
                    "submitted_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("returned_note", models.TextField(blank=True, editable=False)),
                ("approved_at", models.DateTimeField(editable=False, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(editable=False, null=True)),
                ("planned_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(editable=False, null=True)),
                ("rendered", models.TextField(blank=True, editable=False)),
                ("contents", models.JSONField(default=list, editable=False)),
                ("plain_text", models.TextField(blank=True, editable=False)),
                ("word_count", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "publishes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, db_default=[], default=list, editable=False, size=None
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EditionTopicEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.editiontopic"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.edition"
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.topic"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ExchangeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.exchange"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False, null=True)),
                (
                    "retraction_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Wrong"),
                            ("hoax", "Hoax"),
                            ("duplicate", "Duplicate"),
                            ("superseded", "Superseded"),
                            ("safety", "Safety"),
                            ("privacy", "Privacy"),
                            ("legal", "Legal order"),
                        ],
                        default="",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("retraction_note", models.TextField(blank=True, default="", editable=False)),
                ("on", briefings.models.date_fields.PartialDateField(help_text="The local day, as far as it is known.")),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.place",
                    ),
                ),
                ("words", models.CharField(blank=True, help_text="What it was, in a line: who was given for whom.", max_length=400)),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "Confirmed"), ("reported", "Reported"), ("disputed", "Disputed")], default="confirmed", max_length=12
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ExchangeSideEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.exchangeside"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "exchange",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.exchange"
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.country",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.organization",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ExternalIdentifierEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.externalidentifier"
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "identity",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.identity"
                    ),
                ),
                ("scheme", models.SlugField(db_index=False, max_length=40)),
                ("value", models.CharField(max_length=200)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FixChoiceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.fixchoice"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.edition"
                    ),
                ),
                (
                    "fix",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.edition"
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        blank=True,
                        choices=[("carry", "Carry the changes over"), ("without", "Let it go without them"), ("hold", "Hold it")],
                        db_default="",
                        default="",
                        editable=False,
                        max_length=8,
                    ),
                ),
                (
                    "chosen_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("chosen_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ImageEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.image"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False, null=True)),
                (
                    "retraction_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Wrong"),
                            ("hoax", "Hoax"),
                            ("duplicate", "Duplicate"),
                            ("superseded", "Superseded"),
                            ("safety", "Safety"),
                            ("privacy", "Privacy"),
                            ("legal", "Legal order"),
                        ],
                        default="",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("retraction_note", models.TextField(blank=True, default="", editable=False)),
                ("file", models.ImageField(height_field="height", max_length=120, upload_to=briefings.models.images.stored_as, width_field="width")),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                ("alt", models.CharField(help_text="What is to be seen, for who does not see it.", max_length=400)),
                ("caption", models.CharField(blank=True, max_length=400)),
                ("credit", models.CharField(help_text="Who took it, and for whom.", max_length=200)),
                (
                    "rights",
                    models.CharField(
                        choices=[("own", "Our own"), ("public_domain", "Public domain"), ("licensed", "Licensed"), ("handout", "Handout, free for this use")],
                        max_length=16,
                    ),
                ),
                ("licence", models.CharField(blank=True, help_text="Which licence, and where.", max_length=200)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MeetingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.meeting"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False, null=True)),
                (
                    "retraction_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Wrong"),
                            ("hoax", "Hoax"),
                            ("duplicate", "Duplicate"),
                            ("superseded", "Superseded"),
                            ("safety", "Safety"),
                            ("privacy", "Privacy"),
                            ("legal", "Legal order"),
                        ],
                        default="",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("retraction_note", models.TextField(blank=True, default="", editable=False)),
                (
                    "identity",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=briefings.models.expressions.NextIdentity(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.identity",
                    ),
                ),
                ("slug", models.SlugField(db_index=False, max_length=120)),
                ("title", models.CharField(blank=True, help_text="Left empty, it is made from kind and participants.", max_length=500)),
                ("label", models.TextField(blank=True, default="", editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bilateral", "Bilateral meeting"),
                            ("multilateral", "Multilateral meeting"),
                            ("summit", "Summit"),
                            ("gathering", "Gathering"),
                            ("working_dinner", "Working dinner"),
                            ("banquet", "Banquet"),
                            ("round_table", "Round table"),
                            ("call", "Telephone call"),
                            ("press_conference", "Press conference"),
                            ("briefing", "Briefing"),
                            ("other", "Meeting"),
                        ],
                        default="bilateral",
                        max_length=20,
                    ),
                ),
                ("on", briefings.models.date_fields.PartialDateField(blank=True, help_text="The local day, as far as known.", null=True)),
                (
                    "part_of_day",
                    models.CharField(
                        blank=True, choices=[("morning", "Morning"), ("afternoon", "Afternoon"), ("evening", "Evening"), ("night", "Night")], max_length=12
                    ),
                ),
                ("starts_at", models.DateTimeField(blank=True, help_text="Where the moment is known.", null=True)),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "time_zone",
                    models.CharField(blank=True, help_text="Left empty, the place's.", max_length=64, validators=[briefings.models.places.time_zone_is_known]),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.place",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Left empty, the place's.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.country",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.visit",
                    ),
                ),
                (
                    "gathering",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.meeting",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.meeting",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, help_text="Among those of one day whose moments are not known.")),
                ("summary", models.TextField(blank=True)),
                ("verified_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NationalityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.nationality"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "detainee",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.detainee"
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.country"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ObjectiveEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.objective"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "visit",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.visit"
                    ),
                ),
                ("words", models.TextField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OfficeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.office"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False, null=True)),
                (
                    "retraction_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Wrong"),
                            ("hoax", "Hoax"),
                            ("duplicate", "Duplicate"),
                            ("superseded", "Superseded"),
                            ("safety", "Safety"),
                            ("privacy", "Privacy"),
                            ("legal", "Legal order"),
                        ],
                        default="",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("retraction_note", models.TextField(blank=True, default="", editable=False)),
                (
                    "identity",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=briefings.models.expressions.NextIdentity(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.identity",
                    ),
                ),
                ("slug", models.SlugField(db_index=False, max_length=120)),
                ("title", models.CharField(max_length=500)),
                ("other_titles", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(), blank=True, default=list, size=None)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("head_of_state", "Head of state"),
                            ("head_of_government", "Head of government"),
                            ("foreign_minister", "Foreign minister"),
                            ("minister", "Minister"),
                            ("deputy_minister", "Deputy minister"),
                            ("ambassador", "Ambassador"),
                            ("adviser", "Adviser or envoy"),
                            ("party", "Party office"),
                            ("international", "International organization"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=20,
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.country",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.organization",
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(blank=True, default=1, null=True)),
                ("first_year", models.SmallIntegerField(blank=True, null=True)),
                ("last_year", models.SmallIntegerField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OfficialEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.official"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False, null=True)),
                (
                    "retraction_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Wrong"),
                            ("hoax", "Hoax"),
                            ("duplicate", "Duplicate"),
                            ("superseded", "Superseded"),
                            ("safety", "Safety"),
                            ("privacy", "Privacy"),
                            ("legal", "Legal order"),
                        ],
                        default="",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("retraction_note", models.TextField(blank=True, default="", editable=False)),
                (
                    "identity",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=briefings.models.expressions.NextIdentity(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.identity",
                    ),
                ),
                ("slug", models.SlugField(db_index=False, max_length=120)),
                ("full_name", models.CharField(max_length=500)),
                ("short_name", models.CharField(help_text="As in a second mention: “Blinken”, “Xi”.", max_length=500)),
                ("sort_name", models.CharField(help_text="“Blinken, Antony”.", max_length=500)),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.country",
                    ),
                ),
                ("born", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("died", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("biography", models.TextField(blank=True)),
                (
                    "portrait",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.image",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OfficialNameEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.officialname"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("name", models.CharField(max_length=500)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("native", "Native script"),
                            ("transliteration", "Transliteration"),
                            ("birth", "Name at birth"),
                            ("alias", "Also known as"),
                            ("misspelling", "Common misspelling"),
                        ],
                        default="alias",
                        max_length=16,
                    ),
                ),
                ("language", models.CharField(blank=True, help_text="As in “zh”, “ru”.", max_length=8)),
                ("script", models.CharField(blank=True, help_text="As in “Hans”, “Cyrl”.", max_length=4)),
                ("shown", models.BooleanField(default=True, help_text="Off: only for finding.")),
                (
                    "official",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.official"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OrganizationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.organization"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False, null=True)),
                (
                    "retraction_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Wrong"),
                            ("hoax", "Hoax"),
                            ("duplicate", "Duplicate"),
                            ("superseded", "Superseded"),
                            ("safety", "Safety"),
                            ("privacy", "Privacy"),
                            ("legal", "Legal order"),
                        ],
                        default="",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("retraction_note", models.TextField(blank=True, default="", editable=False)),
                (
                    "identity",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=briefings.models.expressions.NextIdentity(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.identity",
                    ),
                ),
                ("slug", models.SlugField(db_index=False, max_length=120)),
                ("name", models.CharField(max_length=500)),
                ("other_names", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(), blank=True, default=list, size=None)),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.country",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OutcomeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.outcome"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.meeting",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.visit",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("words", models.TextField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ParticipantEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.participant"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False, null=True)),
                (
                    "retraction_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Wrong"),
                            ("hoax", "Hoax"),
                            ("duplicate", "Duplicate"),
                            ("superseded", "Superseded"),
                            ("safety", "Safety"),
                            ("privacy", "Privacy"),
                            ("legal", "Legal order"),
                        ],
                        default="",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("retraction_note", models.TextField(blank=True, default="", editable=False)),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.meeting",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.visit",
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.official",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.organization",
                    ),
                ),
                ("group", models.CharField(blank=True, help_text="A group or a private person, in words: “American exchange students”.")),
                (
                    "tenure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Only where the official held several offices on the day.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.tenure",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.country",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[("visitor", "Visiting side"), ("host", "Host's side"), ("third", "Another side")],
                        help_text="Left empty, the countries say it.",
                        max_length=8,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "Leads its side"),
                            ("host", "Host"),
                            ("guest", "Guest"),
                            ("delegation", "Delegation"),
                            ("observer", "Observer or mediator"),
                        ],
                        default="delegation",
                        max_length=12,
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "Confirmed"), ("reported", "Reported"), ("disputed", "Disputed")], default="confirmed", max_length=12
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlaceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.place"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False, null=True)),
                (
                    "retraction_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Wrong"),
                            ("hoax", "Hoax"),
                            ("duplicate", "Duplicate"),
                            ("superseded", "Superseded"),
                            ("safety", "Safety"),
                            ("privacy", "Privacy"),
                            ("legal", "Legal order"),
                        ],
                        default="",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("retraction_note", models.TextField(blank=True, default="", editable=False)),
                (
                    "identity",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=briefings.models.expressions.NextIdentity(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.identity",
                    ),
                ),
                ("slug", models.SlugField(db_index=False, max_length=120)),
                ("name", models.CharField(max_length=500)),
                ("other_names", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(), blank=True, default=list, size=None)),
                (
                    "kind",
                    models.CharField(
                        choices=[("city", "City"), ("venue", "Venue"), ("prison", "Prison"), ("airport", "Airport"), ("other", "Place")],
                        default="other",
                        max_length=12,
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.country"
                    ),
                ),
                ("latitude", models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                ("longitude", models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                (
                    "time_zone",
                    models.CharField(
                        help_text="As in Asia/Shanghai: the day of what happens here is the day of its clocks.",
                        max_length=64,
                        validators=[briefings.models.places.time_zone_is_known],
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReadoutEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.readout"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False, null=True)),
                (
                    "retraction_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Wrong"),
                            ("hoax", "Hoax"),
                            ("duplicate", "Duplicate"),
                            ("superseded", "Superseded"),
                            ("safety", "Safety"),
                            ("privacy", "Privacy"),
                            ("legal", "Legal order"),
                        ],
                        default="",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("retraction_note", models.TextField(blank=True, default="", editable=False)),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.meeting",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.visit",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.country",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.organization",
                    ),
                ),
                ("issued_on", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("words", models.TextField(help_text="What it says, in our own words.")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SourceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.source"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False, null=True)),
                (
                    "retraction_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Wrong"),
                            ("hoax", "Hoax"),
                            ("duplicate", "Duplicate"),
                            ("superseded", "Superseded"),
                            ("safety", "Safety"),
                            ("privacy", "Privacy"),
                            ("legal", "Legal order"),
                        ],
                        default="",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("retraction_note", models.TextField(blank=True, default="", editable=False)),
                ("publisher", models.CharField(max_length=200)),
                ("title", models.CharField(max_length=400)),
                (
                    "url",
                    models.URLField(
                        blank=True,
                        max_length=1000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^([A-Za-z][A-Za-z0-9+.-]*:)?[/\\\\]*[^/?#\\\\]*@",
                                "The address holds a name or a password before the host (user:password@): it would be shown to every reader. Leave that out.",
                                inverse_match=True,
                            )
                        ],
                    ),
                ),
                (
                    "archived_url",
                    models.URLField(
                        blank=True,
                        max_length=1000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^([A-Za-z][A-Za-z0-9+.-]*:)?[/\\\\]*[^/?#\\\\]*@",
                                "The address holds a name or a password before the host (user:password@): it would be shown to every reader. Leave that out.",
                                inverse_match=True,
                            )
                        ],
                    ),
                ),
                ("published_on", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("accessed_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StatementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.statement"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False, null=True)),
                (
                    "retraction_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Wrong"),
                            ("hoax", "Hoax"),
                            ("duplicate", "Duplicate"),
                            ("superseded", "Superseded"),
                            ("safety", "Safety"),
                            ("privacy", "Privacy"),
                            ("legal", "Legal order"),
                        ],
                        default="",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("retraction_note", models.TextField(blank=True, default="", editable=False)),
                (
                    "official",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.official",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.organization",
                    ),
                ),
                ("attribution", models.CharField(blank=True, help_text="“A senior State Department official”.", max_length=200)),
                (
                    "side",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Whom an unnamed speaker speaks for.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.country",
                    ),
                ),
                ("words", models.TextField()),
                ("form", models.CharField(choices=[("direct", "Direct"), ("paraphrase", "Paraphrase")], default="direct", max_length=12)),
                ("said_on", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.meeting",
                    ),
                ),
                ("occasion", models.CharField(blank=True, help_text="“At a press briefing”, where there is no meeting.", max_length=200)),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "Confirmed"), ("reported", "Reported"), ("disputed", "Disputed")], default="confirmed", max_length=12
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StatementSubjectEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.statementsubject"
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "statement",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.statement"
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.identity"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StatusChangeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.statuschange"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False, null=True)),
                (
                    "retraction_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Wrong"),
                            ("hoax", "Hoax"),
                            ("duplicate", "Duplicate"),
                            ("superseded", "Superseded"),
                            ("safety", "Safety"),
                            ("privacy", "Privacy"),
                            ("legal", "Legal order"),
                        ],
                        default="",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("retraction_note", models.TextField(blank=True, default="", editable=False)),
                ("on", briefings.models.date_fields.PartialDateField(help_text="The local day, as far as it is known.")),
                ("order", models.PositiveSmallIntegerField(default=0, help_text="Among those of one day: the lower comes first.")),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "Confirmed"), ("reported", "Reported"), ("disputed", "Disputed")], default="confirmed", max_length=12
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.meeting",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.visit",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.participant",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("invited", "Invited"),
                            ("possible", "Possible"),
                            ("agreed", "Agreed"),
                            ("expected", "Expected"),
                            ("confirmed", "Confirmed"),
                            ("held", "Held"),
                            ("postponed", "Postponed"),
                            ("cancelled", "Cancelled"),
                            ("declined", "Declined"),
                            ("did_not_take_place", "Did not take place"),
                            ("present", "Present"),
                            ("absent", "Absent"),
                        ],
                        max_length=20,
                    ),
                ),
                ("planned_start", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("planned_end", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("reason", models.CharField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StopEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_obj", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.stop")),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "visit",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.visit"
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.country"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.place",
                    ),
                ),
                ("arrives", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("departs", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("note", models.CharField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SuccessionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.succession"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "predecessor",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.country"
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.country"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TenureEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.tenure"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False, null=True)),
                (
                    "retraction_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Wrong"),
                            ("hoax", "Hoax"),
                            ("duplicate", "Duplicate"),
                            ("superseded", "Superseded"),
                            ("safety", "Safety"),
                            ("privacy", "Privacy"),
                            ("legal", "Legal order"),
                        ],
                        default="",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("retraction_note", models.TextField(blank=True, default="", editable=False)),
                (
                    "official",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.official"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to="briefings.office"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("served", "Served"), ("nominee", "Nominee, did not serve"), ("appointee", "Appointee, did not serve")],
                        default="served",
                        max_length=12,
                    ),
                ),
                ("acting", models.BooleanField(default=False)),
                ("appointed", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("appointed_note", models.CharField(blank=True)),
                ("arrived", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("arrived_note", models.CharField(blank=True)),
                ("started", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("started_note", models.CharField(blank=True)),
                ("ended", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("ended_note", models.CharField(blank=True)),
                (
                    "end_status",
                    models.CharField(
                        choices=[
                            ("current", "Current"),
                            ("ended", "Ended"),
                            ("ended_date_unknown", "Ended on an unknown date"),
                            ("unknown", "Not known whether it ended"),
                        ],
                        default="unknown",
                        max_length=20,
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "Confirmed"), ("reported", "Reported"), ("disputed", "Disputed")], default="confirmed", max_length=12
                    ),
                ),
                ("verified_on", models.DateField(blank=True, help_text="When somebody last checked that this still holds.", null=True)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TopicEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.topic"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False, null=True)),
                (
                    "retraction_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Wrong"),
                            ("hoax", "Hoax"),
                            ("duplicate", "Duplicate"),
                            ("superseded", "Superseded"),
                            ("safety", "Safety"),
                            ("privacy", "Privacy"),
                            ("legal", "Legal order"),
                        ],
                        default="",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("retraction_note", models.TextField(blank=True, default="", editable=False)),
                (
                    "identity",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=briefings.models.expressions.NextIdentity(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.identity",
                    ),
                ),
                ("slug", models.SlugField(db_index=False, max_length=120)),
                ("name", models.CharField(max_length=500)),
                ("other_names", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(), blank=True, default=list, size=None)),
                ("description", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VisitEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="briefings.visit"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"),
                ),
                ("id", models.BigIntegerField()),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField(blank=True, editable=False, null=True)),
                (
                    "retraction_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Wrong"),
                            ("hoax", "Hoax"),
                            ("duplicate", "Duplicate"),
                            ("superseded", "Superseded"),
                            ("safety", "Safety"),
                            ("privacy", "Privacy"),
                            ("legal", "Legal order"),
                        ],
                        default="",
                        editable=False,
                        max_length=16,
                    ),
                ),
                ("retraction_note", models.TextField(blank=True, default="", editable=False)),
                (
                    "identity",
                    models.ForeignKey(
                        db_constraint=False,
                        db_default=briefings.models.expressions.NextIdentity(),
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="briefings.identity",
                    ),
                ),
                ("slug", models.SlugField(db_index=False, max_length=120)),
                ("title", models.CharField(blank=True, help_text="Left empty, it is made from travellers and stops.", max_length=500)),
                ("label", models.TextField(blank=True, default="", editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("official", "Official visit"),
                            ("state", "State visit"),
                            ("working", "Working visit"),
                            ("private", "Private visit"),
                            ("transit", "Transit"),
                        ],
                        default="official",
                        max_length=12,
                    ),
                ),
                ("starts", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("ends", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("summary", models.TextField(blank=True)),
                ("verified_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
