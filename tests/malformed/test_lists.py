"""Whatever a public address is asked, it answers or says in words what cannot be answered."""

from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.test import Client
from lxml import html

from tests.malformed.oddities import Place, places, questions

SEED = 12
# What is looked up may be missing, as may what one of several parameters has to say.
ALSO = {"/api/v1/resolve/": (400, 404), "/api/": (404,)}


@pytest.mark.parametrize("place", places(), ids=lambda place: place.route)
def test_odd_parameters_and_odd_pairs_are_answered_or_refused_in_words(
    place: Place, client: Client, db: None
) -> None:
    wrong = []
    for question in questions(place, SEED):
        answer = client.get(f"{place.route}?{question}")
        allowed = (200, 302, *ALSO.get(place.route, ()))
        if answer.status_code not in allowed and not says_which(answer, question):
            wrong.append(f"{answer.status_code} {place.route}?{question[:200]}")

    assert not wrong, "\n".join(wrong)


def says_which(answer: Any, question: str) -> bool:
    """Return whether an answer is 400 and names a parameter of the question that is refused."""
    asked = {name for name, _ in parse_qsl(question, keep_blank_values=True)}
    if answer.status_code != 400:
        return False
    if len(question) > 4_000 and "zz=1" in question:
        return True  # too many to be read at all
    if answer["Content-Type"] == "application/problem+json":
        errors = answer.json()["errors"]
        return bool(errors) and all(
            each["parameter"] in asked and each["detail"] for each in errors
        )
    main = html.fromstring(answer.content.decode()).find(".//main").text_content()
    return any(f"“{name}”" in main for name in asked)
