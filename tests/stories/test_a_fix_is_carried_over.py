"""What two editions say is brought together: all of it, or it is said what both changed."""

from datetime import datetime

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions.carrying import carry_over
from briefings.actions.editions import approve
from briefings.actions.fixes import choose, draft_with_both
from briefings.actions.lineage import approvers_of
from briefings.actions.publishing import publish_now, schedule
from briefings.actions.refusals import Refused
from briefings.models import Edition, Source, Topic
from tests.factories import SourceFactory, row_of
from tests.stories.desk import approved, changed, next_draft, person, read_again, write


def test_everything_an_edition_says_is_brought_together(
    first: Edition, ana: User, cleo: User, dev: User, tomorrow: datetime
) -> None:
    topic, source = row_of(Topic), SourceFactory()
    waits = next_draft(first.article, ana, headline="Blinken meets Qin", dateline_place="Beijing")
    waits.bylines.create(name="Ana Petrović")
    schedule(by=cleo, edition=approved(waits, cleo), start=tomorrow)
    fix = next_draft(first.article, ana, from_=first, standfirst="At last.")
    fix.bylines.create(name="Ben Okafor", place="Washington")
    fix.edition_topics.create(topic=topic)
    fix.citations.create(source=source)

    publish_now(by=dev, edition=approved(fix, dev), choices={2: "carry"})

    made = first.article.editions.get(number=4)
    assert (made.headline, made.standfirst) == ("Blinken meets Qin", "At last.")
    assert made.dateline_place == "Beijing"
    assert set(made.bylines.values_list("name", flat=True)) == {"Ana Petrović", "Ben Okafor"}
    assert made.topics.get() == topic
    assert made.citations.get().source == source


def test_a_correction_that_waits_goes_along(
    fix: Edition, first: Edition, waiting: Edition, dev: User
) -> None:
    waiting.corrections.create(
        identity=first.article.identity, kind="correction", words="He met Qin on Sunday."
    )

    publish_now(by=dev, edition=fix, choices={2: "carry"})

    made = first.article.editions.get(number=4)
    assert made.corrections.get().words == "He met Qin on Sunday."


def test_what_both_changed_is_not_carried_by_itself(
    waiting: Edition, first: Edition, ana: User, cleo: User, dev: User, tomorrow: datetime
) -> None:
    fix = approved(next_draft(first.article, ana, from_=first, headline="In Peking"), dev)
    with pytest.raises(Refused) as refused:
        publish_now(by=dev, edition=fix, choices={2: "carry"})
    assert refused.value.reasons == [
        "Edition 3 and edition 2 both changed the headline:"
        " open a draft with both, or choose otherwise."
    ]
    publish_now(by=dev, edition=fix, choices={2: "hold"})

    draft = draft_with_both(by=cleo, edition=waiting)

    assert (draft.headline, draft.body) == ("Blinken meets Qin", fix.body)
    with pytest.raises(Refused, match="carry its changes over first"):
        approved(draft, dev)
    draft = changed(read_again(draft), headline="Blinken meets Qin in Peking")
    merged = carry_over(by=cleo, edition=draft, merged_by_hand={"headline"})
    live = publish_now(by=dev, edition=approve(by=dev, edition=merged))
    assert live.headline == "Blinken meets Qin in Peking"


def test_who_wrote_the_one_may_have_approved_the_other(
    first: Edition, cleo: User, dev: User, tomorrow: datetime
) -> None:
    """Each was approved by a second person; who presses the button approves nothing."""
    waits = approved(next_draft(first.article, cleo, headline="Blinken meets Qin"), dev)
    schedule(by=dev, edition=waits, start=tomorrow)
    fix = approved(next_draft(first.article, dev, from_=first, standfirst="At last."), cleo)

    publish_now(by=dev, edition=fix, choices={2: "carry"})

    made = first.article.editions.get(number=4)
    assert (made.created_by, made.approved_by) == (dev, None)
    assert approvers_of(made) == [dev, cleo]


def test_carried_over_twice_all_who_approved_are_named(
    fix: Edition, waiting: Edition, ana: User, cleo: User, dev: User
) -> None:
    publish_now(by=dev, edition=fix, choices={2: "carry"})
    eve = person("Eve Adeyemi", "publisher")
    second = next_draft(fix.article, ana, from_=fix, standfirst="At last.")

    publish_now(by=dev, edition=approved(second, eve), choices={4: "carry"})

    assert approvers_of(fix.article.editions.get(number=6)) == [cleo, dev, eve]


def test_the_sources_of_what_is_held_stay_back(
    first: Edition, ana: User, cleo: User, tomorrow: datetime
) -> None:
    source = SourceFactory()
    waits = next_draft(first.article, ana, headline="Blinken meets Qin")
    waits.citations.create(source=source)
    waits = schedule(by=cleo, edition=approved(waits, cleo), start=tomorrow)
    fix = approved(next_draft(first.article, ana, from_=first, standfirst="At last."), cleo)
    source.refresh_from_db()
    assert source.live_period.lower == tomorrow
    now = timezone.now()
    write(first, first.live_period.lower, now)

    write(fix, now, tomorrow)

    assert Source.objects.get().live_period is None
    choose(by=cleo, edition=waits, choice="without")
    assert Source.objects.get().live_period == source.live_period
