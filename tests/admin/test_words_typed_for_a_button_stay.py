"""What was typed for a button is shown when it can no longer be pressed."""

from __future__ import annotations

from django.urls import reverse
from lxml import html

from briefings.actions.discarding import discard
from briefings.actions.publishing import withdraw
from tests.admin import newsroom
from tests.admin.conftest import Person, change_url, text_of
from tests.admin.interleaved import Form


def test_what_was_typed_for_a_button_comes_back_when_the_draft_was_discarded(desk: Person) -> None:
    edition = newsroom.in_review(desk("reporter").person)
    his = Form(desk("editor"), edition)
    discard(by=desk("editor").person, edition=edition)

    note = {"_press": "return", "return-note": "Say who said so, and when."}
    page = his.person.post(change_url(edition), his.sent | note)

    words = text_of(html.fromstring(page.content.decode()))
    assert page.status_code == 404
    assert "Return to the author, what to changeSay who said so, and when." in words


def test_what_was_mended_stays_on_the_page_when_the_piece_was_withdrawn(desk: Person) -> None:
    ana, cleo = desk("reporter"), desk("publisher")
    live = newsroom.live(ana.person, cleo.person)
    address = reverse("admin:briefings_article_do", args=[live.article_id, "mend"])
    sent = dict(ana.open(address).get_element_by_id("dialogue_form").form_values())
    withdraw(by=cleo.person, article=live.article, reason="wrong", note="")

    answer = ana.post(address, sent | {"mend-body": "<p>An hour’s work.</p>"})

    page = html.fromstring(answer.content.decode())
    assert "Nothing of it is live" in text_of(page)
    assert "An hour’s work." in page.get_element_by_id("id_mend-body").text
