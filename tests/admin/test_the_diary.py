"""The diary of the front page: the coming engagements, by the clocks of their places."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from briefings.admin.diary import coming
from briefings.models import Meeting, Place, StatusChange, Visit
from tests.admin.conftest import Person, text_of
from tests.factories import row_of

AT = datetime(2090, 6, 17, 20, 0, tzinfo=UTC)


def test_the_diary_tells_the_coming_days_in_the_time_of_each_place(db: None) -> None:
    beijing = row_of(Place, name="Beijing", time_zone="Asia/Shanghai")
    talks = row_of(
        Meeting, title="Talks", place=beijing, starts_at=datetime(2090, 6, 18, 23, 30, tzinfo=UTC)
    )
    row_of(StatusChange, meeting=talks, status="confirmed", on="2090-06-01")
    dinner = row_of(Meeting, title="A dinner", on="2090-06-18", part_of_day="evening")
    row_of(StatusChange, meeting=dinner, status="cancelled", on="2090-06-01")
    row_of(Meeting, title="Some day", on="2090-06")
    row_of(Visit, title="Under way", starts="2090-06-16", ends="2090-06-18")
    row_of(Meeting, title="Over", on="2090-06-16")
    row_of(Meeting, title="Too late", on="2090-07-18")

    diary = [(day.title, day.entries) for day in coming(AT)]

    assert [(title, [entry.title for entry in entries]) for title, entries in diary] == [
        ("Saturday 17 June, today", ["Under way"]),
        ("Sunday 18 June", ["A dinner"]),
        ("Monday 19 June", ["Talks"]),
        ("Some day: June 2090", ["Some day"]),
    ]
    [evening], [early] = diary[1][1], diary[2][1]
    assert (evening.hour, evening.status, evening.sign) == ("Evening", "Cancelled", "struck")
    assert (early.hour, early.where) == ("07:30 (23:30 UTC)", "Beijing")
    assert (early.status, early.sign) == ("Confirmed", "half")


def test_the_diary_is_on_the_front_page_of_everybody(desk: Person) -> None:
    day = datetime.now(UTC).date() + timedelta(days=3)
    row_of(Meeting, title="Talks", on=f"{day}")

    for role in ("reporter", "publisher"):
        [diary] = desk(role).open("/admin/").xpath("//*[@class='desk-diary']")
        assert "Talks" in text_of(diary)
        assert "No status" in text_of(diary)
