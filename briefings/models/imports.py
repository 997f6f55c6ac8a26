"""Imports: who imported which files, and what their rows became. Never public."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from briefings.models.expressions import UUID7


def _by_person(words: str) -> Q:
    """Return the condition that a name of the person has the words."""
    return (
        Q(by__username__icontains=words)
        | Q(by__first_name__icontains=words)
        | Q(by__last_name__icontains=words)
    )


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """Queries for imports."""

    def matching(self, words: str) -> ImportRunQuerySet:
        """Keep the imports with the words in a file's name or in the name of who ran it."""
        names = models.Func(
            "files",
            template="jsonb_path_query_array(%(expressions)s, '$[*].name')::text",
            output_field=models.TextField(),
        )
        return self.alias(names=names).filter(Q(names__icontains=words) | _by_person(words))

    def of_table(self, table: str) -> ImportRunQuerySet:
        """Keep the imports with a file of the table."""
        return self.filter(files__contains=[{"sheet": table}])


class ImportRun(models.Model):
    """One import. `files` holds the name, digest (SHA-256) and counts of each file.

    `profile` is the form of the files, "" for our own. Rows entered after `finished_at` are later
    than the import. `undone_at` is NULL while it is not undone.
    """

    public_id = models.UUIDField(unique=True, editable=False, db_default=UUID7())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="import_runs"
    )
    at = models.DateTimeField()
    finished_at = models.DateTimeField(db_default=Now())
    profile = models.CharField(max_length=40, blank=True)
    files = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="undone_import_runs",
    )

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="importrun_undone_by_somebody",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                violation_error_message="An undone import says when and by whom.",
            ),
        ]

    def __str__(self) -> str:
        return f"{', '.join(file['name'] for file in self.files)}, {self.at:%d %B %Y, %H:%M}"

    @property
    def undo_note(self) -> str:
        """The note on each row that undoing retracts; readers see it, so it names no file."""
        return f"Import {self.pk} of {self.at:%d %B %Y} was undone."


class ImportedRowQuerySet(models.QuerySet["ImportedRow"]):
    """Queries for imported rows."""

    def as_last_read(self, profile: str, sheet: str) -> ImportedRowQuerySet:
        """Keep the last row of each key of a sheet in the file's order; undone runs aside."""
        last = (
            self.filter(run__profile=profile, run__undone_at__isnull=True, sheet=sheet)
            .order_by("table", "key", "-id")
            .distinct("table", "key")
        )
        return self.filter(pk__in=last.values("pk")).exclude(cells={}).order_by("number", "id")

    def latest_of_keys(self, profile: str, table: str, keys: Iterable[str]) -> ImportedRowQuerySet:
        """Keep the last row of each of these keys, by runs undone or not."""
        return (
            self.filter(run__profile=profile, table=table, key__in=[*keys])
            .order_by("key", "-id")
            .distinct("key")
        )


class ImportedRow(models.Model):
    """What one row of a file became: a record or a fact, with its public id in `row`.

    `cells` are the row's cells in the file, without empty ones. `before` and `after` hold the
    columns that it changed, `parts` the plain rows added (model and key). `version` is the row's
    version when the run ended or was published as a whole: with another version it was edited.
    """

    class Outcome(models.TextChoices):
        """What the import did."""

        CREATED = "created", "Created"
        CHANGED = "changed", "Changed"
        UNCHANGED = "unchanged", "Unchanged"

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=40, help_text="Which file of the profile it stood in.")
    table = models.CharField(max_length=40)
    number = models.PositiveIntegerField(help_text="The row's number in its file.")
    key = models.CharField(max_length=200)
    row = models.UUIDField()
    outcome = models.CharField(max_length=12, choices=Outcome)
    version = models.PositiveIntegerField(default=1)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    parts = models.JSONField(default=list)
    cells = models.JSONField(default=dict)

    objects = ImportedRowQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["table", "key", "-id"], name="importedrow_by_key")]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "table", "key"],
                name="importedrow_once",
                violation_error_message="Two rows of one import have this id.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table}, row {self.number}: {self.key}"


class ImportUploadQuerySet(models.QuerySet["ImportUpload"]):
    """Queries for uploaded files."""

    def matching(self, words: str) -> ImportUploadQuerySet:
        """Keep those of which the name, or the name of who sent it in, has the words."""
        return self.filter(Q(name__icontains=words) | _by_person(words))


class ImportUpload(models.Model):
    """An uploaded file of table rows, kept with the answers about it until it is imported.

    `table` names the table of its rows; `source` is cited by all of them (NULL: none). `answers`
    holds the answers by question. `run` is NULL until it is imported.
    """

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="import_uploads"
    )
    at = models.DateTimeField(db_default=Now())
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    table = models.CharField(max_length=40)
    source = models.ForeignKey(
        "briefings.Source",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="import_uploads",
    )
    answers = models.JSONField(default=dict)
    run = models.OneToOneField(
        ImportRun, null=True, blank=True, on_delete=models.CASCADE, related_name="upload"
    )

    objects = ImportUploadQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name}, {self.at:%d %B %Y, %H:%M}"
