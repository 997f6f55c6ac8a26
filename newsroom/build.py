"""A short name for the running code: the same wherever the same code runs."""

import hashlib
from pathlib import Path

COUNTED = (".py", ".html", ".svg", ".css", ".js")


def build_of(*directories: Path) -> str:
    """Return 12 hexadecimal digits that change with any source file below the directories."""
    digest = hashlib.sha256()
    for directory in directories:
        for path in sorted(directory.rglob("*")):
            if path.suffix in COUNTED:
                digest.update(path.name.encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
