"""A mark planted in everything that somebody else's draft says is looked for at every address."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import ForeignKey
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from briefings.actions import editions, publishing
from briefings.actions.records import correct
from briefings.models import Article, Edition, Identity
from tests.admin import newsroom
from tests.admin.conftest import Desk, Person, change_url, text_of
from tests.factories import SourceFactory

MARK = "zanzibar"
ASKED = MARK[:5]  # what is asked for stands on the page that answers
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def marked(by: User, **words: str) -> Edition:
    """Write a draft that has the mark in every field."""
    draft = editions.create_article(
        by=by,
        slug=f"{MARK}-{Article.objects.count()}",
        headline=f"{MARK} headline",
        standfirst=f"{MARK} standfirst",
        body=f"<h2>{MARK} heading</h2><p>{MARK} body</p>",
        dateline_place=f"{MARK} place",
    )
    mark(draft)
    return draft


def mark(draft: Edition) -> None:
    """Let the rows of a draft have the mark."""
    draft.bylines.create(name=f"{MARK} byline")
    draft.citations.create(source=SourceFactory(), quote=f"{MARK} quote")


@pytest.fixture
def others_drafts(desk: Person) -> list[Edition]:
    """Return drafts of a colleague: new ones in each state, and one of an article that is live."""
    ben, clare, cleo = (desk(role).person for role in ("reporter", "editor", "publisher"))
    new, waiting, returned = (marked(ben) for _ in range(3))
    editions.submit(by=ben, edition=waiting)
    editions.submit(by=ben, edition=returned)
    editions.return_to_author(by=clare, edition=returned, note=f"{MARK} note")
    live = newsroom.live(ben, cleo)
    following = editions.start_edition(by=ben, article=live.article)
    for name in ("headline", "standfirst", "dateline_place"):
        setattr(following, name, f"{MARK} {name}")
    following.body = f"<p>{MARK} body</p>"
    following.save()
    mark(following)
    correct(
        by=clare,
        identity=live.article.identity,
        kind="correction",
        words=f"{MARK} correction",
        edition=following,
    )
    return [new, waiting, returned, following]


def routes(resolver: URLResolver | None = None, before: str = "/") -> Iterator[str]:
    """Yield every route of the desk, those by regular expression aside: they repeat the site."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + (str(entry.pattern) if isinstance(entry.pattern, RoutePattern) else "")
        if isinstance(entry, URLResolver):
            if route == "/" or route.startswith("/admin/"):
                yield from routes(entry, route)
        elif isinstance(entry, URLPattern) and route.startswith("/admin/"):
            yield route


def addresses() -> Iterator[str]:
    """Yield every address of the desk: for every row of the kind that a route is of, and asked."""
    for route in routes():
        names = PARAMETER.findall(route)
        if len(names) > 1:  # a redirect by a kind of row, which leads to a public page
            continue
        if names:
            kind = re.match(r"/admin/briefings/(\w+)/", route)
            rows = apps.get_model("briefings", kind[1] if kind else "edition")
            keys = rows._default_manager.values_list("pk", flat=True)
            yield from (PARAMETER.sub(str(key), route) for key in keys)
        else:
            yield from (route, f"{route}?q={ASKED}")


def autocompletes() -> Iterator[str]:
    """Yield the address of every choice that is found by typing, of those that know of articles."""
    for model in apps.get_app_config("briefings").get_models():
        for field in model._meta.fields:
            if isinstance(field, ForeignKey) and field.related_model in (
                Article,
                Edition,
                Identity,
            ):
                name = f"model_name={model._meta.model_name}&field_name={field.name}"
                for view in ("autocomplete", "briefings/identity/offered"):
                    yield f"/admin/{view}/?app_label=briefings&{name}&term="
                    yield f"/admin/{view}/?app_label=briefings&{name}&term={ASKED}"


def shown(person: Desk, address: str) -> str:
    """Return what an address answers, wherever it leads."""
    response = person.get(address, follow=True)
    assert response.status_code < 500, address
    body = b"".join(response) if response.streaming else response.content
    return body.decode(errors="replace")


def test_the_mark_is_nowhere_at_the_desk(desk: Person, others_drafts: list[Edition]) -> None:
    ana = desk("reporter")

    leaking = [
        address for address in (*addresses(), *autocompletes()) if MARK in shown(ana, address)
    ]

    assert leaking == []


def test_the_same_sweep_finds_it_for_an_editor(desk: Person, others_drafts: list[Edition]) -> None:
    """Or the sweep looks in the wrong places."""
    clare = desk("editor")

    found = {address for address in addresses() if MARK in shown(clare, address)}

    for row in others_drafts:
        assert change_url(row) in found
        assert change_url(row.article) in found
        assert f"/admin/preview/editions/{row.pk}/" in found
    assert {"/admin/", "/admin/briefings/edition/", "/admin/briefings/article/"} <= found
    assert f"/admin/briefings/article/{others_drafts[-1].article_id}/history/" in found


def test_the_author_sees_it(desk: Person) -> None:
    ana = desk("reporter")
    draft = marked(ana.person)

    for address in (
        change_url(draft),
        change_url(draft.article),
        "/admin/",
        "/admin/briefings/edition/",
    ):
        assert MARK in shown(ana, address)


def test_what_is_approved_is_seen_by_all(desk: Person) -> None:
    ana, ben, cleo = desk("reporter"), desk("reporter").person, desk("publisher").person
    live = newsroom.live(ben, cleo)
    waiting = newsroom.scheduled(ben, cleo)
    publishing.publish_now(by=cleo, edition=newsroom.on_hold(ben, cleo))

    page = text_of(ana.open("/admin/briefings/edition/"))

    assert live.headline in page
    assert waiting.headline in page
    assert ana.open(live.article).xpath("//*[@class='desk-see']")


def test_nobody_elses_draft_is_written_to(desk: Person, others_drafts: list[Edition]) -> None:
    ana = desk("reporter")
    for row in others_drafts:
        for press in ("submit", "take_back", "discard", "start", "carry_over", "correct"):
            answer: Any = ana.post(change_url(row), {"_press": press, "headline": "Mine now"})
            assert answer.status_code in (302, 403, 404)
        again = Edition.objects.get(pk=row.pk)
        assert (again.headline, again.version) == (row.headline, again.version)
    assert not Identity.objects.filter(label="Mine now").exists()
