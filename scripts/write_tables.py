"""Regenerate the part of docs/importing.md that comes from the code: the columns of every table."""

import os
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "importing.md"
START = "<!-- tables -->\n"


def main() -> None:
    """Replace the text below the mark; the text above it is written by hand."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from briefings.imports.documentation import documented

    by_hand = DOCUMENT.read_text(encoding="utf-8").partition(START)[0]
    DOCUMENT.write_text(f"{by_hand}{START}{documented()}", encoding="utf-8")


if __name__ == "__main__":
    main()
