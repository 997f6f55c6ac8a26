"""Plain text: paragraphs a line each or wrapped, and lists typed with bullets or numbers."""

import re
from html import escape
from itertools import groupby

BULLET = re.compile(r"\s*(?:[-*•·–—▪◦]\s+)(?=\S)")
NUMBER = re.compile(r"\s*(?:\(?\d{1,3}[.)]\s+)(?=\S)")
_WIDEST_WRAPPED = 100
_NARROWEST_WRAPPED = 45


def to_markup(text: str) -> tuple[str, str]:
    """This will return no title, and HTML of the paragraphs and lists of a plain text.

    A line is a paragraph; lines that an editor's program wrapped are joined. Two or more lines in
    a row that begin with a bullet, or with rising numbers, are a list.
    """
    passages = [p for part in re.split(r"\n\s*\n", text) for p in _passages(part.split("\n"))]
    written: list[str] = []
    for kind, group in groupby(_with_kinds(passages), key=lambda pair: pair[0]):
        lines = [line for _, line in group]
        if kind:
            items = "".join(f"<li>{escape(_unmarked(line))}</li>" for line in lines)
            written.append(f"<{kind}>{items}</{kind}>")
        else:
            written.extend(f"<p>{escape(line)}</p>" for line in lines)
    return "", "".join(written)


def _passages(lines: list[str]) -> list[str]:
    """This will return the paragraphs of lines that no empty line parts."""
    lines = [line.strip() for line in lines if line.strip()]
    bullets = any(BULLET.match(line) or NUMBER.match(line) for line in lines)
    wrapped = (
        not bullets
        and all(len(line) <= _WIDEST_WRAPPED for line in lines)
        and all(len(line) >= _NARROWEST_WRAPPED for line in lines[:-1])
        and not all(line.endswith((".", "?", "!", "”", '"')) for line in lines)
    )
    return [" ".join(lines)] if wrapped and lines else lines


def _with_kinds(lines: list[str]) -> list[tuple[str, str]]:
    """This will pair each line with "ul" or "ol" where it stands in a list, else with ""."""
    kinds = ["ul" if BULLET.match(x) else "ol" if NUMBER.match(x) else "" for x in lines]
    paired: list[tuple[str, str]] = []
    for at, (kind, line) in enumerate(zip(kinds, lines, strict=True)):
        neighbours = kinds[max(at - 1, 0) : at] + kinds[at + 1 : at + 2]
        paired.append((kind if kind in neighbours else "", line))
    return paired


def _unmarked(line: str) -> str:
    return line[found.end() :] if (found := BULLET.match(line) or NUMBER.match(line)) else line
