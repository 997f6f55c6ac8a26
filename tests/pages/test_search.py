"""The search as a reader sees it."""

import pytest
from django.test import Client
from django.utils import timezone

from briefings.models import Country, Topic
from tests.factories import row_of, since
from tests.pages.conftest import Read, words
from tests.pages.newsroom import RECORDED, Newsroom


def facets(page: object) -> dict[str, str]:
    """Return the count of each kind."""
    return {
        words(each, "./*[1]"): words(each, "./*[2]").removesuffix(" found")
        for each in page.xpath("//nav[@aria-labelledby='kinds']//li")  # type: ignore[attr-defined]
    }


def titles(page: object) -> list[str]:
    """Return the kind and title of each hit."""
    hits = page.xpath("//li[@class='hit']")  # type: ignore[attr-defined]
    return [f"{words(hit, './p')}: {words(hit, './/h2')}" for hit in hits]


def test_hits_have_kind_title_passage_and_day(newsroom: Newsroom, read: Read) -> None:
    page = read("/search/?q=qin+gang")

    assert "results for “qin gang”" in words(page, "//h1")
    assert titles(page)[0] == "Official: Qin Gang 秦刚"
    assert page.xpath("//li[@class='hit'][1]//h2/a/@href") == ["/officials/qin-gang/"]
    assert page.xpath("//bdi[@lang='zh-Hans']/text()")[0] == "秦刚"
    assert "Qin Gang" in page.xpath("//li[@class='hit']//mark/text()")
    assert page.xpath("//ol//time/@datetime")
    assert facets(page)["Officials"] == "1"
    assert page.xpath("//input[@name='q']/@value") == ["qin gang"]


def test_a_kind_is_chosen_and_dropped_again(newsroom: Newsroom, read: Read) -> None:
    page = read("/search/?q=qin+gang")
    [url] = page.xpath("//nav[@aria-labelledby='kinds']//a[text()='Officials']/@href")

    chosen = read(url)

    assert titles(chosen) == ["Official: Qin Gang 秦刚"]
    assert facets(chosen) == facets(page)
    assert words(chosen, "//nav//a[@aria-current='true']") == "Officials"
    assert chosen.xpath("//nav//a[@aria-current='true']/@href") == ["/search/?q=qin+gang"]
    assert chosen.xpath("//input[@name='type']/@value") == ["official"]


def test_a_misspelt_name_is_read_as_another_and_there_is_a_way_back(
    newsroom: Newsroom, read: Read
) -> None:
    page = read("/search/?q=wang+yii+quin")
    assert words(page, "//h1") == "0 results for “wang yii quin”"

    page = read("/search/?q=Taiwam")

    assert words(page, "//h1").endswith("for “Taiwan”")
    assert words(page, "//p[@role='status']") == (
        "Nothing says “Taiwam”. Shown for Taiwan; search for “Taiwam” exactly as typed."
    )
    [back] = page.xpath("//p[@role='status']/a/@href")
    typed = read(back)
    assert words(typed, "//h1") == "0 results for “Taiwam”"
    assert words(typed, "//ul[@class='filters-on']") == (
        "Spelling exactly as typed remove Spelling exactly as typed"
    )


def test_nothing_found_says_what_that_does_not_prove(newsroom: Newsroom, read: Read) -> None:
    page = read("/search/?q=zzzz&country=china&type=official,topic")

    assert words(page, "//div[@class='nothing']") == (
        "Nothing in the record answers “zzzz” (officials or topics, country China). That is what"
        " the record holds; it is not proof that there was nothing. Ask without the filters."
    )
    assert page.xpath("//div[@class='nothing']//a/@href") == ["/search/?q=zzzz"]


@pytest.mark.parametrize("asked", ["", "?q=", "?q=+", "?country=x"])
def test_without_a_question_there_is_the_form_and_ways_on(
    asked: str, newsroom: Newsroom, read: Read
) -> None:
    page = read(f"/search/{asked}")

    assert words(page, "//h1") == "Search the record"
    assert "/officials/" in page.xpath("//main//a/@href")
    assert not page.xpath("//li[@class='hit']")


@pytest.mark.parametrize(
    "question",
    [
        "contry=CN",
        "q=a&q=b",
        "type=persons",
        "on_or_after=soon",
        "cursor=x",
        "spelling=loose",
        f"q={'x' * 201}",
        "q=%00",
    ],
)
def test_what_makes_no_sense_is_refused(question: str, newsroom: Newsroom, client: Client) -> None:
    assert client.get(f"/search/?{question}").status_code == 400


def test_what_was_typed_is_shown_as_it_is(newsroom: Newsroom, client: Client) -> None:
    row_of(Topic, name="<b>Bold</b> & <i>", live_period=since(RECORDED))

    page = client.get("/search/?q=bold+%3Cscript%3E").content.decode()
    found = client.get("/search/?q=bold").content.decode()

    assert "<script>" not in page
    assert "bold &lt;script&gt;" in page
    assert "<b>" not in found.partition("<main")[2]
    assert "&lt;b&gt;<mark>Bold</mark>&lt;/b&gt; &amp; &lt;i&gt;" in found


def test_the_pages_show_every_answer_once(newsroom: Newsroom, read: Read) -> None:
    for number in range(45):
        row_of(Topic, name=f"Bulletin {number}", live_period=since(RECORDED))
    seen: list[str] = []
    url = "/search/?q=bulletin"
    extents = []
    while url:
        page = read(url)
        seen += titles(page)
        extents.append(words(page, "//nav[@class='pager']/span[1]"))
        url = next(iter(page.xpath("//a[@rel='next']/@href")), "")

    assert len(seen) == len({*seen}) == 45
    assert extents == ["1–20 of 45", "21–40 of 45", "41–45 of 45"]
    assert "Bulletin" in titles(read(page.xpath("//a[@rel='prev']/@href")[0]))[0]


def test_days_and_a_country_narrow_it(newsroom: Newsroom, read: Read) -> None:
    page = read("/search/?q=beijing&on_or_after=2023-06&on_or_before=2023-06-18&country=china")

    assert words(page, "//ul[@class='filters-on']").startswith("Country China remove")
    assert page.xpath("//select[@name='country']/option[@selected]/text()") == ["China"]
    assert {title.partition(":")[0] for title in titles(page)} <= {
        *("Briefing", "Meeting", "Visit", "Statement"),
    }


def test_between_a_day_and_one_before_it_there_is_nothing(newsroom: Newsroom, read: Read) -> None:
    page = read("/search/?q=beijing&on_or_after=2023-07-01&on_or_before=2023-05-01")

    assert words(page, "//h1") == "0 results for “beijing”"


def test_every_page_has_the_search_and_what_is_missing_offers_it(
    newsroom: Newsroom, read: Read
) -> None:
    assert read("/").xpath("//header//form[@role='search']/@action")[0] == "/search/"
    assert read("/topics/").xpath("//header//form[@role='search']/@action")[0] == "/search/"

    missing = read("/officials/qin-gong/", 404)

    assert missing.xpath("//main//a/@href")[0] == "/search/?q=qin%20gong"


def test_the_form_has_the_countries_of_now(newsroom: Newsroom, read: Read) -> None:
    def offered() -> list[str]:
        return [*read("/search/").xpath("//select[@name='country']/option[@value!='']/text()")]

    before = offered()
    peru = row_of(Country, name="Peru", slug="peru", live_period=since(timezone.now()))
    with_peru = offered()
    peru.name = "Republic of Peru"
    peru.save()

    assert set(with_peru) - set(before) == {"Peru"}
    assert set(offered()) - set(before) == {"Republic of Peru"}
