"""Decorators that give a model its triggers: for versions, identities, the ledger and history.

Each model has one: `record` (has an address), `fact` (a published row that states a fact of a
record), `published` (a published row of no record), `child` (a part of a record), `citation`,
`edition`, `edition_child`, `carried_over`, `fix_choice`, `mention` or `correction`. The
SQL that they share stands beside the migrations, in `sql/`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import models

from briefings.models.triggers.belonging import CHILDREN, FACTS, SHOWN_WITH, FactDeclaration
from briefings.models.triggers.editions import (
    Copied,
    CorrectionAnnounced,
    CorrectionKept,
    EditionAnnounced,
    Final,
    Frozen,
    StatementsFollow,
    Worded,
)
from briefings.models.triggers.facts import Child, CitationAnnounced, CitationRecord, Fact
from briefings.models.triggers.fixes import (
    ChoiceKept,
    ChoiceWithdrawn,
    Follows,
    OneArticle,
    Planned,
)
from briefings.models.triggers.parts import Model, ProtectPublished, Versioned, install
from briefings.models.triggers.public_periods import PublicPeriods, touch_with
from briefings.models.triggers.records import ArticleRecord, PublishedRecord
from briefings.models.triggers.withheld import CitationTellsWithheldName, TellsWithheldName


def record(type_: str, *, label: str | None = None) -> Callable[[Model], Model]:
    """Keep the identity, slugs, versions, history and ledger of a record type.

    `label` is the column with the record's label. None is for articles, whose label and live
    periods come from their editions.
    """

    def decorate(model: Model) -> Model:
        versioned = Versioned("identity_id")
        if label is None:
            return install(model, [versioned, ArticleRecord(type_)])
        return install(model, [versioned, ProtectPublished(), PublishedRecord(type_, label)])

    return decorate


def fact(
    type_: str, *, of: str | Sequence[str], field: str, published_with: Sequence[str] = ()
) -> Callable[[Model], Model]:
    """Keep versions, history and ledger of a row that states a fact of what `of` points at.

    `of` is the foreign key to a record or to another fact, or several of which each row has one.
    A change makes a change of the fact and one of its record, whose `field` then changed. The fact
    is public while it is live, as are its parent and the targets of `published_with` that are set.
    """
    parents = (of,) if isinstance(of, str) else tuple(of)

    def decorate(model: Model) -> Model:
        declared = FactDeclaration(type_, parents, field, (*parents, *published_with))
        FACTS[_name(model)] = declared
        periods = [PublicPeriods(parents)] if declared.published_with else []
        install(model, [Versioned(), ProtectPublished(), Fact(declared), *periods])
        for parent in declared.published_with:
            touch_with(model, parent)
        return model

    return decorate


def child(*, shown_with: Sequence[str] = (), **fields: str) -> Callable[[Model], Model]:
    """Keep versions and history of a part; its change is a change of its record or fact.

    `fields` maps the foreign key to each parent to the field that then changed there. The part and
    its citations are not shown unless the targets of `shown_with` that are set are live too.
    """

    def decorate(model: Model) -> Model:
        CHILDREN[_name(model)] = fields
        SHOWN_WITH[_name(model)] = tuple(shown_with)
        return install(model, [Versioned(), Child()])

    return decorate


def published(type_: str) -> Callable[[Model], Model]:
    """Keep versions, history and ledger of a published row that belongs to no record."""
    return fact(type_, of=(), field="")


def citation(*, of: Sequence[str]) -> Callable[[Model], Model]:
    """Keep versions, history and ledger of citations, and the record whose page shows each.

    `of` are the foreign keys of which each citation has exactly one. It is public while that row
    and its source are.
    """

    def decorate(model: Model) -> Model:
        SHOWN_WITH[_name(model)] = (*of, "source")
        triggers = [Versioned(), CitationRecord(of), CitationAnnounced(of), Frozen()]
        install(model, [*triggers, PublicPeriods(of), CitationTellsWithheldName()])
        for name in SHOWN_WITH[_name(model)]:
            touch_with(model, name)
        return model

    return decorate


def edition(model: Model) -> Model:
    """Keep versions, history and words of editions, protect approved ones, update the article.

    No edition goes live after one whose changes it lacks, unless an editor chose that.
    """
    return install(
        model,
        [
            Versioned(),
            Planned(),
            Final(),
            EditionAnnounced(),
            Follows(),
            Worded(),
            StatementsFollow(),
        ],
    )


def edition_child(model: Model) -> Model:
    """Keep versions and history of a part of an edition; freeze it at approval."""
    return install(model, [Versioned(), Frozen()])


def carried_over(model: Model) -> Model:
    """Keep versions and history of the changes that a draft took over; freeze them at approval."""
    same = OneArticle("carried", "carried_over_of_one_article")
    return install(model, [Versioned(), Frozen(), same])


def fix_choice(model: Model) -> Model:
    """Keep versions and history of choices about fixes; hold an edition whose choice is undone."""
    same = OneArticle("fix", "fix_choice_of_one_article")
    return install(model, [Versioned(), ChoiceKept(), same, ChoiceWithdrawn()])


def mention(model: Model) -> Model:
    """Copy to mentions what their editions and articles have; freeze the rest at approval."""
    frozen = Frozen(except_for=["published_at", "live_period"])
    return install(model, [Copied(), frozen], history=False)


def correction(model: Model) -> Model:
    """Keep versions and history of corrections, and report them with their edition or at once."""
    withheld = "ARRAY(SELECT id FROM briefings_detainee WHERE name_withheld)"
    telling = TellsWithheldName(withheld, "NEW.words")
    return install(model, [Versioned(), CorrectionKept(), CorrectionAnnounced(), telling])


def _name(model: type[models.Model]) -> str:
    return str(model._meta.model_name)
