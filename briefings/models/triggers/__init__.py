"""Declares what the database does by itself for a model: versions, identities, the ledger, history.

A model is decorated once: `record` (has an address), `fact` (a published row that states a fact of
a record), `published` (a published row of no record), `child` (a plain row of a record),
`citation`, `edition`, `edition_child`, `carried_over`, `fix_choice`, `mention` or `correction`. The
SQL that they share stands beside the migrations, in `sql/`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import models

from briefings.models.triggers.belonging import CHILDREN, FACTS, SHOWN_WITH, Declared
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
from briefings.models.triggers.parts import Kept, Model, Versioned, install
from briefings.models.triggers.public_periods import PublicPeriods, touch_with
from briefings.models.triggers.records import ArticleRecord, PublishedRecord
from briefings.models.triggers.withheld import CitationTelling, Telling


def record(type_: str, *, label: str | None = None) -> Callable[[Model], Model]:
    """Keep the identity, slugs, versions, history and ledger of a record type.

    `label` is the column that the record is called by. None is for articles: what they are called
    and when they are public, their editions say.
    """

    def decorate(model: Model) -> Model:
        versioned = Versioned("identity_id")
        if label is None:
            return install(model, [versioned, ArticleRecord(type_)])
        return install(model, [versioned, Kept(), PublishedRecord(type_, label)])

    return decorate


def fact(
    type_: str, *, of: str | Sequence[str], field: str, published_with: Sequence[str] = ()
) -> Callable[[Model], Model]:
    """Keep versions, history and ledger of a row that states a fact of what `of` points at.

    `of` is the foreign key to a record or to another fact, or several of which each row has one.
    The row has a ledger row of its own; the record's says that `field` changed. It is public while
    it and what it belongs to are, and what the foreign keys in `published_with` point at, if set.
    """
    parents = (of,) if isinstance(of, str) else tuple(of)

    def decorate(model: Model) -> Model:
        declared = Declared(type_, parents, field, (*parents, *published_with))
        FACTS[_name(model)] = declared
        periods = [PublicPeriods(parents)] if declared.published_with else []
        install(model, [Versioned(), Kept(), Fact(declared), *periods])
        for parent in declared.published_with:
            touch_with(model, parent)
        return model

    return decorate


def child(*, shown_with: Sequence[str] = (), **fields: str) -> Callable[[Model], Model]:
    """Keep versions and history of a plain row; its change is its record's, or its fact's.

    `fields` names each foreign key to one, and what is then said to have changed there. The row,
    and what cites it, is not shown without what the foreign keys in `shown_with` point at, if set.
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

    `of` names the foreign keys of which each citation has exactly one; it is public while that and
    its source are.
    """

    def decorate(model: Model) -> Model:
        SHOWN_WITH[_name(model)] = (*of, "source")
        triggers = [Versioned(), CitationRecord(of), CitationAnnounced(of), Frozen()]
        install(model, [*triggers, PublicPeriods(of), CitationTelling()])
        for name in SHOWN_WITH[_name(model)]:
            touch_with(model, name)
        return model

    return decorate


def edition(model: Model) -> Model:
    """Keep versions, history, words and finality of editions, and what follows for the article.

    None goes live after one whose changes it lacks, unless that was chosen.
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
    """Keep versions and history of what belongs to an edition, and freeze it at approval."""
    return install(model, [Versioned(), Frozen()])


def carried_over(model: Model) -> Model:
    """Keep versions and history of what a draft took over, and freeze it at approval."""
    same = OneArticle("carried", "carried_over_of_one_article")
    return install(model, [Versioned(), Frozen(), same])


def fix_choice(model: Model) -> Model:
    """Keep versions and history of choices about fixes; hold the edition that loses its choice."""
    same = OneArticle("fix", "fix_choice_of_one_article")
    return install(model, [Versioned(), ChoiceKept(), same, ChoiceWithdrawn()])


def mention(model: Model) -> Model:
    """Copy what mentions have from their articles; freeze the rest at approval."""
    return install(model, [Copied(), Frozen(except_for=["published_at"])], history=False)


def correction(model: Model) -> Model:
    """Keep versions and history of corrections; one is told with its edition, or at once."""
    withheld = "ARRAY(SELECT id FROM briefings_detainee WHERE name_withheld)"
    telling = Telling(withheld, "NEW.words")
    return install(model, [Versioned(), CorrectionKept(), CorrectionAnnounced(), telling])


def _name(model: type[models.Model]) -> str:
    return str(model._meta.model_name)
