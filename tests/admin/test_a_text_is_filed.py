"""Where an imported text is filed is proposed: slug, dateline, section, about, topics."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from briefings.actions import editions
from briefings.models import Edition, Official, Place, Topic, Visit
from tests.admin import newsroom
from tests.admin.conftest import Desk, Person, change_url
from tests.factories import row_of
from tests.stories.desk import drafted

IMPORT = "/admin/briefings/article/import/"
TEXT = """# What Qin Gang said of fentanyl

BEIJING, June 18, 2023 — Qin Gang spoke of fentanyl for an hour. “It is not our crisis, and we have
said so before,” said Qin Gang. Human rights were not named.

Qin left at once.
"""


@pytest.fixture
def ana(desk: Person) -> Desk:
    """Return a reporter, where Qin Gang, Beijing and two topics are known."""
    row_of(Official, full_name="Qin Gang", short_name="Qin")
    row_of(Place, name="Beijing")
    row_of(Topic, name="Fentanyl")
    row_of(Topic, name="Human rights")
    return desk("reporter")


def read_file(ana: Desk) -> Any:
    """Send the file in, and return the page of what is proposed as a tree."""
    file = SimpleUploadedFile("qin.md", TEXT.encode())
    return html.fromstring(ana.post(IMPORT, {"file": file}).content.decode())


def proposed(page: Any) -> dict[str, Any]:
    """Return what a browser sends of the page that proposes."""
    (form,) = [form for form in page.forms if form.get("id") == "import-form"]
    sent: dict[str, Any] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    return sent


def test_what_is_proposed_is_taken_if_nothing_is_changed(ana: Desk) -> None:
    page = read_file(ana)
    response = ana.post(IMPORT, proposed(page))
    edition = Edition.objects.get()

    assert response.status_code == 302
    assert (edition.article.slug, edition.article.section) == (
        "what-qin-gang-said-of-fentanyl",
        "explainer",
    )
    assert (edition.dateline_place, str(edition.dateline_on)) == ("Beijing", "2023-06-18")
    assert edition.about == Official.objects.get().identity
    assert {topic.name for topic in edition.topics.all()} == {"Fentanyl", "Human rights"}
    assert re.sub("<[^>]+>", "", edition.body).startswith("Qin Gang spoke of fentanyl")


def test_the_editor_files_it_otherwise(ana: Desk) -> None:
    sent = proposed(read_file(ana))
    fentanyl = Topic.objects.get(name="Fentanyl")
    left_out = {f"topic-{fentanyl.public_id}", "dateline"}
    sent["accepted"] = [key for key in sent["accepted"] if key not in left_out]
    changed = {"section": "analysis", "about": "", "dateline_place": "Paris", "slug": ""}

    ana.post(IMPORT, sent | changed | {"headline": "An hour with Qin"})

    edition = Edition.objects.get()
    assert (edition.article.section, edition.article.slug) == ("analysis", "an-hour-with-qin")
    assert (edition.about, edition.dateline_place) == (None, "Paris")
    assert [topic.name for topic in edition.topics.all()] == ["Human rights"]
    assert "BEIJING, June 18, 2023 —" in re.sub("<[^>]+>", "", edition.body)


def test_a_taken_or_nearly_equal_address_is_told(ana: Desk) -> None:
    drafted(ana.person, slug="what-qin-gang-said-of-fentanyl", headline="Another")

    sent = proposed(read_file(ana))
    assert sent["slug"] == ["what-qin-gang-said-of-fentanyl-2"]
    refused = ana.post(IMPORT, sent | {"slug": "what-qin-gang-said-of-fentanyl"})
    assert refused.status_code == 422
    made = ana.post(IMPORT, sent, follow=True)

    assert ">what-qin-gang-said-of-fentanyl</a>." in made.content.decode()


def test_the_address_of_anothers_draft_is_not_told(ana: Desk, desk: Person) -> None:
    drafted(desk("reporter").person, slug="what-qin-gang-said-on-fentanyl", headline="Another")

    made = ana.post(IMPORT, proposed(read_file(ana)), follow=True)

    assert "nearly the same address" not in made.content.decode()


def test_what_is_live_about_the_same_visit_is_told(ana: Desk, desk: Person) -> None:
    ben, cleo = desk("reporter").person, desk("publisher").person
    visit = row_of(Visit).identity
    live = newsroom.live(ben, cleo, about=visit)
    newsroom.on_hold(ben, cleo, about=visit)
    newsroom.live(ben, cleo, about=Official.objects.get().identity)
    told = "//*[@class='desk-panel']//a[starts-with(., 'Live about the same')]"

    [link] = ana.open(newsroom.draft(ana.person, about=visit)).xpath(told)
    assert link.text == f"Live about the same: {live.headline}"
    assert link.get("href") == change_url(live.article)
    for about in (None, Official.objects.get().identity):
        assert not ana.open(newsroom.draft(ana.person, about=about)).xpath(told)
    assert not ana.open(editions.start_edition(by=ana.person, article=live.article)).xpath(told)


def test_a_record_that_is_none_is_refused(ana: Desk) -> None:
    sent = proposed(read_file(ana))

    page = ana.post(IMPORT, sent | {"about": "999999"})

    assert page.status_code == 422
    assert "not one of the available choices" in page.content.decode()
    assert not Edition.objects.exists()
