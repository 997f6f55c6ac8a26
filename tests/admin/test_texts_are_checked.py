"""The checks of a text as the desk answers them: of what is typed, and for whom it may be."""

from typing import Any

from django.urls import reverse

from briefings.actions.editions import create_article
from briefings.models import Dismissal, Edition
from tests.admin.conftest import Desk, Person
from tests.checks.telling import DAY, WHOLE, embargoed, li, link, pompeo


def typed(edition: Edition, **words: Any) -> dict[str, Any]:
    """Return what the page sends of an edition."""
    return {"headline": edition.headline, "standfirst": edition.standfirst, **words}


def told(desk: Desk, edition: Edition, **words: Any) -> Any:
    """Return the answer to a text as it is typed."""
    address = reverse("admin:briefings_edition_checks", args=[edition.pk])
    return desk.post(address, typed(edition, **words))


def test_what_is_typed_is_checked_and_kept_nowhere(desk: Person) -> None:
    ana = desk("reporter")
    pompeo()
    edition = create_article(by=ana.person, slug="a-visit", dateline_on=DAY, **WHOLE)
    version = edition.version

    words = "<p>Secretary of State Mike Pompeo came.</p>"
    [finding, *_] = told(ana, edition, body=words).json()["findings"]

    assert finding["blocks"]
    assert finding["place"] == {
        "paragraph": 1,
        "start": 0,
        "end": 30,
        "words": "Secretary of State Mike Pompeo",
    }
    assert finding["mend"]["words"] == "Former Secretary of State Mike Pompeo"
    edition.refresh_from_db()
    assert (edition.body, edition.version) == ("", version)
    assert not finding["undated"]
    [undated, *_] = told(ana, edition, body=words, dateline_on="").json()["findings"]
    assert undated["undated"].startswith("The piece has no dateline, so its day is today: set")
    later = told(ana, edition, body=words, dateline_on="1 June 2019").json()["findings"]
    assert not [one for one in later if one["blocks"]]
    assert {"Byline", "Topic", "Source"} <= {one["title"] for one in later}


def test_anothers_draft_is_neither_checked_nor_told_of(desk: Person) -> None:
    ana, ben = desk("reporter"), desk("reporter")
    hers = create_article(by=ana.person, slug="a-visit", **WHOLE)
    his = create_article(by=ben.person, slug="a-visit-2", **WHOLE)

    assert told(ben, hers, body="").status_code == 404
    assert "a-visit" not in {one["says"][-7:] for one in told(ben, his, body="").json()["findings"]}
    clare = desk("editor")
    assert "Another article has nearly this address: a-visit." in {
        one["says"] for one in told(clare, his, body="").json()["findings"]
    }


def test_a_near_address_is_told_while_it_is_typed(desk: Person) -> None:
    """Of articles that whoever types may know of; of what is no address nothing."""
    ana, ben = desk("reporter"), desk("reporter")
    create_article(by=ana.person, slug="a-visit", **WHOLE)
    page = ana.open("/admin/briefings/article/add/")
    field = page.get_element_by_id("id_slug")
    assert field.label.text.strip() == "Address"

    def near(person: Desk, slug: str) -> Any:
        return person.get(field.get("data-near"), {"slug": slug}).json()["near"]

    assert near(ana, "a-visit") == near(ana, "a-visit-2") == ["a-visit"]
    assert near(ana, "a-visit-to-beijing") == near(ana, "a-visit\0") == near(ana, "") == []
    assert near(ben, "a-visit-2") == []


def test_a_withheld_name_is_not_told(desk: Person) -> None:
    """Neither by the check that knows how it is spelt nor by any other."""
    ana = desk("reporter")
    detainee = li()
    edition = create_article(by=ana.person, slug="a-visit", **WHOLE)
    words = f"<p>Now {link(detainee, 'the teacher')} is free, and Kay Li is free.</p>"
    detainee.full_name, detainee.short_name = "Marcus Thornquist", "Thornquist"
    detainee.sort_name, detainee.slug = "Thornquist, Marcus", "an-american-teacher"
    detainee.name_withheld, detainee.description = True, "An American teacher"
    detainee.save()

    answer = told(ana, edition, body=words + "<p>Marcus Thornqvist spoke.</p>")

    assert "An American teacher is held" in answer.content.decode()
    assert "Thornquist" not in answer.content.decode()


def test_only_an_editor_dismisses_what_blocks(desk: Person) -> None:
    ana, clare = desk("reporter"), desk("editor")
    words = f"<p>They met {link(embargoed(1), 'Ada Vance')}.</p>"
    edition = create_article(by=ana.person, slug="a-visit", body=words, **WHOLE)
    found = told(ana, edition, body=words).json()["findings"]
    embargo, warning = found[0], found[1]
    assert (embargo["dismissable"], warning["dismissable"]) == (False, True)

    refused = told(ana, edition, body=words, dismiss=embargo["key"], reason="So.").json()
    assert refused["refused"] == [
        "It keeps the piece from being published: ask an editor to dismiss it."
    ]
    assert told(ana, edition, body=words, dismiss=warning["key"], reason=" ").json()["refused"]
    assert not Dismissal.objects.exists()

    after = told(clare, edition, body=words, dismiss=embargo["key"], reason="Lifted.").json()
    assert [one["key"] for one in after["dismissed"]] == [embargo["key"]]
    assert "Lifted." in after["dismissed"][0]["dismissal"]
    restored = told(clare, edition, body=words, restore=embargo["key"]).json()
    assert restored["dismissed"] == []


def test_warnings_are_told_and_are_not_in_the_way(desk: Person) -> None:
    ana = desk("reporter")
    edition = create_article(by=ana.person, slug="a-visit", body="<p>They met.</p>", **WHOLE)

    page = ana.press(edition, "submit")

    edition.refresh_from_db()
    assert edition.submitted_at is not None
    assert "No topic." in page.text_content()


def test_what_may_not_be_changed_is_checked_as_it_is_stored(desk: Person) -> None:
    """A page that was open as the draft was submitted sends what was typed there."""
    ana = desk("reporter")
    edition = create_article(by=ana.person, slug="a-visit", body="<p>They met.</p>", **WHOLE)
    ana.press(edition, "submit")

    answer = told(ana, edition, body="<p>31 June 2023.</p>", dateline_on="x").json()

    assert "implausible-date" not in {one["key"].split(":")[0] for one in answer["findings"]}
