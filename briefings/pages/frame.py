"""What stands round every page: masthead, footer, canonical address."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from briefings.addresses import absolute

API = "/api/v1/"
SEARCH = "/search/"
PROMISE = (
    "A connected, sourced record of foreign affairs. Every fact carries its day, its source and "
    "how sure we are."
)
SECTIONS = (
    ("Articles", "/articles/"),
    ("Visits", "/visits/"),
    ("Meetings", "/meetings/"),
    ("Officials", "/officials/"),
    ("Detained", "/detainees/"),
)
ALSO = (
    ("Offices", "/offices/"),
    ("Countries", "/countries/"),
    ("Places", "/places/"),
    ("Topics", "/topics/"),
)
LISTS = (
    ("The record", (*SECTIONS, *ALSO)),
    (
        "Take it with you",
        (
            ("The API", f"{API}docs/"),
            ("Every list as JSON", API),
            ("The changes, as they happen", f"{API}changes/"),
        ),
    ),
)


def furniture(request: HttpRequest, section: str = "") -> dict[str, Any]:
    """Return what the frame of every page needs; queries nothing."""
    return {
        "newsroom_name": settings.NEWSROOM_NAME,
        "promise": PROMISE,
        "sections": [(label, url, url == section) for label, url in SECTIONS],
        "footer_lists": LISTS,
        "search_url": SEARCH,
        "canonical_url": absolute(request.path),
    }
