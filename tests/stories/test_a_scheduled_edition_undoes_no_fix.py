"""An edition waits for tomorrow while a fix goes live: somebody chooses what becomes of it."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from briefings.actions.fixes import choose
from briefings.actions.lineage import approvers_of
from briefings.actions.publishing import hold, publish_now, schedule, withdraw
from briefings.actions.refusals import Refused
from briefings.models import Article, Edition, FixChoice
from tests.stories.desk import BODY, FIXED, approved, next_draft, read, read_again, said, write

HOUR = timedelta(hours=1)


def test_it_is_asked_in_that_step(fix: Edition, waiting: Edition, dev: User) -> None:
    with pytest.raises(Refused) as refused:
        publish_now(by=dev, edition=fix)

    [reason] = refused.value.reasons
    assert reason.startswith("Edition 2, scheduled for ")
    assert reason.endswith(
        " lacks this one: carry the changes over, let it go without them, or hold it."
    )
    assert read_again(waiting).live_period == waiting.live_period


def test_carried_over_a_new_edition_takes_its_place_and_hour(
    fix: Edition, waiting: Edition, cleo: User, dev: User, tomorrow: datetime
) -> None:
    publish_now(by=dev, edition=fix, choices={2: "carry"})

    article = fix.article
    assert read(article, timezone.now()) == FIXED
    assert read(article, tomorrow) == FIXED
    assert said(article, tomorrow - HOUR) == "Blinken flies to Beijing"
    assert said(article, tomorrow) == "Blinken meets Qin"
    made = article.editions.get(number=4)
    assert made.live_period == waiting.live_period
    assert approvers_of(made) == [cleo, dev]
    assert made.approved_by is None
    assert "modest" in made.rendered
    assert read_again(waiting).state == "on_hold"
    choice = FixChoice.objects.get()
    assert (choice.edition, choice.fix, choice.choice) == (waiting, fix, "carry")
    assert choice.chosen_by == dev


def test_without_it_the_scheduled_one_goes_as_it_is(
    fix: Edition, waiting: Edition, dev: User, tomorrow: datetime
) -> None:
    publish_now(by=dev, edition=fix, choices={2: "without"})

    assert read(fix.article, timezone.now()) == FIXED
    assert read(fix.article, tomorrow) == BODY
    assert FixChoice.objects.get().choice == "without"


def test_held_it_leaves_the_floor_to_the_fix(
    fix: Edition, waiting: Edition, dev: User, tomorrow: datetime
) -> None:
    publish_now(by=dev, edition=fix, choices={2: "hold"})

    assert read(fix.article, tomorrow + HOUR) == FIXED
    held = read_again(waiting)
    assert (held.state, held.planned_period) == ("on_hold", waiting.live_period)
    assert not FixChoice.objects.open().exists()


def test_published_now_the_scheduled_one_does_not_bury_the_fix(
    fix: Edition, waiting: Edition, dev: User
) -> None:
    """The embargo is lifted early; tomorrow's edition was to go without the fix, or was held."""
    publish_now(by=dev, edition=fix, choices={2: "hold"})

    with pytest.raises(Refused, match=r"^Edition 3, live since .*, is not in this one: carry"):
        publish_now(by=dev, edition=waiting)

    live = publish_now(by=dev, edition=waiting, choices={2: "carry"})
    assert (live.number, live.headline, live.body) == (4, "Blinken meets Qin", FIXED)
    assert said(fix.article, timezone.now()) == "Blinken meets Qin"


def test_what_was_let_go_without_it_needs_no_second_word(
    fix: Edition, waiting: Edition, dev: User
) -> None:
    publish_now(by=dev, edition=fix, choices={2: "without"})

    assert publish_now(by=dev, edition=waiting) == waiting


def test_placed_by_no_action_the_scheduled_one_is_held(
    fix: Edition, waiting: Edition, first: Edition, tomorrow: datetime
) -> None:
    """A command wrote the periods: nobody chose, so it does not go live at its hour."""
    now = timezone.now()
    write(first, first.live_period.lower, now)

    write(fix, now, tomorrow)

    assert read(fix.article, tomorrow + HOUR) == FIXED
    assert read_again(fix).live_period.upper is None
    held = read_again(waiting)
    assert (held.state, held.planned_period) == ("on_hold", waiting.live_period)
    [choice] = FixChoice.objects.open()
    assert (choice.edition, choice.fix, choice.chosen_by) == (waiting, fix, None)


