"""A stranger's picture, made anew in a child process."""

from __future__ import annotations

from briefings import pictures
from briefings.limits import PAGE
from briefings.sandbox.parent import Stopped, call


def remake(data: bytes) -> pictures.Picture:
    """Return the picture of a file, made anew; raises `pictures.Refused`, also beyond a limit."""
    try:
        return call(pictures.remake, PAGE, data)
    except Stopped as stopped:
        raise pictures.Refused(f"{str(stopped)[:1].upper()}{str(stopped)[1:]}.") from stopped
