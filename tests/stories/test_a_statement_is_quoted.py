"""A statement and a picture of the record are used in an article, and say whose they are."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml import html

from briefings.actions.article_import import recognise_file
from briefings.actions.editions import approve, submit
from briefings.actions.records import publish, retract
from briefings.actions.refusals import Refused
from briefings.models import Mention, Office, Official, PartialDate, Statement
from tests.factories import (
    DetaineeFactory,
    ImageFactory,
    OfficeFactory,
    OfficialFactory,
    StatementFactory,
    TenureFactory,
)
from tests.stories.desk import drafted, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def hope() -> Statement:
    """What Biden said on a day on which he was president."""
    biden = OfficialFactory(full_name="Joe Biden", short_name="Biden", slug="joe-biden")
    office = OfficeFactory(title="President", slug="president")
    TenureFactory(
        official=biden, office=office, started="2021-01-20", ended="2025-01-20", end_status="ended"
    )
    return StatementFactory(
        official=biden,
        words="I hope to meet him again.",
        said_on="2023-06-17",
        occasion="To reporters",
    )


def quoting(statement: Statement) -> str:
    return (
        f'<p>Hope.</p><blockquote data-statement="{statement.public_id}">'
        f"<p>{statement.words}</p></blockquote>"
    )


def test_what_is_not_published_is_not_quoted(ana: User, cleo: User, hope: Statement) -> None:
    draft = submit(by=ana, edition=drafted(ana, body=quoting(hope)))

    with pytest.raises(Refused, match="not published: Joe Biden: I hope"):
        approve(by=cleo, edition=draft)


def test_the_page_says_who_said_it_in_which_office_and_when(
    ana: User, cleo: User, hope: Statement
) -> None:
    publish(by=cleo, row=Office.objects.get())
    publish(by=cleo, row=Official.objects.get())
    edition = published(drafted(ana, body=quoting(hope)), cleo)

    page = Client().get(f"/articles/{edition.article.slug}/").content.decode()

    assert (
        '<a class="record" href="/officials/joe-biden/">Joe Biden</a>, President, to reporters, '
        in page
    )
    assert "17 June 2023 (direct)" in page
    assert Mention.objects.get().identity == Official.objects.get().identity


def test_no_office_is_said_where_the_day_is_not_known(
    ana: User, cleo: User, hope: Statement
) -> None:
    hope.said_on = PartialDate.parse("2023-06")
    hope.save()
    for model in (Office, Official):
        publish(by=cleo, row=model.objects.get())
    edition = published(drafted(ana, body=quoting(hope)), cleo)

    page = Client().get(f"/articles/{edition.article.slug}/").content.decode()

    assert ">Joe Biden</a>, to reporters, June 2023 (direct)" in page


def test_the_name_goes_with_the_speakers_record(ana: User, cleo: User, hope: Statement) -> None:
    biden = publish(by=cleo, row=Official.objects.get())
    edition = published(drafted(ana, body=quoting(hope)), cleo)
    retract(by=cleo, row=biden, reason="duplicate")

    page = Client().get(f"/articles/{edition.article.slug}/").content.decode()

    assert "I hope to meet him again." in page
    assert "Joe Biden" not in page


def test_a_quotation_of_nothing_is_refused(ana: User, cleo: User) -> None:
    body = '<p>Hope.</p><blockquote data-statement="00000000-0000-0000-0000-000000000001">'
    draft = submit(by=ana, edition=drafted(ana, body=f"{body}<p>So.</p></blockquote>"))

    with pytest.raises(Refused, match="A quotation in the body leads nowhere"):
        approve(by=cleo, edition=draft)


def test_a_picture_is_printed_once_it_is_published(ana: User, cleo: User) -> None:
    flags = ImageFactory()
    body = f'<p>Flags.</p><figure data-image="{flags.public_id}"></figure>'
    draft = submit(by=ana, edition=drafted(ana, body=body))
    with pytest.raises(Refused, match="A picture in the body is not published: Two flags"):
        approve(by=cleo, edition=draft)

    publish(by=cleo, row=flags)
    approve(by=cleo, edition=draft)

    draft.refresh_from_db()
    assert f'<img src="/images/{flags.public_id}/" alt="Two flags on a table"' in draft.rendered
    assert "<small>The Chancery</small>" in draft.rendered


def test_the_picture_over_a_piece_goes_when_it_is_retracted(ana: User, cleo: User) -> None:
    flags = publish(by=cleo, row=ImageFactory(caption="Before the talks", file__width=1000))
    edition = published(drafted(ana, hero=flags), cleo)
    client, path = Client(), f"/articles/{edition.article.slug}/"
    answer = f"/api/v1/articles/{edition.article.public_id}/"

    [shown] = html.fromstring(client.get(path).content).xpath("//figure[@class='hero']/img")
    address = f"/images/{flags.public_id}/"
    assert shown.get("src") == address
    assert shown.get("srcset") == f"{address}480/ 480w, {address}960/ 960w, {address} 1000w"
    hero = client.get(answer).json()["hero_image"]
    assert (hero["alt"], hero["credit"]) == ("Two flags on a table", "The Chancery")
    assert hero["file_url"].endswith(f"/images/{flags.public_id}/")

    retract(by=cleo, row=flags, reason="legal")

    assert "Before the talks" not in client.get(path).content.decode()
    assert client.get(answer).json()["hero_image"] is None


def test_a_withheld_name_is_recognised_and_never_linked() -> None:
    DetaineeFactory(
        full_name="Ana Costa",
        short_name="Costa",
        slug="an-american-teacher",
        name_withheld=True,
        description="An American teacher",
    )

    _, suggestions = recognise_file(
        "talks.txt", b"The family of Ana Costa waited.\n\nNobody came to them."
    )

    assert suggestions.links == ()
    [found] = suggestions.withheld
    assert (found.text, found.label) == ("Ana Costa", "An American teacher")
