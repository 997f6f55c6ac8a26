"""Read plain text: paragraphs, of one line or wrapped, and lists with bullets or numbers."""

import re
from html import escape

BULLET = re.compile(r"\s*(?:[-*•·–—▪◦]\s+)(?=\S)")
NUMBER = re.compile(r"\s*(?:\(?\d{1,3}[.)]\s+)(?=\S)")
_WIDEST_WRAPPED = 100
_NARROWEST_WRAPPED = 45


def to_markup(text: str) -> tuple[str, str]:
    """Return "" as title, and the HTML of a plain text's paragraphs and lists.

    A line is a paragraph; lines wrapped by a program are joined. Two or more consecutive lines with
    bullets, or with numbers that rise by one, are a list.
    """
    passages = [p for part in re.split(r"\n\s*\n", text) for p in _passages(part.split("\n"))]
    return "", "".join(_written(kind, lines) for kind, lines in _gathered(passages))


def _passages(lines: list[str]) -> list[str]:
    """Return the paragraphs of lines without an empty line between them."""
    lines = [line.strip() for line in lines if line.strip()]
    bullets = any(BULLET.match(line) or NUMBER.match(line) for line in lines)
    wrapped = (
        not bullets
        and all(len(line) <= _WIDEST_WRAPPED for line in lines)
        and all(len(line) >= _NARROWEST_WRAPPED for line in lines[:-1])
        and not all(line.endswith((".", "?", "!", "”", '"')) for line in lines)
    )
    return [" ".join(lines)] if wrapped and lines else lines


def _gathered(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Group consecutive lines of one kind: bullets "ul", numbers that rise by one "ol", or ""."""
    gathered: list[tuple[str, list[str]]] = []
    last = 0
    for line in lines:
        number = _number(line)
        kind = "ul" if BULLET.match(line) else "ol" if number else ""
        goes_on = gathered and gathered[-1][0] == kind and (kind != "ol" or number == last + 1)
        if goes_on:
            gathered[-1][1].append(line)
        else:
            gathered.append((kind, [line]))
        last = number
    return gathered


def _number(line: str) -> int:
    """Return the number at the beginning of a line; 0 without one."""
    found = NUMBER.match(line)
    return int(re.sub(r"\D", "", found[0])) if found else 0


def _written(kind: str, lines: list[str]) -> str:
    if not kind or len(lines) == 1:
        return "".join(f"<p>{escape(line)}</p>" for line in lines)
    mark = BULLET if kind == "ul" else NUMBER
    items = "".join(f"<li>{escape(mark.sub('', line, count=1))}</li>" for line in lines)
    return f"<{kind}>{items}</{kind}>"
