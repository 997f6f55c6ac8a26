"""The names that a process holds: put in again when a record changes."""

from uuid import UUID

from briefings.bodies import KnownName
from briefings.bodies.known import KnownNames


def test_a_record_whose_names_begin_alike_is_put_in_again() -> None:
    id_ = UUID(int=1)
    names = KnownNames()
    names.put(KnownName(id_, "official", "Antony Blinken", ("Antony Blinken", "Antony J. Blinken")))

    names.put(KnownName(id_, "official", "Tony Blinken", ("Tony Blinken",)))

    assert [one.label for one in names.occurring("Tony and Antony")] == ["Tony Blinken"]
    assert names.occurring("Antony") == []
