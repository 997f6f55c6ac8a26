"""Decode a file's bytes to text, and refuse what is no text."""

import codecs
import re

from briefings.bodies.documents import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
_UTF8_LETTER = re.compile(
    rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_LETTER = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def decode(filename: str, data: bytes, declared: str = "") -> str:
    """Return the text with ``\\n`` as line ends and without a byte-order mark.

    The encoding is that of the byte-order mark, else UTF-8 if the bytes are valid, else the one
    that the file itself `declared`, else Windows-1252. Raises UnreadableFile for binary files and
    bytes that cannot be decoded.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableFile(filename, "byte 0", f"this is {kind}, not text")
    for bom, encoding in _MARKS:
        if data.startswith(bom):
            return _checked(filename, data[len(bom) :], encoding, len(bom))
    if found := _CONTROL.search(data):
        raise UnreadableFile(
            filename, _byte(data, found.start()), "this is binary, not text (a control character)"
        )
    try:
        return _checked(filename, data, "utf-8", 0)
    except UnreadableFile:
        if _mostly_utf8(data):
            raise
    return _checked(filename, data, _known(declared) or "cp1252", 0)


def _checked(filename: str, data: bytes, encoding: str, skipped: int) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        place = _byte(data, error.start, skipped) if skipped != 2 else f"byte {error.start + 2}"
        rule = f"this cannot be decoded as {encoding.upper()}"
        raise UnreadableFile(filename, place, rule) from error
    if found := _CONTROL_LETTER.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise UnreadableFile(filename, f"line {line}", "this is binary, not text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _byte(data: bytes, offset: int, skipped: int = 0) -> str:
    line = data.count(b"\n", 0, offset) + 1
    return f"line {line}, byte {offset + skipped}"


def _mostly_utf8(data: bytes) -> bool:
    """Return whether it is a damaged UTF-8 file rather than one in a single-byte encoding."""
    good = len(_UTF8_LETTER.findall(data))
    stray = len(re.findall(rb"[\x80-\xff]+", _UTF8_LETTER.sub(b"", data)))
    return good > stray


def _known(declared: str) -> str:
    """Return the name of Python's text codec for an encoding; "" without one."""
    try:
        codec = codecs.lookup(declared)
    except (LookupError, ValueError):
        return ""
    return codec.name if getattr(codec, "_is_text_encoding", True) else ""
