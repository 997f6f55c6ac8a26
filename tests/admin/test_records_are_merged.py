"""Merging at the desk: the other record is found, what moves is shown, it can be parted again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from briefings.models import Citation, Merge, Official, OfficialName, Source, Tenure
from briefings.models.record_types import RECORD_TYPES
from tests.admin.conftest import Desk, Person, change_url, sent_by, text_of
from tests.factories import row_of

WHY = "Both are the 41st president."


@pytest.fixture
def bush(db: None) -> Official:
    """Return the record that is to survive."""
    return row_of(Official, full_name="George H. W. Bush", slug="bush-george-h-w")


@pytest.fixture
def twin(db: None) -> Official:
    """Return his other record, with a tenure."""
    twin = row_of(Official, full_name="George Herbert Walker Bush", slug="bush-george")
    row_of(Tenure, official=twin, started="1976-01-30", office__title="Director")
    return twin


def merge_url(row: Official, survivor: Official | None = None) -> str:
    """Return the address where a record is merged."""
    url = change_url(row).replace("/change/", "/merge/")
    return f"{url}?survivor={survivor.pk}" if survivor else url


def confirm(person: Desk, url: str, **typed: str) -> Any:
    """Open a page that asks, type, confirm, and return the answer."""
    return confirm_shown(person, person.open(url), url, **typed)


def confirm_shown(person: Desk, shown: Any, url: str, **typed: str) -> Any:
    """Type into a page that was opened before, confirm, and return the answer."""
    return person.post(url, sent_by(shown) | typed, follow=True)


def page(response: Any) -> Any:
    """Return a response as a tree."""
    return html.fromstring(response.content.decode())


def test_a_publisher_finds_the_other_sees_what_moves_and_merges(
    desk: Person, bush: Official, twin: Official
) -> None:
    cleo = desk("publisher")
    [link] = cleo.open(twin).xpath("//a[text()='Merge into …']/@href")
    found = cleo.open(link).xpath("//ul[@class='desk-found']//a")
    assert [each.text for each in found] == ["George H. W. Bush"]

    shown = cleo.open(found[0].get("href"))
    title = "Merge George Herbert Walker Bush into George H. W. Bush"
    assert shown.xpath("//main//h2")[0].text == title
    assert "1 tenure would move" in text_of(shown)
    assert "Director: Served, 30 January 1976" in text_of(shown)
    assert "George Herbert Walker Bush" in text_of(shown)
    assert not Merge.objects.exists()
    answer = confirm(cleo, merge_url(twin, bush), reason=WHY)

    assert answer.redirect_chain[-1][0] == change_url(bush)
    assert bush.tenures.count() == 1
    done = Merge.objects.get()
    assert (done.merged_by, done.reason) == (cleo.person, WHY)


def test_who_does_not_merge_after_all_finds_the_way_back(
    desk: Person, bush: Official, twin: Official
) -> None:
    cleo = desk("publisher")
    leave = "//main//a[starts-with(text(), 'Leave ')]/@href"

    assert cleo.open(merge_url(twin)).xpath(leave) == [change_url(twin)]
    shown = cleo.open(merge_url(twin, bush))
    assert shown.xpath(leave) == [change_url(twin)]
    assert shown.xpath("//a[text()='Merge into another record']/@href") == [merge_url(twin)]
    assert cleo.open(merge_url(twin, twin)).xpath(leave) == [change_url(twin)]


def test_a_citation_that_moves_is_called_by_its_source_once(
    desk: Person, bush: Official, twin: Official
) -> None:
    source = row_of(Source, publisher="The White House", title="Presidents")
    row_of(Citation, source=source, official=twin)

    shown = desk("publisher").open(merge_url(twin, bush))

    assert "The White House: Presidents" in [each.text for each in shown.iter("li")]


@pytest.mark.parametrize("words", ["h. w. bush", "Poppy", "Буш", "George Buhs"])
def test_it_is_found_by_any_name(desk: Person, bush: Official, twin: Official, words: str) -> None:
    for name in ("Poppy", "Джордж Буш"):
        row_of(OfficialName, official=bush, name=name)

    found = page(desk("publisher").get(merge_url(twin), {"q": words}))

    assert "George H. W. Bush" in text_of(found)


def test_the_merged_record_says_so_is_only_read_and_is_parted_again(
    desk: Person, bush: Official, twin: Official
) -> None:
    cleo = desk("publisher")
    confirm(cleo, merge_url(twin, bush), reason=WHY)

    shown = cleo.open(twin)
    [survivor] = shown.xpath("//a[text()='Merged into George H. W. Bush']/@href")
    assert survivor == change_url(bush)
    assert not shown.xpath("//input[@name='full_name']")
    assert "Merged" in text_of(shown)
    assert "It was merged into another: undo that instead." in text_of(shown)
    [undo] = shown.xpath("//a[text()='Undo the merge']/@href")
    asked = text_of(cleo.open(undo))
    assert WHY in asked
    assert "Clare Hollingworth" in asked or cleo.person.get_full_name() in asked
    answer = confirm(cleo, undo)

    assert answer.redirect_chain[-1][0] == change_url(twin)
    assert twin.tenures.count() == 1
    assert cleo.open(twin).xpath("//input[@name='full_name']")
    assert cleo.get(undo).status_code == 404


def test_what_was_edited_since_is_named(desk: Person, bush: Official, twin: Official) -> None:
    cleo = desk("publisher")
    confirm(cleo, merge_url(twin, bush), reason=WHY)
    bush.tenures.update(started="1976-01-31")
    undo = change_url(twin).replace("/change/", "/part/")

    for shown in (cleo.open(undo), page(cleo.post(undo))):
        assert "Served, 31 January 1976: it was edited since." in text_of(shown)
        assert not shown.xpath("//button[text()='Undo the merge']")
    twin.identity.refresh_from_db()
    assert twin.identity.merged_into == bush.identity


def a_tenure_is_added(bush: Official, twin: Official) -> None:
    row_of(Tenure, official=twin, started="1981-01-20", office__title="Vice President")


def a_tenure_is_changed(bush: Official, twin: Official) -> None:
    twin.tenures.update(started="1976-01-31")


def a_tenure_stays(bush: Official, twin: Official) -> None:
    row_of(Tenure, official=bush, started="1976-01-30", office=twin.tenures.get().office)


def the_other_is_renamed(bush: Official, twin: Official) -> None:
    Official.objects.filter(pk=bush.pk).update(full_name="George W. Bush")


@pytest.mark.parametrize(
    "meanwhile", [a_tenure_is_added, a_tenure_is_changed, a_tenure_stays, the_other_is_renamed]
)
def test_a_merge_whose_preview_has_changed_is_asked_again(
    desk: Person, bush: Official, twin: Official, meanwhile: Callable[[Official, Official], None]
) -> None:
    cleo, url = desk("publisher"), merge_url(twin, bush)
    shown = cleo.open(url)
    meanwhile(bush, twin)

    asked = page(confirm_shown(cleo, shown, url, reason=WHY))
    assert "It was changed after you were shown this" in text_of(asked)
    assert WHY in text_of(asked)
    assert not Merge.objects.exists()
    assert confirm_shown(cleo, asked, url).redirect_chain
    assert Merge.objects.get().reason == WHY


def test_a_merge_that_says_not_what_was_shown_is_asked(
    desk: Person, bush: Official, twin: Official
) -> None:
    answer = desk("publisher").post(merge_url(twin, bush), {"reason": WHY})

    assert answer.status_code == 422
    assert not Merge.objects.exists()


def test_undoing_another_merge_than_was_shown_is_asked(
    desk: Person, bush: Official, twin: Official
) -> None:
    cleo, undo = desk("publisher"), change_url(twin).replace("/change/", "/part/")
    confirm(cleo, merge_url(twin, bush), reason="Both were at the CIA.")
    shown = cleo.open(undo)
    confirm(cleo, undo)
    confirm(cleo, merge_url(twin, bush), reason=WHY)

    asked = page(confirm_shown(cleo, shown, undo))
    assert "It was changed after you were shown this" in text_of(asked)
    assert WHY in text_of(asked)
    assert Merge.objects.in_force().exists()
    assert confirm_shown(cleo, asked, undo).redirect_chain
    assert not Merge.objects.in_force().exists()


def test_what_cannot_be_merged_says_why(desk: Person, twin: Official) -> None:
    cleo = desk("publisher")

    shown = cleo.open(merge_url(twin, twin))
    assert "A record is not merged into itself." in text_of(shown)
    assert not shown.xpath("//button[text()='Merge']")
    answer = cleo.post(merge_url(twin, twin), {"reason": WHY})
    assert answer.status_code == 422
    assert cleo.get(f"{merge_url(twin)}?survivor=0").status_code == 404


def test_without_a_reason_nothing_is_merged(desk: Person, bush: Official, twin: Official) -> None:
    answer = desk("publisher").post(merge_url(twin, bush), {"reason": " "})

    assert answer.status_code == 422
    assert "This field is required." in text_of(page(answer))
    assert not Merge.objects.exists()


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_only_publishers_merge(desk: Person, bush: Official, twin: Official, role: str) -> None:
    person = desk(role)

    assert "Merge into …" not in text_of(person.open(twin))
    assert person.get(merge_url(twin, bush)).status_code == 403
    assert person.post(merge_url(twin, bush), {"reason": WHY}).status_code == 403
    assert not Merge.objects.exists()


def test_nothing_new_is_pointed_at_a_merged_record(
    desk: Person, bush: Official, twin: Official
) -> None:
    cleo = desk("publisher")
    confirm(cleo, merge_url(twin, bush), reason=WHY)

    asked = {"app_label": "briefings", "model_name": "tenure", "field_name": "official"}
    found = cleo.get("/admin/autocomplete/", {**asked, "term": "Bush"}).json()["results"]
    assert [each["text"] for each in found] == ["George H. W. Bush"]
    found = cleo.get("/admin/briefings/identity/names/", {"q": "Bush"}).json()["results"]
    assert [each["label"] for each in found] == ["George H. W. Bush"]


def test_what_moves_is_shown_with_as_many_queries_however_much_it_is(
    desk: Person, bush: Official, twin: Official
) -> None:
    cleo = desk("publisher")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert cleo.get(merge_url(twin, bush)).status_code == 200
        return len(queries)

    cleo.get(merge_url(twin, bush))
    few = asked()
    for year in range(1970, 1990):
        row_of(Tenure, official=twin, started=str(year), office__title="Director")
    assert asked() == few


@pytest.mark.parametrize("name", [name for name in RECORD_TYPES if name != "article"])
def test_every_type_but_articles_is_merged_and_parted(desk: Person, name: str) -> None:
    model, cleo = RECORD_TYPES[name].model, desk("publisher")
    survivor, merged = row_of(model), row_of(model)

    [link] = cleo.open(merged).xpath("//a[text()='Merge into …']/@href")
    cleo.open(link)
    asked = f"{link}?survivor={survivor.pk}"
    assert confirm(cleo, asked, reason="One and the same.").redirect_chain
    merged.identity.refresh_from_db()
    assert merged.identity.merged_into == survivor.identity

    [undo] = cleo.open(merged).xpath("//a[text()='Undo the merge']/@href")
    assert confirm(cleo, undo).redirect_chain
    merged.identity.refresh_from_db()
    assert merged.identity.merged_into is None
