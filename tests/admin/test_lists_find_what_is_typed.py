"""What is typed above a list is found by every word, and no row twice."""

from __future__ import annotations

from typing import Any

import pytest

from briefings.actions import editions, publishing
from briefings.admin.lists import split_words
from briefings.models import (
    Article,
    Country,
    CustodyEvent,
    Detainee,
    DetaineeName,
    Detention,
    Edition,
    Meeting,
    Office,
    Official,
    OfficialName,
    Participant,
    Place,
    Visit,
)
from tests.admin.conftest import Desk, Person, text_of
from tests.admin.newsroom import draft, live
from tests.factories import row_of


@pytest.fixture
def clare(desk: Person) -> Desk:
    """Return an editor at the desk."""
    return desk("editor")


def first_cells(clare: Desk, kind: Any, typed: str) -> list[str]:
    """Return the first cell of each row that is found."""
    page = clare.get(f"/admin/briefings/{kind._meta.model_name}/", {"q": typed})
    assert page.status_code == 200
    return [str(row) for row in page.context["cl"].result_list]


def test_a_list_in_which_nothing_is_found_says_why_and_leads_on(clare: Desk) -> None:
    proposals = "/admin/briefings/proposedmeeting/"
    assert "There are no proposed meetings yet." in text_of(clare.open(proposals))

    for asked in ("q=xi", "state__exact=accepted"):
        page = clare.open(f"{proposals}?{asked}")
        assert "Nothing matches." in text_of(page)
        assert page.xpath("//a[text()='Show all proposed meetings']/@href") == ["?"]


def test_a_person_is_found_once_by_any_name(clare: Desk) -> None:
    wang = row_of(Official, full_name="Wang Yi")
    row_of(Official, full_name="Qin Gang")
    for name in ("王毅", "Wang I"):
        row_of(OfficialName, official=wang, name=name)

    for typed in ("wang", "yi wang", "王毅", '"ang y"'):
        assert first_cells(clare, Official, typed) == ["Wang Yi"]
    assert first_cells(clare, Official, "wang gang") == []


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("petrovic", ["Ana Petrović"]),
        ("PETROVIĆ", ["Ana Petrović"]),
        ("xi", ["Xi Jinping"]),
        ("j", ["Xi Jinping"]),
        ("lex", ["Alexis Tsipras"]),
        ("平", ["Xi Jinping"]),
        ("%", []),
        ("___", []),
    ],
)
def test_a_name_is_found_by_a_part_of_it_and_by_one_or_two_letters_that_begin_a_word(
    clare: Desk, typed: str, finds: list[str]
) -> None:
    names = ("Alexis Tsipras", "Ana Petrović", "Xi Jinping")
    officials = {name: row_of(Official, full_name=name, sort_name=name) for name in names}
    row_of(OfficialName, official=officials["Xi Jinping"], name="习近平")

    assert first_cells(clare, Official, typed) == finds


def test_whose_name_is_withheld_is_found_by_it_at_the_desk(clare: Desk) -> None:
    teacher = row_of(
        Detainee,
        full_name="Mark Swidan",
        sort_name="Swidan, Mark",
        slug="a-teacher",
        description="A teacher",
        name_withheld=True,
    )
    row_of(CustodyEvent, detention=row_of(Detention, detainee=teacher), kind="tried")

    for typed in ("swidan", "ark swi", "teacher"):
        assert len(first_cells(clare, Detainee, f'"{typed}"')) == 1
    assert len(first_cells(clare, CustodyEvent, "swidan")) == 1


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("dinner the pres", True),
        ("dinners", True),
        ('"with the president"', True),
        ("eijing", True),
        ("lunch", False),
        ("inner", False),
    ],
)
def test_a_meeting_is_found_by_the_beginnings_of_what_it_says(
    clare: Desk, typed: str, finds: bool
) -> None:
    row_of(Meeting, title="A call")
    place = row_of(Place, name="Běijīng", other_names=["Peking"])
    row_of(Meeting, title="Dinner with the President", place=place)
    row_of(Visit, title="Dinner with the President")

    assert len(first_cells(clare, Meeting, typed)) == finds
    if typed != "eijing":
        assert len(first_cells(clare, Visit, typed)) == finds


def test_a_place_is_found_by_its_other_names(clare: Desk) -> None:
    row_of(Place, name="Beijing", other_names=["Peking", "Běipíng"])

    for typed in ("peki", "beiping"):
        assert first_cells(clare, Place, typed) == ["Beijing"]


