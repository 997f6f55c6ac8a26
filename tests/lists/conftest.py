"""A newsroom with long lists, and a reader of their pages."""

from typing import Any

import pytest
from django.test import Client
from lxml import html

from tests.lists.world import open_lists
from tests.pages.conftest import Read
from tests.pages.newsroom import Newsroom
from tests.standing import standing


@standing
def lists() -> Newsroom:
    """Publish a newsroom with two or more different rows in each list."""
    return open_lists()


@pytest.fixture
def read(client: Client) -> Read:
    """Return a function that gives a page as a tree of elements."""

    def page(url: str) -> Any:
        response = client.get(url)
        assert response.status_code == 200, response.status_code
        return html.fromstring(response.content.decode())

    return page
