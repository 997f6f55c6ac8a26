"""The public record of the US Office of the Historian goes in whole and comes out again."""

import csv
from collections import Counter
from contextlib import ExitStack

import pytest
from django.contrib.auth.models import User
from django.db.models import Count, Q
from django.utils import timezone

from briefings.imports.files import File
from briefings.imports.historian.profile import HISTORIAN
from briefings.imports.running import run
from briefings.models import (
    Change,
    Country,
    CustodyEvent,
    Detainee,
    Detention,
    ExternalIdentifier,
    ImportRun,
    Official,
    Participant,
    ProposedMeeting,
    Slug,
    StatusChange,
    Stop,
    Tenure,
    Visit,
)
from tests.imports.desk import SHARED, given_back

pytestmark = pytest.mark.django_db


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of one of their files."""
    with (SHARED / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("sheet", [*HISTORIAN.specs])
def test_each_file_comes_out_letter_for_letter(sheet: str) -> None:
    assert given_back(sheet, HISTORIAN) == (SHARED / f"{sheet}.csv").read_bytes()


def test_every_row_is_counted() -> None:
    files = {file["sheet"]: file for file in ImportRun.objects.get().files}

    assert {name: files[name]["rows"] for name in HISTORIAN.specs} == {
        name: len(rows_of(name)) for name in HISTORIAN.specs
    }
    assert files["countries"]["became"] == {"countries": 603 - 19}
    assert files["trips"]["became"]["stops"] == 3631 - 3
    assert (Official.objects.count(), Tenure.objects.count()) == (4071, 6916)
    assert Visit.objects.count() == files["trips"]["became"]["visits"] + 2942


def test_a_second_import_changes_nothing(publisher: User) -> None:
    changes = Change.objects.count()
    proposed = ProposedMeeting.objects.count()

    with ExitStack() as opened:
        files = [
            File(f"{name}.csv", name, opened.enter_context((SHARED / f"{name}.csv").open("rb")))
            for name in HISTORIAN.specs
        ]
        done, again = run(by=publisher, files=files, profile=HISTORIAN)

    assert again is None
    assert done.changes_nothing
    assert (Change.objects.count(), ProposedMeeting.objects.count()) == (changes, proposed)


def test_a_row_is_a_stop_and_a_run_of_them_one_journey() -> None:
    seward = Visit.objects.filter(participants__official__slug="william-henry-seward")
    assert [visit.label for visit in seward.order_by("starts_days")] == [
        "William Henry Seward to Denmark, 9–12 January 1866",
        "William Henry Seward to Dominican Republic, 14 January 1866",
        "William Henry Seward to Haiti, 16–17 January 1866",
    ]
    longest = Visit.objects.annotate(number=Count("stops")).order_by("-number", "pk").first()
    assert longest is not None
    assert longest.stops.count() == 15
    starts = [stop.arrives.text for stop in longest.stops.all() if stop.arrives]
    assert starts == sorted(starts)


def test_two_rows_of_one_stop_are_one_stop() -> None:
    """The first journeys of Secretary Blinken were entered twice."""
    doubled = Counter(
        (row["official_id"], row["start_date"], row["end_date"], row["country_id"])
        for row in rows_of("trips")
    )
    ((_, first, _, _), *_) = [key for key, rows in doubled.items() if rows > 1]

    visit = Visit.objects.get(
        starts=first,
        participants__official__full_name__contains="Blinken",
    )
    assert len({(str(stop.arrives), stop.country_id) for stop in visit.stops.all()}) == (
        visit.stops.count()
    )


def test_a_country_with_two_ids_is_one_and_found_by_either() -> None:
    by_id = dict(
        ExternalIdentifier.objects.filter(scheme="historian-country").values_list(
            "value", "identity_id"
        )
    )
    folded = [row for row in rows_of("countries") if row["same_as"]]

    assert len(folded) == 19
    for row in folded:
        identity = by_id[row["country_id"]]
        assert identity == by_id[row["same_as"]]
        assert Slug.objects.get(type="country", slug=row["country_id"]).identity_id == identity
    assert not Country.objects.filter(name__in=["Türkiye", "Somoa"]).exists()
    assert Country.objects.filter(other_names__contains=["Türkiye"]).get().code == "TR"
    assert Country.objects.get(slug="congo-kinshasa").code == "CD"


def test_states_of_the_past_have_no_code_that_iso_never_gave() -> None:
    assert not Country.objects.filter(code__regex="^X[A-J]").exists()


def test_the_same_id_of_two_files_is_two_persons() -> None:
    taft = Official.objects.filter(full_name__contains="Taft").values_list("full_name", "born")

    assert {(name, str(born)) for name, born in taft} >= {
        ("William Howard Taft", "1857"),
        ("William Howard Taft III", "1915"),
    }
    assert Official.objects.filter(full_name="John Forsyth").count() == 2


def test_who_came_is_told_in_words_with_whence() -> None:
    guests = Participant.objects.filter(visit__isnull=False, official__isnull=True)

    assert guests.count() == 2942 + 7
    assert not guests.filter(Q(country=None) | Q(group="")).exists()
    sadat = guests.get(
        group="Prime Minister Mustafa Khalil", visit__participants__group="President Anwar Sadat"
    )
    assert sadat.visit is not None
    assert [one.group for one in sadat.visit.participants.all()] == [
        *("President Anwar Sadat", "Prime Minister Mustafa Khalil")
    ]
    assert guests.filter(group__contains="(U.S.S.R.)").exists()


def test_what_was_called_otherwise_then_says_so() -> None:
    assert Stop.objects.filter(country__name="Sri Lanka", note__contains="(Ceylon)").exists()


def test_every_visit_was_held() -> None:
    assert StatusChange.objects.filter(status="held").count() == Visit.objects.count()
    uncertain = Visit.objects.annotate(ends_held=Count("statuses")).exclude(ends_held=1)
    assert not uncertain.exists()


def test_an_incident_is_a_detainee_of_one_event_and_not_public() -> None:
    incidents = rows_of("detentions")
    for model in (Detainee, Detention, CustodyEvent):
        assert model.objects.count() == len(incidents)
        assert not model.objects.filter(live_period__isnull=False).exists()
    taken = [row for row in incidents if row["status"] in ("arrested", "detained")]
    assert CustodyEvent.objects.filter(kind="detained").count() == len(taken)
    assert not Detainee.objects.live(timezone.now()).exists()


def test_remarks_become_proposals_with_officials_of_that_day() -> None:
    rows = ProposedMeeting.objects.filter(state="waiting")

    assert rows.count() == ProposedMeeting.objects.count() > 2000
    linked = rows.filter(participants__official__isnull=False).distinct()
    assert linked.count() > 600
    met = rows.get(words__contains="President Xi Jinping and Foreign Minister Qin Gang")
    assert met.visit.starts is not None
    assert met.visit.starts.text == "2023-06-17"
    assert [str(who) for who in met.participants.all()] == [
        *("President Xi Jinping", "Foreign Minister Qin Gang")
    ]