def test_a_row_is_found_by_what_it_belongs_to(clare: Desk) -> None:
    detainee = row_of(Detainee, full_name="Mark Swidan")
    row_of(DetaineeName, detainee=detainee, name="Marcus Swidan")
    detention = row_of(Detention, detainee=detainee)
    row_of(CustodyEvent, detention=detention, kind="sentenced", on="2013-06")
    row_of(CustodyEvent)
    row_of(Participant, official=row_of(Official, full_name="Wang Yi"))

    assert first_cells(clare, CustodyEvent, "marcus") == ["Sentenced, June 2013"]
    assert len(first_cells(clare, Participant, "wang")) == 1


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("blink", True),
        ("BLINKEN lands", True),
        ("blinken-la", True),
        ("it's lands!", True),
        ("blinken:*", True),
        ("blinken paris", False),
        ("blinken & lands", False),
        ("\\", False),
    ],
)
def test_an_article_is_found_by_the_beginning_of_words_and_address(
    clare: Desk, typed: str, finds: bool
) -> None:
    row_of(Edition, headline="A visit to Paris")
    piece = row_of(Article, slug="blinken-lands")
    row_of(Edition, article=piece, headline="Blinken lands: it's Beijing")

    assert first_cells(clare, Article, typed) == (["blinken-lands"] if finds else [])
    assert len(first_cells(clare, Edition, typed)) == finds


def test_an_article_is_found_by_what_it_says_or_said_last(clare: Desk, desk: Person) -> None:
    jo = desk("publisher").person
    public = live(clare.person, jo, body="<p>Antimony is negotiated.</p>")
    slug = public.article.slug
    assert first_cells(clare, Article, "antimo negotiation is the") == [slug]
    assert first_cells(clare, Edition, "antimony") == [str(public)]

    publishing.withdraw(by=jo, article=public.article, reason="wrong")
    assert first_cells(clare, Article, "antimony") == [slug]

    following = editions.start_edition(by=clare.person, article=public.article)
    following.headline, following.body = "Gallium", "<p>Gallium it is.</p>"
    following.save()
    editions.submit(by=clare.person, edition=following)
    publishing.publish_now(by=jo, edition=editions.approve(by=jo, edition=following))

    assert first_cells(clare, Article, "antimony") == []
    assert first_cells(clare, Article, "gallium") == [slug]
    assert str(public) in first_cells(clare, Edition, public.headline)


def test_an_article_that_was_never_published_stands_first(clare: Desk, desk: Person) -> None:
    jo = desk("publisher")
    first = draft(clare.person).article.slug
    public = live(clare.person, jo.person).article.slug
    last = draft(clare.person).article.slug

    assert first_cells(clare, Article, "") == [last, first, public]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Wang  Yi", ["Wang", "Yi"]),
        ('"Wang Yi" foreign', ["Wang Yi", "foreign"]),
        ("it's", ["it's"]),
        ("'", []),
        ('""', []),
        ("a\0b", ["ab"]),
        ("", []),
    ],
)
def test_what_is_typed_is_read_as_words_and_phrases(typed: str, words: list[str]) -> None:
    assert split_words(typed) == words


def test_a_name_is_found_while_it_is_typed(clare: Desk) -> None:
    """The choice of a record asks the same question, whatever is typed."""
    row_of(Country, name="China")
    asked = {"app_label": "briefings", "model_name": "official", "field_name": "country"}

    for typed, found in (("chi", ["China"]), ("ch\0i", ["China"]), ("chile", [])):
        answer = clare.get("/admin/autocomplete/", {**asked, "term": typed}).json()
        assert [one["text"] for one in answer["results"]] == found


def test_the_name_that_is_typed_is_offered_first(clare: Desk) -> None:
    for title in ("Deputy Minister of State", "Minister of State for Asia", "Minister of State"):
        row_of(Office, title=title)
    asked = {"app_label": "briefings", "model_name": "tenure", "field_name": "office"}

    answer = clare.get("/admin/autocomplete/", {**asked, "term": "minister of state"}).json()

    assert [one["text"] for one in answer["results"]] == [
        *("Minister of State", "Minister of State for Asia", "Deputy Minister of State"),
    ]


def test_where_a_person_stands_is_told_on_the_list(clare: Desk) -> None:
    detainee = row_of(Detainee, full_name="Mark Swidan")
    detention = row_of(Detention, detainee=detainee, country=row_of(Country, name="China"))
    row_of(CustodyEvent, detention=detention, kind="detained", status="held", on="2012-11-13")

    page = clare.open("/admin/briefings/detainee/")

    assert "Held by China" in text_of(page.xpath("//*[@id='result_list']")[0])
