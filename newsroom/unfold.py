"""The desk's theme: the settings of django-unfold, in the colours of the public pages.

Unfold's colour scales are set to the pages' tokens: `base` are the cool greys (100 is the record
tint, 900 the dark ground), `primary` is the link colour (600 fills a button, 500 is a link on the
dark ground). Typefaces and the editor's serif are in static/css/desk.css.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static


def site_name(request: HttpRequest) -> str:
    """Return the newsroom's name from the settings."""
    name: str = settings.NEWSROOM_NAME
    return name


def file(path: str) -> Callable[[HttpRequest], str]:
    """Return a function that returns the address of a static file, found when a page is shown."""
    return lambda request: static(path)


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": site_name,
    "SITE_HEADER": site_name,
    "SITE_SUBHEADER": "Desk",
    "SITE_URL": "/",
    "SITE_SYMBOL": "newspaper",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": file("images/wedge.svg")}],
    # Typefaces and tokens are the public pages' own.
    "STYLES": [
        file(f"css/{name}.css")
        for name in ("tokens", "desk", "desk-forms", "desk-front", "desk-search")
    ],
    "SCRIPTS": [file(f"js/{name}.js") for name in ("desk", "desk-rows", "desk-search")],
    "BORDER_RADIUS": "6px",
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": True,
    "COLORS": {
        "base": {
            "50": "#f3f6f5",
            "100": "#e3ebea",
            "200": "#d3dedd",
            "300": "#b4c1c2",
            "400": "#a9b6b9",
            "500": "#53636b",
            "600": "#43535b",
            "700": "#40515a",
            "800": "#26353d",
            "900": "#0f171c",
            "950": "#070c0f",
        },
        "primary": {
            "50": "#eef5f8",
            "100": "#e3ebea",
            "200": "#bcdbe8",
            "300": "#a9d3e4",
            "400": "#93c9de",
            "500": "#6fb3cd",
            "600": "#0b4a63",
            "700": "#093f55",
            "800": "#083546",
            "900": "#062a38",
            "950": "#041c26",
        },
        "font": {
            "subtle-light": "#43535b",
            "subtle-dark": "#a9b6b9",
            "default-light": "#13212a",
            "default-dark": "#cfd8d6",
            "important-light": "#13212a",
            "important-dark": "#e4e9e6",
        },
    },
    "DASHBOARD_CALLBACK": "briefings.admin.dashboard.front_page",
    "SIDEBAR": {
        "show_search": True,
        "show_all_applications": False,
        "navigation": "briefings.admin.navigation.navigation",
    },
}
