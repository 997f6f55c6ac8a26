"""The look's promises: contrast, weight, letters."""

import gzip
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent.parent
SHEETS = ROOT / "static" / "css"
FONTS = ROOT / "static" / "fonts"
PUBLIC_SHEETS = tuple(
    f"{name}.css" for name in ("tokens", "frame", "registry", "charts", "lists", "gazette")
)
SCHEMES = ("light", "dark")


def colours(scheme: str) -> dict[str, str]:
    """Return the tokens that are colours, by name, as the scheme sets them."""
    sheet = (SHEETS / "tokens.css").read_text()
    light, rest = sheet.split("@media (prefers-color-scheme: dark)")
    dark = rest.split("@media print")[0]
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", light))
    if scheme == "dark":
        found |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", dark))
    return found


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2, from 0 (black) to 1 (white)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def letters(unicode_range: str) -> set[int]:
    """Return the code points that a `unicode-range` names."""
    found: set[int] = set()
    for part in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", unicode_range):
        first, last = int(part[0], 16), int(part[1] or part[0], 16)
        found.update(range(first, last + 1))
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["paper", "tint"])
@pytest.mark.parametrize("text", ["ink", "second", "link", "seal"])
def test_text_is_aa_on_paper_and_on_the_record_tint(text: str, ground: str, scheme: str) -> None:
    named = colours(scheme)
    assert contrast(named[text], named[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("text", ["ink", "second", "link"])
def test_what_is_read_at_length_is_aaa_on_paper(text: str, scheme: str) -> None:
    named = colours(scheme)
    assert contrast(named[text], named["paper"]) >= 7


def test_the_sheets_of_a_page_stay_under_12_kb_on_the_wire() -> None:
    assert sum(len(gzip.compress((SHEETS / name).read_bytes())) for name in PUBLIC_SHEETS) < 12_000


def test_the_fonts_stay_under_63_kb() -> None:
    assert sum(font.stat().st_size for font in FONTS.glob("*.woff2")) < 63_000


def test_each_face_asks_only_for_letters_that_its_range_names() -> None:
    faces = re.findall(
        r'url\("\.\./fonts/([a-z0-9-]+\.woff2)"\)[^;]*;\s*unicode-range: ([^;]+);',
        (SHEETS / "tokens.css").read_text(),
    )
    assert {name for name, _ in faces} == {font.name for font in FONTS.glob("*.woff2")}
    for name, unicode_range in faces:
        held = set(TTFont(FONTS / name).getBestCmap())
        assert held <= letters(unicode_range), name
