"""Short and sort name are made of the full name, by the order of names in the country."""

from __future__ import annotations

import pytest

from briefings.actions.names import person_names
from briefings.models import Country, Official
from tests.admin.conftest import Person
from tests.factories import row_of


@pytest.mark.parametrize(
    ("full_name", "code", "made"),
    [
        ("Antony Blinken", "US", ("Blinken", "Blinken, Antony")),
        ("Antony Blinken", None, ("Blinken", "Blinken, Antony")),
        ("Qin Gang", "CN", ("Qin", "Qin Gang")),
        ("Yoon Suk Yeol", "KR", ("Yoon", "Yoon Suk Yeol")),
        ("Orbán Viktor", "HU", ("Orbán", "Orbán Viktor")),
        ("Ursula von der Leyen", "DE", ("von der Leyen", "von der Leyen, Ursula")),
        ("Pelé", "BR", ("Pelé", "Pelé")),
    ],
)
def test_names_are_made(full_name: str, code: str | None, made: tuple[str, str]) -> None:
    country = Country(code=code) if code else None
    assert person_names(full_name, country) == made


def test_what_is_left_empty_is_made_and_what_is_typed_stays(desk: Person) -> None:
    china, clare = row_of(Country, name="China", code="CN"), desk("editor")
    address = "/admin/briefings/official/add/"

    clare.send(address, full_name="Qin Gang", country=china.pk)
    clare.send(address, full_name="Wu Lei", country=china.pk, short_name="Lei", _another="Wu Lei")

    qin, wu = Official.objects.order_by("id")
    assert (qin.short_name, qin.sort_name) == ("Qin", "Qin Gang")
    assert (wu.short_name, wu.sort_name) == ("Lei", "Wu Lei")
