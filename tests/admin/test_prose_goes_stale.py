"""At the desk: the sentences that the record made stale, and what can be done in one click."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.actions import Refused, publishing
from briefings.actions.stale import look_at_prose
from briefings.models import Edition, StaleSentence
from tests.admin import newsroom
from tests.admin.conftest import Desk, Person, change_url, text_of
from tests.admin.test_query_budgets import BUDGETS
from tests.jobs import done
from tests.stories.held import held, link, released

STALE = "/admin/stale/"
SENTENCE = "Kai Li is still held in Shanghai."


def stale_piece(author: Desk, approver: Desk, **words: Any) -> Edition:
    """Return a scheduled piece whose words a release has touched."""
    detention = held()
    body = f"<p>They land on Sunday. {link(detention.detainee)} is still held in Shanghai.</p>"
    edition = newsroom.scheduled(author.person, approver.person, body=body, **words)
    look_at_prose()
    released(detention, approver.person)
    look_at_prose()
    return edition


def lines(front: Any) -> list[Any]:
    """Return what the front page lists as stale."""
    found: list[Any] = front.xpath(
        "//*[@class='desk-queues']/section[header/h2='Stale prose']/ul/li"
    )
    return found


def history(person: Desk, edition: Edition) -> str:
    """Return the words of the edition's history."""
    return text_of(person.open(change_url(edition).replace("/change/", "/history/")))


def press(person: Desk, pressed: str, **typed: str) -> Any:
    """Press a button of the page of stale prose and return the response."""
    return person.post(STALE, {"_press": pressed, **typed}, follow=True)


def test_the_dashboard_shows_the_sentence_and_holds_the_piece(desk: Person) -> None:
    ana, cleo = desk("reporter"), desk("publisher")
    edition = stale_piece(ana, cleo)

    front = cleo.open("/admin/")
    [line] = lines(front)
    said = text_of(line)
    assert edition.headline in said
    assert "Kai Li: held before, now free. Changed " in said
    assert line.xpath(".//q/mark")[0].text_content() == "Kai Li is still held"
    assert line.xpath(".//q")[0].text_content() == SENTENCE
    [form] = line.xpath(".//form")
    [pressed] = form.xpath(".//button")
    after = cleo.post(pressed.get("formaction"), follow=True)

    assert after.redirect_chain[-1][0] == "/admin/"
    assert "On hold: " in after.content.decode()
    edition.refresh_from_db()
    assert edition.state == "on_hold"
    assert "Kai Li: held before, now free." in text_of(
        cleo.open(f"{change_url(edition)[:-7]}history/")
    )
    assert lines(cleo.open("/admin/")) == []


def test_the_page_of_the_edition_says_so_and_holds_it(desk: Person) -> None:
    ana, cleo = desk("reporter"), desk("publisher")
    edition = stale_piece(ana, cleo)
    page = cleo.open(edition)
    assert f"Stale: “{SENTENCE}” Kai Li: held before, now free." in text_of(page)
    assert not page.xpath("//*[@id='offer-hold']/details")

    cleo.press(edition, "hold")

    edition.refresh_from_db()
    assert edition.state == "on_hold"
    assert "Kai Li: held before, now free." in text_of(
        cleo.open(f"{change_url(edition)[:-7]}history/")
    )


def test_a_reporter_sees_their_own_pieces_and_holds_none(desk: Person) -> None:
    ana, ben, cleo = desk("reporter"), desk("reporter"), desk("publisher")
    edition = stale_piece(ana, cleo)

    [line] = lines(ana.open("/admin/"))
    assert not line.xpath(".//form")
    assert "Not held: Your role does not publish: ask a publisher." in text_of(ana.open(STALE))
    assert lines(ben.open("/admin/")) == []
    assert SENTENCE not in text_of(ben.open(STALE))
    hold = f"{STALE}hold/{edition.pk}/"
    assert "dealt with it meanwhile" in ben.post(hold, follow=True).content.decode()
    assert "ask a publisher" in ana.post(hold, follow=True).content.decode()
    assert ana.get(hold).status_code == 405
    for pressed in (f"hold:{edition.pk}", f"mend:{edition.pk}"):
        assert "dealt with it meanwhile" in press(ben, pressed).content.decode()
    refused = press(ana, f"hold:{edition.pk}")
    assert "Your role does not publish: ask a publisher." in refused.content.decode()
    assert refused.status_code == 422


def test_still_true_asks_why_and_takes_it_off_the_list(desk: Person) -> None:
    ana, clare, cleo = desk("reporter"), desk("editor"), desk("publisher")
    stale_piece(ana, cleo)
    row = StaleSentence.objects.get()
    assert "ask an editor" in press(ana, f"true:{row.pk}").content.decode()
    assert "Say why it is still true." in press(clare, f"true:{row.pk}").content.decode()

    said = press(clare, f"true:{row.pk}", **{f"reason-{row.pk}": "By another country."})

    assert "Still true" in said.content.decode()
    row.refresh_from_db()
    assert (row.dismissed_by, row.reason) == (clare.person, "By another country.")
    assert "No live or scheduled piece" in text_of(clare.open(STALE))
    assert "dealt with it meanwhile" in press(clare, f"true:{row.pk}").content.decode()


