"""What is typed at the desk is kept for its owner, offered on return, and never saved by itself."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from briefings.actions.editions import submit
from briefings.models import Edition, Meeting, Official, WorkingCopy
from tests.admin.conftest import Desk, Person, change_url, sent_by, text_of
from tests.admin.typed import keep, typed_on
from tests.factories import row_of
from tests.stories.desk import drafted

ADD = "/admin/briefings/official/add/"
OFFER = "You typed something here that is not saved"


@pytest.fixture
def clare(desk: Person) -> Desk:
    """Return an editor at the desk."""
    return desk("editor")


@pytest.fixture
def draft(clare: Desk) -> Edition:
    """Return a draft of Clare's."""
    return drafted(clare.person, slug="blinken-in-beijing", headline="Blinken in Beijing")


def test_what_was_typed_is_offered_with_what_differs_and_restored(
    clare: Desk, draft: Edition
) -> None:
    topic = {"edition_topics-TOTAL_FORMS": "1", "edition_topics-0-topic": ""}
    byline = {"bylines-TOTAL_FORMS": "1", "bylines-0-name": "Martha", "bylines-0-place": ""}
    typed = typed_on(clare, draft, headline="Blinken lands", body="<p>On Sunday.</p>")
    assert keep(clare, "edition", draft.pk, typed | topic | byline).status_code == 200

    page = clare.open(draft)
    assert OFFER in text_of(page)
    assert "It differs in: Headline, Body, Bylines." in text_of(page)
    assert page.xpath("//input[@name='headline']")[0].value == "Blinken in Beijing"

    page = clare.open(f"{change_url(draft)}?restore=1")
    assert OFFER not in text_of(page)
    sent = sent_by(page)
    assert sent["headline"] == "Blinken lands"
    assert (sent["body"], sent["bylines-0-name"]) == ("<p>On Sunday.</p>", "Martha")
    draft.refresh_from_db()
    assert (draft.headline, draft.bylines.count()) == ("Blinken in Beijing", 0)

    clare.send_shown(page, draft)
    draft.refresh_from_db()
    assert (draft.headline, draft.bylines.get().name) == ("Blinken lands", "Martha")


def test_restoring_brings_both_together_if_somebody_saved_meanwhile(
    clare: Desk, desk: Person, draft: Edition
) -> None:
    typed = typed_on(clare, draft, headline="Clare's headline", standfirst="Clare's words")
    keep(clare, "edition", draft.pk, typed)
    desk("editor").send(draft, headline="Another headline", dateline_place="Beijing")

    assert "It differs in: Headline, Standfirst." in text_of(clare.open(draft))
    page = clare.open(f"{change_url(draft)}?restore=1")
    assert "Changed by two at once" in text_of(page)
    sent = sent_by(page)
    assert (sent["headline"], sent["dateline_place"]) == ("Clare's headline", "Beijing")
    again = clare.send_shown(page, draft)
    assert "Nothing is saved yet: somebody else changed the same" in text_of(again)
    clare.send_shown(page, draft, **{f"_choose-main-{draft.pk}-headline": "yours"})

    draft.refresh_from_db()
    assert (draft.headline, draft.standfirst) == ("Clare's headline", "Clare's words")
    assert draft.dateline_place == "Beijing"


def test_a_faulty_form_is_restored_without_a_word_about_its_faults(clare: Desk) -> None:
    typed = typed_on(clare, ADD, full_name="", biography="He was ambassador.")
    keep(clare, "official", "new", typed)

    page = clare.open(f"{ADD}?restore=1")

    assert "He was ambassador." in text_of(page)
    assert "This field is required" not in text_of(page)
    assert "This field is required" in text_of(clare.send_shown(page, ADD))


def test_restoring_saves_nothing_however_valid_the_form(clare: Desk) -> None:
    keep(clare, "official", "new", typed_on(clare, ADD, full_name="Qin Gang", sort_name="Qin Gang"))

    assert "It differs in:" in text_of(clare.open(ADD))
    clare.open(f"{ADD}?restore=1")

    assert not Official.objects.exists()


def test_saving_forgets_what_was_kept_and_refuses_what_comes_late(
    clare: Desk, draft: Edition
) -> None:
    opening = str(uuid4())
    typed = typed_on(clare, draft, headline="Blinken lands")
    keep(clare, "edition", draft.pk, typed, opening=opening)

    clare.send(draft, headline="Blinken lands", _opening=opening)
    late = keep(clare, "edition", draft.pk, typed, opening=opening, number=2)

    assert (late.status_code, late.json()["code"]) == (409, "finished")
    assert not WorkingCopy.objects.unsaved().exists()
    assert "Blinken" not in str(WorkingCopy.objects.values())
    assert OFFER not in text_of(clare.open(draft))


def test_what_is_refused_stays_kept(clare: Desk, draft: Edition) -> None:
    opening = str(uuid4())
    keep(clare, "edition", draft.pk, typed_on(clare, draft, headline=""), opening=opening)

    page = clare.send(draft, headline="", _opening=opening)

    assert WorkingCopy.objects.unsaved().count() == 1
    script = page.get_element_by_id("desk-copy")
    assert script.get("data-began").startswith(opening)
    assert script.get("data-unsaved") is not None


