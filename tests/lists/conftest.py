"""A reader of the pages of lists."""

from typing import Any

import pytest
from django.test import Client
from lxml import html

from tests.pages.conftest import Read


@pytest.fixture
def read(client: Client) -> Read:
    """Return a function that gives a page as a tree of elements."""

    def page(url: str) -> Any:
        response = client.get(url)
        assert response.status_code == 200, response.status_code
        return html.fromstring(response.content.decode())

    return page
