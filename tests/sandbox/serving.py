"""A site of three pages for the test of the server: one answers, the others never end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from briefings.limits import PAGE
from briefings.sandbox.parent import Stopped, call
from tests.sandbox import readers


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer `/`; read for ever, apart or here, at the others."""
    said = b"The house is open."
    if environ["PATH_INFO"] == "/apart":
        try:
            call(readers.turning, PAGE)
        except Stopped as stopped:
            said = str(stopped).encode()
    elif environ["PATH_INFO"] == "/here":
        re.match(r"(a+)+$", "a" * 60 + "b")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [said]
