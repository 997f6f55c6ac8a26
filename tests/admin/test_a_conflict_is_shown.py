"""What two people changed at once is shown side by side, and nothing typed is lost on the way."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from briefings.actions.editions import approve
from briefings.admin.page_state import FIELD, PageState
from briefings.models import Edition, Official, OfficialName, Organization, Statement, Tenure
from tests.admin import newsroom
from tests.admin.conftest import Desk, Person, change_url, sent_by, text_of
from tests.admin.interleaved import Form
from tests.factories import row_of


@pytest.fixture
def ana(desk: Person) -> Desk:
    """Return an editor."""
    return desk("editor")


@pytest.fixture
def ben(desk: Person) -> Desk:
    """Return another."""
    return desk("editor")


def test_all_three_versions_stand_side_by_side_with_who_and_when(ana: Desk, ben: Desk) -> None:
    qin = row_of(Official, full_name="Qin Gang", short_name="Qin")
    his = Form(ben, qin)
    Form(ana, qin).send(short_name="Minister Qin")

    asked = his.send(short_name="Qin G.")

    [side] = asked.page.xpath("//fieldset[@class='desk-sides']")
    words = text_of(side)
    assert "Short name" in words
    assert "When you opened it Qin " in words
    assert "Theirs: Hollingworth, " in words
    assert "UTC Minister Qin" in words
    assert "Yours, not saved Qin G." in words
    assert not side.xpath(".//input[@checked]")


def test_what_did_not_collide_is_told_and_stands_in_the_form(ana: Desk, ben: Desk) -> None:
    qin = row_of(Official, full_name="Qin Gang", short_name="Qin", biography="")
    his = Form(ben, qin)
    Form(ana, qin).send(short_name="Minister Qin", biography="A diplomat.")

    asked = his.send(short_name="Qin G.", born="1966")

    assert "Biography: “” → “A diplomat.”" in asked.words
    sent = sent_by(asked.page)
    assert (sent["biography"], sent["born"], sent["short_name"]) == (
        "A diplomat.",
        "1966",
        "Qin G.",
    )
    assert asked.send("theirs").saved
    qin.refresh_from_db()
    assert (qin.short_name, qin.biography, str(qin.born)) == ("Minister Qin", "A diplomat.", "1966")


def test_what_was_brought_together_is_told_once_it_is_saved(ana: Desk, ben: Desk) -> None:
    qin = row_of(Official, short_name="Qin", biography="")
    his = Form(ben, qin)
    Form(ana, qin).send(biography="A diplomat.")

    page = ben.post(change_url(qin), his.sent | {"short_name": "Qin G."}, follow=True)

    assert (
        "Saved with what was changed meanwhile: Biography (Hollingworth, " in page.content.decode()
    )


def test_what_is_typed_by_hand_after_the_question_is_yours(ana: Desk, ben: Desk) -> None:
    qin = row_of(Official, short_name="Qin")
    his = Form(ben, qin)
    Form(ana, qin).send(short_name="Minister Qin")
    asked = his.send(short_name="Qin G.")

    data = sent_by(asked.page) | dict.fromkeys(asked.choices, "yours")
    ben.post(change_url(qin), data | {"short_name": "Minister Qin G."})

    qin.refresh_from_db()
    assert qin.short_name == "Minister Qin G."


def test_a_list_of_names_is_compared_name_by_name_or_chosen(ana: Desk, ben: Desk) -> None:
    nato = row_of(Organization, name="NATO", other_names=["OTAN", "North Atlantic Treaty"])
    his = Form(ben, nato)
    his.sent["other_names"] = his.sent["other_names"].replace("\n", "\r\n")  # as browsers do
    Form(ana, nato).send(other_names="OTAN")

    assert his.send(country="").saved

    nato.refresh_from_db()
    assert nato.other_names == ["OTAN"]


def test_a_body_whose_parts_two_have_changed_has_both_changes(desk: Person) -> None:
    ana, clare = desk("reporter"), desk("editor")
    edition = newsroom.draft(ana.person, body="<p>One.</p><p>Two.</p><p>Three.</p>")
    hers = Form(clare, edition)
    assert Form(ana, edition).send(body="<p>One, first.</p><p>Two.</p><p>Three.</p>").saved

    assert hers.send(body="<p>One.</p><p>Two.</p><p>Three, last.</p>").saved

    edition.refresh_from_db()
    assert edition.body == "<p>One, first.</p><p>Two.</p><p>Three, last.</p>"


def test_a_body_of_which_two_changed_one_part_is_chosen(desk: Person) -> None:
    ana, clare = desk("reporter"), desk("editor")
    edition = newsroom.draft(ana.person, body="<p>One.</p>")
    hers = Form(clare, edition)
    Form(ana, edition).send(body="<p>One by Ana.</p>")

    asked = hers.send(body="<p>One by Clare.</p>")

    assert "One by Ana." in asked.words
    assert "One by Clare." in asked.words
    assert asked.send("yours").saved
    edition.refresh_from_db()
    assert edition.body == "<p>One by Clare.</p>"


def test_ones_own_other_window_is_named(ana: Desk) -> None:
    qin = row_of(Official, short_name="Qin")
    first, second = Form(ana, qin), Form(ana, qin)
    first.send(short_name="Minister Qin")

    assert "You, in another window, " in second.send(short_name="Qin G.").words


def test_a_row_that_another_added_keeps_its_place_beside_a_new_one(ana: Desk, ben: Desk) -> None:
    qin = row_of(Official)
    old = row_of(OfficialName, official=qin, name="Qin")
    his = Form(ben, qin)
    name = {"kind": "alias", "language": "", "script": ""}
    of_rows: Any = type("G", (), {"prefix": "names"})
    hers = Form(ana, qin)
    assert hers.send(**hers.new(of_rows, {"name": "Ana’s", **name})).saved

    typed = his.new(of_rows, {"name": "Ben’s", **name}) | {"names-0-name": "Qin the elder"}
    assert his.send(**typed).saved

    found = {row.pk: row.name for row in qin.names.all()}
    assert found[old.pk] == "Qin the elder"
    assert sorted(found.values()) == ["Ana’s", "Ben’s", "Qin the elder"]


def test_what_was_typed_comes_back_when_the_record_was_deleted(ana: Desk, ben: Desk) -> None:
    qin = row_of(Official, full_name="Qin Gang")
    row_of(OfficialName, official=qin, name="秦刚")
    his = Form(ben, qin)
    ana.delete_row(qin)

    page = ben.post(change_url(qin), his.sent | {"biography": "An hour’s work."})

    words = text_of(html.fromstring(page.content.decode()))
    assert page.status_code == 404
    assert "It was deleted meanwhile. (Hollingworth (delete), " in words
    assert "An hour’s work." in words
    assert "秦刚" in words


def test_what_was_typed_comes_back_when_the_draft_was_approved(desk: Person) -> None:
    ana, ben = desk("reporter"), desk("publisher")
    edition = newsroom.in_review(ana.person)
    his = Form(desk("editor"), edition)
    approve(by=ben.person, edition=edition)

    page = his.person.post(change_url(edition), his.sent | {"standfirst": "An hour’s work."})

    words = text_of(html.fromstring(page.content.decode()))
    assert page.status_code == 403
    assert "An hour’s work." in words
    assert "(approve), " in words
    assert Edition.objects.get().standfirst == edition.standfirst


def test_nothing_is_approved_that_was_changed_since_it_was_read(desk: Person) -> None:
    ana, ben = desk("editor"), desk("publisher")
    edition = newsroom.in_review(desk("reporter").person)
    his = Form(ben, edition)
    Form(ana, edition).send(standfirst="Changed at the last minute.")

    asked = his.send(_press="approve")

    assert "press again" in asked.words
    assert "“Changed at the last minute.”" in asked.words
    edition.refresh_from_db()
    assert edition.approved_at is None
    data = sent_by(asked.page) | {"_press": "approve"}
    ben.post(change_url(edition), data)
    edition.refresh_from_db()
    assert edition.approved_at is not None


def test_a_record_that_was_changed_since_is_not_deleted(ana: Desk, ben: Desk) -> None:
    qin = row_of(Official)
    name = row_of(OfficialName, official=qin, name="Qin")
    address = change_url(qin).replace("/change/", "/delete/")
    page = html.fromstring(ben.get(address).content.decode())
    sent = next(dict(form.form_values()) for form in page.forms if "post" in form.fields)
    Form(ana, qin).send(**{"names-0-name": "Qin the elder"})

    answer = ben.post(address, sent, follow=True)

    assert "It was changed after you were asked" in answer.content.decode()
    name.refresh_from_db()
    assert name.name == "Qin the elder"
    ben.delete_row(qin)
    assert not Official.objects.exists()


def test_a_row_that_another_moved_is_not_told_as_deleted(ana: Desk, ben: Desk) -> None:
    qin, wang = row_of(Official, full_name="Qin Gang"), row_of(Official, full_name="Wang Yi")
    tenure = row_of(Tenure, official=qin, note="")
    his = Form(ben, qin)
    assert Form(ana, tenure).send(official=str(wang.pk)).saved

    asked = his.send(**{"tenures-0-note": "An hour’s work."})

    [side] = asked.page.xpath("//fieldset[@class='desk-sides']")
    assert "moved to Wang Yi" in text_of(side)
    assert "deleted" not in text_of(side)
    assert "An hour’s work." in text_of(side)
    assert asked.send("theirs").saved
    assert Tenure.objects.get().official == wang


def test_a_field_that_was_not_on_the_page_stays_as_it_is(ana: Desk, ben: Desk) -> None:
    """As of a form that was opened before the software with that field was installed."""
    qin = row_of(Official, short_name="Qin", biography="A diplomat.")
    name = row_of(OfficialName, official=qin, name="秦刚", language="zh")
    without: dict[str, Any] = {"biography": None, "names-0-language": None}
    assert Form(ben, qin).send(**without, born="1966").saved
    his = Form(ben, qin)
    assert Form(ana, qin).send(biography="An ambassador.").saved
    assert his.send(**without, short_name="Qin G.").saved

    qin.refresh_from_db()
    name.refresh_from_db()
    assert (qin.biography, str(qin.born), qin.short_name) == ("An ambassador.", "1966", "Qin G.")
    assert name.language == "zh"


def test_what_was_typed_for_a_button_that_is_gone_is_shown(desk: Person) -> None:
    edition = newsroom.in_review(desk("reporter").person)
    his, hers = Form(desk("editor"), edition), Form(desk("publisher"), edition)
    assert hers.send(_press="return", **{"return-note": "Too long."}).saved

    asked = his.send(_press="return", **{"return-note": "An hour’s work."})

    assert "What to change, as you typed it: An hour’s work." in asked.words


def test_no_quotation_is_resolved_between_words_that_were_not_shown(desk: Person) -> None:
    clare, ben = desk("editor"), desk("editor")
    statement = row_of(Statement, words="I hope to meet him.")
    tied = f'<blockquote data-statement="{statement.public_id}"><p>I wish to.</p></blockquote>'
    his = Form(ben, newsroom.draft(ben.person, body=tied))
    [quotation] = his.page.xpath("//select[@name='resolve_quotation-quotation']/option/@value")
    assert Form(clare, statement).send(words="I expect to meet him.").saved

    typed = {"resolve_quotation-quotation": quotation, "resolve_quotation-right": "quotation"}
    asked = his.send(_press="resolve_quotation", **typed)

    assert "has changed since you opened this page" in asked.words
    statement.refresh_from_db()
    assert statement.words == "I expect to meet him."
    [quotation] = asked.page.xpath("//select[@name='resolve_quotation-quotation']/option/@value")
    typed["resolve_quotation-quotation"] = quotation
    assert Form(ben, his.row).send(_press="resolve_quotation", **typed).saved
    statement.refresh_from_db()
    assert statement.words == "I wish to."


@pytest.mark.parametrize("carried", ["[" * 100_000, '{"rows": {"\\ud800": {}}}'])
def test_what_no_page_carries_counts_as_nothing(carried: str) -> None:
    assert PageState.read({FIELD: carried}) is None


def test_a_page_of_many_rows_is_saved(ana: Desk) -> None:
    qin = row_of(Official)
    for number in range(220):
        row_of(OfficialName, official=qin, name=f"Qin {number}")
    page = Form(ana, qin)
    assert len(page.sent) > 1000

    assert page.send(biography="A diplomat.").saved
