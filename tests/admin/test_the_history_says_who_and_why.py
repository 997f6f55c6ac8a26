"""The history of a record at the desk: its own rows and its child rows, by action."""

from __future__ import annotations

from typing import Any

import pytest

from briefings.models import Office, Official, Topic
from tests.admin import newsroom
from tests.admin.conftest import Desk, Person, change_url
from tests.admin.test_faults_are_said_on_the_form import rows, tenure
from tests.factories import row_of

# Each action in a transaction of its own: the moments of the history are those of transactions.
pytestmark = pytest.mark.django_db(transaction=True)


def history_rows(desk: Desk, row: Any) -> list[list[str]]:
    """Return the cells of the history's rows, the latest action first, without the moments."""
    page = desk.open(change_url(row).replace("change", "history"))
    return [
        [" ".join(cell.text_content().split()) for cell in line.xpath("td[position() > 1]")]
        for line in page.xpath("//table[@class='desk-table']/tbody/tr")
    ]


def test_a_save_with_child_rows_is_one_deed(desk: Person) -> None:
    clare, qin, office = desk("editor"), row_of(Official), row_of(Office)

    clare.send(
        qin,
        biography="Born in Tianjin.",
        **rows("tenures", tenure(office, started="2022-12-30")),
        **rows("identifiers", {"scheme": "wikidata", "value": "Q7205943"}),
    )

    who, action, why, changes = history_rows(clare, qin)[0]
    assert (who, action, why) == ("Hollingworth", "edit", "")
    assert "official changed: biography" in changes
    assert "tenure added" in changes
    assert "external identifier added" in changes


def test_a_retraction_says_its_reason(desk: Person) -> None:
    clare, qin = desk("editor"), row_of(Official)
    clare.press(qin, "publish")

    clare.press(qin, "retract", reason="hoax", note="There is no such man.")

    assert history_rows(clare, qin)[0][:3] == ["Hollingworth", "retract", "hoax"]
    assert history_rows(clare, qin)[1][:2] == ["Hollingworth", "publish"]


def test_the_way_of_an_edition_is_told_with_the_note_to_its_author(desk: Person) -> None:
    ana, clare = desk("reporter"), desk("editor")
    edition = newsroom.in_review(ana.person)

    ana.press(edition, "take_back")
    ana.press(edition, "submit")
    clare.press(edition, "return", note="Half as long.")

    told = history_rows(ana, edition)
    assert told[0][1:3] == ["return to the author", "Half as long."]
    assert [deed[1] for deed in told[1:]] == [
        *("submit for review", "take it back", "submit", "create article"),
    ]
    assert history_rows(ana, edition.article)[0][2] == "Half as long."


def test_a_save_that_changes_nothing_is_no_deed(desk: Person) -> None:
    clare, topic = desk("editor"), row_of(Topic, name="Fentanyl")
    before = history_rows(clare, topic)

    clare.send(topic)

    assert history_rows(clare, topic) == before


def test_what_no_person_did_is_the_systems(desk: Person) -> None:
    topic = row_of(Topic, name="Fentanyl")

    assert history_rows(desk("editor"), topic) == [["The system", "", "", "topic added"]]


def test_what_was_done_to_many_rows_at_once_is_told_once(desk: Person) -> None:
    clare, qin = desk("editor"), row_of(Official)

    ids = [{"scheme": scheme, "value": "1"} for scheme in ("viaf", "isni", "gnd")]
    clare.send(qin, **rows("identifiers", *ids))

    assert "external identifier added (3 times)" in history_rows(clare, qin)[0][3]
