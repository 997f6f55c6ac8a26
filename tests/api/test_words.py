"""What `q` finds in a list, and what it does not."""

from collections.abc import Callable

import pytest

from tests.api.conftest import Get, World
from tests.factories import row_of

Ids = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("resource", "question"),
    [
        ("articles", "hours talks"),
        ("articles", '"received him"'),
        ("officials", "秦刚"),
        ("officials", "chin kang"),
        ("offices", "minister"),
        ("tenures", "Kang Foreign"),
        ("countries", "CHINA"),
        ("organizations", "communist -nato"),
        ("topics", "taiwan or fentanyl"),
        ("sources", "xinhua"),
    ],
)
def test_words_are_asked_of_every_list(
    resource: str, question: str, world: World, ids: Ids
) -> None:
    assert ids(f"{resource}/", q=question) == [str(world.rows[resource].public_id)]
    assert ids(f"{resource}/", q=f"zebra {question}") == []


def test_an_article_is_found_by_what_it_says_now(world: World, ids: Ids) -> None:
    draft = row_of(type(world.edition), article=world.article, headline="Zanzibar", number=2)

    assert draft.live_period is None
    assert ids("articles/", q="Zanzibar") == []
    assert ids("articles/", q="blinken") == [str(world.article.public_id)]


def test_every_list_can_be_asked_for_words(world: World, get: Get) -> None:
    for name in world.rows:
        for question in ('"', "or or", "a & | ! <-> :*", "-", "'); --"):
            assert get(f"{name}/", q=question).status_code == 200, (name, question)
        assert get(f"{name}/", q="word " * 50).status_code == 400
