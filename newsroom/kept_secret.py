"""The demo's secret key, made on its first start and kept beside its data."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path


def kept_secret(path: Path) -> str:
    """Return the secret in the file; a missing file is created with a new one (mode 600).

    Processes that start at the same moment get the same secret. Raises `SystemExit` with one line
    if the file can be neither read nor written.
    """
    try:
        if not path.exists():
            _write_once(path)
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise SystemExit(f"The demo keeps its secret key in {path}: {error.strerror}") from None


def _write_once(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        os.unlink(draft)
