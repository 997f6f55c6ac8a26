"""Unknown names that carry a title are proposed as officials, with office and country."""

from collections.abc import Iterable
from uuid import UUID

import pytest

from briefings.bodies import KnownName, read, recognise


def officials(text: str, known: Iterable[KnownName] = ()) -> list[tuple[str, str, str | None]]:
    found = recognise(read("a.txt", text.encode()), known).officials
    return [(one.name, one.title, one.country or one.organization) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chinese Foreign Minister Qin Gang left.", ("Qin Gang", "foreign minister", "China")),
        (
            "US Secretary of State Antony Blinken left.",
            ("Antony Blinken", "secretary of state", "United States"),
        ),
        ("He saw China’s top diplomat, Wang Yi.", ("Wang Yi", "top diplomat", "China")),
        (
            "Qin Gang, the Chinese foreign minister, left.",
            ("Qin Gang", "foreign minister", "China"),
        ),
        (
            "They met Annalena Baerbock, foreign minister of Germany.",
            ("Annalena Baerbock", "foreign minister", "Germany"),
        ),
        ("President Emmanuel Macron of France left.", ("Emmanuel Macron", "president", "France")),
        (
            "Saudi Crown Prince Mohammed bin Salman left.",
            ("Mohammed bin Salman", "crown prince", "Saudi Arabia"),
        ),
        (
            "NATO Secretary General Jens Stoltenberg left.",
            ("Jens Stoltenberg", "secretary general", "NATO"),
        ),
        (
            "Ursula von der Leyen, the European Commission president, left.",
            ("Ursula von der Leyen", "president", "European Commission"),
        ),
        (
            "South Korean Vice Foreign Minister Chang Ho-jin left.",
            ("Chang Ho-jin", "vice foreign minister", "South Korea"),
        ),
        (
            "British Prime Minister Rishi Sunak’s plane left.",
            ("Rishi Sunak", "prime minister", "United Kingdom"),
        ),
        ("President Macron left.", ("Macron", "president", None)),
    ],
)
def test_a_titled_name_is_proposed_with_office_and_country(text, expected):
    assert officials(text) == [expected]


def test_one_person_is_proposed_once_with_what_all_places_say():
    text = "President Biden spoke.\nPresident Joe Biden left.\nUS President Joe Biden came back."
    assert officials(text) == [("Joe Biden", "president", "United States")]


def test_a_known_name_is_not_proposed():
    qin = KnownName(UUID(int=1), "official", "Qin Gang", ("Qin Gang",), ("Qin",))
    assert officials("Foreign Minister Qin Gang left. Minister Qin came back.", [qin]) == []


@pytest.mark.parametrize(
    "text",
    [
        "The UN General Assembly met.",
        "Additionally, President after president had failed.",
        "In Beijing, Secretary after secretary came.",
        "The president said so on Monday.",
        "He chairs the Council of Ministers.",
    ],
)
def test_titles_without_a_name_propose_nobody(text):
    assert officials(text) == []
