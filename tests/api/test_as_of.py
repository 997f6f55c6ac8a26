"""Who held what on a day: possibly and certainly, asked of one tenure."""

import csv
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone
from django.utils.timezone import localdate

from briefings.filters.officials import OfficialFilterSet
from briefings.models import Office, Official, PartialDate, Tenure
from briefings.paging import Cursor
from tests.api.conftest import Get, World
from tests.factories import row_of, since

Ids = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2022-12-29", False),
        ("2022-12-30", True),
        ("2023-06", True),
        ("2023-07-25", True),
        ("2023-07-26", False),
        ("2024", False),
        ("2023-07-25/..", True),
    ],
)
@pytest.mark.parametrize("resource", ["officials", "tenures", "offices"])
def test_both_end_days_count(resource: str, day: str, held: bool, world: World, ids: Ids) -> None:
    expected = [str(world.rows[resource].public_id)] if held else []

    assert ids(f"{resource}/", as_of=day) == expected


def test_certain_is_every_day_of_a_month(world: World, ids: Ids) -> None:
    assert ids("officials/", as_of="2023-06", date_match="certain")
    assert not ids("officials/", as_of="2023-07", date_match="certain")
    assert ids("officials/", as_of="2023-07", date_match="possible")


def test_all_is_asked_of_one_tenure(world: World, ids: Ids) -> None:
    earlier = row_of(
        Office,
        title="Ambassador to the United States",
        kind=Office.Kind.AMBASSADOR,
        country=world.china,
        live_period=since(world.published),
    )
    row_of(
        Tenure,
        official=world.qin,
        office=earlier,
        started=PartialDate.parse("2021-07-28"),
        ended=PartialDate.parse("2023-01-05"),
        end_status=Tenure.EndStatus.ENDED,
        live_period=since(world.published),
    )

    assert ids("officials/", office_kind="ambassador", as_of="2022")
    assert not ids("officials/", office_kind="ambassador", as_of="2023-06")
    assert ids("officials/", office_kind="foreign_minister", as_of="2023-06")
    assert ids("officials/", office=earlier.slug, as_of="2022-05-01")
    assert len(ids("officials/", office_kind__in="ambassador,foreign_minister")) == 1


def test_what_is_current_is_certainly_held_today(world: World, get: Get, ids: Ids) -> None:
    assert ids("officials/", current="true") == []

    row_of(
        Tenure,
        official=world.qin,
        office=world.minister,
        started=PartialDate.of(timezone.localdate() - timedelta(days=1)),
        end_status=Tenure.EndStatus.CURRENT,
        live_period=since(world.published),
    )

    assert ids("officials/", current="true") == [str(world.qin.public_id)]
    [held] = get(f"officials/{world.qin.public_id}/").json()["offices"]
    assert held["office"]["label"] == "Foreign minister"


def test_a_tenure_that_is_not_public_answers_nothing(world: World, ids: Ids) -> None:
    row_of(
        Tenure,
        official=world.qin,
        office=world.minister,
        started=PartialDate.parse("2010"),
        ended=PartialDate.parse("2011"),
        end_status=Tenure.EndStatus.ENDED,
    )

    assert ids("officials/", as_of="2010-06") == []
    assert ids("tenures/", as_of="2010-06") == []


def test_birth_is_read_as_an_interval(world: World, ids: Ids) -> None:
    qin = [str(world.qin.public_id)]

    assert ids("officials/", born_on_or_after="1966-03-15") == qin
    assert ids("officials/", born_on_or_after="1966-03-15", date_match="certain") == []
    assert ids("officials/", born_on_or_before="1966-03", date_match="certain") == qin
    assert ids("officials/", born_on_or_after="1966-04") == []


def test_a_malformed_day_is_refused_in_words(world: World, get: Get) -> None:
    answer = get("officials/", as_of="1861-02-30")

    [error] = answer.json()["errors"]
    assert answer.status_code == 400
    assert (error["parameter"], error["code"]) == ("as_of", "invalid_value")
    assert "There is no 30 February 1861: February 1861 has 28 days" in error["detail"]
    assert "1861-03-05" in error["detail"]


@pytest.mark.parametrize(
    ("parameter", "name"),
    [("country", "CN"), ("country", "cn"), ("country", "china"), ("office", "{minister}")],
)
def test_a_record_is_named_by_code_slug_or_id(
    parameter: str, name: str, world: World, ids: Ids
) -> None:
    value = name.format(minister=world.minister.public_id)

    assert ids("officials/", **{parameter: value}) == [str(world.qin.public_id)]
    assert ids("officials/", **{parameter: "peru"}) == []


def test_a_former_slug_still_names_its_record(world: World, ids: Ids) -> None:
    world.china.slug = "peoples-republic-of-china"
    world.china.save()

    assert ids("officials/", country="china") == [str(world.qin.public_id)]