def test_the_held_one_is_carried_over_with_one_button(
    held: Edition, fix: Edition, cleo: User, dev: User, tomorrow: datetime
) -> None:
    made = choose(by=cleo, edition=held, choice="carry")

    assert made.live_period is not None
    assert made.live_period.lower == tomorrow
    assert read(fix.article, tomorrow) == FIXED
    assert approvers_of(made) == [cleo, dev]
    assert not FixChoice.objects.open().exists()


def test_the_held_one_goes_without_it_after_all(
    held: Edition, fix: Edition, cleo: User, tomorrow: datetime
) -> None:
    again = choose(by=cleo, edition=held, choice="without")

    assert again == held
    assert read(fix.article, tomorrow - HOUR) == FIXED
    assert read(fix.article, tomorrow) == BODY


def test_the_held_one_stays_held(held: Edition, cleo: User, tomorrow: datetime) -> None:
    kept = choose(by=cleo, edition=held, choice="hold")

    assert kept.state == "on_hold"
    assert not FixChoice.objects.open().exists()
    assert choose(by=cleo, edition=held, choice="carry").number == 4


def test_a_choice_can_be_changed_before_the_hour(
    fix: Edition, waiting: Edition, cleo: User, dev: User, tomorrow: datetime
) -> None:
    publish_now(by=dev, edition=fix, choices={2: "without"})

    made = choose(by=cleo, edition=waiting, choice="carry")

    assert made.number == 4
    assert read(fix.article, tomorrow) == FIXED
    assert [(row.choice, row.chosen_by) for row in FixChoice.objects.all()] == [("carry", cleo)]


def test_a_choice_that_is_unsaid_in_the_database_holds_it(
    fix: Edition, waiting: Edition, dev: User, tomorrow: datetime
) -> None:
    publish_now(by=dev, edition=fix, choices={2: "without"})

    FixChoice.objects.all().delete()

    assert read_again(waiting).state == "on_hold"
    assert FixChoice.objects.open().count() == 1
    assert read(fix.article, tomorrow + HOUR) == FIXED


def test_several_fixes_in_a_row_are_carried_together(
    fix: Edition, waiting: Edition, ana: User, cleo: User, dev: User, tomorrow: datetime
) -> None:
    publish_now(by=dev, edition=fix, choices={2: "without"})
    second = approved(
        next_draft(fix.article, ana, from_=fix, body=FIXED.replace("Four", "Five")), dev
    )
    with pytest.raises(Refused, match="Edition 2, scheduled for"):
        publish_now(by=dev, edition=second)

    publish_now(by=dev, edition=second, choices={2: "carry"})

    assert read(fix.article, tomorrow) == FIXED.replace("Four", "Five")
    assert said(fix.article, tomorrow) == "Blinken meets Qin"


def test_each_of_several_scheduled_ones_is_asked_about(
    fix: Edition, waiting: Edition, ana: User, cleo: User, dev: User, tomorrow: datetime
) -> None:
    later = approved(next_draft(fix.article, ana, from_=waiting, standfirst="At last."), cleo)
    schedule(by=cleo, edition=later, start=tomorrow + HOUR)
    with pytest.raises(Refused) as refused:
        publish_now(by=dev, edition=fix, choices={2: "carry"})
    [reason] = refused.value.reasons
    assert reason.startswith("Edition 4, scheduled for")
    assert not fix.article.editions.filter(number=5).exists()

    publish_now(by=dev, edition=fix, choices={2: "without", 4: "carry"})

    assert read(fix.article, tomorrow) == BODY
    assert read(fix.article, tomorrow + HOUR) == FIXED
    last = Article.objects.live(tomorrow + HOUR).get().live_edition
    assert (last.headline, last.standfirst) == ("Blinken meets Qin", "At last.")


