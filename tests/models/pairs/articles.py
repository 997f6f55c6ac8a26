"""The rules of articles, editions, what belongs to them, corrections and the ledger."""

from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from briefings.models import Change, Edition, Naming
from tests.factories import (
    HOLD,
    ArticleFactory,
    BylineFactory,
    CarriedOverFactory,
    CorrectionFactory,
    EditionFactory,
    EditionTopicFactory,
    FixChoiceFactory,
    MentionFactory,
    OfficialFactory,
    TopicFactory,
    UserFactory,
    approved,
    between,
    since,
)
from tests.models.pairs.pair import Deed, Pair

HOUR = timedelta(hours=1)


def two_editions(*, apart: timedelta) -> None:
    """Let an article's second edition begin `apart` from the end of the first."""
    now = timezone.now()
    article = ArticleFactory()
    approved(EditionFactory(article=article), between(now, now + HOUR))
    approved(EditionFactory(article=article), since(now + HOUR + apart))


def twice(factory: Any, **same: Any) -> None:
    """Make two rows that have `same` in common."""
    factory(**same)
    factory(**same)


def changed(column: str, value: Any, *, of: Any) -> Deed:
    """Return the deed that sets a column of an approved edition whose period is `of`."""

    def deed() -> None:
        edition = approved(EditionFactory(), of)
        Edition.objects.filter(pk=edition.pk).update(**{column: value})

    return deed


def deleted(*, after_approval: bool) -> None:
    """Delete an edition."""
    edition = EditionFactory()
    if after_approval:
        approved(edition, HOLD)
    edition.delete()


def same_two(factory: Any, other: str) -> None:
    """Make two rows about the same two editions."""
    row = factory()
    factory(edition=row.edition, **{other: getattr(row, other)})


def past_bound(*, moved: bool) -> None:
    """End a live edition, or claim that it began earlier."""
    now = timezone.now()
    edition = approved(EditionFactory(), since(now - HOUR))
    edition.live_period = since(now - 2 * HOUR) if moved else between(now - HOUR, now)
    edition.save()


def based_on(*, own: bool) -> None:
    """Start a draft from another edition."""
    first = EditionFactory()
    EditionFactory(article=first.article if own else ArticleFactory(), based_on=first)


def fix_and_the_next(*, knows: bool) -> None:
    """Place an edition after a fix that it was made from, or was not."""
    article, now = ArticleFactory(), timezone.now()
    first = approved(EditionFactory(article=article), between(now - HOUR, now))
    waits = EditionFactory(article=article)
    fix = approved(EditionFactory(article=article, based_on=first), since(now))
    if knows:
        CarriedOverFactory(edition=waits, carried=fix)
    approved(fix, between(now, now + HOUR))
    approved(waits, since(now + HOUR))


def went_without(*, live: bool) -> None:
    """Unsay the choice by which an edition goes live without a fix, or went."""
    article, now = ArticleFactory(), timezone.now()
    first = approved(EditionFactory(article=article), between(now - 3 * HOUR, now - 2 * HOUR))
    waits = approved(EditionFactory(article=article), HOLD)
    fix = approved(
        EditionFactory(article=article, based_on=first), between(now - 2 * HOUR, now - HOUR)
    )
    choice = FixChoiceFactory(
        edition=waits, fix=fix, choice="without", chosen_by=UserFactory(), chosen_at=now
    )
    approved(waits, since(now - HOUR if live else now + HOUR))
    choice.delete()


def correction_with(*, own: bool) -> None:
    """Let a correction come with an edition."""
    edition = EditionFactory()
    record = edition.article if own else OfficialFactory()
    CorrectionFactory(edition=edition, record=record)


def reworded(*, told: bool) -> None:
    """Change the words of a correction of a record that is public, or is not."""
    official = OfficialFactory(live_period=since(timezone.now() - HOUR) if told else None)
    correction = CorrectionFactory(record=official)
    correction.words = "An earlier version gave another name."
    correction.save()


def withdrawn(*, until: timedelta | None) -> None:
    """Withdraw an article whose edition is live until then (None: for good)."""
    now = timezone.now()
    edition = approved(
        EditionFactory(), since(now - HOUR) if until is None else between(now - HOUR, now + until)
    )
    edition.article.withdrawal_reason = "legal"
    edition.article.save()


def change(**fields: Any) -> None:
    """Write a row of the ledger by hand."""
    Change.objects.create(
        due_at=timezone.now() + HOUR,
        type="topic",
        **{
            "public_id": "018bcfe5-687b-7000-8000-000000000001",
            "group": "018bcfe5-687b-7000-8000-000000000002",
        }
        | fields,
    )


def altered_change(**fields: Any) -> None:
    """Alter a row of the ledger."""
    change(**fields)
    Change.objects.update(due_at=F("due_at") - HOUR)


