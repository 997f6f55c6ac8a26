"""An article: what it says, what the record adds, and what is gone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from briefings.models import Article, CarriedOver, Edition
from tests.factories import approved, between, row_of, since
from tests.pages.conftest import Read, words
from tests.pages.newsroom import ARRIVAL, RECORDED, SLUG, Newsroom, link

PAGE = f"/articles/{SLUG}/"


def test_the_live_edition_is_read_with_its_contents_and_links(
    newsroom: Newsroom, read: Read
) -> None:
    page = read(PAGE)

    assert words(page, "//h1") == "Blinken lands in Beijing to reopen a line"
    assert words(page, "//p[@class='byline']").startswith("Martha Gellhorn in Beijing Published")
    assert page.xpath("//nav[@aria-labelledby='contents-title']//a/@href") == [
        "#four-meetings",
        "#low-expectations",
    ]
    assert page.xpath("//div[@class='prose']//a[@class='record']/@href") == [
        "/officials/qin-gang/",
        "/countries/china/",
    ]


def test_times_are_the_newsrooms_with_utc_beside(
    newsroom: Newsroom, read: Read, settings: object
) -> None:
    with timezone.override("Europe/London"):
        page = read(PAGE)

    [published] = page.xpath("//p[@class='byline']//time")
    assert published.get("datetime") == "2023-06-18T06:20:00+00:00"
    assert published.text == "18 June 2023, 07:20 (06:20 UTC)"


def test_a_note_leads_to_its_source_and_back(newsroom: Newsroom, read: Read) -> None:
    page = read(PAGE)

    [mark] = page.xpath("//sup/a")
    [source] = page.xpath(f"//li[@id='{mark.get('href')[1:]}']")
    assert "Xinhua. A new minister appointed, 30 December 2022." in words(source, ".")
    assert page.xpath(f"//*[@id='{source.xpath('./a/@href')[0][1:]}']")
    assert words(page, "//span[@class='margin-note']") == "1 Xinhua, 30 December 2022."


def test_officials_have_the_office_of_the_dateline_day(newsroom: Newsroom, read: Read) -> None:
    page = read(PAGE)

    assert "As of 18 June 2023" in words(page, "//section[@class='facts']")
    [qin] = page.xpath("//h3[.='Officials']/following-sibling::ul/li[contains(., 'Qin')]")
    assert words(qin, ".") == "Qin Gang Foreign minister, China"


def test_an_old_piece_says_what_the_record_changed_since(newsroom: Newsroom, read: Read) -> None:
    page = read(PAGE)

    assert words(page, "//section[@class='since']//li") == (
        "25 July 2023 Qin Gang: Foreign minister, China → left office"
    )
    assert "years old" in words(page, "//ul[@class='provenance']")


def test_a_new_piece_says_nothing_of_since(newsroom: Newsroom, read: Read) -> None:
    edition = row_of(Edition, headline="Today in Beijing")
    approved(edition, since(timezone.now() - timedelta(days=1)))

    page = read(edition.article.get_absolute_url())

    assert not page.xpath("//section[@class='since']")
    assert "old" not in words(page, "//ul[@class='provenance']")


def test_a_correction_is_flagged_and_told(newsroom: Newsroom, read: Read) -> None:
    page = read(PAGE)

    [flag] = page.xpath("//p[@class='byline']//a[starts-with(@href, '#correction-')]")
    assert flag.text == "Correction, 20 June 2023"
    assert "called Wang Yi" in words(page, f"//section[@id='{flag.get('href')[1:]}']")


def test_an_earlier_edition_is_read_beside_the_live_one(newsroom: Newsroom, read: Read) -> None:
    page = read(f"{PAGE}editions/1/")

    assert words(page, "//h1") == "Blinken lands in Beijing"
    assert "This is edition 1" in words(page)
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{PAGE}"]


def test_a_fix_beside_a_schedule_was_replaced_by_what_was_scheduled(
    newsroom: Newsroom, read: Read
) -> None:
    talks = row_of(Article, slug="talks-in-bali")
    first, scheduled, fix = (row_of(Edition, article=talks) for _ in range(3))
    day = timedelta(days=1)
    approved(first, between(ARRIVAL, ARRIVAL + day))
    row_of(CarriedOver, edition=scheduled, carried=fix)
    approved(scheduled, since(ARRIVAL + 2 * day))
    approved(fix, between(ARRIVAL + day, ARRIVAL + 2 * day))

    page = read("/articles/talks-in-bali/editions/3/")

    assert "It was replaced on 20 June 2023, 06:20 UTC." in words(page)


def test_the_headline_comes_before_the_notice_that_it_was_replaced(
    newsroom: Newsroom, read: Read
) -> None:
    headings = read(f"{PAGE}editions/1/").xpath("//h1 | //h2")

    assert [heading.tag for heading in headings[:2]] == ["h1", "h2"]


def test_key_facts_leave_out_who_held_nothing_on_the_day(newsroom: Newsroom, read: Read) -> None:
    [tenure] = newsroom.qin.tenures.all()
    tenure.live_period = between(RECORDED, timezone.now())
    tenure.retraction_reason = "wrong"
    tenure.save()

    facts = words(read(PAGE), "//section[@class='facts']")

    assert "About Qin Gang" in facts
    assert "Who was what on the day" not in facts


def test_the_live_edition_has_one_address(newsroom: Newsroom, client: Client) -> None:
    assert client.get(f"{PAGE}editions/2/").headers["Location"] == PAGE
    assert client.get(f"{PAGE}editions/3/").status_code == 404


def test_a_link_to_a_record_that_is_not_live_is_plain_text(newsroom: Newsroom, read: Read) -> None:
    retract(newsroom)

    prose = read(PAGE).xpath("//div[@class='prose']")[0]

    assert "Qin Gang received him." in words(prose, ".")
    assert prose.xpath(".//a[@class='record']/@href") == ["/countries/china/"]


def retract(newsroom: Newsroom) -> None:
    """Take the record of Qin Gang back."""
    newsroom.qin.live_period = between(newsroom.qin.live_period.lower, timezone.now())
    newsroom.qin.retraction_reason = "wrong"
    newsroom.qin.save()


def test_related_pieces_share_a_topic_or_a_record(newsroom: Newsroom, read: Read) -> None:
    for headline, body in [
        ("A hotline", link(newsroom.qin, "Qin")),
        ("Weather", "Rain"),
    ]:
        edition = row_of(Edition, headline=headline, rendered=f"<p>{body}</p>")
        if headline == "A hotline":
            edition.mentions.create(
                article=edition.article, identity=newsroom.qin.identity, position=1
            )
        approved(edition, since(ARRIVAL))

    below = words(read(PAGE), "//div[@class='on-tint']")

    assert "A hotline" in below
    assert "Weather" not in below


@pytest.mark.parametrize("period", [None, "ahead"])
def test_what_is_not_published_is_not_there(
    period: str | None, newsroom: Newsroom, client: Client
) -> None:
    edition = row_of(Edition, headline="Tomorrow’s news")
    if period:
        approved(edition, since(timezone.now() + timedelta(hours=1)))

    response = client.get(edition.article.get_absolute_url())

    assert response.status_code == 404
    assert "Tomorrow" not in response.content.decode()


def withdrawn(newsroom: Newsroom, reason: str) -> Article:
    """Take the article down."""
    newsroom.second.live_period = between(newsroom.second.live_period.lower, timezone.now())
    newsroom.second.save()
    newsroom.article.withdrawal_reason = reason
    newsroom.article.withdrawal_note = "It named the wrong man, Li Wei."
    newsroom.article.save()
    return newsroom.article


def test_a_withdrawn_piece_says_why(newsroom: Newsroom, read: Read) -> None:
    withdrawn(newsroom, "wrong")

    page = read(PAGE, status=410)

    assert words(page, "//h1").startswith("This briefing was withdrawn on")
    assert "It named the wrong man" in words(page)
    assert read(f"{PAGE}editions/1/", status=410) is not None


@pytest.mark.parametrize("reason", ["safety", "privacy", "legal"])
def test_some_reasons_let_no_name_through(reason: str, newsroom: Newsroom, client: Client) -> None:
    withdrawn(newsroom, reason)

    response = client.get(PAGE)

    told = response.content.decode()
    assert response.status_code == 410
    assert "This page was withdrawn on" in told
    assert "Li Wei" not in told
    assert "linken" not in told


def test_an_old_address_leads_to_the_present_one(newsroom: Newsroom, client: Client) -> None:
    newsroom.article.slug = "blinken-in-beijing"
    newsroom.article.save()

    moved = client.get(f"{PAGE}?a=b")

    assert moved.status_code == 301
    assert moved.headers["Location"] == "/articles/blinken-in-beijing/?a=b"
    assert client.get(f"{PAGE}editions/1/").headers["Location"] == (
        "/articles/blinken-in-beijing/editions/1/"
    )


def test_an_old_address_of_what_is_withdrawn_leads_nowhere(
    newsroom: Newsroom, client: Client
) -> None:
    newsroom.article.slug = "blinken-in-beijing"
    withdrawn(newsroom, "legal")

    assert client.get(PAGE).status_code == 410


def test_the_list_is_asked_by_section_and_topic(newsroom: Newsroom, read: Read) -> None:
    assert "1 article" in words(read("/articles/?section=briefing&topic=taiwan"))
    assert words(read("/articles/?topic=taiwan"), "//h1") == "Articles on Taiwan"
    empty = read("/articles/?section=interview")
    assert "The record has no interviews." in words(empty)
    assert "it is not proof" in words(empty)


def test_a_list_of_what_names_a_record_says_whom(newsroom: Newsroom, read: Read) -> None:
    page = read("/articles/?official=qin-gang")

    assert words(page, "//h1") == "Articles that name Qin Gang"
    assert "1 article" in words(page, "//*[@role='status']")