def test_saving_a_new_record_in_a_popup_forgets_it_too(clare: Desk) -> None:
    opening = str(uuid4())
    typed = typed_on(clare, ADD, full_name="Qin Gang", sort_name="Qin", short_name="Qin")
    keep(clare, "official", "new", typed, opening=opening)

    assert clare.post(ADD, typed | {"_popup": "1", "_opening": opening}).status_code == 200

    assert Official.objects.exists()
    assert not WorkingCopy.objects.unsaved().exists()


def test_no_button_is_pressed_without_what_was_typed_and_kept(desk: Person) -> None:
    """It is refused, as often as it is pressed, and offered each time, until it is in the form."""
    martha = desk("reporter")
    draft = drafted(martha.person, slug="talks", headline="Talks", body="<p>Old words.</p>")
    page = martha.open(draft)
    keep(martha, "edition", draft.pk, typed_on(martha, draft, body="<p>New words.</p>"))

    for button in ("submit", "discard", "submit"):
        page = martha.send_shown(page, draft, _press=button)
        assert "neither saved nor in the form you sent" in text_of(page)
        assert OFFER in text_of(page)
        assert page.get_element_by_id("desk-copy").get("data-unsaved") is None
    assert "It differs in: Body." in text_of(page)
    own = martha.send_shown(page, draft, headline="Talks in Beijing", _press="submit")
    assert own.get_element_by_id("desk-copy").get("data-unsaved") is not None
    restored = martha.open(f"{change_url(draft)}?restore=1")
    page = martha.send_shown(restored, draft, _press="submit", _opening=str(uuid4()))

    draft.refresh_from_db()
    assert (draft.state, draft.body) == ("in_review", "<p>New words.</p>")
    assert "You can no longer edit" not in text_of(page)
    assert not WorkingCopy.objects.unsaved().exists()


def test_a_page_that_is_refused_still_offers_what_was_typed_before(
    clare: Desk, draft: Edition
) -> None:
    page = clare.open(draft)
    keep(clare, "edition", draft.pk, typed_on(clare, draft, body="<p>New words.</p>"))

    page = clare.send_shown(page, draft, headline="", _opening=str(uuid4()))

    assert "This field is required" in text_of(page)
    assert "It differs in: Headline, Body." in text_of(page)


def test_another_window_is_asked(clare: Desk, draft: Edition) -> None:
    first = str(uuid4())
    typed = typed_on(clare, draft, headline="Blinken lands")
    keep(clare, "edition", draft.pk, typed, opening=first)

    answer = keep(clare, "edition", draft.pk, typed).json()
    assert answer["code"] == "elsewhere"
    insisting = keep(clare, "edition", draft.pk, typed, began=answer["copy"])

    assert answer["copy"].partition(":")[0] == str(UUID(first))
    assert insisting.status_code == 200


def test_its_owner_discards_it(clare: Desk, draft: Edition) -> None:
    keep(clare, "edition", draft.pk, typed_on(clare, draft, headline="Blinken lands"))
    page = clare.open(draft)
    button = page.xpath("//button[@data-discard]")[0]

    clare.post(button.get("data-discard"), {"discard": button.get("value")})

    assert OFFER not in text_of(clare.open(draft))
    assert not WorkingCopy.objects.unsaved().exists()


def test_what_differs_in_nothing_is_not_offered_and_may_be_replaced(
    clare: Desk, draft: Edition
) -> None:
    keep(clare, "edition", draft.pk, typed_on(clare, draft))

    page = clare.open(draft)

    assert OFFER not in text_of(page)
    copy = WorkingCopy.objects.get()
    assert page.get_element_by_id("desk-copy").get("data-began") == f"{copy.opening}:1"


def test_a_note_typed_for_a_button_is_kept(clare: Desk, desk: Person) -> None:
    edition = drafted(desk("reporter").person, slug="talks", headline="Talks", body="<p>Talks</p>")
    clare.send(edition, _press="submit")
    typed = typed_on(clare, edition) | {"return-note": "The second source is missing."}
    keep(clare, "edition", edition.pk, typed)

    assert "It differs in: Return" in text_of(clare.open(edition))
    page = clare.open(f"{change_url(edition)}?restore=1")

    assert page.xpath("//textarea[@name='return-note']")[0].text.strip() == (
        "The second source is missing."
    )


def test_of_a_row_that_is_gone_or_closed_the_words_are_shown(
    clare: Desk, desk: Person, draft: Edition
) -> None:
    meeting, other = row_of(Meeting), desk("reporter")
    own = drafted(other.person, slug="talks", headline="Talks", body="<p>Talks</p>")
    keep(other, "edition", own.pk, typed_on(other, own, headline="Talks in Beijing"))
    keep(clare, "meeting", meeting.pk, typed_on(clare, meeting, title="Talks about talks"))
    submit(by=other.person, edition=own)
    address = change_url(meeting)
    meeting.delete()

    closed = other.open(own)
    assert "Read what you typed" in text_of(closed)
    read = other.get(f"{change_url(own)}?restore=1")
    assert read.status_code == 403
    assert "Talks in Beijing" in read.content.decode()
    gone = clare.get(address)
    assert gone.status_code == 404
    assert "Talks about talks" in gone.content.decode()
