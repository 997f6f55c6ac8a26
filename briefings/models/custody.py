"""Custody events: the chain of a detention."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from briefings.models.chains import ChainQuerySet, ChainRow
from briefings.models.detentions import Detention
from briefings.models.exchanges import Exchange
from briefings.models.triggers import fact
from briefings.models.triggers.ahead import NotAhead
from briefings.models.triggers.withheld import ExchangeHeld, Nearby


class CustodyStatus(models.TextChoices):
    """Whether a person is in custody, the strictest first.

    "Held" in filters and counts means this value alone.
    """

    HELD = "held", "Held"
    RESTRICTED = "restricted", "Restricted"
    FREE = "free", "Free"


IN_CUSTODY = (CustodyStatus.HELD.value, CustodyStatus.RESTRICTED.value)
# The kinds of event that imply a status.
STATUS_OF_KIND = (
    {"detained": CustodyStatus.HELD}
    | dict.fromkeys(("exit_ban", "house_arrest", "missing"), CustodyStatus.RESTRICTED)
    | dict.fromkeys(("released", "exchanged", "escaped", "died"), CustodyStatus.FREE)
)


def stricter_than(status: str) -> list[str]:
    """Return the statuses that are stricter: in another detention they outrank this one."""
    every = [str(one) for one in CustodyStatus]
    return every[: every.index(status)]


def kinds_meaning(status: str) -> list[str]:
    """Return the kinds of event that imply this status."""
    return [kind for kind, meant in STATUS_OF_KIND.items() if meant == status]


# Nobody is freed before being held; asked at the end of the transaction, retracted events aside.
FREED_AFTER_HELD = """
    IF EXISTS (
        SELECT 1 FROM briefings_custodyevent freed
        WHERE freed.detention_id = NEW.detention_id AND freed.retraction_reason = ''
            AND freed.kind IN ('released', 'exchanged', 'escaped')
            AND (freed.id = NEW.id OR NEW.status IN ('held', 'restricted'))
            AND freed.last_day < (
                SELECT min(held.first_day) FROM briefings_custodyevent held
                WHERE held.detention_id = freed.detention_id AND held.retraction_reason = ''
                    AND held.status IN ('held', 'restricted')
            )
    ) THEN
        RAISE EXCEPTION 'Nobody is freed before being held: the release is before the detention.'
            USING ERRCODE = '23514', TABLE = TG_TABLE_NAME,
                  CONSTRAINT = 'custodyevent_freed_after_held';
    END IF;
    RETURN NULL;
"""

DETAINED = """
    ARRAY(SELECT detainee_id FROM briefings_detention
        WHERE id IN (OLD.detention_id, NEW.detention_id)
    UNION SELECT d.detainee_id FROM briefings_custodyevent e
        JOIN briefings_detention d ON d.id = e.detention_id
        WHERE e.exchange_id IN (OLD.exchange_id, NEW.exchange_id))
