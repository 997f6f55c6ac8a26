"""A misspelt name is read as the nearest that the public is told."""

import pytest
from django.utils import timezone

from briefings.models import Country, Office, Place
from briefings.search.questions import SearchQuestion
from briefings.search.spelling import readings
from tests.factories import row_of
from tests.search.conftest import LIVE, official


@pytest.fixture
def _names(db: None) -> None:
    official("Antony Blinken")
    official("Qin Gang", "秦刚")
    official("Xi Jinping", "习近平")
    official("Volodymyr Zelenskyy")
    official("Sergey Lavrov")
    official("Mevlüt Çavuşoğlu")
    row_of(Place, name="Beijing", **LIVE)
    row_of(Country, name="Kyrgyzstan", **LIVE)
    row_of(Office, title="Foreign minister", **LIVE)


@pytest.mark.usefixtures("_names")
@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Antony Blinkin", "Antony Blinken"),
        ("anthony blinken", "Antony blinken"),
        ("qin gang bejing", "qin gang Beijing"),
        ("zelensky", "Zelenskyy"),
        ("Sergei Lavrow", "Sergey Lavrov"),
        ("cavusogl", "Çavuşoğlu"),
        ("kyrgistan", "Kyrgyzstan"),
        ("foreign minster", "foreign minister"),
        ("xi jin ping", "Xi Jinping"),
        ('"exact words" bejing', '"exact words" Beijing'),
    ],
)
def test_it_is_read_as_the_nearest_name(typed: str, read: str) -> None:
    meant = [each.text for each in readings(SearchQuestion.parse(typed), timezone.now())]

    assert read in meant


@pytest.mark.usefixtures("_names")
@pytest.mark.parametrize("typed", ["photosynthesis", "zzzz", "xi", "", "“talks at dinner”"])
def test_what_is_like_no_name_is_left_as_it_is(typed: str) -> None:
    assert [*readings(SearchQuestion.parse(typed), timezone.now())] == []
