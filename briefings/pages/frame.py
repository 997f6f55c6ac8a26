"""What stands round every page: masthead, footer, canonical address."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from briefings.addresses import absolute, path_of

PROMISE = (
    "A connected, sourced record of foreign affairs. Every fact carries its day, its source and "
    "how sure we are."
)
# Labels and views.
SECTIONS = (
    ("Articles", "articles"),
    ("Visits", "visits"),
    ("Meetings", "meetings"),
    ("Officials", "officials"),
    ("Detained", "detainees"),
)
ALSO = (
    ("Offices", "offices"),
    ("Countries", "countries"),
    ("Places", "places"),
    ("Topics", "topics"),
)
LISTS = (
    ("The record", (*SECTIONS, *ALSO)),
    (
        "Take it with you",
        (
            ("The API", "api:docs"),
            ("Every list as JSON", "api:root"),
            ("The changes, as they happen", "api:changes"),
        ),
    ),
)


def furniture(request: HttpRequest, section: str = "") -> dict[str, Any]:
    """Return what the frame of every page needs; `section` is the view that is marked. No query."""
    return {
        "newsroom_name": settings.NEWSROOM_NAME,
        "promise": PROMISE,
        "sections": [(label, path_of(view), view == section) for label, view in SECTIONS],
        "footer_lists": [
            (title, [(label, path_of(view)) for label, view in views]) for title, views in LISTS
        ],
        "search_url": path_of("search"),
        "canonical_url": absolute(request.path),
    }
