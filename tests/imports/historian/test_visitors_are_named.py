"""The text of a visitor is one person or two, or left in its words."""

import pytest

from briefings.imports.historian.travels.people import Person
from briefings.imports.historian.travels.visitors import visitors
from tests.imports.historian.files import rows_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("King Kalakaua", [("King", "Kalakaua")]),
        ("Prime MinisterHaidar al- Abadi", [("Prime Minister", "Haidar al- Abadi")]),
        ("President- elect Ernesto Zedillo", [("President- elect", "Ernesto Zedillo")]),
        ("President Tommy E. Remengesau, Jr.", [("President", "Tommy E. Remengesau, Jr.")]),
        ("Governor General Earl of Athlone", [("Governor General", "Earl of Athlone")]),
        ("Prime Minister Willem (Wim) Kok", [("Prime Minister", "Willem (Wim) Kok")]),
        ("Prime Minister Theresa May", [("Prime Minister", "Theresa May")]),
        (
            "President Anwar Sadat, Prime Minister Mustafa Khalil",
            [("President", "Anwar Sadat"), ("Prime Minister", "Mustafa Khalil")],
        ),
        (
            "King Abdullah and Crown Prince Hussein",
            [("King", "Abdullah"), ("Crown Prince", "Hussein")],
        ),
        ("Premier & Prince Sihanouk", []),
        ("Valdas Adamkus", []),
        ("Junta Member Daniel Ortega", []),
        ("", []),
    ],
)
def test_title_and_name_are_told_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert visitors(text) == [Person(*each) for each in expected]


def test_nothing_of_a_visitor_is_lost_or_added() -> None:
    texts = {row["visitor"] for row in rows_of("state_visits.csv")}

    read = {text: found for text in texts if (found := visitors(text))}

    for text, found in read.items():
        rest = text
        for part in (part for who in found for part in (who.of, who.title, who.name)):
            assert part in rest
            rest = rest.replace(part, "", 1)
        assert rest.replace("and", "", len(found) - 1).strip(" ,") == ""
    assert len(read) >= len(texts) - 20
