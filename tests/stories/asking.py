"""Who asks a page and the API the same, by the same words."""

from typing import Any

from django.test import Client
from lxml import html


class Reader:
    """A reader with a browser and a program."""

    def __init__(self, client: Client) -> None:
        """Take the browser."""
        self.client = client

    def asks(self, question: str) -> tuple[str, list[dict[str, Any]]]:
        """Return the words of a list's page, and the rows that the API answers."""
        words, answer = self.asks_both(question, question)
        rows: list[dict[str, Any]] = answer["results"]
        return words, rows

    def asks_both(self, page: str, api: str) -> tuple[str, Any]:
        """Return the words of the page and the answer of the API, asked one address each."""
        shown = self.client.get(f"/{page}")
        answer = self.client.get(f"/api/v1/{api}")
        assert shown.status_code == 200, shown.content.decode()
        assert answer.status_code == 200, answer.content.decode()
        main = html.fromstring(shown.content.decode()).find(".//main")
        return " ".join(main.text_content().split()), answer.json()
