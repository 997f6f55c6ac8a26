"""Any edition is previewed as readers would be shown it, at any moment, and by the desk alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from briefings.actions.editions import approve, start_edition, submit
from briefings.actions.publishing import publish_now, withdraw
from briefings.models import Change, Citation, Edition, Image, Mention, Official, Source, Topic
from tests.admin.conftest import Desk, Person, text_of
from tests.admin.newsroom import draft, in_review, live, next_draft, on_hold, scheduled
from tests.admin.typed import keep, typed_on
from tests.factories import row_of, since

STAGES = (
    (lambda by, other: draft(by), "Edition 1, a draft."),
    (lambda by, other: in_review(by), "Edition 1, in review."),
    (on_hold, "Edition 1, approved, on hold."),
    (scheduled, "Edition 1, live from"),
    (live, "Edition 1, live from"),
    (next_draft, "Edition 2, a draft."),
)


def preview(edition: Edition, **asked: str) -> str:
    """Return the address of an edition's preview."""
    return reverse("edition_preview", args=[edition.pk], query=asked)


def rich_body() -> tuple[str, Official, Source, Image]:
    """Make a body that names an official, cites a source and shows a picture, all public."""
    public = {"live_period": since(timezone.now() - timedelta(days=9))}
    official, picture = row_of(Official, full_name="Qin Gang", **public), row_of(Image, **public)
    source = row_of(Source, title="A readout")
    body = (
        f'<h2>Two rooms</h2><p><a data-record="{official.identity.public_id}">Mr Qin</a> came.'
        f'<sup data-source="{source.public_id}"></sup></p>'
    )
    return body, official, source, picture


def shown(desk: Client, address: str) -> Any:
    """Return the page at an address as a tree."""
    response = desk.get(address)
    assert response.status_code == 200, response.status_code
    return html.fromstring(response.content.decode())


@pytest.mark.parametrize(("make", "state"), STAGES)
def test_an_edition_at_any_stage_is_previewed(desk: Person, make: Any, state: str) -> None:
    """The article's page leads there; the page says that it is a preview, and of what."""
    clare, jo = desk("editor"), desk("publisher")
    edition = make(clare.person, jo.person)

    links = {a.get("href") for a in clare.open(edition.article).iter("a")}
    page = shown(clare, preview(edition))

    assert preview(edition) in links
    assert state in text_of(page.find_class("preview-banner")[0])
    assert "The secretary of state lands on Sunday." in text_of(page.find_class("prose")[0])


def test_who_may_edit_saves_on_the_way_to_the_preview(desk: Person) -> None:
    """It shows what was on the screen, and says so when something typed is not in it."""
    clare = desk("editor")
    edition = draft(clare.person)

    page = clare.send(edition, headline="Blinken lands", _preview="")

    assert clare.arrived == preview(edition)
    assert "Blinken lands" in text_of(page)
    assert "not what you typed since" not in text_of(page)
    keep(clare, "edition", edition.pk, typed_on(clare, edition, headline="Later words"))
    assert "not what you typed since" in text_of(shown(clare, preview(edition)))