EMBEDDED = {"embedded_only": True, "fields": ["official"]}
PAIRS = {
    "edition_number_unique": Pair(
        lambda: twice(EditionFactory, article=ArticleFactory()),
        lambda: twice(EditionFactory, article=ArticleFactory(), number=1),
    ),
    "edition_one_live": Pair(
        lambda: two_editions(apart=timedelta(0)),
        lambda: two_editions(apart=timedelta(microseconds=-1)),
    ),
    "edition_period_means_approved": Pair(
        lambda: EditionFactory(live_period=HOLD, approved_at=timezone.now()),
        lambda: EditionFactory(live_period=HOLD, approved_at=None),
    ),
    "edition_live_period_begins": Pair(
        lambda: approved(EditionFactory(), since(timezone.now())),
        lambda: approved(EditionFactory(), between(None, timezone.now())),
    ),
    "edition_has_headline": Pair(
        EditionFactory,
        lambda: EditionFactory(headline=""),
    ),
    "edition_forced_is_approved": Pair(
        lambda: EditionFactory(
            live_period=HOLD, approved_at=timezone.now(), forced_reason="A typo."
        ),
        lambda: EditionFactory(forced_reason="A typo."),
    ),
    "edition_submitted_whole": Pair(
        lambda: EditionFactory(submitted_at=timezone.now(), submitted_by=UserFactory()),
        lambda: EditionFactory(submitted_at=timezone.now()),
    ),
    "edition_based_on_its_article": Pair(
        lambda: based_on(own=True),
        lambda: based_on(own=False),
    ),
    "edition_lacks_none_before": Pair(
        lambda: fix_and_the_next(knows=True),
        lambda: fix_and_the_next(knows=False),
    ),
    "carried_over_once": Pair(
        lambda: twice(CarriedOverFactory, edition=EditionFactory()),
        lambda: same_two(CarriedOverFactory, "carried"),
    ),
    "carried_over_of_one_article": Pair(
        CarriedOverFactory,
        lambda: CarriedOverFactory(carried=EditionFactory()),
    ),
    "fix_choice_once": Pair(
        lambda: twice(FixChoiceFactory, edition=EditionFactory()),
        lambda: same_two(FixChoiceFactory, "fix"),
    ),
    "fix_choice_of_one_article": Pair(
        FixChoiceFactory,
        lambda: FixChoiceFactory(fix=EditionFactory()),
    ),
    "fix_choice_whole": Pair(
        lambda: FixChoiceFactory(choice="hold", chosen_by=UserFactory(), chosen_at=timezone.now()),
        lambda: FixChoiceFactory(choice="hold"),
    ),
    "fix_choice_kept": Pair(
        lambda: went_without(live=False),
        lambda: went_without(live=True),
    ),
    "edition_approved_is_final": Pair(
        changed("live_period", HOLD, of=since(timezone.now() + HOUR)),
        changed("headline", "A trip to Beijing", of=HOLD),
    ),
    "edition_approval_stays": Pair(
        changed("live_period", since(timezone.now() + HOUR), of=HOLD),
        changed("live_period", None, of=HOLD),
    ),
    "edition_approved_is_kept": Pair(
        lambda: deleted(after_approval=False),
        lambda: deleted(after_approval=True),
    ),
    "edition_past_stays": Pair(
        lambda: past_bound(moved=False),
        lambda: past_bound(moved=True),
    ),
    "byline_once": Pair(
        lambda: twice(BylineFactory, name="Martha Gellhorn"),
        lambda: twice(BylineFactory, name="Martha Gellhorn", edition=EditionFactory()),
    ),
    "byline_has_name": Pair(
        BylineFactory,
        lambda: BylineFactory(name=""),
    ),
    "edition_topic_once": Pair(
        lambda: twice(EditionTopicFactory, topic=TopicFactory()),
        lambda: twice(EditionTopicFactory, topic=TopicFactory(), edition=EditionFactory()),
    ),
    "mention_once": Pair(
        lambda: twice(MentionFactory, record=OfficialFactory()),
        lambda: twice(MentionFactory, record=OfficialFactory(), edition=EditionFactory()),
    ),
    "correction_has_words": Pair(
        CorrectionFactory,
        lambda: CorrectionFactory(words=""),
    ),
    "correction_of_its_article": Pair(
        lambda: correction_with(own=True),
        lambda: correction_with(own=False),
    ),
    "correction_told_at_once": Pair(
        CorrectionFactory,
        lambda: CorrectionFactory(issued_at=timezone.now() + HOUR),
    ),
    "correction_kept": Pair(
        lambda: reworded(told=False),
        lambda: reworded(told=True),
    ),
    "article_withdrawn_is_not_live": Pair(
        lambda: withdrawn(until=timedelta(minutes=-1)),
        lambda: withdrawn(until=None),
    ),
    "change_numbered_whole": Pair(
        lambda: change(seq=1, at=timezone.now(), op="created"),
        lambda: change(seq=1),
    ),
    "change_seq_unique": Pair(
        lambda: twice(change, origin="018bcfe5-687b-7000-8000-000000000001"),
        lambda: twice(change, seq=1, at=timezone.now(), op="created"),
    ),
    "change_once_per_group": Pair(
        lambda: twice(change, origin="018bcfe5-687b-7000-8000-000000000001"),
        lambda: twice(change),
    ),
    "naming_once": Pair(
        lambda: twice(Naming.objects.create, identity_id=1),
        lambda: twice(Naming.objects.create, identity_id=1, type="topic"),
    ),
    "change_embedded_is_an_update": Pair(
        lambda: change(seq=1, at=timezone.now(), op="updated", **EMBEDDED),
        lambda: change(seq=1, at=timezone.now(), op="withdrawn", **EMBEDDED),
    ),
    "change_kept": Pair(
        altered_change,
        lambda: altered_change(seq=1, at=timezone.now(), op="created"),
    ),
}
