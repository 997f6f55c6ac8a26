"""Read what a page of the web says of itself in a child process."""

from __future__ import annotations

from briefings.bodies import webpages
from briefings.limits import CITED_PAGE
from briefings.sandbox.parent import Stopped, call


def read_page(data: bytes) -> webpages.SaidOfItself:
    """Return what the beginning of a page says of itself; nothing where a limit is reached."""
    try:
        return call(webpages.read_page, CITED_PAGE, data)
    except Stopped:
        return webpages.SaidOfItself()
