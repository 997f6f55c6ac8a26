"""Sources, and which fact rests on which."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery

from briefings.models.agendas import AgendaItem, Outcome
from briefings.models.base import Published, PublishedQuerySet, Row
from briefings.models.custody import CustodyEvent
from briefings.models.date_fields import DaysField, PartialDateField, partial_date_is_valid
from briefings.models.exchanges import Exchange
from briefings.models.expressions import MomentsField, exactly_one_of
from briefings.models.links import Link
from briefings.models.participants import Participant
from briefings.models.readouts import Readout
from briefings.models.statements import Statement
from briefings.models.statuses import StatusChange
from briefings.models.tenures import Tenure
from briefings.models.triggers import citation, published
from briefings.models.triggers.ahead import NotAhead
from briefings.models.triggers.facts import Touch
from briefings.models.visits import Objective
from briefings.models.words import spelling_index

CITABLE = (
    *("edition", "official", "tenure", "visit", "objective", "meeting", "participant"),
    *("agendaitem", "outcome", "readout", "statuschange", "statement"),
    *("detainee", "custodyevent", "exchange"),
)
# The partial dates of each kind of fact, on which sources may differ. A detainee has none: the
# day of birth is not public while the name is withheld.
DATES: dict[str, tuple[str, ...]] = {
    "official": ("born", "died"),
    "tenure": ("appointed", "arrived", "started", "ended"),
    "visit": ("starts", "ends"),
    "meeting": ("on",),
    "readout": ("issued_on",),
    "statuschange": ("on",),
    "statement": ("said_on",),
    "custodyevent": ("on",),
    "exchange": ("on",),
}


# A name or a password before the host of an address, however its slashes are written.
ACCOUNT = r"^([A-Za-z][A-Za-z0-9+.-]*:)?[/\\]*[^/?#\\]*@"
NO_ACCOUNT = (
    "The address holds a name or a password before the host (user:password@): it would be shown to"
    " every reader. Leave that out."
)
names_no_account = RegexValidator(ACCOUNT, NO_ACCOUNT, inverse_match=True)


def _dates_its_fact() -> Q:
    """Return the condition that `date_of` and `says_on` are given together, a date of the fact."""
    of_fact = Q()
    for fact, dates in DATES.items():
        of_fact |= Q(**{f"{fact}__isnull": False, "date_of__in": dates})
    return Q(date_of="", says_on__isnull=True) | Q(says_on__isnull=False) & of_fact


class SourceQuerySet(PublishedQuerySet["Source"]):
    """Queries for sources."""

    def with_public_ids(self, ids: Iterable[UUID]) -> Self:
        """Keep the sources with these public ids."""
        return self.filter(public_id__in=[*ids])

    def matching(self, words: str) -> Self:
        """Keep the sources that have the words in their title or publisher."""
        return self.filter(Q(title__icontains=words) | Q(publisher__icontains=words))

    def with_dead_links(self) -> Self:
        """Keep the sources of which neither the page nor an archived copy is there.

        Each has what is wrong with the page (`link_problem`), and `link_failing_since`.
        """
        dead = Link.objects.dead()
        of_page = Link.objects.filter(url=OuterRef("url"))
        return self.filter(
            Q(archived_url="") | Q(archived_url__in=dead.values("url")),
            url__in=dead.values("url"),
        ).annotate(
            link_problem=Subquery(of_page.values("problem")),
            link_failing_since=Subquery(of_page.values("failing_since")),
        )

    def with_citing_counts(self) -> Self:
        """Add how many articles (`pieces`) and other rows (`facts`) cite each."""
        return self.annotate(
            pieces=Count("citations__edition__article", distinct=True),
            facts=Count("citations", Q(citations__edition=None), distinct=True),
        )


@published("source")
class Source(Row, Published):
    """A publication that facts cite; public from the first public fact that cites it."""

    publisher = models.CharField(max_length=200)
    title = models.CharField(max_length=400)
    url = models.URLField(max_length=1000, blank=True, validators=[names_no_account])
    archived_url = models.URLField(max_length=1000, blank=True, validators=[names_no_account])
    published_on = PartialDateField(null=True, blank=True)
    published_on_days = DaysField("published_on")
    accessed_on = models.DateField(null=True, blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["publisher", "title", "id"]
        indexes = [
            *Published.Meta.indexes,
            models.Index(fields=["publisher", "id"], name="source_by_publisher"),
            spelling_index("source", "title", "publisher", "url"),
        ]
        triggers = [
            NotAhead(
                "accessed_on",
                "A source that was read has a day that is still to come.",
                partial=False,
            ),
            Touch(
                "citation_telling",
                "briefings_citation",
                "source_id = NEW.id",
                ["publisher", "title", "url", "archived_url"],
            ),
        ]
        constraints = [
            *Published.Meta.constraints,
            partial_date_is_valid("published_on"),
            models.CheckConstraint(
                name="source_is_named",
                condition=~Q(publisher="") & ~Q(title=""),
                violation_error_message="A source has a publisher and a title.",
            ),
            models.CheckConstraint(
                name="source_urls_name_no_account",
                condition=~Q(url__regex=ACCOUNT) & ~Q(archived_url__regex=ACCOUNT),
                violation_error_message=NO_ACCOUNT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"


def _of(target: type[models.Model] | str) -> models.ForeignKey[Any, Any]:
    """Return the foreign key to one kind of fact."""
    return models.ForeignKey(
        target, null=True, blank=True, on_delete=models.CASCADE, related_name="citations"
    )


class CitationQuerySet(models.QuerySet["Citation"]):
    """Queries for citations."""

    def discreet(self) -> Self:
        """Leave out the citations that contain the withheld name of a person near the fact."""
        return self.filter(tells_withheld_name=False)

    def live(self, at: datetime) -> Self:
        """Keep the citations of which the public sees both source and fact at the moment `at`."""
        return self.filter(public_periods__holds=at)

    def in_order(self) -> Self:
        """Sort as the page numbers them, and fetch the sources."""
        return self.select_related("source").order_by("place", "id")


@citation(of=CITABLE)
class Citation(Row):
    """A citation of a source by a fact.

    Exactly one foreign key of `CITABLE` is set; that of a person is for the biography. `says` is
    what this source says if it differs. `says_on` is its date for the fact's `date_of` (a name in
    `DATES`); NULL and "" if it gives none. Triggers set the rest:

    - `record`: the record whose page shows the citation; NULL if the fact belongs to none.
    - `public_periods`: when the public sees both the fact and the source.
    - `tells_withheld_name`: whether it contains the withheld name of a person near the fact: the
      fact's own, one of the same exchange, or one on the agenda or spoken of at the meeting or
      visit whose page shows the fact.
    """

    class DateOf(models.TextChoices):
        """Which date of a fact a source gives."""

        APPOINTED = "appointed", "Appointed"
        ARRIVED = "arrived", "Arrived"
        STARTED = "started", "Started"
        ENDED = "ended", "Ended"
        STARTS = "starts", "Begins"
        ENDS = "ends", "Ends"
        BORN = "born", "Born"
        DIED = "died", "Died"
        ON = "on", "On"
        SAID_ON = "said_on", "Said on"
        ISSUED_ON = "issued_on", "Issued on"

    class Stance(models.TextChoices):
        """Whether the source supports the fact or contradicts it."""

        SUPPORTS = "supports", "Supports"
        CONTRADICTS = "contradicts", "Contradicts"

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    record = models.ForeignKey(
        "briefings.Identity",
        on_delete=models.CASCADE,
        related_name="citations",
        editable=False,
        null=True,
    )
    edition = _of("briefings.Edition")
    official = _of("briefings.Official")
    tenure = _of(Tenure)
    visit = _of("briefings.Visit")
    objective = _of(Objective)
    meeting = _of("briefings.Meeting")
    participant = _of(Participant)
    agendaitem = _of(AgendaItem)
    outcome = _of(Outcome)
    readout = _of(Readout)
    statuschange = _of(StatusChange)
    statement = _of(Statement)
    detainee = _of("briefings.Detainee")
    custodyevent = _of(CustodyEvent)
    exchange = _of(Exchange)
    place = models.PositiveSmallIntegerField(default=0, help_text="Its order on the page.")
    stance = models.CharField(max_length=12, choices=Stance, default=Stance.SUPPORTS)
    says = models.CharField(
        max_length=400,
        blank=True,
        help_text="What this source says, if it differs from the record.",
    )
    date_of = models.CharField(
        "which date", max_length=12, choices=DateOf, blank=True, db_default=""
    )
    says_on = PartialDateField(
        "date given",
        null=True,
        blank=True,
        help_text="The date that this source gives. The record's is the interval over all of them.",
    )
    says_on_days = DaysField("says_on")
    quote = models.TextField(blank=True)
    page = models.CharField(max_length=40, blank=True)
    public_periods = MomentsField(editable=False, db_default=models.Value("{}"))
    tells_withheld_name = models.BooleanField(editable=False, db_default=False)

    objects = CitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="citation_of_one_fact",
                condition=exactly_one_of(*CITABLE),
                violation_error_message="A citation belongs to exactly one fact.",
            ),
            models.UniqueConstraint(fields=["source", "edition"], name="citation_once_per_edition"),
            partial_date_is_valid("says_on"),
            models.CheckConstraint(
                name="citation_dates_its_fact",
                condition=_dates_its_fact(),
                violation_error_message=(
                    "A date that a source gives is one of the fact's: say which, and what it says."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.source)