def test_a_record_that_is_not_public_names_nothing(world: World, ids: Ids, get: Get) -> None:
    hidden = row_of(Office, title="Director", slug="director", country=world.china)
    official = row_of(Official, country=world.china, live_period=since(world.published))
    row_of(Tenure, official=official, office=hidden, live_period=since(world.published))

    assert ids("officials/", office="director") == []
    assert ids("tenures/", official=official.slug) == []


WHERE = {"officials": "offices", "offices": "holders"}


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2022-12-30", "certainly"),
        ("2023-06", "certainly"),
        ("2023-07-25", "certainly"),
        ("2023-07", "possibly"),
        ("2023", "possibly"),
        ("2023-07-26", None),
        (None, None),
    ],
)
@pytest.mark.parametrize("resource", ["officials", "offices", "tenures"])
@pytest.mark.parametrize("whole", [False, True])
def test_a_row_is_that_of_the_day(
    resource: str, whole: bool, day: str | None, held: str | None, world: World, get: Get
) -> None:
    """Also where the list is not asked who held something then: of a country, in full."""
    asked = {"as_of": day} if day else {}
    path = f"{resource}/{world.rows[resource].public_id}/"
    answer = get(path, **asked).json() if whole else get(f"{resource}/", **asked).json()
    if not whole and held is None:
        assert answer["results"] == [] or day is None
        return

    row = answer if whole else answer["results"][0]

    told = [row] if resource == "tenures" else row[WHERE[resource]]
    assert [each["held"] for each in told if each["held"]] == ([held] if held else [])


def test_what_is_current_is_certain_up_to_today_and_possible_after_it(
    world: World, get: Get
) -> None:
    Tenure.objects.filter(pk=world.tenure.pk).update(ended=None, end_status="current")
    today = timezone.localdate()
    days = [today - timedelta(days=1), today, today + timedelta(days=1)]

    for resource in ("officials", "offices", "tenures"):
        rows = [get(f"{resource}/", as_of=str(day)).json()["results"][0] for day in days]
        told = [row if resource == "tenures" else row[WHERE[resource]][0] for row in rows]
        assert [each["held"] for each in told] == ["certainly", "certainly", "possibly"]


def test_a_list_of_a_country_tells_the_offices_of_the_day(world: World, get: Get) -> None:
    row_of(
        Tenure,
        official=world.qin,
        office=row_of(Office, title="Councillor", live_period=since(world.published)),
        started="2023-07-26",
        end_status="current",
        live_period=since(world.published),
    )

    def held(**asked: str) -> list[str]:
        [row] = get("officials/", country="CN", **asked).json()["results"]
        return [each["office"]["label"] for each in row["offices"]]

    assert held(as_of="2023-06-18") == ["Foreign minister"]
    assert held(as_of="2023-07") == ["Foreign minister", "Councillor"]
    assert held() == ["Councillor"]


def test_on_a_day_of_hand_over_both_holders_are_told(world: World, get: Get) -> None:
    row_of(
        Tenure,
        official=row_of(
            Official, full_name="Wang Yi", country=world.china, live_period=since(world.published)
        ),
        office=world.minister,
        started="2023-07-25",
        end_status="unknown",
        live_period=since(world.published),
    )

    [office] = get("offices/", as_of="2023-07-25").json()["results"]

    assert [(each["official"]["label"], each["held"]) for each in office["holders"]] == [
        ("Qin Gang", "certainly"),
        ("Wang Yi", "possibly"),
    ]


def test_a_file_tells_the_day_too(world: World, get: Get) -> None:
    file = b"".join(get("officials/", as_of="2023-07", format="csv").streaming_content)

    [row] = csv.DictReader(file.decode("utf-8-sig").splitlines())
    assert (row["offices_office_label"], row["offices_held"]) == ("Foreign minister", "possibly")


def test_a_row_refuses_what_is_no_day(world: World, get: Get) -> None:
    answer = get(f"officials/{world.qin.public_id}/", as_of="1861-02-30")

    assert answer.status_code == 400
    assert answer.json()["errors"] == get("officials/", as_of="1861-02-30").json()["errors"]


def test_a_list_says_of_which_day_it_is_however_it_was_asked(world: World, get: Get) -> None:
    assert get("officials/", as_of="18 June 2023").json()["meta"]["as_of"] == "2023-06-18"
    assert get("officials/", as_of="today").json()["meta"]["as_of"] == str(localdate())


def test_today_is_that_of_the_first_page_in_the_rows_and_what_is_told_of_them() -> None:
    yesterday = timezone.now() - timedelta(days=1)
    first = OfficialFilterSet(QueryDict("as_of=today"), at=yesterday)
    token = Cursor(first.name, first.today, "Wang Yi", 7).token()

    after_midnight = OfficialFilterSet(QueryDict(f"as_of=today&cursor={token}"), at=timezone.now())

    for listing in (first, after_midnight):
        assert listing.refusals == []
        assert listing.form.cleaned_data["as_of"] == PartialDate.of(localdate(yesterday))
    altered = OfficialFilterSet(QueryDict("as_of=today&cursor=altered"), at=timezone.now())
    assert [refusal.parameter for refusal in altered.refusals] == ["cursor"]
