"""Somebody publishes a row, or its record, while another types: what the page said is void."""

from __future__ import annotations

from typing import Any

from briefings.actions.records import publish
from briefings.admin.publication import UNASKED
from briefings.models import Meeting, Readout
from tests.admin.conftest import Person, change_url, sent_by, text_of
from tests.admin.interleaved import Form
from tests.admin.test_who_sees_a_row_is_said import (
    NOW,
    china,
    choices_in,
    is_shown,
    readout,
    talks,
)
from tests.factories import row_of

__all__ = ["china", "talks"]


def test_a_new_row_asks_again_once_its_record_was_published(desk: Person, china: Any) -> None:
    talks = row_of(Meeting, title="Talks")
    clare = desk("editor")
    page = Form(clare, talks)
    publish(by=desk("publisher").person, row=talks)

    asked = page.send(**readout(china, publication_when=UNASKED))

    assert "Talks was published after you opened this page" in asked.words
    assert "choose who sees it" in asked.words
    assert not Readout.objects.exists()
    sent = sent_by(asked.page) | {"readouts-0-publication_when": "kept"}
    clare.post(change_url(talks), sent)
    assert not is_shown(talks)
    assert Readout.objects.get().live_period is None


def test_so_does_a_row_on_its_own_page(desk: Person, china: Any) -> None:
    talks = row_of(Meeting, title="Talks")
    clare, address = desk("editor"), f"/admin/briefings/readout/add/?meeting={talks.pk}"
    opened = clare.open(address)
    publish(by=desk("publisher").person, row=talks)

    asked = clare.send_shown(opened, address, country=str(china.pk), words="Candid talks.")

    assert "was published after you opened this page: choose who sees it" in text_of(asked)
    assert not Readout.objects.exists()
    assert choices_in(asked, "publication_when")[0] == NOW
    clare.send_shown(asked, address, publication_when="now")
    assert is_shown(talks)


def test_words_typed_for_nobody_are_not_shown_to_all(
    desk: Person, talks: Meeting, china: Any
) -> None:
    kept = row_of(Readout, meeting=talks, country=china, words="Frank talks.")
    draft = row_of(Meeting, title="More talks")
    clare = desk("editor")
    pages = [(Form(clare, talks), "readouts-0-words"), (Form(clare, kept), "words")]
    pages.append((Form(clare, draft), "title"))
    for row in (kept, draft):
        publish(by=desk("publisher").person, row=row)

    for page, field in pages:
        asked = page.send(**{field: "Candid talks."})
        assert "so that others will see what you save" in asked.words
        kept.refresh_from_db()
        draft.refresh_from_db()
        assert (kept.words, draft.title) == ("Frank talks.", "More talks")
    assert asked.send().saved
    draft.refresh_from_db()
    assert draft.title == "Candid talks."


def test_what_another_published_on_the_page_keeps_nobody_from_another_row(
    desk: Person, talks: Meeting, china: Any
) -> None:
    kept = row_of(Readout, meeting=talks, country=china, words="Frank talks.")
    page = Form(desk("editor"), talks)
    publish(by=desk("publisher").person, row=kept)

    assert page.send(title="The talks").saved
