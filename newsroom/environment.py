"""Read typed environment variables; a missing or malformed one stops the start with one line."""

import os
from collections.abc import Collection, Sequence
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

TRUE_WORDS = ("1", "true", "yes", "on")
FALSE_WORDS = ("0", "false", "no", "off")
DATABASE_SCHEMES = ("postgres", "postgresql")
SITE_SCHEMES = ("https", "http")
SITE_EXAMPLE = "https://news.example"
DATABASE_EXAMPLE = "postgres://user:password@host:5432/name"


class EnvironmentInvalid(SystemExit):
    """One line that says which variable to set and to what; ends the process with exit code 1."""

    def __init__(self, name: str, problem: str) -> None:
        """Take the variable's name and what is wrong with it, as one line."""
        super().__init__(f"{name} {problem}")


def text(name: str, default: str | None = None, *, example: str = "") -> str:
    """Return the variable's value, or `default` if it is absent or empty.

    `default` None means that it must be set; raises `EnvironmentInvalid` if it is not.
    """
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        hint = f", for instance {name}={example}" if example else ""
        raise EnvironmentInvalid(name, f"is not set: set it in the environment{hint}")
    return default


def flag(name: str, default: bool) -> bool:
    """Return the variable as a bool; raises `EnvironmentInvalid` for an unknown word."""
    word = text(name, "yes" if default else "no").lower()
    if word not in TRUE_WORDS + FALSE_WORDS:
        allowed = ", ".join(TRUE_WORDS + FALSE_WORDS)
        raise EnvironmentInvalid(name, f"is {word!r}: set it to one of {allowed}")
    return word in TRUE_WORDS


def integer(name: str, default: int | None = None, *, minimum: int, maximum: int) -> int:
    """Return a whole number from `minimum` to `maximum`, both included.

    Raises `EnvironmentInvalid` for anything else, and if it is absent without a default.
    """
    word = text(name, None if default is None else str(default), example=str(minimum))
    if not word.isascii() or not word.isdigit() or not minimum <= int(word) <= maximum:
        raise EnvironmentInvalid(
            name, f"is {word!r}: set it to a whole number from {minimum} to {maximum}"
        )
    return int(word)


def known(name: str, default: str, allowed: Collection[str], *examples: str) -> str:
    """Return one of `allowed`.

    Raises `EnvironmentInvalid` for any other value, with the allowed ones, or with `examples` if
    there are too many.
    """
    word = text(name, default)
    if word not in allowed:
        named = f"a name such as {' or '.join(examples)}" if examples else " or ".join(allowed)
        raise EnvironmentInvalid(name, f"is {word!r}: set it to {named}")
    return word


def words(name: str, default: Sequence[str] | None = None, *, example: str = "") -> list[str]:
    """Return the items of a comma-separated list, without empty ones.

    `default` None means that it must be set; raises `EnvironmentInvalid` if it is not.
    """
    written = text(name, None if default is None else ",".join(default), example=example)
    return [item for item in (part.strip() for part in written.split(",")) if item]


def url(
    name: str, default: str | None = None, *, schemes: Sequence[str], example: str = ""
) -> SplitResult:
    """Return the parts of an absolute address whose scheme is one of `schemes`.

    `default` None means that it must be set. Raises `EnvironmentInvalid`, which never repeats the
    value, because it may contain a password.
    """
    written = text(name, default, example=example or f"{schemes[0]}://…")
    try:
        parts = urlsplit(written)
        _ = parts.port
    except ValueError as error:
        raise EnvironmentInvalid(name, f"is not an address: {error}") from None
    if parts.scheme not in schemes:
        allowed = ", ".join(f"{scheme}://" for scheme in schemes)
        raise EnvironmentInvalid(
            name,
            f"begins with {parts.scheme + '://' if parts.scheme else 'no scheme'!r}: "
            f"set it to an address that begins with {allowed}",
        )
    return parts


def site(name: str, default: str | None = None) -> str:
    """Return the public address of a site, `https://news.example`, without a last slash.

    `default` None means that it must be set. Raises `EnvironmentInvalid` for an address with more
    than scheme, host and port.
    """
    parts = url(name, default, schemes=SITE_SCHEMES, example=SITE_EXAMPLE)
    host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    if not parts.hostname or parts.netloc.lower() != host:
        raise EnvironmentInvalid(name, f"names no host alone: write it as {SITE_EXAMPLE}")
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise EnvironmentInvalid(name, f"goes on after the host: write it as {SITE_EXAMPLE}")
    return f"{parts.scheme}://{host}"


def database(name: str, default: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return Django's settings for the PostgreSQL server in the variable.

    Options after the question mark (`?sslmode=require`) are passed to libpq; the directory of a
    Unix socket is written `?host=/run/postgresql`. `default` None means that the variable must be
    set. Raises `EnvironmentInvalid` if it is not, or if the address is malformed or lacks a
    database.
    """
    if default is not None and not text(name, ""):
        return default
    parts = url(name, schemes=DATABASE_SCHEMES, example=DATABASE_EXAMPLE)
    database_name = unquote(parts.path.removeprefix("/"))
    if not database_name or "/" in database_name:
        raise EnvironmentInvalid(name, f"names no database: write it as {DATABASE_EXAMPLE}")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": options.pop("port", str(parts.port or "")),
        "OPTIONS": options,
    }
