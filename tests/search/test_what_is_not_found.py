"""What the public does not see answers nothing: not as a hit, not as a count, not as a spelling."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone

from briefings.models import (
    Country,
    Detainee,
    DetaineeName,
    Meeting,
    Office,
    OfficialName,
    Organization,
    Participant,
    Place,
    Statement,
    Topic,
    Visit,
)
from briefings.search.kinds import KINDS
from briefings.search.questions import SearchQuestion
from briefings.search.spelling import readings
from tests.factories import row_of, since
from tests.search.conftest import LIVE, Ask, meeting, official, words

NOW = timezone.now()
PRIVATE = {
    "entered": {},
    "embargoed": {"live_period": since(NOW + timedelta(days=9))},
    "retracted": {
        "live_period": type(since(NOW))(NOW - timedelta(days=9), NOW - timedelta(days=1)),
        "retraction_reason": "wrong",
    },
}
TITLES: dict[type[Model], str] = {
    **dict.fromkeys((Country, Place, Organization, Topic), "name"),
    **dict.fromkeys((Office, Visit, Meeting), "title"),
    Detainee: "full_name",
    Statement: "words",
}

Meant = Callable[[str], list[str]]


@pytest.fixture
def meant(db: None) -> Meant:
    """Return a function that gives what a question may have meant."""
    return lambda typed: [
        each.text for each in readings(SearchQuestion.parse(typed), timezone.now())
    ]


@pytest.mark.parametrize("state", PRIVATE)
def test_a_private_row_answers_nothing(state: str, ask: Ask, meant: Meant) -> None:
    of = {"official": official("Cleo Rook"), "attribution": "", "side": None}
    for model, column in TITLES.items():
        given = of if model is Statement else {}
        row_of(model, **{column: "Zanzibar"}, **given, **PRIVATE[state])
    hidden = official("Ada Zanzibar", "桑给巴尔", **{"live_period": None, **PRIVATE[state]})
    assert hidden.pk

    assert ask("zanzibar") == ask("桑给巴尔") == []
    assert meant("zanzibarr") == meant("ada zanzibarr") == []


@pytest.mark.parametrize("state", PRIVATE)
def test_nothing_is_found_by_what_is_private_beside_it(state: str, ask: Ask) -> None:
    private: dict[str, Any] = {"live_period": None, **PRIVATE[state]}
    hidden, seen = official("Ada Zanzibar", **private), official("Qin Gang")
    talks = meeting(hidden)
    row_of(Participant, meeting=talks, visit=None, official=seen, group="", **private)
    country = row_of(Country, name="Zanzibar", **private)
    row_of(Place, name="Stone Town", country=country, **LIVE)
    words(seen, "Candid.", meeting=row_of(Meeting, title="Zanzibar", **private))

    assert ask("zanzibar") == []
    assert ask("qin talks") == []
    assert ask("stone town") == ["place: Stone Town"]


def test_a_withheld_name_answers_nothing_and_is_no_spelling(ask: Ask, meant: Meant) -> None:
    person = row_of(
        Detainee,
        full_name="Ada Quillington",
        short_name="Quillington",
        sort_name="Quillington, Ada",
        description="An American teacher",
        employer="The Quillington School",
        biography="Quillington taught.",
        occupation="Teacher in Quimper",
        slug="an-american-teacher",
        name_withheld=True,
        **LIVE,
    )
    row_of(DetaineeName, detainee=person, name="奎林顿")
    row_of(DetaineeName, detainee=person, name="Quimper")
    statement = words(official("Cleo Rook"), "Free Ada Quillington.")
    statement.subjects.create(subject=person.identity)

    for typed in ("quillington", "ada quillington", "奎林顿", "taught", "school", "quimper"):
        assert ask(typed) == [], typed
    assert meant("quilington") == meant("ada quilington") == meant("quimpert") == []
    assert ask("american teacher") == ["detainee: An American teacher"]


def test_a_name_told_again_is_found_again(ask: Ask) -> None:
    person = row_of(
        Detainee,
        full_name="Ada Quillington",
        description="A teacher",
        slug="a-teacher",
        name_withheld=True,
        **LIVE,
    )
    assert ask("quillington") == []

    person.name_withheld = False
    person.save()

    assert ask("quillington") == ["detainee: Ada Quillington"]


def test_a_name_only_for_finding_finds_and_is_not_told(ask: Ask, meant: Meant) -> None:
    qin = official("Qin Gang")
    row_of(OfficialName, official=qin, name="Tchin Khang", shown=False)

    assert ask("tchin khang") == ["official: Qin Gang"]
    assert meant("tchinn khangg") == []


def test_every_kind_asks_for_what_is_live(ask: Ask) -> None:
    """The tests above would pass on kinds that they do not know."""
    assert {kind.model for kind in KINDS.values()} - {*TITLES} == {
        KINDS["article"].model,
        KINDS["official"].model,
    }
