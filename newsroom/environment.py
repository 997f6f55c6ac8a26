"""Typed readers of environment variables: absent or malformed stops the start, saying what to set."""

import os


def text(name: str, default: str | None = None) -> str:
    """Return the variable's value; `default` None means it must be set."""
    value = os.environ.get(name, "") or default
    if value is None:
        raise SystemExit(f"{name} is not set")
    return value
