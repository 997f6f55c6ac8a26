"""The real briefing that the project was given: what an import of it must propose."""

from pathlib import Path
from uuid import UUID

import pytest

from briefings.bodies import KnownName, apply, read, recognise, render

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT.parent / "shared" / "seed" / "000_db8be95cf9b85aca.txt"
pytestmark = pytest.mark.skipif(
    not SEED.exists(), reason="the seed briefing stands beside the checkout, in ../shared/seed"
)
HEADINGS = [
    "Aim to open lines of communication",
    "Hope for a positive rekindling of ties",
    "Blinken’s primary objectives",
    "Meeting with top diplomatic officials",
]
PEOPLE = ("Antony Blinken", "Joe Biden", "Xi Jinping", "Qin Gang", "Wang Yi")
COUNTRIES = ("China", "United States", "Taiwan", "Ukraine")
TOPICS = ("Fentanyl", "Human rights", "Balloon incident")
EASTERN = ("Xi Jinping", "Qin Gang", "Wang Yi")


def known() -> list[KnownName]:
    names: list[KnownName] = []
    for label in (*PEOPLE, *COUNTRIES, *TOPICS):
        record_type = (
            "official" if label in PEOPLE else "country" if label in COUNTRIES else "topic"
        )
        spellings = (label, "US") if label == "United States" else (label,)
        family = label.split()[0 if label in EASTERN else -1]
        short = (family,) if label in PEOPLE else ()
        names.append(KnownName(UUID(int=len(names)), record_type, label, spellings, short))
    return names


@pytest.fixture(scope="module")
def briefing():
    return read(SEED.name, SEED.read_bytes())


def test_its_parts_are_recognised(briefing):
    suggestions = recognise(briefing, known())
    assert suggestions.title == ""
    assert suggestions.standfirst is not None
    assert suggestions.standfirst.paragraph == 1
    assert [one.text for one in suggestions.dropped] == ["Table of Contents"]
    assert [heading.text for heading in suggestions.headings] == HEADINGS


def test_its_one_quote_is_bidens_and_its_unnamed_official_stays_unnamed(briefing):
    suggestions = recognise(briefing, known())
    [quote] = suggestions.quotes
    assert quote.text.startswith("I hope that in the coming months")
    assert quote.speaker == "President Biden"
    assert quote.record == next(one.uuid for one in known() if one.label == "Joe Biden")
    [attribution] = suggestions.attributions
    assert attribution.text == "A senior State Department official"
    assert attribution.side == "State Department"
    assert attribution.words.startswith("there are no high hopes")


def test_every_known_name_is_linked_and_second_mentions_too(briefing):
    suggestions = recognise(briefing, known())
    assert {link.label for link in suggestions.links} == {one.label for one in known()}
    assert {"Blinken", "Biden", "Xi"} <= {link.text for link in suggestions.links}
    assert suggestions.ambiguous == ()
    assert suggestions.officials == ()


def test_unknown_people_are_proposed_with_office_and_country(briefing):
    assert [(one.name, one.title, one.country) for one in recognise(briefing, []).officials] == [
        ("Antony Blinken", "secretary of state", "United States"),
        ("Joe Biden", "president", "United States"),
        ("Xi Jinping", "president", "China"),
        ("Qin Gang", "foreign minister", "China"),
        ("Wang Yi", "top diplomat", "China"),
    ]


def test_its_draft_has_four_contents_and_no_typed_one(briefing):
    draft = apply(briefing, recognise(briefing, known()))
    assert [heading.text for heading in render(draft.body).contents] == HEADINGS
    assert "Table of Contents" not in draft.body
    assert draft.standfirst not in draft.body
    assert draft.body.count("data-record") == len(
        [link for link in recognise(briefing, known()).links if link.paragraph != 1]
    )
