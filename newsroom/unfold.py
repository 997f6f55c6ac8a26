"""The desk's theme: the settings of django-unfold, in the colours of the public pages.

Unfold's colour scales are set to the pages' tokens: `base` are the cool greys (100 is the record
tint, 900 the dark ground), `primary` is the link colour (600 fills a button, 500 is a link on the
dark ground). Typefaces and the editor's serif are in static/css/desk.css.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static


def site_name(request: HttpRequest) -> str:
    """Return the newsroom's name from the settings."""
    name: str = settings.NEWSROOM_NAME
    return name


def tokens(request: HttpRequest) -> str:
    """Return the address of the style sheet with typefaces and tokens, shared with the pages."""
    return static("css/tokens.css")


def desk(request: HttpRequest) -> str:
    """Return the address of the desk's style sheet."""
    return static("css/desk.css")


def forms(request: HttpRequest) -> str:
    """Return the address of the style sheet of the desk's forms."""
    return static("css/desk-forms.css")


def script(request: HttpRequest) -> str:
    """Return the address of the desk's script."""
    return static("js/desk.js")


def rows_script(request: HttpRequest) -> str:
    """Return the address of the script for rows that fold."""
    return static("js/desk-rows.js")


def front(request: HttpRequest) -> str:
    """Return the address of the style sheet of the front page."""
    return static("css/desk-front.css")


def search_sheet(request: HttpRequest) -> str:
    """Return the address of the style sheet of the sidebar's search box."""
    return static("css/desk-search.css")


def search_script(request: HttpRequest) -> str:
    """Return the address of the script of the sidebar's search box."""
    return static("js/desk-search.js")


def wedge(request: HttpRequest) -> str:
    """Return the address of the favicon."""
    return static("images/wedge.svg")


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": site_name,
    "SITE_HEADER": site_name,
    "SITE_SUBHEADER": "Desk",
    "SITE_URL": "/",
    "SITE_SYMBOL": "newspaper",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": wedge}],
    "STYLES": [tokens, desk, forms, front, search_sheet],
    "SCRIPTS": [script, rows_script, search_script],
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
