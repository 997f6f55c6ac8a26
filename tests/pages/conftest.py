"""A published newsroom, and a reader of its pages."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from lxml import html

from tests.pages.newsroom import Newsroom, open_newsroom
from tests.standing import standing

Read = Callable[..., Any]


@standing
def newsroom() -> Newsroom:
    """Open the newsroom."""
    return open_newsroom()


@pytest.fixture
def read(client: Client) -> Read:
    """Return a function that gives a page as a tree of elements."""

    def page(url: str, status: int = 200) -> Any:
        response = client.get(url)
        assert response.status_code == status, response.status_code
        return html.fromstring(response.content.decode())

    return page


def words(tree: Any, selector: str = "//body") -> str:
    """Return the words of the elements that an XPath selects, with single spaces."""
    texts = [text for element in tree.xpath(selector) for text in element.itertext()]
    return re.sub(r" ([,.;:)])", r"\1", " ".join(" ".join(texts).split()))