def test_no_cache_keeps_a_preview_and_no_index_lists_it(desk: Person) -> None:
    """Neither its answer nor its page may leave the desk."""
    clare = desk("editor")
    response = clare.get(preview(draft(clare.person)))
    policy = response["Content-Security-Policy"]

    assert "no-store" in response["Cache-Control"]
    assert "public" not in response["Cache-Control"]
    assert not response.has_header("ETag")
    assert "noindex" in response["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex, nofollow">' in response.content.decode()
    assert "unsafe" not in policy
    assert "frame-ancestors 'self'" in policy


def test_nobody_else_opens_a_preview(desk: Person) -> None:
    """A reader is asked to sign in, so is who has no desk; a desk without rights is refused."""
    edition = live(desk("editor").person, desk("publisher").person)
    visitor, reader, stranger = Client(), Client(), Client()
    reader.force_login(User.objects.create(username="reader"))
    stranger.force_login(User.objects.create(username="stranger", is_staff=True))

    for address in (preview(edition), reverse("phone_preview", args=[edition.pk])):
        for client in (visitor, reader):
            assert client.get(address).status_code == 302
            assert client.get(address)["Location"].startswith("/admin/login/")
        assert stranger.get(address).status_code == 403


def test_a_preview_is_what_the_public_page_then_shows(desk: Person) -> None:
    """Text, names, sources and topics of an edition in review are those of the page it becomes."""
    clare, jo = desk("editor"), desk("publisher")
    body, official, *_ = rich_body()
    edition = in_review(clare.person, body=body, about=official.identity)
    row_of(Citation, official=None, edition=edition, source=row_of(Source, title="A broadcast"))
    topic = row_of(Topic, name="Visits", live_period=since(timezone.now() - timedelta(days=9)))
    edition.edition_topics.create(topic=topic)
    marks = ("prose", "facts", "on-tint", "provenance")

    before = shown(clare, preview(edition))
    publish_now(by=jo.person, edition=approve(by=jo.person, edition=edition))
    after = shown(Client(), edition.article.get_absolute_url())

    for mark in marks:
        seen, public = (text_of(page.find_class(mark)[0]) for page in (before, after))
        assert seen == public, mark
    assert "A broadcast" in text_of(before)


def test_a_preview_writes_nothing(desk: Person) -> None:
    """What it supposes is forgotten: no mention, no citation, no change of the ledger is kept."""
    clare = desk("editor")
    body, *_ = rich_body()
    edition = draft(clare.person, body=body)
    counted: tuple[type[Model], ...] = (Mention, Citation, Change)
    before = [model._default_manager.count() for model in counted]

    shown(clare, preview(edition))
    after = Edition.objects.get(pk=edition.pk)

    assert [model._default_manager.count() for model in counted] == before
    assert (after.live_period, after.rendered, after.version) == (None, "", edition.version)


def test_readers_are_shown_what_is_public_at_the_moment(desk: Person) -> None:
    """A record under embargo is plain words before its hour, and a link after it."""
    clare = desk("editor")
    tomorrow = timezone.now() + timedelta(days=1)
    official = row_of(Official, full_name="Qin Gang", live_period=since(tomorrow))
    link = f'<p><a data-record="{official.identity.public_id}">Mr Qin</a> came.</p>'
    edition = draft(clare.person, body=link)
    later = (tomorrow + timedelta(hours=1)).isoformat()

    today, then = (shown(clare, preview(edition, **asked)) for asked in ({}, {"at": later}))

    assert "Mr Qin came." in text_of(today)
    assert not today.xpath("//*[contains(@class, 'prose')]//a[@href]")
    assert then.xpath("//*[contains(@class, 'prose')]//a/@href") == [official.get_absolute_url()]


def test_an_edition_is_shown_as_it_was_or_will_be(desk: Person) -> None:
    """What was replaced says so today, and does not on a day on which it was live."""
    clare, jo = desk("editor"), desk("publisher")
    first = live(clare.person, jo.person)
    while_live = timezone.now().isoformat()
    following = next_edition_live(clare, jo, first)

    assert "It was replaced on" in text_of(shown(clare, preview(first)))
    assert "It was replaced on" not in text_of(shown(clare, preview(first, at=while_live)))
    assert "were it live from then on" in text_of(
        shown(clare, preview(following, at="2020-01-01T08:00"))
    )


def next_edition_live(clare: Desk, jo: Desk, first: Edition) -> Edition:
    """Put another edition in the place of the first."""
    second = start_edition(by=clare.person, article=first.article)
    submit(by=clare.person, edition=second)
    second = publish_now(by=jo.person, edition=approve(by=jo.person, edition=second))
    first.refresh_from_db()
    return second


def test_what_is_withdrawn_is_shown_as_readers_found_it_last(desk: Person) -> None:
    """The public page is gone; the desk still reads it."""
    clare, jo = desk("editor"), desk("publisher")
    edition = live(clare.person, jo.person)
    withdraw(by=jo.person, article=edition.article, reason="wrong")

    assert "so readers found it last" in text_of(shown(clare, preview(edition)))
    assert Client().get(edition.article.get_absolute_url()).status_code == 410


@pytest.mark.parametrize(
    "asked",
    [
        {"at": "tomorrow"},
        {"at": "2023-02-30T10:00"},
        {"at": "0001-01-01T00:00"},
        {"at": "9999-12-31T23:59:59Z"},
        {"on": "2023-06-18"},
    ],
)
def test_what_is_no_moment_is_refused(desk: Person, asked: dict[str, str]) -> None:
    """The page says what is wrong; nothing is shown in its place."""
    clare = desk("editor")
    response = clare.get(preview(draft(clare.person), **asked))

    assert response.status_code == 400
    assert "no-store" in response["Cache-Control"]


def test_an_edition_that_is_not_there_is_not_found(desk: Person) -> None:
    """Its number is of no edition."""
    assert desk("editor").get("/admin/preview/editions/999999/").status_code == 404


def test_a_phone_frames_the_same_preview(desk: Person) -> None:
    """The frame holds the page of the same moment, which names itself a preview too."""
    clare = desk("editor")
    edition = draft(clare.person)
    address = reverse("phone_preview", args=[edition.pk], query={"at": "2026-01-02T03:04"})

    (frame,) = shown(clare, address).iter("iframe")
    framed = shown(clare, frame.get("src"))

    assert "2 January 2026, 03:04" in text_of(framed.find_class("preview-banner")[0])
    assert not framed.find_class("preview-banner")[0].xpath(".//form")


def test_a_picture_before_its_hour_comes_from_the_desk(desk: Person) -> None:
    """The public address of a picture answers once it is public; the desk's always."""
    clare = desk("editor")
    tomorrow = timezone.now() + timedelta(days=1)
    picture = row_of(Image, live_period=since(tomorrow), file__width=1000)
    shows = f'<p>Flags.</p><figure data-image="{picture.public_id}"></figure>'
    edition = draft(clare.person, hero=picture, body=shows)

    page = shown(clare, preview(edition, at=(tomorrow + timedelta(hours=1)).isoformat()))

    assert page.xpath("//img/@src") == [f"/admin/briefings/image/{picture.pk}/file/"] * 2
    assert not page.xpath("//img/@srcset")
