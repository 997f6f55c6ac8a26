"""A finding is dismissed for a reason, opens again when its facts change, and is reopened."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from briefings.actions import Refused
from briefings.actions.checks import dismiss, reopen
from briefings.models import Dismissal, Participant, Tenure
from tests.checks.test_checks import TODAY, after, all_of, found_by, tenure
from tests.factories import row_of
from tests.stories.desk import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ben(db: None) -> User:
    """Return an editor."""
    return person("Ben Okafor", "editor")


def test_a_dismissed_finding_opens_again_when_a_day_changes(ben: User) -> None:
    row = tenure(started="1957-02-15", end_status="current")
    dismiss(by=ben, row=row, check="long-tenure", reason="Gromyko did hold it so long.")
    assert found_by("long-tenure") == []
    assert not all_of(today=TODAY + timedelta(days=900))

    row.ended, row.end_status = "1985-07-02", "ended"
    row.save()
    assert not found_by("long-tenure")
    row.ended = "1995-07-02"
    row.save()
    assert [finding.row for finding in found_by("long-tenure")] == [row]
    dismiss(by=ben, row=row, check="long-tenure", reason="So the almanac.")
    assert [*Dismissal.objects.values_list("reason", flat=True).order_by("pk")] == [
        "Gromyko did hold it so long.",
        "So the almanac.",
    ]


def test_a_warning_about_two_comes_back_when_the_other_changes(ben: User) -> None:
    row = after()
    dismiss(by=ben, row=row, check="predecessor", reason="They shared it for months.")
    assert found_by("predecessor") == []
    earlier = Tenure.objects.exclude(pk=row.pk).get()
    earlier.ended = "2011"
    earlier.save()
    assert len(found_by("predecessor")) == 1


def test_setting_aside_is_refused_in_words(ben: User) -> None:
    row = tenure(started="1957-02-15", ended="1960")
    with pytest.raises(Refused) as refused:
        dismiss(by=person("Ana Petrović", "reporter"), row=row, check="long-tenure", reason=" ")
    assert refused.value.reasons == [
        "Your role does not dismiss warnings: ask an editor.",
        "Say why it is right.",
        "“In office for over 30 years” is not found here, or is dismissed already.",
    ]
    assert not Dismissal.objects.exists()


def test_a_reopened_finding_is_found_again(ben: User) -> None:
    row, other = (tenure(started="1957-02-15", ended="1987-07-02") for _ in range(2))
    for each in (row, other):
        dismiss(by=ben, row=each, check="long-tenure", reason="So the almanac.")
    clare = person("Clare Hollingworth", "editor")

    reopen(by=clare, row=row, check="long-tenure")

    assert [finding.row for finding in found_by("long-tenure")] == [row]
    kept = Dismissal.objects.get(tenure=row)
    assert (kept.reason, kept.dismissed_by, kept.reopened_by) == ("So the almanac.", ben, clare)
    assert kept.reopened_at is not None
    assert kept.reopened_at > kept.dismissed_at
    dismiss(by=ben, row=row, check="long-tenure", reason="The almanac, again.")
    assert found_by("long-tenure") == []
    assert Dismissal.objects.about(row).count() == 2


def test_reopening_ends_dismissals_of_earlier_facts_too(ben: User) -> None:
    row = tenure(started="1957-02-15", ended="1987-07-02")
    for ended in ("1987-07-02", "1995-07-02"):
        row.ended = ended
        row.save()
        dismiss(by=ben, row=row, check="long-tenure", reason="So the almanac.")

    reopen(by=ben, row=row, check="long-tenure")

    row.ended = "1987-07-02"
    row.save()
    assert [finding.row for finding in found_by("long-tenure")] == [row]


def test_taking_back_is_refused_in_words(ben: User) -> None:
    row = tenure(started="1957-02-15", ended="1987-07-02")
    dismiss(by=ben, row=row, check="long-tenure", reason="So the almanac.")
    with pytest.raises(Refused) as refused:
        reopen(by=person("Ana Petrović", "reporter"), row=row, check="predecessor")
    assert refused.value.reasons == [
        "Your role does not restore warnings: ask an editor.",
        "“Began before the predecessor ended” is not dismissed here.",
    ]
    assert Dismissal.objects.in_force().count() == 1


def test_a_warning_about_one_kind_of_row_is_not_that_of_another_with_its_key(ben: User) -> None:
    long = tenure(started="1957-02-15", ended="1987-07-02")
    other = row_of(Participant, id=long.pk)
    with pytest.raises(Refused, match="is not found here"):
        dismiss(by=ben, row=other, check="long-tenure", reason="So it was.")