def test_still_true_can_be_taken_back(desk: Person) -> None:
    ana, clare, cleo = desk("reporter"), desk("editor"), desk("publisher")
    stale_piece(ana, cleo)
    row = StaleSentence.objects.get()
    press(clare, f"true:{row.pk}", **{f"reason-{row.pk}": "By another country."})
    called = text_of(clare.open(STALE))
    assert f"Called still true {SENTENCE}" in called
    assert "By another country." in called
    assert "ask an editor" in press(ana, f"untrue:{row.pk}").content.decode()

    said = press(clare, f"untrue:{row.pk}")

    assert "Taken back: the sentence is listed again." in said.content.decode()
    assert "Called still true" not in text_of(clare.open(STALE))
    row.refresh_from_db()
    assert (row.dismissed_by, row.dismissed_at, row.reason) == (None, None, "")
    assert "dealt with it meanwhile" in press(clare, f"untrue:{row.pk}").content.decode()


def test_mending_starts_the_next_edition_which_says_what_to_mend(desk: Person) -> None:
    ana, cleo = desk("reporter"), desk("publisher")
    edition = stale_piece(ana, cleo)

    page = press(ana, f"mend:{edition.pk}")

    draft = Edition.objects.get(number=2)
    assert page.redirect_chain[-1][0] == f"{change_url(draft)}#stale-prose"
    assert f"To mend: “{SENTENCE}”" in page.content.decode()


def test_what_is_pressed_that_is_not_there_is_not_found(desk: Person) -> None:
    cleo = desk("publisher")
    edition = stale_piece(desk("reporter"), cleo)

    for pressed in ("", "hold", "hold:x", f"else:{edition.pk}"):
        assert press(cleo, pressed).status_code == 404


def test_author_and_approver_are_told_by_mail_once(desk: Person, settings: Any) -> None:
    settings.NEWSROOM_SENDS_MAIL = True
    ana, cleo, dev = desk("reporter"), desk("publisher"), desk("publisher")
    for person in (ana, cleo, dev):
        person.person.email = f"{person.person.username}@news.example"
        person.person.save()
    edition = stale_piece(ana, cleo)
    look_at_prose()
    done()

    to_author, to_approver = sorted(mail.outbox, key=lambda each: SENTENCE not in each.body)
    assert to_author.to == [ana.person.email]
    assert to_approver.to == [cleo.person.email]
    for each in (to_author, to_approver):
        assert edition.headline in each.body
        assert change_url(edition) in each.body
        assert "free" not in each.body
    assert SENTENCE not in to_approver.body


def test_no_mail_says_a_name_that_is_withheld(desk: Person, settings: Any) -> None:
    settings.NEWSROOM_SENDS_MAIL = True
    ana, cleo = desk("reporter"), desk("publisher")
    ana.person.email = "ana@news.example"
    ana.person.save()
    detention = held("Kai Li")
    body = f"<p>{link(detention.detainee)} is still held in Shanghai.</p>"
    newsroom.scheduled(ana.person, cleo.person, body=body)
    person = detention.detainee
    person.slug, person.name_withheld, person.description = "a-teacher", True, "An American teacher"
    person.blanked = "whole"
    person.save()
    look_at_prose()
    released(detention, cleo.person)
    look_at_prose()
    done()

    [told] = mail.outbox
    assert "is still held in Shanghai" in told.body
    assert "Kai Li" not in told.body


@pytest.mark.parametrize("count", [1, 8])
def test_more_stale_prose_asks_no_more_of_the_database(desk: Person, count: int) -> None:
    ana, cleo = desk("reporter"), desk("publisher")
    detention = held()
    body = f"<p>{link(detention.detainee)} is still held in Shanghai.</p>"
    for _ in range(count):
        newsroom.scheduled(ana.person, cleo.person, body=body)
    look_at_prose()
    released(detention, cleo.person)
    assert len(look_at_prose()) == count

    with CaptureQueriesContext(connection) as asked:
        cleo.open(STALE)

    assert len(asked) <= BUDGETS["desk_stale"]["page"]


def test_a_piece_that_was_held_is_not_scheduled_again_as_it_is(desk: Person) -> None:
    ana, cleo = desk("reporter"), desk("publisher")
    edition = stale_piece(ana, cleo)
    start = edition.live_period.lower
    press(cleo, f"hold:{edition.pk}")
    assert lines(cleo.open("/admin/")) == []

    with pytest.raises(Refused, match="In the record Kai Li is free"):
        publishing.schedule(by=cleo.person, edition=edition, start=start)
