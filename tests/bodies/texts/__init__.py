"""Texts written for these tests, each of another shape."""

from pathlib import Path

from briefings.bodies import Document, read


def text(name: str) -> bytes:
    """Return the bytes of one of the texts."""
    return (Path(__file__).parent / name).read_bytes()


def document(name: str) -> Document:
    """Read one of the texts."""
    return read(name, text(name))
