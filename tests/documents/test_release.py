"""Whoever changes what documents say raises their release, or readers are told the old for long."""

import ast
import hashlib
import tomllib
from pathlib import Path

from briefings import documents
from briefings.documents import store

ROOM = Path(documents.__file__).parent
KNOWN = tomllib.loads((Path(__file__).parent / "release.toml").read_text(encoding="utf-8"))
NOT_STORED = {"__init__", "days", "store"}  # what reads documents, or keeps them as they are


def digest() -> str:
    """Return the digest of the code that makes documents, without its docstrings and comments."""
    made = hashlib.sha256()
    for path in sorted(ROOM.glob("*.py")):
        if path.stem not in NOT_STORED:
            made.update("\n".join(code(path.read_text(encoding="utf-8"))).encode())
    return made.hexdigest()[:16]


def code(source: str) -> list[str]:
    """Return the lines of a source that do something, the same in any Python."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(
            node
        ):
            said = node.body[0]
            for number in range(said.lineno, (said.end_lineno or said.lineno) + 1):
                lines[number - 1] = ""
    return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]


def test_documents_are_made_as_their_release_says() -> None:
    """If they say something else than before, raise `store.RELEASE`; then write both down here."""
    assert {"release": store.RELEASE, "digest": digest()} == KNOWN
