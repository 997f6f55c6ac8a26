"""Two drafts are started from one edition; neither correction is lost."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User

from briefings.actions.carrying import carry_over, copy_rows
from briefings.actions.editions import approve, submit
from briefings.actions.publishing import publish_now, schedule
from briefings.actions.refusals import Refused
from briefings.models import Edition, Source
from tests.stories.desk import BODY, approved, changed, drafted, next_draft, published


@pytest.fixture
def first(ana: User, cleo: User) -> Edition:
    """Return the edition that both drafts are started from, with a byline and a source."""
    edition = drafted(ana)
    edition.bylines.create(name="Ana Petrović", place="Beijng")
    edition.citations.create(
        source=Source.objects.create(publisher="State Department", title="Travel to Beijing")
    )
    return published(edition, cleo)


def test_the_second_carries_the_first_over_before_it_is_approved(
    ana: User, ben: User, cleo: User, first: Edition
) -> None:
    second = next_draft(first.article, ana, headline="Blinken meets Qin")
    third = next_draft(first.article, ben, body=BODY.replace("Four", "Five"))
    published(second, cleo)
    submit(by=ben, edition=third)

    with pytest.raises(Refused) as refused:
        approve(by=cleo, edition=third)
    assert refused.value.reasons == [
        "Edition 2 went live since this one was started from edition 1:"
        " carry its changes over first."
    ]

    carried = carry_over(by=ben, edition=third)
    assert carried.carried_over.get().carried == second
    assert carried.headline == "Blinken meets Qin"
    assert "Five meetings" in carried.body
    assert approve(by=cleo, edition=third).state == "on_hold"


def test_two_changes_of_one_body_are_brought_together(
    ana: User, ben: User, cleo: User, first: Edition
) -> None:
    second = next_draft(first.article, ana, body=BODY.replace("low", "modest"))
    third = next_draft(first.article, ben, body=BODY.replace("Four", "Five"))
    published(second, cleo)

    carried = carry_over(by=ben, edition=third)

    assert carried.body == BODY.replace("low", "modest").replace("Four", "Five")


def test_what_both_changed_is_named_and_settled_by_hand(
    ana: User, ben: User, cleo: User, first: Edition
) -> None:
    second = next_draft(first.article, ana, headline="Blinken meets Qin", standfirst="At last.")
    third = next_draft(first.article, ben, headline="Qin meets Blinken")
    published(second, cleo)

    with pytest.raises(Refused) as refused:
        carry_over(by=ben, edition=third)
    assert refused.value.reasons == [
        "Edition 2 and this draft both changed the headline:"
        " merge the two by hand, then say that it is done."
    ]
    third.refresh_from_db()
    assert (third.carried_over.count(), third.standfirst) == (0, "")

    changed(third, headline="Blinken and Qin meet")
    carried = carry_over(by=ben, edition=third, merged_by_hand={"headline"})
    assert (carried.headline, carried.standfirst) == ("Blinken and Qin meet", "At last.")


def test_a_corrected_byline_and_quotation_are_carried_too(
    ana: User, ben: User, cleo: User, first: Edition
) -> None:
    second = next_draft(first.article, ana)
    third = next_draft(first.article, ben)
    second.bylines.update(place="Beijing")
    second.bylines.create(name="Ben Okafor")
    second.citations.update(quote="The Secretary will travel to Beijing.")
    published(second, cleo)

    carry_over(by=ben, edition=third)

    assert set(third.bylines.values_list("name", "place")) == {
        ("Ana Petrović", "Beijing"),
        ("Ben Okafor", ""),
    }
    assert third.citations.get().quote == "The Secretary will travel to Beijing."


def test_a_byline_that_both_changed_is_named(
    ana: User, ben: User, cleo: User, first: Edition
) -> None:
    second = next_draft(first.article, ana)
    third = next_draft(first.article, ben)
    second.bylines.update(place="Beijing")
    third.bylines.update(place="Peking")
    published(second, cleo)

    with pytest.raises(Refused) as refused:
        carry_over(by=ben, edition=third)

    assert refused.value.reasons[0].startswith("Edition 2 and this draft both changed the bylines")
    assert third.bylines.get().place == "Peking"


def test_a_topic_or_byline_taken_out_stays_out(
    ana: User, ben: User, cleo: User, first: Edition
) -> None:
    second = next_draft(first.article, ana)
    third = next_draft(first.article, ben)
    second.bylines.all().delete()
    published(second, cleo)

    carry_over(by=ben, edition=third)

    assert not third.bylines.exists()


def test_a_fix_is_carried_into_what_follows_a_scheduled_edition(
    ana: User, ben: User, cleo: User, first: Edition, tomorrow: datetime
) -> None:
    """The draft grew out of tomorrow's edition; today's fix must not undo what that changed."""
    waiting = approved(next_draft(first.article, ana, headline="Blinken meets Qin"), cleo)
    schedule(by=cleo, edition=waiting, start=tomorrow)
    draft = next_draft(first.article, ben, from_=waiting, standfirst="At last.")
    fix = approved(
        next_draft(first.article, ana, from_=first, body=BODY.replace("Four", "Five")), cleo
    )
    publish_now(by=cleo, edition=fix, choices={2: "hold"})

    carried = carry_over(by=ben, edition=draft)

    assert (carried.headline, carried.standfirst) == ("Blinken meets Qin", "At last.")
    assert "Five meetings" in carried.body


def test_of_two_approved_drafts_the_second_does_not_bury_the_first(
    ana: User, ben: User, cleo: User, first: Edition, tomorrow: datetime
) -> None:
    second = approved(next_draft(first.article, ana, headline="Blinken meets Qin"), cleo)
    third = approved(next_draft(first.article, ben, standfirst="At last."), cleo)
    publish_now(by=cleo, edition=second)

    asked = r"^Edition 2, live since .*, is not in this one: carry the changes over, let it go"
    with pytest.raises(Refused, match=asked):
        publish_now(by=cleo, edition=third)
    with pytest.raises(Refused, match=asked):
        schedule(by=cleo, edition=third, start=tomorrow)

    fourth = carry_over(by=ben, edition=next_draft(first.article, ben, from_=third))
    assert (fourth.headline, fourth.standfirst) == ("Blinken meets Qin", "At last.")


def test_a_draft_made_of_two_knows_of_both(
    ana: User, ben: User, cleo: User, first: Edition, tomorrow: datetime
) -> None:
    """It grew out of tomorrow's edition and took over today's fix: it may follow either."""
    waiting = approved(next_draft(first.article, ana, headline="Blinken meets Qin"), cleo)
    schedule(by=cleo, edition=waiting, start=tomorrow)
    draft = next_draft(first.article, ben, from_=waiting, standfirst="At last.")
    fix = approved(next_draft(first.article, ana, from_=first, headline="In Peking"), cleo)
    publish_now(by=cleo, edition=fix, choices={2: "without"})
    changed(draft, headline="Blinken meets Qin in Peking")

    third = schedule(by=cleo, edition=approved(draft, cleo), start=tomorrow + timedelta(hours=1))

    assert third.live_period is not None


def test_there_is_nothing_to_carry_over(ana: User, cleo: User, first: Edition) -> None:
    draft = next_draft(first.article, ana)

    with pytest.raises(Refused) as refused:
        carry_over(by=ana, edition=draft)
    assert refused.value.reasons == ["Nothing went live since this draft was started."]

    with pytest.raises(Refused) as refused:
        carry_over(by=ana, edition=published(draft, cleo))
    assert refused.value.reasons == [
        "This edition is approved: start the next one.",
        "Nothing went live since this draft was started.",
    ]


def test_a_copied_row_is_a_row_of_its_own(ana: User, cleo: User, first: Edition) -> None:
    draft = next_draft(first.article, ana)
    row, copied = first.bylines.get(), draft.bylines.get()

    assert copied.name == row.name
    assert copied.public_id != row.public_id
    assert copied.created_at > row.created_at
    draft.bylines.all().delete()
    copy_rows([first.bylines.get()], draft)
    assert draft.bylines.get().version == 1
