"""Remake strangers' pictures, and make them narrower, in a child process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from briefings import pictures
from briefings.limits import PAGE
from briefings.sandbox.parent import Stopped, call

T = TypeVar("T")


def remake(data: bytes) -> pictures.Picture:
    """Return the remade picture of a file.

    Raises `pictures.PictureRefused`, also where a limit is reached.
    """
    return _made(pictures.remake, data)


def narrowed(data: bytes, widths: Sequence[int]) -> list[bytes]:
    """Return the picture of a file in these widths, each as a WebP; raises as `remake` does."""
    return _made(pictures.narrowed, data, widths)


def _made(make: Callable[..., T], *given: Any) -> T:
    try:
        return call(make, PAGE, *given)
    except Stopped as stopped:
        raise pictures.PictureRefused(f"{str(stopped)[:1].upper()}{str(stopped)[1:]}.") from stopped
