"""Paths are those of the URLconf, whatever is kept of them."""

import uuid

import pytest
from django.urls import reverse

from briefings.addresses import path_of
from briefings.pages.urls import urlpatterns

KEYS = {"<slug:slug>": "wang-yi", "<uuid:public_id>": uuid.UUID(int=7)}
KEYED = {
    str(pattern.name): key
    for pattern in urlpatterns
    for converter, key in KEYS.items()
    if str(pattern.pattern).count("<") == 1 and converter in str(pattern.pattern)
}
PLAIN = [str(pattern.name) for pattern in urlpatterns if "<" not in str(pattern.pattern)]


@pytest.mark.parametrize("view", [*KEYED, "api:officials-detail"])
def test_a_view_with_a_key_has_the_path_that_reverse_gives(view: str) -> None:
    """A link that is not the URLconf's leads to nothing."""
    key = KEYED.get(view, uuid.UUID(int=7))

    assert path_of(view, key) == reverse(view, args=[key])


@pytest.mark.parametrize("view", [*PLAIN, "api:root", "api:officials-list"])
def test_a_view_without_a_key_has_the_path_that_reverse_gives(view: str) -> None:
    """A list's address is asked for by its name alone."""
    assert path_of(view) == reverse(view)
