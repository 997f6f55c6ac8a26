"""Texts written for these tests, each of another shape."""

from pathlib import Path

from briefings.bodies import Document, read


def text(name: str) -> bytes:
    """This will return the bytes of one of the texts."""
    return (Path(__file__).parent / name).read_bytes()


def document(name: str) -> Document:
    """This will read one of the texts."""
    return read(name, text(name))
