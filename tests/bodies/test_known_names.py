"""The names that a process holds: put in again when a record changes."""

from uuid import UUID

from briefings.bodies import KnownName
from briefings.bodies.known import KnownNames


def test_a_record_whose_names_begin_alike_is_put_in_again() -> None:
    id_ = UUID(int=1)
    names = KnownNames()
    names.put(KnownName(id_, "official", "Antony Blinken", ("Antony Blinken", "Antony J. Blinken")))

    names.put(KnownName(id_, "official", "Tony Blinken", ("Tony Blinken",)))

    assert [one.label for one in names.occurring("Tony Blinken and Antony")] == ["Tony Blinken"]
    assert names.occurring("Antony J. Blinken") == []


def test_a_name_may_occur_where_its_first_and_its_last_word_do() -> None:
    """In any case, with or without accents; by one of its names."""
    li = KnownName(UUID(int=1), "official", "José Li", ("José Li", "Li José"), short_names=("Li",))
    names = KnownNames()
    names.put(li)
    names.put(KnownName(UUID(int=2), "place", "New York", ("New York",)))

    assert names.occurring("LI spoke in a new hall of JOSE’S") == [li]
    assert names.occurring("José spoke in New-York")[0].label == "New York"
