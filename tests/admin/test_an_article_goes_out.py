"""From an empty desk to a live article, with buttons alone."""

from django.contrib.auth.models import User
from django.urls import reverse

from briefings.models import Article
from tests.admin.conftest import Person, text_of
from tests.admin.newsroom import draft

WORDS = "<p>The secretary of state lands on Sunday.</p>"


def test_a_reporter_writes_and_two_publishers_let_it_out(desk: Person) -> None:
    ana, ben = desk("reporter"), desk("publisher")
    # A name too long for a byline is not proposed as one.
    User.objects.filter(pk=ana.person.pk).update(first_name="A" * 70, last_name="B" * 70)

    page = ana.send(
        reverse("admin:briefings_article_add"),
        headline="Blinken lands in Beijing",
        slug="blinken-lands-in-beijing",
        section="briefing",
    )
    article = Article.objects.get()
    edition = article.editions.get()
    assert "Blinken lands in Beijing" in text_of(page)
    assert edition.created_by == ana.person
    assert not edition.bylines.exists()

    ana.send(edition, body=WORDS, standfirst="Two days, four rooms.")
    edition.refresh_from_db()
    assert (edition.body, edition.standfirst) == (WORDS, "Two days, four rooms.")

    ana.press(edition, "submit")
    edition.refresh_from_db()
    assert edition.submitted_by == ana.person

    ben.press(edition, "approve")
    ben.press(edition, "publish")
    edition.refresh_from_db()
    assert edition.approved_by == ben.person
    assert edition.live_period.upper is None
    assert "live since" in text_of(ben.open(article))


def test_an_article_is_called_by_its_headline(desk: Person) -> None:
    ana = desk("reporter")
    article = draft(ana.person).article

    page = ana.open(article)

    assert "A visit 0" in page.findtext(".//title")
    assert "A visit 0" in text_of(page.find(".//h1"))
