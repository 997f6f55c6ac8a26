"""Remake strangers' pictures in a child process."""

from __future__ import annotations

from briefings import pictures
from briefings.limits import PAGE
from briefings.sandbox.parent import Stopped, call


def remake(data: bytes) -> pictures.Picture:
    """Return the remade picture of a file.

    Raises `pictures.PictureRefused`, also where a limit is reached.
    """
    try:
        return call(pictures.remake, PAGE, data)
    except Stopped as stopped:
        raise pictures.PictureRefused(f"{str(stopped)[:1].upper()}{str(stopped)[1:]}.") from stopped
