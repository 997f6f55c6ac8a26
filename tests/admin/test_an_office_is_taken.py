"""At the desk a tenure is ended with its successor in five fields."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from briefings.models import Citation, Office, Official, Source, Tenure
from tests.admin.conftest import Desk, Person, public, text_of
from tests.factories import row_of, since


def held() -> tuple[Tenure, Official]:
    """Return the tenure of who holds an office, and who comes after."""
    live = {"live_period": since(timezone.now() - timedelta(minutes=1))}
    ministry = row_of(Office, title="Foreign minister", **live)
    qin = row_of(Official, full_name="Qin Gang", **live)
    tenure = row_of(
        Tenure, official=qin, office=ministry, started="2022", end_status="current", **live
    )
    return tenure, row_of(Official, full_name="Wang Yi", **live)


def hand_over(desk: Desk, row: Any, button: str, to: Official, source: Source) -> Any:
    """Press the button with all that it asks."""
    return desk.press(
        row,
        button,
        official=to.pk,
        started="2023-07-25",
        ended="2023-07-24",
        ended_note="removed",
        source=str(source),
    )


def test_from_the_page_of_the_tenure_or_of_the_office(desk: Person) -> None:
    for button in ("add_successor", "take_office"):
        tenure, wang = held()
        row = tenure if button == "add_successor" else tenure.office
        page = hand_over(desk("editor"), row, button, wang, row_of(Source))
        assert "Entered; the predecessor’s tenure is ended." in text_of(page)
        tenure.refresh_from_db()
        assert (str(tenure.ended), tenure.ended_note) == ("24 July 2023", "removed")
        assert public(wang.tenures.get())


def test_it_asks_five_fields_and_begins_with_the_source_cited_last(desk: Person) -> None:
    clare = desk("editor")
    first, wang = held()
    source = row_of(Source)
    hand_over(clare, first, "add_successor", wang, source)
    second, _ = held()
    page = clare.open(second)
    shown = "[self::input[not(@type='hidden')] or self::select]"
    asked = page.xpath(f"//*[@id='offer-add_successor']//*{shown}/@name")
    fields = [name for name in asked if name.startswith("add_successor-")]
    # When readers see it is chosen already.
    assert len([name for name in fields if not name.startswith("add_successor-publication")]) == 5
    assert page.xpath("//input[@name='add_successor-source']/@value") == [str(source)]
    assert page.xpath("//input[@name='citations-__prefix__-source']/@value") == [str(source)]
    stranger = desk("editor").open(second)
    assert not stranger.xpath("//input[@name='add_successor-source']/@value")


def test_the_source_that_a_new_row_offers_is_saved_untouched(desk: Person) -> None:
    """What is offered is not what was there: the row counts as changed."""
    tenure, _ = held()
    source = row_of(Source)
    desk("editor").send(
        tenure,
        **{
            "citations-TOTAL_FORMS": "1",
            "citations-0-source": str(source),
            "citations-0-stance": "supports",
            "citations-0-says": "",
            "citations-0-page": "",
            "citations-0-quote": "",
        },
    )
    assert Citation.objects.get().source == source


def test_what_has_ended_has_no_successor_to_enter(desk: Person) -> None:
    tenure, _ = held()
    Tenure.objects.filter(pk=tenure.pk).update(ended="2023-07-25", end_status="ended")
    page = desk("editor").open(tenure)
    assert "It has ended." in text_of(page.get_element_by_id("offer-add_successor"))


def test_who_is_not_in_the_record_can_be_entered_from_the_form(desk: Person) -> None:
    page = desk("editor").open("/admin/briefings/office/do/take_office/")

    assert page.xpath("//form[@id='dialogue_form']//a[@href='/admin/briefings/official/add/']")
