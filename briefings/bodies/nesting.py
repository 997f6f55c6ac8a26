"""Limit the nesting of HTML, because a parser's time grows with the square of the depth."""

import re

from briefings.limits import NESTED

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)([^<>]*)>?")
# Elements without an end tag, or closed by the next sibling: they do not nest by themselves.
_SELF_ENDING = re.compile(
    r"area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|"
    r"p|li|dt|dd|option|tr|td|th|tbody|thead|tfoot|colgroup"
)
_DRAWING = re.compile(r"path|circle|ellipse|line|polygon|polyline|rect|stop|use")


def flatten(html: str) -> str:
    """Return the HTML without tags that are deeper than `NESTED`; words stay."""
    return _walk(html)[0]


def too_deep(html: str) -> bool:
    """Return whether elements are nested deeper than `NESTED`."""
    return _walk(html)[1] > NESTED


def _walk(html: str) -> tuple[str, int]:
    depth = deepest = 0

    def keep(found: re.Match[str]) -> str:
        nonlocal depth, deepest
        closing, name, rest = found[1], found[2].lower(), found[3]
        drawn = _DRAWING.fullmatch(name) and rest.endswith("/")
        ends_itself = _SELF_ENDING.fullmatch(name) or drawn
        if not closing and not ends_itself:
            depth += 1
            deepest = max(deepest, depth)
        kept = found[0] if depth <= NESTED else ""
        if closing and not ends_itself:
            depth = max(depth - 1, 0)
        return kept

    return _TAG.sub(keep, html), deepest
