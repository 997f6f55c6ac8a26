"""Walking a list page by page reaches every row once, both ways, whatever happens meanwhile."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings import paging
from briefings.api.urls import RESOURCES
from briefings.filters.keys import Keys
from briefings.models import Official, PartialDate, Tenure
from briefings.paging import Cursor, CursorError, Ordering
from tests.api.conftest import Get, World
from tests.exploring import examples
from tests.factories import row_of, since

ORDERINGS = [
    (name, ordering)
    for name, resource in sorted(RESOURCES.items())
    for ordering in resource.filterset_class.base_filters["ordering"].orderings
]
NAMES = ["Baerbock, Annalena", "Blinken, Antony", "Marsudi, Retno", "Qin Gang", "Wang Yi"]


def walk(get: Get, path: str, way: str = "next", **parameters: Any) -> Iterator[dict[str, Any]]:
    """Yield the envelopes of a list from its first page on."""
    envelope = get(path, **parameters).json()
    yield envelope
    while envelope[way]:
        envelope = get(envelope[way]).json()
        yield envelope


def ids_of(envelopes: list[dict[str, Any]]) -> list[str]:
    """Return the ids of the rows of all envelopes."""
    return [row["id"] for envelope in envelopes for row in envelope["results"]]


@pytest.fixture
def crowd(world: World) -> World:
    """Add rows of every type, many with equal keys and some without a date."""
    live = {"live_period": since(world.published)}
    for number in range(7):
        official = row_of(Official, sort_name=NAMES[number % 2], **live)
        for started in (None, PartialDate.parse("2023"), PartialDate.parse("2023-01")):
            row_of(Tenure, official=official, office=world.minister, started=started, **live)
    for name, row in world.rows.items():
        if name in ("countries", "organizations", "topics", "sources", "offices"):
            for _ in range(5):
                row_of(type(row), **live)
    return world


@pytest.mark.parametrize(("resource", "ordering"), ORDERINGS)
def test_every_ordering_reaches_every_row_once_both_ways(
    resource: str, ordering: str, crowd: World, get: Get
) -> None:
    envelopes = list(walk(get, f"{resource}/", ordering=ordering, page_size=2, fields="id"))

    forwards = ids_of(envelopes)
    whole = get(f"{resource}/", ordering=ordering, page_size=200).json()["results"]
    assert forwards == [row["id"] for row in whole]
    assert len(set(forwards)) == len(forwards) == envelopes[0]["count"]

    last = envelopes[-1]
    back = [last]
    while last["previous"]:
        last = get(last["previous"]).json()
        back.insert(0, last)
    assert ids_of(back) == forwards


def test_rows_added_meanwhile_move_no_row_of_the_walk(crowd: World, get: Get) -> None:
    before = set(ids_of(list(walk(get, "officials/", page_size=200))))

    seen: list[str] = []
    for envelope in walk(get, "officials/", page_size=2):
        seen += ids_of([envelope])
        row_of(Official, sort_name="Albright, Madeleine", live_period=since(crowd.published))

    assert len(set(seen)) == len(seen)
    assert before <= set(seen)


@settings(
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    names=st.lists(st.sampled_from(NAMES), max_size=12),
    size=st.integers(1, 5),
    descending=st.booleans(),
)
def test_pages_are_the_list_cut_to_size(
    db: None, names: list[str], size: int, descending: bool
) -> None:
    made = [row_of(Official, sort_name=name) for name in names]
    rows = Official.objects.filter(pk__in=[official.pk for official in made])
    ordering = Ordering("by_name", "sort_name", descending)
    expected = sorted(made, key=lambda o: (o.sort_name, o.pk), reverse=descending)
    today = timezone.localdate()

    def turn(token: str | None) -> paging.KeysetPage[int]:
        at = Cursor.parse(token, of="list") if token else None
        found = Keys.of(rows, ordering).of_page(size, at)
        with connection.cursor() as cursor:
            cursor.execute(found.sql, found.params)
            places = [(pk, place) for pk, _, place in cursor.fetchall()]
        keys = [pk for pk, _ in places]
        return paging.paged(keys, places, size=size, of="list", day=today, at=at)

    walked: list[int] = []
    page = turn(None)
    while True:
        walked += page.rows
        if page.next is None:
            break
        following = turn(page.next)
        assert following.previous is not None
        assert list(turn(following.previous).rows) == list(page.rows)
        page = following
    assert walked == [official.pk for official in expected]


def test_a_cursor_of_another_list_is_refused(crowd: World, get: Get) -> None:
    following = parse_qs(urlsplit(get("officials/", page_size=2).json()["next"]).query)["cursor"]

    answer = get("officials/", page_size=2, ordering="-name", cursor=following[0])

    [error] = answer.json()["errors"]
    assert (answer.status_code, error["parameter"]) == (400, "cursor")
    assert error["code"] == "invalid_cursor"


@pytest.mark.parametrize(
    "path", ["officials/?as_of=&page_size=2", "search/?q=qin&country=&page_size=1"]
)
def test_a_field_left_empty_makes_no_other_list(path: str, crowd: World, get: Get) -> None:
    following = get(path).json()["next"]

    assert get(following).status_code == 200
    assert get(following.replace("as_of=&", "").replace("country=&", "")).status_code == 200


def test_an_altered_cursor_is_refused(crowd: World, get: Get) -> None:
    answer = get("officials/", cursor="eyJmb3JnZWQiOjF9:signature")

    assert answer.json()["errors"][0]["code"] == "invalid_cursor"


def test_a_page_size_may_change_on_the_way(crowd: World, get: Get) -> None:
    first = get("officials/", page_size=2).json()
    rest = get(first["next"].replace("page_size=2", "page_size=200")).json()

    assert len(set(ids_of([first, rest]))) == first["count"]


def test_today_is_that_of_the_first_page() -> None:
    yesterday = timezone.localdate() - timedelta(days=1)

    token = Cursor("list", yesterday, "Wang Yi", 7).token()

    assert Cursor.parse(token, of="list").day == yesterday
    with pytest.raises(CursorError):
        Cursor.parse(token, of="another")


def test_a_count_is_bounded(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "COUNTED", 3)
    officials = Official.objects.all()
    for _ in range(3):
        row_of(Official)
    assert paging.count(officials) == paging.Count(3, exact=True)

    row_of(Official)

    assert paging.count(officials) == paging.Count(3, exact=False)
    assert paging.count(officials, exactly=True) == paging.Count(4, exact=True)


@pytest.mark.parametrize("how", ["none", "exact"])
def test_a_client_says_how_to_count(how: str, crowd: World, get: Get) -> None:
    envelope = get("officials/", count=how).json()

    assert envelope["count"] == (8 if how == "exact" else None)


def test_a_deep_page_reads_the_index_and_sorts_nothing(
    db: None, django_assert_num_queries: Callable[..., Any]
) -> None:
    at = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # without triggers
        cursor.execute(
            """
            INSERT INTO briefings_official (slug, full_name, short_name, sort_name, biography,
                retraction_reason, retraction_note, live_period)
            SELECT 'o' || n, 'o', 'o', md5(n::text), '', '', '', tstzrange(%s, NULL)
            FROM generate_series(1, 10000) n
            """,
            [at - timedelta(hours=1)],
        )
        cursor.execute("SET LOCAL session_replication_role = DEFAULT; ANALYZE briefings_official")
    deep = Cursor("list", timezone.localdate(), "e", 5)

    with django_assert_num_queries(1) as queries:
        names = Ordering("-name", "sort_name", descending=True)
        found = Keys.of(Official.objects.live(at), names).of_page(50, deep).ids()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {queries.captured_queries[0]['sql']}")
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert len(found) == 51
    assert "Index Scan Backward using official_by_name" in plan
    assert "ROW(" in plan.partition("Index Cond")[2]
    assert "Seq Scan" not in plan
    assert "Sort" not in plan
