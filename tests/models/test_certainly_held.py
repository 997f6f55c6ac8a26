"""When a chain of events leaves no doubt that somebody was held."""

from datetime import date

import pytest

from briefings.models import CustodyEvent, PartialDate
from briefings.models.chains import dated
from briefings.models.days_held import certainly_held

ALWAYS = date.max


def chain(*events: tuple[str, str]) -> list[CustodyEvent]:
    """Return the chain of the statuses and dates."""
    return [CustodyEvent(status=status, on=PartialDate.parse(on)) for status, on in events]


@pytest.mark.parametrize(
    ("events", "held"),
    [
        ([], []),
        ([("held", "2016-09-12")], [(date(2016, 9, 12), ALWAYS)]),
        ([("held", "2016-09")], [(date(2016, 9, 30), ALWAYS)]),
        (
            [("held", "2016-09"), ("", "2018"), ("free", "2024-11")],
            [(date(2016, 9, 30), date(2024, 11, 1))],
        ),
        (
            [("held", "2016-01-01"), ("restricted", "2017-01-01"), ("held", "2018-01-01")],
            [(date(2016, 1, 1), date(2017, 1, 1)), (date(2018, 1, 1), ALWAYS)],
        ),
        ([("held", "2016"), ("free", "2016")], []),
        ([("held", "2016-09-12/..")], [(ALWAYS, ALWAYS)]),
        ([("free", "2016-09-12")], []),
    ],
)
def test_what_is_certain(events: list[tuple[str, str]], held: list[tuple[date, date]]) -> None:
    assert certainly_held(dated(chain(*events), "status")) == held