def test_all_of_several_are_carried_over_one_after_the_other(
    fix: Edition, waiting: Edition, ana: User, cleo: User, dev: User, tomorrow: datetime
) -> None:
    later = approved(next_draft(fix.article, ana, from_=waiting, standfirst="At last."), cleo)
    schedule(by=cleo, edition=later, start=tomorrow + HOUR, end=tomorrow + 5 * HOUR)

    publish_now(by=dev, edition=fix, choices={2: "carry", 4: "carry"})

    assert [read(fix.article, tomorrow + hours * HOUR) for hours in (0, 1, 4, 5)] == [
        *(FIXED, FIXED, FIXED),
        "",
    ]
    assert Article.objects.live(tomorrow + HOUR).get().live_edition.standfirst == "At last."


def test_two_held_ones_get_their_hours_again(
    fix: Edition,
    waiting: Edition,
    first: Edition,
    ana: User,
    cleo: User,
    tomorrow: datetime,
) -> None:
    """The second made room for by the first's end: nothing is dark between them."""
    later = approved(next_draft(fix.article, ana, from_=waiting, standfirst="At last."), cleo)
    schedule(by=cleo, edition=later, start=tomorrow + HOUR)
    now = timezone.now()
    write(first, first.live_period.lower, now)
    write(fix, now, tomorrow)
    assert FixChoice.objects.open().count() == 2
    assert read(fix.article, tomorrow + 9 * HOUR) == FIXED

    choose(by=cleo, edition=waiting, choice="without")
    assert read(fix.article, tomorrow + 9 * HOUR) == BODY
    assert FixChoice.objects.open().get().edition == later

    choose(by=cleo, edition=later, choice="carry")
    assert read(fix.article, tomorrow + 9 * HOUR) == FIXED
    assert said(fix.article, tomorrow + HOUR / 2) == "Blinken meets Qin"


def test_a_fix_whose_own_hour_comes_first_is_one_too(
    fix: Edition, waiting: Edition, dev: User, tomorrow: datetime
) -> None:
    with pytest.raises(Refused, match=r"Edition 2, scheduled for .*, lacks this one"):
        schedule(by=dev, edition=fix, start=tomorrow - HOUR)

    schedule(by=dev, edition=fix, start=tomorrow - HOUR, choices={2: "carry"})

    assert read(fix.article, tomorrow) == FIXED


def test_a_fix_with_an_end_is_one_too(
    fix: Edition, waiting: Edition, dev: User, tomorrow: datetime
) -> None:
    now = timezone.now()

    schedule(by=dev, edition=fix, start=now + HOUR, end=now + 2 * HOUR, choices={2: "carry"})

    assert read(fix.article, now + 3 * HOUR) == ""
    assert read(fix.article, tomorrow) == FIXED


def test_placed_behind_it_the_fix_lacks_the_other(
    fix: Edition, waiting: Edition, dev: User, tomorrow: datetime
) -> None:
    with pytest.raises(Refused, match=r"^Edition 2, scheduled for .*, is not in this one"):
        schedule(by=dev, edition=fix, start=tomorrow + HOUR)


def test_moved_before_the_fix_it_leaves_the_fix_to_be_asked_about(
    fix: Edition, waiting: Edition, dev: User, tomorrow: datetime
) -> None:
    schedule(by=dev, edition=fix, start=tomorrow - HOUR, choices={2: "without"})

    with pytest.raises(Refused, match=r"^Edition 3, scheduled for .*, lacks this one"):
        schedule(by=dev, edition=waiting, start=tomorrow - 2 * HOUR)

    schedule(by=dev, edition=waiting, start=tomorrow - 2 * HOUR, choices={3: "carry"})
    assert said(fix.article, tomorrow) == "Blinken meets Qin"
    assert read(fix.article, tomorrow) == FIXED


def test_called_off_the_fix_asks_nothing(
    fix: Edition, waiting: Edition, dev: User, tomorrow: datetime
) -> None:
    schedule(by=dev, edition=fix, start=tomorrow - HOUR, choices={2: "hold"})
    hold(by=dev, edition=fix)

    assert schedule(by=dev, edition=waiting, start=tomorrow) == waiting


def test_after_a_withdrawal_what_was_held_stays_held(
    held: Edition, fix: Edition, ben: User, cleo: User
) -> None:
    withdraw(by=ben, article=fix.article, reason="wrong")

    with pytest.raises(Refused, match="withdrawn"):
        choose(by=cleo, edition=held, choice="without")
