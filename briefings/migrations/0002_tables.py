"""Every table, with its constraints and indexes: the models as they were at version 0.1.0."""

import datetime

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import briefings.models.date_fields
import briefings.models.expressions
import briefings.models.images
import briefings.models.places
import briefings.models.words


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0001_expressions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Identity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(unique=True)),
                ("type", models.CharField(max_length=20)),
                ("slug", models.CharField(max_length=120)),
                ("label", models.TextField(blank=True)),
                ("live_periods", briefings.models.expressions.MomentsField()),
                (
                    "merged_into",
                    models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="merged", to="briefings.identity"),
                ),
            ],
            options={
                "verbose_name_plural": "identities",
                "permissions": [("publish_identity", "Can publish, retract and readdress records"), ("merge_identity", "Can merge records and undo it")],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("label"), name="gin_trgm_ops"),
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("slug"), name="gin_trgm_ops"),
                        fastupdate=False,
                        name="identity_spelling",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("type", "slug"), name="identity_slug_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into__isnull", True), models.Q(("merged_into", models.F("id")), _negated=True), _connector="OR"),
                        name="identity_not_merged_into_itself",
                        violation_error_message="A record is not merged into itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True),
                            django.db.models.lookups.Exact(models.Func("live_periods", function="upper_inf", output_field=models.BooleanField()), False),
                            _connector="OR",
                        ),
                        name="identity_merged_is_not_public",
                        violation_error_message="A merged record is not public: its survivor is.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                ("published_on_days", briefings.models.date_fields.DaysField("published_on")),
                ("accessed_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["publisher", "title", "id"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_period__isnull", True), models.Q(("retraction_reason", ""), _negated=True), _connector="OR"),
                        fields=["id"],
                        name="source_not_public",
                    ),
                    models.Index(fields=["publisher", "id"], name="source_by_publisher"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("title"), name="gin_trgm_ops"),
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("publisher"), name="gin_trgm_ops"),
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("url"), name="gin_trgm_ops"),
                        fastupdate=False,
                        name="source_spelling",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("live_period__isnull", True), ("retraction_reason", "")),
                            ("live_period__isempty", True),
                            models.Q(("live_period__upper_inf", True), ("retraction_reason", "")),
                            models.Q(("live_period__upper_inf", False), models.Q(("retraction_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="source_retraction_has_reason",
                        violation_error_message="Only a retraction has a reason, and it needs one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            ("live_period__isempty", True),
                            models.Q(("live_period__lower_inc", True), ("live_period__lower_inf", False)),
                            _connector="OR",
                        ),
                        name="source_live_period_begins",
                        violation_error_message="A publication begins at a moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("published_on__isnull", True), ("published_on_days__isnull", False), _connector="OR"),
                        name="source_published_on_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“published_on” is not a date: write it as 1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("publisher", ""), _negated=True), models.Q(("title", ""), _negated=True)),
                        name="source_is_named",
                        violation_error_message="A source has a publisher and a title.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("url__regex", "^([A-Za-z][A-Za-z0-9+.-]*:)?[/\\\\]*[^/?#\\\\]*@"), _negated=True),
                            models.Q(("archived_url__regex", "^([A-Za-z][A-Za-z0-9+.-]*:)?[/\\\\]*[^/?#\\\\]*@"), _negated=True),
                        ),
                        name="source_urls_name_no_account",
                        violation_error_message="The address holds a name or a password before the host (user:password@): it would be shown to every reader. Leave that out.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Image",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                "ordering": ["id"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_period__isnull", True), models.Q(("retraction_reason", ""), _negated=True), _connector="OR"),
                        fields=["id"],
                        name="image_not_public",
                    ),
                    models.Index(fields=["rights"], name="image_of_rights"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("caption"), name="gin_trgm_ops"),
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("alt"), name="gin_trgm_ops"),
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("credit"), name="gin_trgm_ops"),
                        fastupdate=False,
                        name="image_spelling",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("live_period__isnull", True), ("retraction_reason", "")),
                            ("live_period__isempty", True),
                            models.Q(("live_period__upper_inf", True), ("retraction_reason", "")),
                            models.Q(("live_period__upper_inf", False), models.Q(("retraction_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="image_retraction_has_reason",
                        violation_error_message="Only a retraction has a reason, and it needs one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            ("live_period__isempty", True),
                            models.Q(("live_period__lower_inc", True), ("live_period__lower_inf", False)),
                            _connector="OR",
                        ),
                        name="image_live_period_begins",
                        violation_error_message="A publication begins at a moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("alt", ""), _negated=True), models.Q(("credit", ""), _negated=True)),
                        name="image_is_described",
                        violation_error_message="An image has a text in its place and a credit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("rights", "licensed"), _negated=True), models.Q(("licence", ""), _negated=True), _connector="OR"),
                        name="image_licensed_by_something",
                        violation_error_message="What is licensed says by which licence.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="import_runs", to=settings.AUTH_USER_MODEL)),
                ("at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("profile", models.CharField(blank=True, max_length=40)),
                ("files", models.JSONField(default=list)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="undone_import_runs", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="importrun_undone_by_somebody",
                        violation_error_message="An undone import says when and by whom.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "identity",
                    models.OneToOneField(
                        db_default=briefings.models.expressions.NextIdentity(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="briefings.identity",
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
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
                "permissions": [("withdraw_article", "Can withdraw articles and put them back")],
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("published_at"), descending=True), models.OrderBy(models.F("id"), descending=True), name="article_newest_first"
                    ),
                    models.Index(fields=["section"], name="article_of_section"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField()),
                ("type", models.CharField(max_length=20)),
                ("public_id", models.UUIDField()),
                ("identity", models.ForeignKey(null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="changes", to="briefings.identity")),
                (
                    "op",
                    models.CharField(
                        choices=[
                            ("created", "Created"),
                            ("updated", "Updated"),
                            ("corrected", "Corrected"),
                            ("merged", "Merged"),
                            ("withdrawn", "Withdrawn"),
                            ("restored", "Restored"),
                            ("redacted", "Redacted"),
                        ],
                        max_length=12,
                        null=True,
                    ),
                ),
                ("group", models.UUIDField()),
                ("reason", models.CharField(blank=True, default="", max_length=16)),
                ("fields", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ("origin", models.UUIDField(help_text="Whose clock brings this change; NULL for one made at once.", null=True)),
                ("periods", briefings.models.expressions.MomentsField(null=True)),
                ("proposed_op", models.CharField(max_length=12, null=True)),
                ("merged_into", models.UUIDField(help_text="The survivor's public id then; NULL but of a record that was merged.", null=True)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("at__isnull", True)), fields=["due_at", "id"], name="change_waiting"),
                    models.Index(models.F("public_id"), models.OrderBy(models.F("seq"), descending=True), name="change_of_one"),
                    models.Index(models.F("identity"), models.OrderBy(models.F("seq"), descending=True), name="change_of_record"),
                    models.Index(condition=models.Q(("origin__isnull", False), ("seq__isnull", True)), fields=["origin"], name="change_by_origin"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("at__isnull", True), ("op__isnull", True), ("seq__isnull", True)),
                            models.Q(("at__isnull", False), ("op__isnull", False), ("seq__isnull", False)),
                            _connector="OR",
                        ),
                        name="change_numbered_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into__isnull", False), ("op", "merged")),
                            models.Q(models.Q(("op__isnull", True), models.Q(("op", "merged"), _negated=True), _connector="OR"), ("merged_into__isnull", True)),
                            _connector="OR",
                        ),
                        name="change_merged_names_survivor",
                    ),
                    models.UniqueConstraint(condition=models.Q(("seq__isnull", False)), fields=("seq",), name="change_seq_unique"),
                    models.UniqueConstraint(
                        condition=models.Q(("origin__isnull", True), ("seq__isnull", True)), fields=("public_id", "group"), name="change_once_per_group"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Country",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                    models.OneToOneField(
                        db_default=briefings.models.expressions.NextIdentity(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="briefings.identity",
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("name", models.CharField(max_length=500)),
                ("long_name", models.CharField(blank=True)),
                (
                    "other_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(), blank=True, default=list, help_text="For finding it in a text: “US”, “America”.", size=None
                    ),
                ),
                ("adjective", models.CharField(blank=True, help_text="As in “Chinese”.")),
                ("code", models.CharField(blank=True, help_text="ISO 3166-1 alpha-2, where there is one.", max_length=2, null=True, unique=True)),
                ("first_year", models.SmallIntegerField(blank=True, null=True)),
                ("last_year", models.SmallIntegerField(blank=True, null=True)),
                (
                    "said",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            "name",
                            models.F("other_names"),
                            models.Func("long_name", "adjective", output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            function="briefings_said",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "countries",
                "ordering": ["name", "id"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_period__isnull", True), models.Q(("retraction_reason", ""), _negated=True), _connector="OR"),
                        fields=["id"],
                        name="country_not_public",
                    ),
                    models.Index(fields=["name", "id"], name="country_by_name"),
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["said"], name="country_said"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("name"), name="gin_trgm_ops"),
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("long_name"), name="gin_trgm_ops"),
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("adjective"), name="gin_trgm_ops"),
                        fastupdate=False,
                        name="country_spelling",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("live_period__isnull", True), ("retraction_reason", "")),
                            ("live_period__isempty", True),
                            models.Q(("live_period__upper_inf", True), ("retraction_reason", "")),
                            models.Q(("live_period__upper_inf", False), models.Q(("retraction_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="country_retraction_has_reason",
                        violation_error_message="Only a retraction has a reason, and it needs one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            ("live_period__isempty", True),
                            models.Q(("live_period__lower_inc", True), ("live_period__lower_inf", False)),
                            _connector="OR",
                        ),
                        name="country_live_period_begins",
                        violation_error_message="A publication begins at a moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__isnull", True), ("code__regex", "^[A-Z]{2}$"), _connector="OR"),
                        name="country_code_is_iso",
                        violation_error_message="A country's code is two capital letters (ISO 3166-1).",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_year__isnull", True), ("last_year__isnull", True), ("last_year__gte", models.F("first_year")), _connector="OR"
                        ),
                        name="country_years_in_order",
                        violation_error_message="A country does not end before it begins.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExternalIdentifier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("identity", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="identifiers", to="briefings.identity")),
                ("scheme", models.SlugField(max_length=40)),
                ("value", models.CharField(max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scheme", "value"), name="identifier_names_one_record", violation_error_message="Another record has this identifier."
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("scheme", ""), _negated=True), models.Q(("value", ""), _negated=True)),
                        name="identifier_has_value",
                        violation_error_message="An identifier needs a scheme and a value.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("survivor", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="briefings.identity")),
                ("merged", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="mergings", to="briefings.identity")),
                ("reason", models.TextField()),
                ("merged_at", models.DateTimeField()),
                ("merged_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="merges", to=settings.AUTH_USER_MODEL)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "undone_by",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="merges_undone", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("merged",),
                        name="merge_stands_once",
                        violation_error_message="It is merged already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("survivor", models.F("merged")), _negated=True),
                        name="merge_of_two",
                        violation_error_message="A record is not merged into itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="merge_has_reason", violation_error_message="A merge says why."
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="merge_undone_whole",
                        violation_error_message="Who undid a merge goes with when.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Slug",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("type", models.CharField(max_length=20)),
                ("slug", models.CharField(max_length=120)),
                ("identity", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="slugs", to="briefings.identity")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("type", "slug"), name="slug_never_reused", violation_error_message="This address is, or once was, another record's."
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                    models.OneToOneField(
                        db_default=briefings.models.expressions.NextIdentity(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="briefings.identity",
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("name", models.CharField(max_length=500)),
                ("other_names", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(), blank=True, default=list, size=None)),
                ("description", models.TextField(blank=True)),
                (
                    "said",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            "name",
                            models.F("other_names"),
                            models.Func("description", output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            function="briefings_said",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_period__isnull", True), models.Q(("retraction_reason", ""), _negated=True), _connector="OR"),
                        fields=["id"],
                        name="topic_not_public",
                    ),
                    models.Index(fields=["name", "id"], name="topic_by_name"),
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["said"], name="topic_said"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("name"), name="gin_trgm_ops"),
                        fastupdate=False,
                        name="topic_spelling",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("live_period__isnull", True), ("retraction_reason", "")),
                            ("live_period__isempty", True),
                            models.Q(("live_period__upper_inf", True), ("retraction_reason", "")),
                            models.Q(("live_period__upper_inf", False), models.Q(("retraction_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="topic_retraction_has_reason",
                        violation_error_message="Only a retraction has a reason, and it needs one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            ("live_period__isempty", True),
                            models.Q(("live_period__lower_inc", True), ("live_period__lower_inf", False)),
                            _connector="OR",
                        ),
                        name="topic_live_period_begins",
                        violation_error_message="A publication begins at a moment.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                    models.OneToOneField(
                        db_default=briefings.models.expressions.NextIdentity(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="briefings.identity",
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
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
                ("starts_days", briefings.models.date_fields.DaysField("starts")),
                ("ends", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("ends_days", briefings.models.date_fields.DaysField("ends")),
                (
                    "possible_days",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func("starts", "ends", function="briefings_possible_days"),
                        output_field=django.contrib.postgres.fields.ranges.DateRangeField(null=True),
                    ),
                ),
                (
                    "certain_days",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func("starts", "ends", function="briefings_certain_days"),
                        output_field=django.contrib.postgres.fields.ranges.DateRangeField(null=True),
                    ),
                ),
                ("summary", models.TextField(blank=True)),
                ("verified_on", models.DateField(blank=True, null=True)),
                (
                    "said",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            "label",
                            models.Func(output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            models.Func("summary", output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            function="briefings_said",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "ordering": ["label", "id"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_period__isnull", True), models.Q(("retraction_reason", ""), _negated=True), _connector="OR"),
                        fields=["id"],
                        name="visit_not_public",
                    ),
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["said"], name="visit_said"),
                    django.contrib.postgres.indexes.GistIndex(fields=["possible_days"], name="visit_possible_days"),
                    models.Index(fields=["label", "id"], name="visit_by_label"),
                    models.Index(
                        models.Func("possible_days", output_field=models.DateField(), template="coalesce(lower(%(expressions)s), '9999-12-31'::date)"),
                        models.F("id"),
                        name="visit_earliest_first",
                    ),
                    models.Index(
                        models.Func("possible_days", output_field=models.DateField(), template="coalesce(lower(%(expressions)s), '0001-01-01'::date)"),
                        models.F("id"),
                        name="visit_latest_first",
                    ),
                    models.Index(fields=["kind"], name="visit_of_kind"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("live_period__isnull", True), ("retraction_reason", "")),
                            ("live_period__isempty", True),
                            models.Q(("live_period__upper_inf", True), ("retraction_reason", "")),
                            models.Q(("live_period__upper_inf", False), models.Q(("retraction_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="visit_retraction_has_reason",
                        violation_error_message="Only a retraction has a reason, and it needs one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            ("live_period__isempty", True),
                            models.Q(("live_period__lower_inc", True), ("live_period__lower_inf", False)),
                            _connector="OR",
                        ),
                        name="visit_live_period_begins",
                        violation_error_message="A publication begins at a moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("starts__isnull", True), ("starts_days__isnull", False), _connector="OR"),
                        name="visit_starts_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“starts” is not a date: write it as 1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends_days__isnull", False), _connector="OR"),
                        name="visit_ends_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“ends” is not a date: write it as 1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts__isnull", True),
                            ("ends__isnull", True),
                            models.Q(("starts_days__fully_gt", models.F("ends_days")), _negated=True),
                            _connector="OR",
                        ),
                        name="visit_ends_after_start",
                        violation_error_message="A visit does not end before it starts.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="briefings.importrun")),
                ("sheet", models.CharField(help_text="Which file of the profile it stood in.", max_length=40)),
                ("table", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField(help_text="The row's number in its file.")),
                ("key", models.CharField(max_length=200)),
                ("row", models.UUIDField()),
                ("outcome", models.CharField(choices=[("created", "Created"), ("changed", "Changed"), ("unchanged", "Unchanged")], max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                ("parts", models.JSONField(default=list)),
                ("cells", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [models.Index(fields=["table", "key", "-id"], name="importedrow_by_key")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "table", "key"), name="importedrow_once", violation_error_message="Two rows of one import have this id."
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportUpload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="import_uploads", to=settings.AUTH_USER_MODEL)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("name", models.CharField(max_length=200)),
                ("data", models.BinaryField()),
                ("table", models.CharField(max_length=40)),
                (
                    "source",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="import_uploads", to="briefings.source"),
                ),
                ("answers", models.JSONField(default=dict)),
                (
                    "run",
                    models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="upload", to="briefings.importrun"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("article", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="editions", to="briefings.article")),
                ("number", models.PositiveSmallIntegerField(editable=False)),
                ("based_on", models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, to="briefings.edition")),
                ("headline", models.CharField(max_length=200)),
                ("standfirst", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("dateline_place", models.CharField(blank=True, max_length=120)),
                ("dateline_on", models.DateField(blank=True, null=True)),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        help_text="The record that it is about: it heads the key facts.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions_about",
                        to="briefings.identity",
                    ),
                ),
                ("hero", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="heads", to="briefings.image")),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="editions_created", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                (
                    "submitted_by",
                    models.ForeignKey(
                        editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="editions_submitted", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("returned_note", models.TextField(blank=True, editable=False)),
                ("approved_at", models.DateTimeField(editable=False, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="editions_approved", to=settings.AUTH_USER_MODEL
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
                "permissions": [
                    ("review_edition", "Can review editions and return them"),
                    ("approve_edition", "Can approve, publish, schedule and hold editions"),
                ],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.search.SearchVector("headline", "standfirst", "plain_text", config="simple"), name="edition_words"
                    ),
                    models.Index(condition=models.Q(("approved_at__isnull", True)), fields=["id"], name="edition_not_approved"),
                    models.Index(models.F("live_period__startswith"), name="edition_goes_live"),
                    models.Index(models.F("live_period__endswith"), name="edition_ends"),
                    django.contrib.postgres.indexes.GinIndex(
                        condition=models.Q(("publishes", []), _negated=True), fields=["publishes"], name="edition_publishes"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "number"), name="edition_number_unique"),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("article", "="), ("live_period", "&&")],
                        name="edition_one_live",
                        violation_error_message="Two editions of one article cannot be live at once.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at__isnull", True), ("live_period__isnull", True)),
                            models.Q(("approved_at__isnull", False), ("live_period__isnull", False)),
                            _connector="OR",
                        ),
                        name="edition_period_means_approved",
                        violation_error_message="Only an approved edition has a live period.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            ("live_period__isempty", True),
                            models.Q(("live_period__lower_inc", True), ("live_period__lower_inf", False)),
                            _connector="OR",
                        ),
                        name="edition_live_period_begins",
                        violation_error_message="A publication begins at a moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("headline", ""), _negated=True), name="edition_has_headline", violation_error_message="An edition has a headline."
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="edition_submitted_whole",
                        violation_error_message="A submission has a moment and a person.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Official",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                    models.OneToOneField(
                        db_default=briefings.models.expressions.NextIdentity(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="briefings.identity",
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("full_name", models.CharField(max_length=500)),
                ("short_name", models.CharField(help_text="As in a second mention: “Blinken”, “Xi”.", max_length=500)),
                ("sort_name", models.CharField(help_text="“Blinken, Antony”.", max_length=500)),
                (
                    "country",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="officials", to="briefings.country"),
                ),
                ("born", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("born_days", briefings.models.date_fields.DaysField("born")),
                ("died", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("died_days", briefings.models.date_fields.DaysField("died")),
                ("biography", models.TextField(blank=True)),
                (
                    "portrait",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="portrayed", to="briefings.image"),
                ),
                (
                    "said",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            "full_name",
                            models.Func("sort_name", output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            models.Func("biography", output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            function="briefings_said",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "ordering": ["sort_name", "id"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_period__isnull", True), models.Q(("retraction_reason", ""), _negated=True), _connector="OR"),
                        fields=["id"],
                        name="official_not_public",
                    ),
                    models.Index(fields=["sort_name", "id"], name="official_by_name"),
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["said"], name="official_said"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("full_name"), name="gin_trgm_ops"),
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("sort_name"), name="gin_trgm_ops"),
                        fastupdate=False,
                        name="official_spelling",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("live_period__isnull", True), ("retraction_reason", "")),
                            ("live_period__isempty", True),
                            models.Q(("live_period__upper_inf", True), ("retraction_reason", "")),
                            models.Q(("live_period__upper_inf", False), models.Q(("retraction_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="official_retraction_has_reason",
                        violation_error_message="Only a retraction has a reason, and it needs one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            ("live_period__isempty", True),
                            models.Q(("live_period__lower_inc", True), ("live_period__lower_inf", False)),
                            _connector="OR",
                        ),
                        name="official_live_period_begins",
                        violation_error_message="A publication begins at a moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("born__isnull", True), ("born_days__isnull", False), _connector="OR"),
                        name="official_born_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“born” is not a date: write it as 1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("died__isnull", True), ("died_days__isnull", False), _connector="OR"),
                        name="official_died_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“died” is not a date: write it as 1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("full_name", ""), _negated=True), models.Q(("short_name", ""), _negated=True), models.Q(("sort_name", ""), _negated=True)
                        ),
                        name="official_has_names",
                        violation_error_message="An official has a full, a short and a sort name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("born__isnull", True),
                            ("died__isnull", True),
                            models.Q(("born_days__fully_gt", models.F("died_days")), _negated=True),
                            _connector="OR",
                        ),
                        name="official_died_after_birth",
                        violation_error_message="Nobody dies before being born.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Organization",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                    models.OneToOneField(
                        db_default=briefings.models.expressions.NextIdentity(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="briefings.identity",
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
                ("name", models.CharField(max_length=500)),
                ("other_names", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(), blank=True, default=list, size=None)),
                (
                    "country",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="organizations", to="briefings.country"),
                ),
                (
                    "said",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            "name",
                            models.F("other_names"),
                            models.Func(output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            function="briefings_said",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_period__isnull", True), models.Q(("retraction_reason", ""), _negated=True), _connector="OR"),
                        fields=["id"],
                        name="organization_not_public",
                    ),
                    models.Index(fields=["name", "id"], name="organization_by_name"),
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["said"], name="organization_said"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("name"), name="gin_trgm_ops"),
                        fastupdate=False,
                        name="organization_spelling",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("live_period__isnull", True), ("retraction_reason", "")),
                            ("live_period__isempty", True),
                            models.Q(("live_period__upper_inf", True), ("retraction_reason", "")),
                            models.Q(("live_period__upper_inf", False), models.Q(("retraction_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="organization_retraction_has_reason",
                        violation_error_message="Only a retraction has a reason, and it needs one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            ("live_period__isempty", True),
                            models.Q(("live_period__lower_inc", True), ("live_period__lower_inf", False)),
                            _connector="OR",
                        ),
                        name="organization_live_period_begins",
                        violation_error_message="A publication begins at a moment.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                    models.OneToOneField(
                        db_default=briefings.models.expressions.NextIdentity(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="briefings.identity",
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
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
                ("country", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="places", to="briefings.country")),
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
                (
                    "said",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            "name",
                            models.F("other_names"),
                            models.Func(output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            function="briefings_said",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_period__isnull", True), models.Q(("retraction_reason", ""), _negated=True), _connector="OR"),
                        fields=["id"],
                        name="place_not_public",
                    ),
                    models.Index(fields=["name", "id"], name="place_by_name"),
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["said"], name="place_said"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("name"), name="gin_trgm_ops"),
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("other_names"), name="gin_trgm_ops"),
                        fastupdate=False,
                        name="place_spelling",
                    ),
                    models.Index(fields=["kind"], name="place_of_kind"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("live_period__isnull", True), ("retraction_reason", "")),
                            ("live_period__isempty", True),
                            models.Q(("live_period__upper_inf", True), ("retraction_reason", "")),
                            models.Q(("live_period__upper_inf", False), models.Q(("retraction_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="place_retraction_has_reason",
                        violation_error_message="Only a retraction has a reason, and it needs one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            ("live_period__isempty", True),
                            models.Q(("live_period__lower_inc", True), ("live_period__lower_inf", False)),
                            _connector="OR",
                        ),
                        name="place_live_period_begins",
                        violation_error_message="A publication begins at a moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="place_has_name", violation_error_message="A place has a name."
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            models.Func("time_zone", function="briefings_is_time_zone", output_field=models.BooleanField()), True
                        ),
                        name="place_time_zone_is_known",
                        violation_error_message="There is no such time zone: write it as in Asia/Shanghai.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                            models.Q(
                                ("latitude__isnull", False), ("longitude__isnull", False), ("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))
                            ),
                            _connector="OR",
                        ),
                        name="place_coordinates_whole",
                        violation_error_message="Coordinates are two: latitude from −90 to 90, longitude from −180 to 180.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("predecessor", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="successions", to="briefings.country")),
                ("successor", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="precessions", to="briefings.country")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("predecessor", "successor"), name="succession_once", violation_error_message="This succession is already entered."
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="succession_of_another",
                        violation_error_message="A state does not succeed itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MovedReference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("merge", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="moved", to="briefings.merge")),
                ("table", models.CharField(max_length=63)),
                ("row", models.BigIntegerField()),
                ("column", models.CharField(blank=True, max_length=63)),
                ("old_value", models.JSONField(null=True)),
                ("new_value", models.JSONField(null=True)),
                ("digest", models.CharField(blank=True, max_length=32)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("merge", "table", "row", "column"), name="movedreference_once")],
            },
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("visit", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="objectives", to="briefings.visit")),
                ("words", models.TextField()),
            ],
            options={
                "ordering": ["order", "id"],
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        models.Func(
                            "words",
                            models.Func(output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            models.Func(output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            function="briefings_said",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        fastupdate=False,
                        name="objective_words",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="objective_has_words", violation_error_message="An objective says what it is."
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Byline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("edition", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="bylines", to="briefings.edition")),
                ("name", models.CharField(max_length=120)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "name"), name="byline_once", violation_error_message="This byline is already entered."),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="byline_has_name", violation_error_message="A byline has a name."
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CarriedOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("edition", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="carried_over", to="briefings.edition")),
                ("carried", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="briefings.edition")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "carried"), name="carried_over_once", violation_error_message="These changes are carried over already."
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("identity", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="briefings.identity")),
                (
                    "edition",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="briefings.edition"),
                ),
                ("kind", models.CharField(choices=[("update", "Update"), ("clarification", "Clarification"), ("correction", "Correction")], max_length=16)),
                ("words", models.TextField()),
                ("issued_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("tells_withheld_name", models.BooleanField(db_default=False, editable=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="correction_has_words",
                        violation_error_message="A correction says what was changed.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionTopic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("edition", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="edition_topics", to="briefings.edition")),
                ("topic", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="briefings.topic")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "topic"), name="edition_topic_once", violation_error_message="This topic is already entered.")
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionWords",
            fields=[
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="words", serialize=False, to="briefings.edition"
                    ),
                ),
                ("article", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="words", to="briefings.article")),
                ("live_period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("published_at", models.DateTimeField()),
                ("said", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["said"], name="editionwords_said"),
                    models.Index(
                        models.OrderBy(models.F("published_at"), descending=True),
                        models.OrderBy(models.F("article"), descending=True),
                        name="editionwords_newest_first",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FixChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("edition", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="fix_choices", to="briefings.edition")),
                ("fix", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="briefings.edition")),
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
                    models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("chosen_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "choice about a fix",
                "verbose_name_plural": "choices about fixes",
                "indexes": [models.Index(condition=models.Q(("choice", "")), fields=["id"], name="fix_choice_open")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "fix"), name="fix_choice_once", violation_error_message="There is a choice about this fix already."
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("choice", ""), ("chosen_at__isnull", True), ("chosen_by__isnull", True)),
                            models.Q(("choice__in", ["carry", "without", "hold"]), ("chosen_at__isnull", False), ("chosen_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="fix_choice_whole",
                        violation_error_message="A choice has a person and a moment.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to="briefings.edition")),
                ("article", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to="briefings.article")),
                ("identity", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="mentions", to="briefings.identity")),
                ("position", models.PositiveSmallIntegerField()),
                ("published_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("identity"),
                        models.OrderBy(models.F("published_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        name="mention_newest_first",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "identity"), name="mention_once", violation_error_message="The edition names this record already."
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Detainee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                    models.OneToOneField(
                        db_default=briefings.models.expressions.NextIdentity(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="briefings.identity",
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
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
                (
                    "public_name",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(models.When(name_withheld=True, then=models.F("description")), default=models.F("full_name")),
                        output_field=models.CharField(max_length=500),
                    ),
                ),
                (
                    "public_sort_name",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(models.When(name_withheld=True, then=models.F("description")), default=models.F("sort_name")),
                        output_field=models.CharField(max_length=500),
                    ),
                ),
                ("occupation", models.CharField(blank=True)),
                ("employer", models.CharField(blank=True)),
                (
                    "official",
                    models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="detainee", to="briefings.official"),
                ),
                ("born", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("born_days", briefings.models.date_fields.DaysField("born")),
                ("biography", models.TextField(blank=True)),
                (
                    "said",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Case(models.When(name_withheld=True, then=models.Value("")), default=models.F("full_name"), output_field=models.TextField()),
                            models.Func(
                                models.Case(
                                    models.When(name_withheld=True, then=models.Value("")), default=models.F("sort_name"), output_field=models.TextField()
                                ),
                                output_field=models.TextField(),
                                template="ARRAY[%(expressions)s]::text[]",
                            ),
                            models.Func(
                                "description",
                                models.Case(
                                    models.When(name_withheld=True, then=models.Value("")), default=models.F("occupation"), output_field=models.TextField()
                                ),
                                models.Case(
                                    models.When(name_withheld=True, then=models.Value("")), default=models.F("employer"), output_field=models.TextField()
                                ),
                                models.Case(
                                    models.When(name_withheld=True, then=models.Value("")), default=models.F("biography"), output_field=models.TextField()
                                ),
                                output_field=models.TextField(),
                                template="ARRAY[%(expressions)s]::text[]",
                            ),
                            function="briefings_said",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "ordering": ["public_sort_name", "id"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_period__isnull", True), models.Q(("retraction_reason", ""), _negated=True), _connector="OR"),
                        fields=["id"],
                        name="detainee_not_public",
                    ),
                    models.Index(fields=["public_sort_name", "id"], name="detainee_by_name"),
                    models.Index(condition=models.Q(("name_withheld", True)), fields=["id"], name="detainee_withheld"),
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["said"], name="detainee_said"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("full_name"), name="gin_trgm_ops"),
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("sort_name"), name="gin_trgm_ops"),
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("description"), name="gin_trgm_ops"),
                        fastupdate=False,
                        name="detainee_spelling",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("live_period__isnull", True), ("retraction_reason", "")),
                            ("live_period__isempty", True),
                            models.Q(("live_period__upper_inf", True), ("retraction_reason", "")),
                            models.Q(("live_period__upper_inf", False), models.Q(("retraction_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="detainee_retraction_has_reason",
                        violation_error_message="Only a retraction has a reason, and it needs one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            ("live_period__isempty", True),
                            models.Q(("live_period__lower_inc", True), ("live_period__lower_inf", False)),
                            _connector="OR",
                        ),
                        name="detainee_live_period_begins",
                        violation_error_message="A publication begins at a moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("born__isnull", True), ("born_days__isnull", False), _connector="OR"),
                        name="detainee_born_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“born” is not a date: write it as 1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("full_name", ""), _negated=True), models.Q(("short_name", ""), _negated=True), models.Q(("sort_name", ""), _negated=True)
                        ),
                        name="detainee_has_names",
                        violation_error_message="A detainee has a full, a short and a sort name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name_withheld", False), models.Q(("description", ""), _negated=True), _connector="OR"),
                        name="detainee_withheld_is_described",
                        violation_error_message="Whose name is withheld is described instead.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("name_withheld", False),
                            django.db.models.lookups.Exact(
                                models.Func(
                                    "full_name",
                                    "short_name",
                                    "sort_name",
                                    "slug",
                                    "description",
                                    "occupation",
                                    function="briefings_name_is_told",
                                    output_field=models.BooleanField(),
                                ),
                                False,
                            ),
                            _connector="OR",
                        ),
                        name="detainee_withheld_is_nameless",
                        violation_error_message="The name is withheld: neither the address, the description nor the occupation may hold a part of it.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficialName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                    "said",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            "name",
                            models.Func(output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            models.Func(output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            function="briefings_said",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                ("official", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="names", to="briefings.official")),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["said"], name="officialname_said"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("name"), name="gin_trgm_ops"),
                        fastupdate=False,
                        name="officialname_spelling",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="officialname_not_empty", violation_error_message="A name is not empty."
                    ),
                    models.UniqueConstraint(fields=("official", "name"), name="official_name_once", violation_error_message="This name is already entered."),
                ],
            },
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                    models.OneToOneField(
                        db_default=briefings.models.expressions.NextIdentity(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="briefings.identity",
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
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
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="offices", to="briefings.country"),
                ),
                (
                    "organization",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="offices", to="briefings.organization"),
                ),
                ("seats", models.PositiveSmallIntegerField(blank=True, default=1, null=True)),
                ("first_year", models.SmallIntegerField(blank=True, null=True)),
                ("last_year", models.SmallIntegerField(blank=True, null=True)),
                (
                    "said",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            "title",
                            models.F("other_titles"),
                            models.Func(output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            function="briefings_said",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "ordering": ["title", "id"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_period__isnull", True), models.Q(("retraction_reason", ""), _negated=True), _connector="OR"),
                        fields=["id"],
                        name="office_not_public",
                    ),
                    models.Index(fields=["title", "id"], name="office_by_title"),
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["said"], name="office_said"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("title"), name="gin_trgm_ops"),
                        fastupdate=False,
                        name="office_spelling",
                    ),
                    models.Index(fields=["kind"], name="office_of_kind"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("live_period__isnull", True), ("retraction_reason", "")),
                            ("live_period__isempty", True),
                            models.Q(("live_period__upper_inf", True), ("retraction_reason", "")),
                            models.Q(("live_period__upper_inf", False), models.Q(("retraction_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="office_retraction_has_reason",
                        violation_error_message="Only a retraction has a reason, and it needs one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            ("live_period__isempty", True),
                            models.Q(("live_period__lower_inc", True), ("live_period__lower_inf", False)),
                            _connector="OR",
                        ),
                        name="office_live_period_begins",
                        violation_error_message="A publication begins at a moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("country__isnull", False), ("organization__isnull", False), _connector="OR"),
                        name="office_of_somebody",
                        violation_error_message="An office is a country's or an organization's.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seats__isnull", True), ("seats__gte", 1), _connector="OR"),
                        name="office_has_seats",
                        violation_error_message="An office has at least one seat.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_year__isnull", True), ("last_year__isnull", True), ("last_year__gte", models.F("first_year")), _connector="OR"
                        ),
                        name="office_years_in_order",
                        violation_error_message="An office does not end before it begins.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exchange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                ("on_days", briefings.models.date_fields.DaysField("on")),
                (
                    "place",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="exchanges", to="briefings.place"),
                ),
                ("words", models.CharField(blank=True, help_text="What it was, in a line: who was given for whom.", max_length=400)),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "Confirmed"), ("reported", "Reported"), ("disputed", "Disputed")], default="confirmed", max_length=12
                    ),
                ),
                ("tells_withheld_name", models.BooleanField(db_default=False, editable=False)),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_period__isnull", True), models.Q(("retraction_reason", ""), _negated=True), _connector="OR"),
                        fields=["id"],
                        name="exchange_not_public",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("words"), name="gin_trgm_ops"),
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("on"), name="gin_trgm_ops"),
                        fastupdate=False,
                        name="exchange_spelling",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("live_period__isnull", True), ("retraction_reason", "")),
                            ("live_period__isempty", True),
                            models.Q(("live_period__upper_inf", True), ("retraction_reason", "")),
                            models.Q(("live_period__upper_inf", False), models.Q(("retraction_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="exchange_retraction_has_reason",
                        violation_error_message="Only a retraction has a reason, and it needs one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            ("live_period__isempty", True),
                            models.Q(("live_period__lower_inc", True), ("live_period__lower_inf", False)),
                            _connector="OR",
                        ),
                        name="exchange_live_period_begins",
                        violation_error_message="A publication begins at a moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("on_days__isnull", False)),
                        name="exchange_on_is_a_partial_date",
                        violation_error_message="“on” is not a date: write it as 2023-06-18 or 2023-06.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                    models.OneToOneField(
                        db_default=briefings.models.expressions.NextIdentity(),
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="briefings.identity",
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
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
                ("on_days", briefings.models.date_fields.DaysField("on")),
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
                ("place", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="briefings.place")),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        help_text="Left empty, the place's.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="briefings.country",
                    ),
                ),
                ("visit", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="briefings.visit")),
                (
                    "gathering",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="briefings.meeting"),
                ),
                (
                    "follows",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="followed_by", to="briefings.meeting"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, help_text="Among those of one day whose moments are not known.")),
                ("summary", models.TextField(blank=True)),
                ("verified_on", models.DateField(blank=True, null=True)),
                (
                    "said",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            "label",
                            models.Func(output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            models.Func("summary", output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            function="briefings_said",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "ordering": ["label", "id"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_period__isnull", True), models.Q(("retraction_reason", ""), _negated=True), _connector="OR"),
                        fields=["id"],
                        name="meeting_not_public",
                    ),
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["said"], name="meeting_said"),
                    models.Index(
                        models.Func("on_days", output_field=models.DateField(), template="coalesce(lower(%(expressions)s), '9999-12-31'::date)"),
                        models.F("id"),
                        name="meeting_earliest_first",
                    ),
                    models.Index(
                        models.Func("on_days", output_field=models.DateField(), template="coalesce(lower(%(expressions)s), '0001-01-01'::date)"),
                        models.F("id"),
                        name="meeting_latest_first",
                    ),
                    models.Index(fields=["kind"], name="meeting_of_kind"),
                    django.contrib.postgres.indexes.GistIndex(fields=["on_days"], name="meeting_days"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("live_period__isnull", True), ("retraction_reason", "")),
                            ("live_period__isempty", True),
                            models.Q(("live_period__upper_inf", True), ("retraction_reason", "")),
                            models.Q(("live_period__upper_inf", False), models.Q(("retraction_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="meeting_retraction_has_reason",
                        violation_error_message="Only a retraction has a reason, and it needs one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            ("live_period__isempty", True),
                            models.Q(("live_period__lower_inc", True), ("live_period__lower_inf", False)),
                            _connector="OR",
                        ),
                        name="meeting_live_period_begins",
                        violation_error_message="A publication begins at a moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("on__isnull", True), ("on_days__isnull", False), _connector="OR"),
                        name="meeting_on_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“on” is not a date: write it as 1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("starts_at__isnull", True), models.Q(("time_zone", ""), _negated=True), _connector="OR"),
                        name="meeting_moment_has_zone",
                        violation_error_message="A moment needs a time zone: its own or its place's.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_at__isnull", True),
                            models.Q(
                                ("starts_at__gte", datetime.datetime(2, 1, 1, 0, 0, tzinfo=datetime.UTC)),
                                ("starts_at__lt", datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.UTC)),
                            ),
                            _connector="OR",
                        ),
                        name="meeting_moment_in_calendar",
                        violation_error_message="A moment is in the years 2 to 9998, in UTC.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("time_zone", ""),
                            django.db.models.lookups.Exact(
                                models.Func("time_zone", function="briefings_is_time_zone", output_field=models.BooleanField()), True
                            ),
                            _connector="OR",
                        ),
                        name="meeting_time_zone_is_known",
                        violation_error_message="There is no such time zone: write it as in Asia/Shanghai.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part_of_day", ""),
                            models.Q(("on__isnull", False), ("on__regex", "^\\d{4}-\\d\\d-\\d\\d$"), ("starts_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="meeting_part_of_a_day",
                        violation_error_message="A part of the day needs the day, and says nothing beside a moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__isnull", True), ("minutes__gte", 1), _connector="OR"),
                        name="meeting_lasts",
                        violation_error_message="A meeting lasts a minute at least.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gathering__isnull", True), models.Q(("gathering", models.F("id")), _negated=True), _connector="OR"),
                            models.Q(("follows__isnull", True), models.Q(("follows", models.F("id")), _negated=True), _connector="OR"),
                        ),
                        name="meeting_is_not_its_own",
                        violation_error_message="A meeting is not part of itself nor after itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("kind", "gathering"), _negated=True), ("gathering__isnull", True), _connector="OR"),
                        name="meeting_gathering_is_whole",
                        violation_error_message="A gathering is not part of another.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stop",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("visit", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="stops", to="briefings.visit")),
                ("country", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="stops", to="briefings.country")),
                ("place", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="stops", to="briefings.place")),
                ("arrives", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("arrives_days", briefings.models.date_fields.DaysField("arrives")),
                ("departs", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("departs_days", briefings.models.date_fields.DaysField("departs")),
                ("note", models.CharField(blank=True)),
            ],
            options={
                "ordering": ["order", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("arrives__isnull", True), ("arrives_days__isnull", False), _connector="OR"),
                        name="stop_arrives_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“arrives” is not a date: write it as 1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("departs__isnull", True), ("departs_days__isnull", False), _connector="OR"),
                        name="stop_departs_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“departs” is not a date: write it as 1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("arrives__isnull", True),
                            ("departs__isnull", True),
                            models.Q(("arrives_days__fully_gt", models.F("departs_days")), _negated=True),
                            _connector="OR",
                        ),
                        name="stop_departs_after_arrival",
                        violation_error_message="A stop does not end before it begins.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DetaineeName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                    "said",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            "name",
                            models.Func(output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            models.Func(output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            function="briefings_said",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                ("detainee", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="names", to="briefings.detainee")),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["said"], name="detaineename_said"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("name"), name="gin_trgm_ops"),
                        fastupdate=False,
                        name="detaineename_spelling",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="detaineename_not_empty", violation_error_message="A name is not empty."
                    ),
                    models.UniqueConstraint(fields=("detainee", "name"), name="detainee_name_once", violation_error_message="This name is already entered."),
                ],
            },
        ),
        migrations.CreateModel(
            name="Detention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                ("public_periods", briefings.models.expressions.MomentsField(db_default=models.Value("{}"), editable=False)),
                ("detainee", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="detentions", to="briefings.detainee")),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        help_text="The country that holds the person.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="detentions",
                        to="briefings.country",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        help_text="Or the armed group.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="detentions",
                        to="briefings.organization",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("verified_on", models.DateField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_period__isnull", True), models.Q(("retraction_reason", ""), _negated=True), _connector="OR"),
                        fields=["id"],
                        name="detention_not_public",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("live_period__isnull", True), ("retraction_reason", "")),
                            ("live_period__isempty", True),
                            models.Q(("live_period__upper_inf", True), ("retraction_reason", "")),
                            models.Q(("live_period__upper_inf", False), models.Q(("retraction_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="detention_retraction_has_reason",
                        violation_error_message="Only a retraction has a reason, and it needs one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            ("live_period__isempty", True),
                            models.Q(("live_period__lower_inc", True), ("live_period__lower_inf", False)),
                            _connector="OR",
                        ),
                        name="detention_live_period_begins",
                        violation_error_message="A publication begins at a moment.",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            models.Func("country", "organization", function="num_nonnulls", output_field=models.IntegerField()), 1
                        ),
                        name="detention_by_one",
                        violation_error_message="A detention is by a country or by a group.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NameMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("detainee", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="name_marks", to="briefings.detainee")),
                ("kind", models.CharField(max_length=40)),
                ("row", models.BigIntegerField()),
                ("reason", models.CharField(max_length=400)),
                ("marked_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("marked_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="namemark_has_reason", violation_error_message="A place is marked for a reason."
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("detainee", "kind", "row"),
                        name="namemark_once",
                        violation_error_message="This place is marked already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Nationality",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("detainee", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="citizenships", to="briefings.detainee")),
                ("country", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="citizenships", to="briefings.country")),
            ],
            options={
                "ordering": ["id"],
                "verbose_name_plural": "nationalities",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("detainee", "country"), name="nationality_once", violation_error_message="This nationality is already entered."
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tenure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                ("public_periods", briefings.models.expressions.MomentsField(db_default=models.Value("{}"), editable=False)),
                ("official", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="tenures", to="briefings.official")),
                ("office", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="tenures", to="briefings.office")),
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
                ("appointed_days", briefings.models.date_fields.DaysField("appointed")),
                ("appointed_note", models.CharField(blank=True)),
                ("arrived", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("arrived_days", briefings.models.date_fields.DaysField("arrived")),
                ("arrived_note", models.CharField(blank=True)),
                ("started", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("started_days", briefings.models.date_fields.DaysField("started")),
                ("started_note", models.CharField(blank=True)),
                ("ended", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("ended_days", briefings.models.date_fields.DaysField("ended")),
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
                (
                    "held_possibly",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func("status", "appointed", "arrived", "started", "ended", "end_status", function="briefings_held_possibly"),
                        output_field=django.contrib.postgres.fields.ranges.DateRangeField(null=True),
                    ),
                ),
                (
                    "held_certainly",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func("status", "appointed", "arrived", "started", "ended", "end_status", function="briefings_held_certainly"),
                        output_field=django.contrib.postgres.fields.ranges.DateRangeField(null=True),
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_period__isnull", True), models.Q(("retraction_reason", ""), _negated=True), _connector="OR"),
                        fields=["id"],
                        name="tenure_not_public",
                    ),
                    django.contrib.postgres.indexes.GistIndex(fields=["held_possibly"], name="tenure_held_possibly"),
                    models.Index(fields=["office", "official"], name="tenure_of_office"),
                    models.Index(
                        models.Func("held_possibly", output_field=models.DateField(), template="coalesce(lower(%(expressions)s), '9999-12-31'::date)"),
                        models.F("id"),
                        name="tenure_earliest_first",
                    ),
                    models.Index(
                        models.Func("held_possibly", output_field=models.DateField(), template="coalesce(lower(%(expressions)s), '0001-01-01'::date)"),
                        models.F("id"),
                        name="tenure_latest_first",
                    ),
                    models.Index(fields=["end_status"], name="tenure_by_end"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("live_period__isnull", True), ("retraction_reason", "")),
                            ("live_period__isempty", True),
                            models.Q(("live_period__upper_inf", True), ("retraction_reason", "")),
                            models.Q(("live_period__upper_inf", False), models.Q(("retraction_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="tenure_retraction_has_reason",
                        violation_error_message="Only a retraction has a reason, and it needs one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            ("live_period__isempty", True),
                            models.Q(("live_period__lower_inc", True), ("live_period__lower_inf", False)),
                            _connector="OR",
                        ),
                        name="tenure_live_period_begins",
                        violation_error_message="A publication begins at a moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("appointed__isnull", True), ("appointed_days__isnull", False), _connector="OR"),
                        name="tenure_appointed_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“appointed” is not a date: write it as 1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("arrived__isnull", True), ("arrived_days__isnull", False), _connector="OR"),
                        name="tenure_arrived_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“arrived” is not a date: write it as 1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("started__isnull", True), ("started_days__isnull", False), _connector="OR"),
                        name="tenure_started_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“started” is not a date: write it as 1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended__isnull", True), ("ended_days__isnull", False), _connector="OR"),
                        name="tenure_ended_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“ended” is not a date: write it as 1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_status", "ended"), ("ended__isnull", False)),
                            models.Q(models.Q(("end_status", "ended"), _negated=True), ("ended__isnull", True)),
                            _connector="OR",
                        ),
                        name="tenure_end_date_means_ended",
                        violation_error_message="An end has a date, or say “ended on an unknown date”; a date means it ended.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("started__isnull", True),
                            ("ended__isnull", True),
                            models.Q(("started_days__fully_gt", models.F("ended_days")), _negated=True),
                            _connector="OR",
                        ),
                        name="tenure_ends_after_start",
                        violation_error_message="A tenure does not end before it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "served"), _negated=True), ("ended__isnull", True), ("held_possibly__isempty", False), _connector="OR"
                        ),
                        name="tenure_ends_after_every_beginning",
                        violation_error_message="A tenure does not end before it begins.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExchangeSide",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("exchange", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="sides", to="briefings.exchange")),
                (
                    "country",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="exchange_sides", to="briefings.country"
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="exchange_sides", to="briefings.organization"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            models.Func("country", "organization", function="num_nonnulls", output_field=models.IntegerField()), 1
                        ),
                        name="exchangeside_is_one",
                        violation_error_message="A side is a country or a group.",
                    ),
                    models.UniqueConstraint(
                        fields=("exchange", "country"), name="exchangeside_country_once", violation_error_message="This side is already entered."
                    ),
                    models.UniqueConstraint(
                        fields=("exchange", "organization"), name="exchangeside_organization_once", violation_error_message="This side is already entered."
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "meeting",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="briefings.meeting"),
                ),
                (
                    "visit",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="briefings.visit"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "topic",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="agendaitems", to="briefings.topic"),
                ),
                (
                    "detainee",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="agendaitems", to="briefings.detainee"),
                ),
                ("stage", models.CharField(choices=[("planned", "Planned"), ("raised", "Raised")], default="planned", max_length=8)),
                (
                    "side",
                    models.CharField(blank=True, choices=[("visitor", "Visiting side"), ("host", "Host's side"), ("third", "Another side")], max_length=8),
                ),
                ("note", models.CharField(blank=True, max_length=400)),
            ],
            options={
                "ordering": ["order", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            models.Func("meeting", "visit", function="num_nonnulls", output_field=models.IntegerField()), 1
                        ),
                        name="agendaitem_of_one_occasion",
                        violation_error_message="It belongs to exactly one meeting or visit.",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            models.Func("topic", "detainee", function="num_nonnulls", output_field=models.IntegerField()), 1
                        ),
                        name="agendaitem_of_one_subject",
                        violation_error_message="An agenda row is about a topic or about a detainee.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "meeting",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="briefings.meeting"),
                ),
                (
                    "visit",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="briefings.visit"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("words", models.TextField()),
            ],
            options={
                "ordering": ["order", "id"],
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        models.Func(
                            "words",
                            models.Func(output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            models.Func(output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            function="briefings_said",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        fastupdate=False,
                        name="outcome_words",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            models.Func("meeting", "visit", function="num_nonnulls", output_field=models.IntegerField()), 1
                        ),
                        name="outcome_of_one_occasion",
                        violation_error_message="It belongs to exactly one meeting or visit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="outcome_has_words", violation_error_message="An outcome says what came of it."
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposedMeeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("visit", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="proposed_meetings", to="briefings.visit")),
                ("on", briefings.models.date_fields.PartialDateField()),
                ("on_days", briefings.models.date_fields.DaysField("on")),
                ("words", models.TextField()),
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
                        default="other",
                        max_length=20,
                    ),
                ),
                ("country", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="briefings.country")),
                ("place", models.CharField(blank=True, max_length=200)),
                ("gathering", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(choices=[("waiting", "Waiting"), ("accepted", "Accepted"), ("left_out", "Left out")], default="waiting", max_length=12),
                ),
                (
                    "meeting",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="proposals", to="briefings.meeting"),
                ),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["state", "id"], name="proposedmeeting_by_state"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("words"), name="gin_trgm_ops"),
                        fastupdate=False,
                        name="proposedmeeting_spelling",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("on__isnull", True), ("on_days__isnull", False), _connector="OR"),
                        name="proposedmeeting_on_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“on” is not a date: write it as 1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="proposedmeeting_has_words",
                        violation_error_message="A proposed meeting has the words it was read from.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("meeting__isnull", True), ("state", "accepted"), _connector="OR"),
                        name="proposedmeeting_becomes_when_accepted",
                        violation_error_message="Only what is accepted becomes a meeting.",
                    ),
                    models.UniqueConstraint(
                        models.F("visit"),
                        models.F("on"),
                        models.F("country"),
                        django.db.models.functions.text.MD5("words"),
                        name="proposedmeeting_once",
                        nulls_distinct=False,
                        violation_error_message="This meeting is proposed already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Readout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                ("public_periods", briefings.models.expressions.MomentsField(db_default=models.Value("{}"), editable=False)),
                (
                    "meeting",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="readouts", to="briefings.meeting"),
                ),
                ("visit", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="readouts", to="briefings.visit")),
                (
                    "country",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="readouts", to="briefings.country"),
                ),
                (
                    "organization",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="readouts", to="briefings.organization"),
                ),
                ("issued_on", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("issued_on_days", briefings.models.date_fields.DaysField("issued_on")),
                ("words", models.TextField(help_text="What it says, in our own words.")),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_period__isnull", True), models.Q(("retraction_reason", ""), _negated=True), _connector="OR"),
                        fields=["id"],
                        name="readout_not_public",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("words"), name="gin_trgm_ops"),
                        fastupdate=False,
                        name="readout_spelling",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("live_period__isnull", True), ("retraction_reason", "")),
                            ("live_period__isempty", True),
                            models.Q(("live_period__upper_inf", True), ("retraction_reason", "")),
                            models.Q(("live_period__upper_inf", False), models.Q(("retraction_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="readout_retraction_has_reason",
                        violation_error_message="Only a retraction has a reason, and it needs one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            ("live_period__isempty", True),
                            models.Q(("live_period__lower_inc", True), ("live_period__lower_inf", False)),
                            _connector="OR",
                        ),
                        name="readout_live_period_begins",
                        violation_error_message="A publication begins at a moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("issued_on__isnull", True), ("issued_on_days__isnull", False), _connector="OR"),
                        name="readout_issued_on_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“issued_on” is not a date: write it as 1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            models.Func("meeting", "visit", function="num_nonnulls", output_field=models.IntegerField()), 1
                        ),
                        name="readout_of_one_occasion",
                        violation_error_message="A readout is of exactly one meeting or visit.",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            models.Func("country", "organization", function="num_nonnulls", output_field=models.IntegerField()), 1
                        ),
                        name="readout_of_one_side",
                        violation_error_message="A readout is a country's or an organization's.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="readout_has_words", violation_error_message="A readout says something."
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                ("public_periods", briefings.models.expressions.MomentsField(db_default=models.Value("{}"), editable=False)),
                (
                    "official",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="briefings.official"),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="briefings.organization"
                    ),
                ),
                ("attribution", models.CharField(blank=True, help_text="“A senior State Department official”.", max_length=200)),
                (
                    "side",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whom an unnamed speaker speaks for.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="briefings.country",
                    ),
                ),
                ("words", models.TextField()),
                ("form", models.CharField(choices=[("direct", "Direct"), ("paraphrase", "Paraphrase")], default="direct", max_length=12)),
                ("said_on", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("said_on_days", briefings.models.date_fields.DaysField("said_on")),
                (
                    "meeting",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="briefings.meeting"),
                ),
                ("occasion", models.CharField(blank=True, help_text="“At a press briefing”, where there is no meeting.", max_length=200)),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "Confirmed"), ("reported", "Reported"), ("disputed", "Disputed")], default="confirmed", max_length=12
                    ),
                ),
                (
                    "said",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            "words",
                            models.Func("attribution", "occasion", output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            models.Func(output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            function="briefings_said",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                ("tells_withheld_name", models.BooleanField(db_default=False, editable=False)),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_period__isnull", True), models.Q(("retraction_reason", ""), _negated=True), _connector="OR"),
                        fields=["id"],
                        name="statement_not_public",
                    ),
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["said"], name="statement_said"),
                    models.Index(
                        models.Func("said_on_days", output_field=models.DateField(), template="coalesce(lower(%(expressions)s), '9999-12-31'::date)"),
                        models.F("id"),
                        name="statement_earliest_first",
                    ),
                    models.Index(
                        models.Func("said_on_days", output_field=models.DateField(), template="coalesce(lower(%(expressions)s), '0001-01-01'::date)"),
                        models.F("id"),
                        name="statement_latest_first",
                    ),
                    models.Index(fields=["form"], name="statement_of_form"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("live_period__isnull", True), ("retraction_reason", "")),
                            ("live_period__isempty", True),
                            models.Q(("live_period__upper_inf", True), ("retraction_reason", "")),
                            models.Q(("live_period__upper_inf", False), models.Q(("retraction_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="statement_retraction_has_reason",
                        violation_error_message="Only a retraction has a reason, and it needs one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            ("live_period__isempty", True),
                            models.Q(("live_period__lower_inc", True), ("live_period__lower_inf", False)),
                            _connector="OR",
                        ),
                        name="statement_live_period_begins",
                        violation_error_message="A publication begins at a moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said_on__isnull", True), ("said_on_days__isnull", False), _connector="OR"),
                        name="statement_said_on_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“said_on” is not a date: write it as 1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="statement_has_words", violation_error_message="A statement has words."
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attribution", ""), ("official__isnull", False), ("organization__isnull", True)),
                            models.Q(("attribution", ""), ("official__isnull", True), ("organization__isnull", False)),
                            models.Q(("official__isnull", True), ("organization__isnull", True), models.Q(("attribution", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="statement_of_one_speaker",
                        violation_error_message="The speaker is exactly one of an official, an organization and an attribution line.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__isnull", True), models.Q(("attribution", ""), _negated=True), _connector="OR"),
                        name="statement_side_of_unnamed",
                        violation_error_message="A side is said only of an unnamed speaker.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CustodyEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                ("public_periods", briefings.models.expressions.MomentsField(db_default=models.Value("{}"), editable=False)),
                ("on", briefings.models.date_fields.PartialDateField(help_text="The local day, as far as it is known.")),
                ("on_days", briefings.models.date_fields.DaysField("on")),
                (
                    "first_day",
                    models.GeneratedField(db_persist=True, expression=models.Func("on", function="briefings_first_day"), output_field=models.DateField()),
                ),
                (
                    "last_day",
                    models.GeneratedField(db_persist=True, expression=models.Func("on", function="briefings_last_day"), output_field=models.DateField()),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, help_text="Among those of one day: the lower comes first.")),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "Confirmed"), ("reported", "Reported"), ("disputed", "Disputed")], default="confirmed", max_length=12
                    ),
                ),
                ("detention", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="custody_events", to="briefings.detention")),
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
                        help_text="Where the person is held from then on.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="custody_events",
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
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="custody_events", to="briefings.exchange"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("forced_reason", models.CharField(blank=True, default="", editable=False, max_length=400)),
            ],
            options={
                "permissions": [("force_custodyevent", "Can publish a custody event without a second person")],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_period__isnull", True), models.Q(("retraction_reason", ""), _negated=True), _connector="OR"),
                        fields=["id"],
                        name="custodyevent_not_public",
                    ),
                    models.Index(fields=["detention", "first_day"], name="custodyevent_of_detention"),
                    models.Index(fields=["first_day", "id"], name="custodyevent_earliest_first"),
                    models.Index(fields=["kind"], name="custodyevent_of_kind"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("live_period__isnull", True), ("retraction_reason", "")),
                            ("live_period__isempty", True),
                            models.Q(("live_period__upper_inf", True), ("retraction_reason", "")),
                            models.Q(("live_period__upper_inf", False), models.Q(("retraction_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="custodyevent_retraction_has_reason",
                        violation_error_message="Only a retraction has a reason, and it needs one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            ("live_period__isempty", True),
                            models.Q(("live_period__lower_inc", True), ("live_period__lower_inf", False)),
                            _connector="OR",
                        ),
                        name="custodyevent_live_period_begins",
                        violation_error_message="A publication begins at a moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("on_days__isnull", False)),
                        name="custodyevent_on_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“on” is not a date: write it as 2023-06-18 or 2023-06.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["detained", "exit_ban", "house_arrest", "missing", "released", "exchanged", "escaped", "died"]), _negated=True
                            ),
                            models.Q(("kind__in", ["detained"]), ("status", "held")),
                            models.Q(("kind__in", ["exit_ban", "house_arrest", "missing"]), ("status", "restricted")),
                            models.Q(("kind__in", ["released", "exchanged", "escaped", "died"]), ("status", "free")),
                            _connector="OR",
                        ),
                        name="custodyevent_status_fits_kind",
                        violation_error_message="Detained means held; an exit ban, house arrest and unknown whereabouts mean restricted; released, exchanged, escaped and died mean free.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("exchange__isnull", True), ("kind", "exchanged"), _connector="OR"),
                        name="custodyevent_of_exchange",
                        violation_error_message="Only what is exchanged is part of an exchange.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            models.Q(
                                ("approved_by__isnull", False),
                                models.Q(("entered_by__isnull", True), models.Q(("approved_by", models.F("entered_by")), _negated=True), _connector="OR"),
                            ),
                            models.Q(("forced_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="custodyevent_seen_by_two",
                        violation_error_message="A custody event needs a second person to approve it, or a reason to force it.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                ("public_periods", briefings.models.expressions.MomentsField(db_default=models.Value("{}"), editable=False)),
                (
                    "meeting",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="participants", to="briefings.meeting"),
                ),
                (
                    "visit",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="participants", to="briefings.visit"),
                ),
                (
                    "official",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="participations", to="briefings.official"
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="participations", to="briefings.organization"
                    ),
                ),
                ("group", models.CharField(blank=True, help_text="A group or a private person, in words: “American exchange students”.")),
                (
                    "tenure",
                    models.ForeignKey(
                        blank=True,
                        help_text="Only where the official held several offices on the day.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="briefings.tenure",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="participations", to="briefings.country"
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_period__isnull", True), models.Q(("retraction_reason", ""), _negated=True), _connector="OR"),
                        fields=["id"],
                        name="participant_not_public",
                    ),
                    models.Index(fields=["official", "meeting"], name="participant_official_meeting"),
                    models.Index(fields=["organization", "meeting"], name="participant_body_meeting"),
                    models.Index(fields=["role"], name="participant_of_role"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("group"), name="gin_trgm_ops"),
                        fastupdate=False,
                        name="participant_spelling",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        models.Func(
                            "group",
                            models.Func(output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            models.Func(output_field=models.TextField(), template="ARRAY[%(expressions)s]::text[]"),
                            function="briefings_said",
                            output_field=django.contrib.postgres.search.SearchVectorField(),
                        ),
                        fastupdate=False,
                        name="participant_words",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("live_period__isnull", True), ("retraction_reason", "")),
                            ("live_period__isempty", True),
                            models.Q(("live_period__upper_inf", True), ("retraction_reason", "")),
                            models.Q(("live_period__upper_inf", False), models.Q(("retraction_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="participant_retraction_has_reason",
                        violation_error_message="Only a retraction has a reason, and it needs one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            ("live_period__isempty", True),
                            models.Q(("live_period__lower_inc", True), ("live_period__lower_inf", False)),
                            _connector="OR",
                        ),
                        name="participant_live_period_begins",
                        violation_error_message="A publication begins at a moment.",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            models.Func("meeting", "visit", function="num_nonnulls", output_field=models.IntegerField()), 1
                        ),
                        name="participant_at_one_occasion",
                        violation_error_message="A participant is at exactly one meeting or visit.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("group", ""), ("official__isnull", False), ("organization__isnull", True)),
                            models.Q(("group", ""), ("official__isnull", True), ("organization__isnull", False)),
                            models.Q(("official__isnull", True), ("organization__isnull", True), models.Q(("group", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="participant_is_one",
                        violation_error_message="A participant is exactly one of an official, an organization and a group.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tenure__isnull", True), ("official__isnull", False), _connector="OR"),
                        name="participant_tenure_of_official",
                        violation_error_message="Only an official takes part in an office.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("retraction_reason", "")),
                        fields=("meeting", "official"),
                        name="participant_once_at_meeting",
                        violation_error_message="This official is already at the meeting.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("retraction_reason", "")),
                        fields=("visit", "official"),
                        name="participant_once_on_visit",
                        violation_error_message="This official is already on the visit.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposedParticipant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("proposal", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="participants", to="briefings.proposedmeeting")),
                ("name", models.CharField(max_length=200)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("of", models.CharField(blank=True, max_length=120)),
                ("official", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="briefings.official")),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="proposedparticipant_is_named",
                        violation_error_message="A proposed participant has a name, or words.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("official__isnull", True), models.Q(("title", ""), _negated=True), _connector="OR"),
                        name="proposedparticipant_official_has_title",
                        violation_error_message="A group in words is no official.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementSubject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("statement", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="subjects", to="briefings.statement")),
                ("subject", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="briefings.identity")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "subject"), name="statementsubject_once", violation_error_message="This subject is already entered."
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Dismissal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("check_name", models.CharField(max_length=40)),
                ("facts", models.TextField()),
                (
                    "tenure",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="dismissals", to="briefings.tenure"),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="dismissals", to="briefings.participant"
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="dismissals", to="briefings.detention"),
                ),
                ("reason", models.CharField(max_length=400)),
                ("dismissed_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("dismissed_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "reopened_by",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("reopened_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            models.Func("tenure", "participant", "detention", function="num_nonnulls", output_field=models.IntegerField()), 1
                        ),
                        name="dismissal_of_one_row",
                        violation_error_message="A warning is about exactly one row.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="dismissal_has_reason",
                        violation_error_message="A warning is set aside for a reason.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reopened_at__isnull", True), ("reopened_by__isnull", True)),
                            models.Q(("reopened_at__isnull", False), ("reopened_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="dismissal_reopened_whole",
                        violation_error_message="Who took a warning back goes with when.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reopened_at__isnull", True)),
                        fields=("tenure", "check_name", "facts"),
                        name="dismissal_once_of_tenure",
                        violation_error_message="This warning is set aside already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reopened_at__isnull", True)),
                        fields=("participant", "check_name", "facts"),
                        name="dismissal_once_of_participant",
                        violation_error_message="This warning is set aside already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reopened_at__isnull", True)),
                        fields=("detention", "check_name", "facts"),
                        name="dismissal_once_of_detention",
                        violation_error_message="This warning is set aside already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
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
                ("public_periods", briefings.models.expressions.MomentsField(db_default=models.Value("{}"), editable=False)),
                ("on", briefings.models.date_fields.PartialDateField(help_text="The local day, as far as it is known.")),
                ("on_days", briefings.models.date_fields.DaysField("on")),
                (
                    "first_day",
                    models.GeneratedField(db_persist=True, expression=models.Func("on", function="briefings_first_day"), output_field=models.DateField()),
                ),
                (
                    "last_day",
                    models.GeneratedField(db_persist=True, expression=models.Func("on", function="briefings_last_day"), output_field=models.DateField()),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, help_text="Among those of one day: the lower comes first.")),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "Confirmed"), ("reported", "Reported"), ("disputed", "Disputed")], default="confirmed", max_length=12
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="statuses", to="briefings.meeting"),
                ),
                ("visit", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="statuses", to="briefings.visit")),
                (
                    "participant",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="statuses", to="briefings.participant"),
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
                ("planned_start_days", briefings.models.date_fields.DaysField("planned_start")),
                ("planned_end", briefings.models.date_fields.PartialDateField(blank=True, null=True)),
                ("planned_end_days", briefings.models.date_fields.DaysField("planned_end")),
                ("reason", models.CharField(blank=True)),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_period__isnull", True), models.Q(("retraction_reason", ""), _negated=True), _connector="OR"),
                        fields=["id"],
                        name="statuschange_not_public",
                    ),
                    models.Index(fields=["meeting", "first_day"], name="statuschange_of_meeting"),
                    models.Index(fields=["visit", "first_day"], name="statuschange_of_visit"),
                    models.Index(fields=["participant", "first_day"], name="statuschange_of_participant"),
                    models.Index(fields=["first_day", "id"], name="statuschange_earliest_first"),
                    models.Index(fields=["status"], name="statuschange_of_status"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(briefings.models.words.Plain("reason"), name="gin_trgm_ops"),
                        fastupdate=False,
                        name="statuschange_spelling",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("live_period__isnull", True), ("retraction_reason", "")),
                            ("live_period__isempty", True),
                            models.Q(("live_period__upper_inf", True), ("retraction_reason", "")),
                            models.Q(("live_period__upper_inf", False), models.Q(("retraction_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="statuschange_retraction_has_reason",
                        violation_error_message="Only a retraction has a reason, and it needs one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("live_period__isnull", True),
                            ("live_period__isempty", True),
                            models.Q(("live_period__lower_inc", True), ("live_period__lower_inf", False)),
                            _connector="OR",
                        ),
                        name="statuschange_live_period_begins",
                        violation_error_message="A publication begins at a moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("on_days__isnull", False)),
                        name="statuschange_on_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“on” is not a date: write it as 2023-06-18 or 2023-06.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("planned_start__isnull", True), ("planned_start_days__isnull", False), _connector="OR"),
                        name="statuschange_planned_start_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“planned_start” is not a date: write it as 1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("planned_end__isnull", True), ("planned_end_days__isnull", False), _connector="OR"),
                        name="statuschange_planned_end_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“planned_end” is not a date: write it as 1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            models.Func("meeting", "visit", "participant", function="num_nonnulls", output_field=models.IntegerField()), 1
                        ),
                        name="statuschange_of_one",
                        violation_error_message="A status is that of exactly one meeting, visit or participant.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("participant__isnull", True),
                                (
                                    "status__in",
                                    [
                                        "invited",
                                        "possible",
                                        "agreed",
                                        "expected",
                                        "confirmed",
                                        "held",
                                        "postponed",
                                        "cancelled",
                                        "declined",
                                        "did_not_take_place",
                                    ],
                                ),
                            ),
                            models.Q(("participant__isnull", False), ("status__in", ["invited", "expected", "present", "absent"])),
                            _connector="OR",
                        ),
                        name="statuschange_status_is_possible",
                        violation_error_message="A participant is invited, expected, present or absent; a meeting or a visit has a status of its own list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("planned_start__isnull", True),
                            ("planned_end__isnull", True),
                            models.Q(("planned_start_days__fully_gt", models.F("planned_end_days")), _negated=True),
                            _connector="OR",
                        ),
                        name="statuschange_planned_in_order",
                        violation_error_message="What is planned does not end before it starts.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Candidate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("proposedparticipant", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="briefings.proposedparticipant")),
                ("official", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="briefings.official")),
            ],
            options={
                "db_table": "briefings_proposedparticipant_candidates",
                "unique_together": {("proposedparticipant", "official")},
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(db_default=briefings.models.expressions.UUID7(), editable=False, unique=True)),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="citations", to="briefings.source")),
                (
                    "record",
                    models.ForeignKey(
                        editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="briefings.identity"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="briefings.edition"),
                ),
                (
                    "official",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="briefings.official"),
                ),
                (
                    "tenure",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="briefings.tenure"),
                ),
                (
                    "visit",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="briefings.visit"),
                ),
                (
                    "objective",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="briefings.objective"),
                ),
                (
                    "meeting",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="briefings.meeting"),
                ),
                (
                    "participant",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="briefings.participant"),
                ),
                (
                    "agendaitem",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="briefings.agendaitem"),
                ),
                (
                    "outcome",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="briefings.outcome"),
                ),
                (
                    "readout",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="briefings.readout"),
                ),
                (
                    "statuschange",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="briefings.statuschange"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="briefings.statement"),
                ),
                (
                    "detainee",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="briefings.detainee"),
                ),
                (
                    "custodyevent",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="briefings.custodyevent"
                    ),
                ),
                (
                    "exchange",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="briefings.exchange"),
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
                ("says_on_days", briefings.models.date_fields.DaysField("says_on")),
                ("quote", models.TextField(blank=True)),
                ("page", models.CharField(blank=True, max_length=40)),
                ("public_periods", briefings.models.expressions.MomentsField(db_default=models.Value("{}"), editable=False)),
                ("tells_withheld_name", models.BooleanField(db_default=False, editable=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            models.Func(
                                "edition",
                                "official",
                                "tenure",
                                "visit",
                                "objective",
                                "meeting",
                                "participant",
                                "agendaitem",
                                "outcome",
                                "readout",
                                "statuschange",
                                "statement",
                                "detainee",
                                "custodyevent",
                                "exchange",
                                function="num_nonnulls",
                                output_field=models.IntegerField(),
                            ),
                            1,
                        ),
                        name="citation_of_one_fact",
                        violation_error_message="A citation belongs to exactly one fact.",
                    ),
                    models.UniqueConstraint(fields=("source", "edition"), name="citation_once_per_edition"),
                    models.CheckConstraint(
                        condition=models.Q(("says_on__isnull", True), ("says_on_days__isnull", False), _connector="OR"),
                        name="citation_says_on_is_a_partial_date",
                        violation_error_code="invalid",
                        violation_error_message="“says_on” is not a date: write it as 1861, 1861-03, 1861-03-05, 2016-09/2017 or ../2018; add ~ for about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("date_of", ""), ("says_on__isnull", True)),
                            models.Q(
                                ("says_on__isnull", False),
                                models.Q(
                                    models.Q(("date_of__in", ("born", "died")), ("official__isnull", False)),
                                    models.Q(("date_of__in", ("appointed", "arrived", "started", "ended")), ("tenure__isnull", False)),
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
                ],
            },
        ),
        migrations.AddField(
            model_name="detainee",
            name="nationalities",
            field=models.ManyToManyField(related_name="nationals", through="briefings.Nationality", to="briefings.country"),
        ),
        migrations.AddField(
            model_name="proposedparticipant",
            name="candidates",
            field=models.ManyToManyField(blank=True, related_name="+", through="briefings.Candidate", to="briefings.official"),
        ),
        migrations.AddField(
            model_name="statement",
            name="about",
            field=models.ManyToManyField(related_name="+", through="briefings.StatementSubject", to="briefings.identity"),
        ),
        migrations.AddField(
            model_name="edition",
            name="topics",
            field=models.ManyToManyField(blank=True, through="briefings.EditionTopic", to="briefings.topic"),
        ),
        migrations.AddField(
            model_name="country",
            name="successors",
            field=models.ManyToManyField(
                related_name="predecessors", through="briefings.Succession", through_fields=("predecessor", "successor"), to="briefings.country"
            ),
        ),
    ]
