"""Names of countries as they stand in sentences."""

import pytest

from briefings.pages.names import in_sentence


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("China", "China"),
        ("United States", "the United States"),
        (
            "United Kingdom of Great Britain and Ireland",
            "the United Kingdom of Great Britain and Ireland",
        ),
        ("Netherlands", "the Netherlands"),
        ("Netherlands Guiana", "Netherlands Guiana"),
        ("The Gambia", "the Gambia"),
        ("Holy See", "the Holy See"),
        ("Faroe Islands", "the Faroe Islands"),
        ("Saint Vincent and the Grenadines", "Saint Vincent and the Grenadines"),
        (
            "South Georgia and the South Sandwich Islands",
            "South Georgia and the South Sandwich Islands",
        ),
        ("", ""),
    ],
)
def test_a_country_has_its_article_in_a_sentence(name: str, said: str) -> None:
    assert in_sentence(name) == said
