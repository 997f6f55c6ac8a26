"""Imports: who took which files in, and what each of their rows became. For the desk alone."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from briefings.models.expressions import UUID7


def _by_person(words: str) -> Q:
    """Return the condition that a name of who did it has the words."""
    return (
        Q(by__username__icontains=words)
        | Q(by__first_name__icontains=words)
        | Q(by__last_name__icontains=words)
    )


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """Words for imports."""

    def matching(self, words: str) -> ImportRunQuerySet:
        """Keep those of which a file's name, or the name of who ran it, has the words."""
        names = models.Func(
            "files",
            template="jsonb_path_query_array(%(expressions)s, '$[*].name')::text",
            output_field=models.TextField(),
        )
        return self.alias(names=names).filter(Q(names__icontains=words) | _by_person(words))

    def of_table(self, table: str) -> ImportRunQuerySet:
        """Keep those with a file of the table."""
        return self.filter(files__contains=[{"sheet": table}])


class ImportRun(models.Model):
    """One import. `files` says of each its name, digest (SHA-256) and counts.

    `profile` names the form of the files, "" for our own. What was entered after `finished_at` is
    later than the import. `undone_at` NULL: it stands.
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
    def words_of_undo(self) -> str:
        """What is noted on each row that its undo retracts: readers see it, and no file's name."""
        return f"Import {self.pk} of {self.at:%d %B %Y} was undone."


class ImportedRowQuerySet(models.QuerySet["ImportedRow"]):
    """Words for imported rows."""

    def as_last_read(self, profile: str, sheet: str) -> ImportedRowQuerySet:
        """Keep the last row of each key of a sheet, by runs that stand, in the file's order."""
        last = (
            self.filter(run__profile=profile, run__undone_at__isnull=True, sheet=sheet)
            .order_by("table", "key", "-id")
            .distinct("table", "key")
        )
        return self.filter(pk__in=last.values("pk")).exclude(cells={}).order_by("number", "id")

    def known_as(self, profile: str, table: str, keys: Iterable[str]) -> ImportedRowQuerySet:
        """Keep the last of these keys, by runs that stand or were undone."""
        return (
            self.filter(run__profile=profile, table=table, key__in=[*keys])
            .order_by("key", "-id")
            .distinct("key")
        )


class ImportedRow(models.Model):
    """What one row of a file became: a record or a fact, known by its public id in `row`.

    `cells` is the row as its file has it, without the empty cells. `before` and `after` hold the
    columns that it changed, `parts` the plain rows added (model and key). `version` is the version
    of the row when the run ended, or was published as a whole: what is another later was edited.
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
    """Words for files that were sent in."""

    def matching(self, words: str) -> ImportUploadQuerySet:
        """Keep those of which the name, or the name of who sent it in, has the words."""
        return self.filter(Q(name__icontains=words) | _by_person(words))


class ImportUpload(models.Model):
    """A table that somebody sent in, kept with what was answered about it until it is imported.

    `table` is the one that its rows are of, `source` what all of them rest on (NULL: not said).
    `answers` holds what was answered, by question. `run` NULL: it is not imported yet.
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