"""


class CustodyEventQuerySet(ChainQuerySet["CustodyEvent"]):
    """Queries for custody events."""

    def flagged(self) -> Self:
        """Keep the events published, now or later, without the approval of a second person."""
        return self.filter(
            live_period__isnull=False, approved_by__isnull=True, retraction_reason=""
        ).exclude(forced_reason="")


@fact("custody-event", of="detention", field="custody", published_with=("exchange",))
class CustodyEvent(ChainRow):
    """One event of a detention, and what it changes: status, place, charge, sentence, or nothing.

    An empty `status`, `charge` or `sentence` and a NULL `place` change nothing. An event of an
    exchange has the exchange's day. It is published when a second person approves it, or when it is
    forced for a reason: then `approved_by` is NULL until somebody approves it afterwards.
    `entered_by` last changed its content; NULL for a program.
    """

    class Kind(models.TextChoices):
        """What happened."""

        DETAINED = "detained", "Detained"
        CHARGED = "charged", "Charged"
        TRIED = "tried", "Tried"
        SENTENCED = "sentenced", "Sentenced"
        MOVED = "moved", "Moved"
        EXIT_BAN = "exit_ban", "Banned from leaving"
        HOUSE_ARREST = "house_arrest", "House arrest"
        MISSING = "missing", "Whereabouts unknown"
        DESIGNATED = "designated", "Designated wrongfully detained"
        FOUND_ARBITRARY = "found_arbitrary", "Detention found arbitrary"
        RELEASED = "released", "Released"
        EXCHANGED = "exchanged", "Exchanged"
        ESCAPED = "escaped", "Escaped"
        DIED = "died", "Died"
        OTHER = "other", "Other"

    detention = models.ForeignKey(
        Detention, on_delete=models.PROTECT, related_name="custody_events"
    )
    kind = models.CharField(max_length=16, choices=Kind)
    status = models.CharField(
        max_length=12,
        choices=CustodyStatus,
        blank=True,
        help_text="Leave empty if it changes nothing.",
    )
    place = models.ForeignKey(
        "briefings.Place",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="custody_events",
        help_text="Where the person is held from then on.",
    )
    charge = models.CharField(blank=True)
    sentence = models.CharField(blank=True)
    by_whom = models.CharField(blank=True, help_text="Who designated it, or found it arbitrary.")
    note = models.TextField(blank=True)
    exchange = models.ForeignKey(
        Exchange, null=True, blank=True, on_delete=models.PROTECT, related_name="custody_events"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    forced_reason = models.CharField(max_length=400, blank=True, default="", editable=False)

    objects = CustodyEventQuerySet.as_manager()

    class Meta(ChainRow.Meta):
        indexes = [
            *ChainRow.Meta.indexes,
            models.Index(fields=["detention", "first_day"], name="custodyevent_of_detention"),
            models.Index(fields=["first_day", "id"], name="custodyevent_earliest_first"),
            models.Index(fields=["kind"], name="custodyevent_of_kind"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="exchanged",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__exchange__isnull=False),
                func="""
                    SELECT "on" INTO NEW."on" FROM briefings_exchange WHERE id = NEW.exchange_id;
                    RETURN NEW;
                """,
            ),
            ExchangeHeld(),
            Nearby(
                *("exchange", "detention"),
                where="num_nonnulls(OLD.exchange_id, NEW.exchange_id) > 0",
                people=DETAINED,
                events="ARRAY[NEW.id]",
                exchanges="ARRAY[OLD.exchange_id, NEW.exchange_id]",
            ),
            NotAhead("on", "What happened has a day that is still to come."),
            pgtrigger.Trigger(
                name="freed_after_held",
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("kind", "on", "status", "detention_id"),  # type: ignore[no-untyped-call]
                func=FREED_AFTER_HELD,
            ),
        ]
        permissions = [
            ("force_custodyevent", "Can publish a custody event without a second person")
        ]
        constraints = [
            *ChainRow.Meta.constraints,
            models.CheckConstraint(
                name="custodyevent_status_fits_kind",
                condition=~Q(kind__in=list(STATUS_OF_KIND))
                | Q(kind__in=kinds_meaning("held"), status="held")
                | Q(kind__in=kinds_meaning("restricted"), status="restricted")
                | Q(kind__in=kinds_meaning("free"), status="free"),
                violation_error_message=(
                    "Detained means held; an exit ban, house arrest and unknown whereabouts mean"
                    " restricted; released, exchanged, escaped and died mean free."
                ),
            ),
            models.CheckConstraint(
                name="custodyevent_of_exchange",
                condition=Q(exchange__isnull=True) | Q(kind="exchanged"),
                violation_error_message="Only an “exchanged” event can be part of an exchange.",
            ),
            models.CheckConstraint(
                name="custodyevent_seen_by_two",
                condition=Q(live_period__isnull=True)
                | Q(approved_by__isnull=False)
                & (Q(entered_by__isnull=True) | ~Q(approved_by=F("entered_by")))
                | ~Q(forced_reason=""),
                violation_error_message=(
                    "A custody event needs a second person to approve it, or a reason to force it."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"

    @property
    def is_flagged(self) -> bool:
        """Whether it is published, now or later, without the approval of a second person."""
        public = self.live_period is not None and not self.retraction_reason
        return public and self.approved_by_id is None and self.forced_reason != ""
