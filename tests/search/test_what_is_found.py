"""Everything that is published is found, by its own words and by what stands beside it."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from briefings.models import (
    Country,
    Detainee,
    DetaineeName,
    Meeting,
    Mention,
    Office,
    Organization,
    PartialDate,
    Place,
    Tenure,
    Topic,
    Visit,
)
from briefings.models.record_types import RECORD_TYPES
from briefings.pages.search import KINDS as NAMED
from briefings.search.details import HIT_COLUMNS
from briefings.search.kinds import KINDS
from briefings.search.questions import SearchQuestion
from briefings.search.ranking import RANKED, Scope, find
from briefings.search.showing import Piece, pieces, show
from tests.factories import approved, row_of, since
from tests.search.conftest import (
    LIVE,
    PUBLISHED,
    Ask,
    article,
    china,
    meeting,
    official,
    words,
)

pytestmark = pytest.mark.server


def test_every_kind_is_found_and_the_name_before_the_text(ask: Ask) -> None:
    for model in (Country, Place, Organization, Topic):
        row_of(model, name="Valdoria", **LIVE)
    for occasion in (Office, Visit, Meeting):
        row_of(occasion, title="Valdoria", **LIVE)
    official("Ada Valdoria")
    row_of(Detainee, full_name="Ben Valdoria", **LIVE)
    words(official("Cleo Rook"), "Valdoria is not for sale.")
    article("The straits", "What Valdoria wants is not said.")

    found = ask("valdoria")

    assert {each.partition(":")[0] for each in found} == {
        *("article", "official", "detainee", "visit", "meeting", "statement"),
        *("office", "organization", "place", "country", "topic"),
    }
    assert found[0] == "country: Valdoria"
    assert found.index("official: Ada Valdoria") < found.index("article: The straits")


@pytest.mark.parametrize(
    "typed", ["习近平", "xi jinping", "XI", "Hsi Chin-p’ing", "jinping -wang", '"xi jinping"']
)
def test_a_person_is_found_by_any_name(typed: str, ask: Ask) -> None:
    official("Xi Jinping", "习近平", "Hsi Chin-p’ing")
    official("Wang Yi", "王毅")

    assert ask(typed) == ["official: Xi Jinping"]


def test_accents_are_no_matter_and_words_are_found_in_their_forms(ask: Ask) -> None:
    article("Çavuşoğlu visits", "The ministers met.")

    assert ask("cavusoglu visiting") == ask("ÇAVUŞOĞLU minister") == ["article: Çavuşoğlu visits"]


def test_a_meeting_is_found_by_who_was_there_and_where(ask: Ask) -> None:
    qin = official("Qin Gang", "秦刚")
    words(qin, "Candid.", meeting=meeting(qin))

    assert ask("qin gang beijing talks", "meeting") == ["meeting: Talks"]
    assert ask("秦刚 diaoyutai", "meeting") == ["meeting: Talks"]
    assert ask("talks qin -beijing", "meeting") == ["meeting: Talks"]
    assert ask("talks blinken", "meeting") == []
    assert ask("candid talks") == ["statement: Candid."]


def test_an_official_is_found_by_office_and_country(ask: Ask) -> None:
    qin = official("Qin Gang", country=china())
    office = row_of(Office, title="Foreign minister", country=qin.country, **LIVE)
    row_of(Tenure, official=qin, office=office, **LIVE)

    assert ask("chinese foreign minister") == ["office: Foreign minister", "official: Qin Gang"]


def test_it_is_asked_of_a_country_and_of_days(ask: Ask) -> None:
    china_, france = china(), row_of(Country, name="France", slug="france", **LIVE)
    official("Ann Lee", country=china_)
    official("Bob Lee", country=france)
    row_of(Meeting, title="Lee in May", on=PartialDate.parse("2023-05"), country=china_, **LIVE)
    row_of(Meeting, title="Lee in June", on=PartialDate.parse("2023-06"), country=france, **LIVE)
    naming = row_of(type(article("Lee and France").article), slug="naming")
    edition = row_of(type(article("x")), article=naming, headline="Lee goes home", standfirst="")
    row_of(Mention, edition=edition, record=china_)
    approved(edition, since(PUBLISHED))

    of_china = Scope(countries=Country.objects.filter(slug="china"))
    in_may = Scope(first=date(2023, 5, 10), last=date(2023, 5, 31))

    assert {*ask("lee", scope=of_china)} == {
        "official: Ann Lee",
        "meeting: Lee in May",
        "article: Lee goes home",
    }
    assert ask("lee", scope=in_may) == ["meeting: Lee in May"]
    assert ask("lee", "official", scope=in_may) == []
    assert len(ask("lee", scope=Scope(first=date(2023, 6, 1)))) == 3


def test_the_newest_of_what_is_said_too_often_are_ranked(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefings.search.ranking.RANKED", 2)
    for month in ("2023-01", "2023-03", "2023-02"):
        row_of(Meeting, title=f"Talks in {month}", on=PartialDate.parse(month), **LIVE)

    found = find(SearchQuestion.parse("talks"), timezone.now(), scope=Scope(last=date(2024, 1, 1)))

    assert RANKED == 500
    assert found.more == {"meeting"}
    assert found.counts == {"meeting": 2}
    assert [row.day for row in found.rows] == [date(2023, 3, 1), date(2023, 2, 1)]


def test_what_was_found_is_marked_and_a_passage_says_that_it_goes_on(ask: Ask) -> None:
    article("The straits", "Many stand before the found one. " * 12 + "A Valdorian knows.")
    question, at = SearchQuestion.parse("valdorian"), timezone.now()

    [hit] = show(find(question, at, scope=Scope()).rows, question, at)

    assert ("Valdorian", True) in hit.text
    assert hit.text[0] == ("… ", False)
    assert hit.text[-1] == (" knows.", False)
    assert hit.label == [("The straits", False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x02Qin\x03 \x02Gang\x03 met", [("Qin Gang", True), (" met", False)]),
        ("a \x03stray\x02 mark", [("a stray mark", False)]),
        ("", []),
    ],
)
def test_signs_in_a_text_of_its_own_mark_nothing(text: str, expected: list[Piece]) -> None:
    assert pieces(text) == expected


def test_a_detainee_is_found_by_names_country_and_words(ask: Ask) -> None:
    person = row_of(Detainee, full_name="Mark Swidan", occupation="Businessman", **LIVE)
    row_of(DetaineeName, detainee=person, name="马克")
    person.citizenships.create(country=row_of(Country, name="Freedonia", **LIVE))

    for typed in ("swidan", "马克", "businessman", "swidan freedonia"):
        assert ask(typed, "detainee") == ["detainee: Mark Swidan"], typed


def test_an_edition_is_searched_while_it_is_live_and_no_other(ask: Ask) -> None:
    """By the clock alone; what is over leaves when the article next changes."""
    first = article("Blinken lands in Beijing", "Low expectations.")
    words = type(first).objects.get(pk=first.pk).words
    assert words.published_at == PUBLISHED
    halfway = datetime(2023, 7, 1, tzinfo=PUBLISHED.tzinfo)
    second = row_of(type(first), article=first.article, headline="Blinken leaves", standfirst="")
    first.live_period = type(first.live_period)(PUBLISHED, halfway)
    first.save()
    approved(second, since(halfway))

    assert ask("blinken") == ["article: Blinken leaves"]
    assert ask("expectations") == []
    june = datetime(2023, 6, 9, tzinfo=PUBLISHED.tzinfo)
    kept = type(words).objects.filter(article=first.article)
    assert [row.edition_id for row in kept] == [second.pk]
    assert find(SearchQuestion.parse("leaves"), june, scope=Scope()).rows == []


def test_every_record_type_is_searched_shown_and_named() -> None:
    searched = {*RECORD_TYPES, "statement"}

    assert searched == {*KINDS} == {*HIT_COLUMNS} == {*NAMED}
