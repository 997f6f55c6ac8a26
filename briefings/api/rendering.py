"""Answers as bytes: documents are JSON already, and pass as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from rest_framework.renderers import JSONRenderer
from rest_framework.utils.encoders import JSONEncoder

_OTHERWISE = JSONEncoder().default


class DocumentRenderer(JSONRenderer):
    """JSON in which an `orjson.Fragment` is what it holds; indented where the client asks for it.

    Moments, days and ids are written as the framework writes them.
    """

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """Return the JSON of an answer; nothing for no answer."""
        if data is None:
            return b""
        made = orjson.dumps(
            data,
            default=_OTHERWISE,
            option=orjson.OPT_NON_STR_KEYS | orjson.OPT_PASSTHROUGH_DATETIME,
        )
        if self.get_indent(accepted_media_type or "", {**(renderer_context or {})}) is None:
            return made
        return bytes(super().render(orjson.loads(made), accepted_media_type, renderer_context))
