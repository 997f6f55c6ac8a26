"""The ledger: one row for every change of something public, numbered when it takes effect."""

from __future__ import annotations

from uuid import UUID

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from briefings.models.expressions import MomentsField

CONTENT_OPS = ("created", "updated", "corrected", "redacted")


class ChangeQuerySet(models.QuerySet["Change"]):
    """Queries for the ledger."""

    def numbered(self) -> ChangeQuerySet:
        """Keep the changes that have taken effect, in the order of their numbers."""
        return self.filter(seq__isnull=False).order_by("seq")

    def of(self, public_id: UUID | models.OuterRef) -> ChangeQuerySet:
        """Keep the changes of one row or record."""
        return self.filter(public_id=public_id)

    def of_content(self) -> ChangeQuerySet:
        """Keep the changes of the row's own content.

        Mere publication is none, nor is what the row only embeds of others.
        """
        return self.filter(op__in=CONTENT_OPS, embedded_only=False)


class Change(models.Model):
    """A change of something public, written by triggers in the transaction that makes it.

    Of a row that differs only because it embeds one that changed (`embedded_only`), numbering
    writes it; `fields` are then fields of the API's answer.

    `seq` and `at` are NULL until it takes effect: at commit, or for a scheduled change when
    somebody first reads the ledger after `due_at`. From then on the row never changes; `seq` has no
    gap, and `at` never falls. `op` is decided at that moment from the ledger's last change and the
    present state; a record that is no longer public and has a survivor is merged.
    """

    class Op(models.TextChoices):
        """What a mirror has to do."""

        CREATED = "created", "Created"
        UPDATED = "updated", "Updated"
        CORRECTED = "corrected", "Corrected"
        MERGED = "merged", "Merged"
        WITHDRAWN = "withdrawn", "Withdrawn"
        RESTORED = "restored", "Restored"
        REDACTED = "redacted", "Redacted"

    seq = models.BigIntegerField(null=True)
    at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()
    type = models.CharField(max_length=20)
    public_id = models.UUIDField()
    identity = models.ForeignKey(
        "briefings.Identity",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,  # its check would lock identities while others wait to be numbered
        related_name="changes",
    )
    op = models.CharField(max_length=12, choices=Op, null=True)
    group = models.UUIDField()
    reason = models.CharField(max_length=16, blank=True, default="")
    fields = ArrayField(models.TextField(), default=list)
    origin = models.UUIDField(
        null=True, help_text="Whose clock brings this change; NULL for one made at once."
    )
    embedded_only = models.BooleanField(default=False, db_default=False)
    periods = MomentsField(null=True)
    proposed_op = models.CharField(max_length=12, null=True)
    merged_into = models.UUIDField(
        null=True, help_text="The survivor's public id then; NULL but of a record that was merged."
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="change_numbered_whole",
                condition=(
                    Q(seq__isnull=True, at__isnull=True, op__isnull=True)
                    | Q(seq__isnull=False, at__isnull=False, op__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="change_merged_names_survivor",
                condition=Q(op="merged", merged_into__isnull=False)
                | (Q(op__isnull=True) | ~Q(op="merged")) & Q(merged_into__isnull=True),
            ),
            models.CheckConstraint(
                name="change_embedded_is_an_update",
                condition=Q(embedded_only=False)
                | (Q(op="updated") | Q(op__isnull=True)) & ~Q(fields=[]),
            ),
            # Partial: otherwise plans would look for waiting rows by their missing number.
            models.UniqueConstraint(
                name="change_seq_unique", fields=["seq"], condition=Q(seq__isnull=False)
            ),
            models.UniqueConstraint(
                name="change_once_per_group",
                fields=["public_id", "group"],
                condition=Q(seq__isnull=True, origin__isnull=True),
            ),
        ]
        indexes = [
            # Usually nothing waits when the planner gathers statistics, and it takes an empty index
            # for the cheapest way to anything. So each of these serves only its own column.
            models.Index(
                name="change_waiting", fields=["due_at", "id"], condition=Q(at__isnull=True)
            ),
            models.Index(F("public_id"), F("seq").desc(), name="change_of_one"),
            models.Index(F("identity"), F("seq").desc(), name="change_of_record"),
            models.Index(
                F("type"), F("seq").desc(), name="change_of_type", condition=Q(seq__isnull=False)
            ),
            models.Index(
                name="change_by_origin",
                fields=["origin"],
                condition=Q(seq__isnull=True, origin__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="numbered_at_commit",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                # Numbering itself inserts what has its number.
                condition=pgtrigger.Q(new__seq__isnull=True),
                func="""
                    IF NEW.due_at <= clock_timestamp()
                        AND coalesce(current_setting('briefings.numbering', true), '') = ''
                    THEN
                        UPDATE briefings_change SET at = NULL WHERE id = NEW.id AND seq IS NULL;
                        IF FOUND THEN
                            PERFORM set_config('briefings.numbering', 'asked', true);
                        END IF;
                    END IF;
                    RETURN NULL;
                """,
            ),
            # Asked for by the update above, so that it comes after every other deferred trigger:
            # a foreign key that is checked under the numbering lock can deadlock.
            pgtrigger.Trigger(
                name="numbered_last",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("at"),  # type: ignore[no-untyped-call]
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__seq__isnull=True),
                func="""
                    PERFORM briefings_number_changes();
                    PERFORM set_config('briefings.numbering', '', true);
                    RETURN NULL;
                """,
            ),
            pgtrigger.Trigger(
                name="merged",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__seq__isnull=True, new__op="withdrawn"),
                func="""
                    SELECT survivor.public_id INTO NEW.merged_into
                    FROM briefings_identity merged
                    JOIN briefings_identity survivor ON survivor.id = merged.merged_into_id
                    WHERE merged.id = NEW.identity_id AND merged.public_id = NEW.public_id;
                    IF FOUND THEN
                        NEW.op := 'merged';
                        NEW.reason := '';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="kept",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__seq__isnull=False),
                func="""
                    RAISE EXCEPTION 'A numbered change is never altered.'
                        USING ERRCODE = '23514', CONSTRAINT = 'change_kept', TABLE = TG_TABLE_NAME;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq}: {self.op} {self.type}"

    def is_of_record(self) -> bool:
        """Return whether the record itself changed, not a row of it; one query for its identity."""
        return self.identity is not None and self.identity.public_id == self.public_id


class Naming(models.Model):
    """The last number of a change of a row of a type that is of a record or names it.

    Numbering alone raises `seq`. The type is "" for rows that named the record and do no more; for
    articles see `triggers/naming.py`. Triggers note whom a row names no more in a row of type NULL,
    which the next numbering takes away: who inserts waits for nobody.
    """

    identity = models.ForeignKey(
        "briefings.Identity",
        on_delete=models.DO_NOTHING,
        db_constraint=False,  # as that of a change
        db_index=False,
        related_name="+",
    )
    type = models.CharField(max_length=20, null=True, db_collation="C")
    seq = models.BigIntegerField(db_default=0, default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="naming_once", fields=["identity", "type"]),
        ]
        indexes = [
            models.Index(name="naming_waiting", fields=["id"], condition=Q(type__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.seq}: {self.type} of {self.identity_id}"
