"""Rebuild the subset fonts in static/fonts/ from their published npm packages.

Run by hand when a face is updated: `python scripts/vendor_fonts.py`. It needs npm and the dev
extra (fonttools with brotli), fetches the two pinned packages into a temporary directory, and
replaces every font file and licence text. The `unicode-range` lists in static/css/tokens.css must
cover `CORE` and `EXTENSION`; a test compares them with the files.
"""

import io
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"

SERIF = "@fontsource-variable/brygada-1918"
DATA = "@fontsource/fira-sans-condensed"
VERSION = "5.3.0"
LICENCES = {SERIF: "brygada-1918-OFL.txt", DATA: "fira-sans-condensed-OFL.txt"}

CORE = frozenset(
    {*range(0x20, 0x7F), *range(0xC0, 0x100)}
    | {ord(letter) for letter in "\u00a0\u2009\u202fŒœ£§©«·»€–—‘’“”…′←→−"}
)
# The Latin Extended-A letters that languages of the record write, transliteration's long vowels,
# and Romanian's comma-below letters. Vietnamese would be a subset of its own.
EXTENSION = frozenset(
    ord(letter)
    for letter in (
        "ĀāĂăĄąĆćČčĎďĐđĒēĖėĘęĚěĞğĢģĪīĮįİıĶķĹĺĻļĽľŁłŃńŅņŇňŌōŐőŔŕŘřŚśŞşŠšŢţŤťŪūŮůŰűŲųŹźŻżŽžȘșȚț"
    )
)


@dataclass(frozen=True, slots=True)
class Cut:
    """One font file to make: which packaged file, which letters and features stay."""

    name: str
    package: str
    source: str
    letters: frozenset[int]
    features: tuple[str, ...]
    weight: int | None = None  # pin a variable font to this weight; None keeps its axis


CUTS = (
    Cut("serif-roman", SERIF, "brygada-1918-latin-wght-normal", CORE,
        ("kern", "liga", "tnum", "pnum")),
    Cut("serif-italic", SERIF, "brygada-1918-latin-wght-italic", CORE,
        ("kern", "liga", "tnum", "pnum"), weight=400),
    Cut("data-400", DATA, "fira-sans-condensed-latin-400-normal", CORE, ("tnum", "pnum")),
    Cut("data-600", DATA, "fira-sans-condensed-latin-600-normal", CORE, ("tnum", "pnum")),
    Cut("serif-roman-extension", SERIF, "brygada-1918-latin-ext-wght-normal", EXTENSION,
        ("ccmp", "locl")),
    Cut("serif-italic-extension", SERIF, "brygada-1918-latin-ext-wght-italic", EXTENSION,
        ("ccmp", "locl"), weight=400),
    Cut("data-400-extension", DATA, "fira-sans-condensed-latin-ext-400-normal", EXTENSION,
        ("ccmp", "locl")),
    Cut("data-600-extension", DATA, "fira-sans-condensed-latin-ext-600-normal", EXTENSION,
        ("ccmp", "locl")),
)  # fmt: skip


def fetch(packages: Iterable[str], into: Path) -> None:
    """Install the packages under `into`/node_modules; raises CalledProcessError if npm fails."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is not installed")
    wanted = [f"{package}@{VERSION}" for package in packages]
    command = [npm, "install", "--no-save", "--no-audit", "--no-fund", "--prefix", str(into)]
    subprocess.run([*command, *wanted], check=True)  # noqa: S603


def make(cut: Cut, source: Path) -> bytes:
    """Return the woff2 bytes of one cut."""
    font = TTFont(source, recalcTimestamp=False)
    if cut.weight is not None:
        font = instancer.instantiateVariableFont(font, {"wght": cut.weight})
    options = subset.Options(
        flavor="woff2", hinting=False, layout_features=list(cut.features), notdef_outline=True
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=cut.letters)
    subsetter.subset(font)
    made = io.BytesIO()
    subset.save_font(font, made, options)
    return made.getvalue()


def main() -> None:
    """Replace every font and licence text in static/fonts/ and print the sizes in bytes."""
    with tempfile.TemporaryDirectory() as scratch:
        fetch(LICENCES, Path(scratch))
        packages = Path(scratch) / "node_modules"
        FONTS.mkdir(parents=True, exist_ok=True)
        for cut in CUTS:
            made = make(cut, packages / cut.package / "files" / f"{cut.source}.woff2")
            (FONTS / f"{cut.name}.woff2").write_bytes(made)
            print(f"{len(made):>7,}  {cut.name}.woff2")  # noqa: T201
        for package, licence in LICENCES.items():
            shutil.copyfile(packages / package / "LICENSE", FONTS / licence)


if __name__ == "__main__":
    main()
