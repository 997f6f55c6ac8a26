"""Refuse to start outside the demo with settings that leave the site open."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.http.request import validate_host

from newsroom.environment import EnvironmentInvalid

SHORTEST_KEY = 50
FEWEST_CHARACTERS = 8
LONGEST_REPETITION = 24
EXAMPLE_KEYS = "django-insecure-"  # the prefix of the key that Django makes for a new project
MAKE_A_KEY = "make one with: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
_HOST = re.compile(r"\.?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")


def refuse_debug(debug: bool) -> None:
    """Raise `EnvironmentInvalid` for DEBUG, whose error pages show settings and code."""
    if debug:
        raise EnvironmentInvalid("DEBUG", "is on: outside the demo (NEWSROOM_DEMO=1) leave it off")


def refuse_weak_key(key: str) -> None:
    """Raise `EnvironmentInvalid` for a secret key that can be guessed, without repeating it."""
    weakness = ""
    if key.startswith(EXAMPLE_KEYS):
        weakness = f"begins with {EXAMPLE_KEYS}"
    elif len(key) < SHORTEST_KEY:
        weakness = f"has {len(key)} characters, and at least {SHORTEST_KEY} are needed"
    elif len(set(key)) < FEWEST_CHARACTERS:
        weakness = f"has {len(set(key))} different characters, and {FEWEST_CHARACTERS} are needed"
    elif any(_repeats(key, size) for size in range(1, LONGEST_REPETITION + 1)):
        weakness = "says the same again and again"
    if weakness:
        raise EnvironmentInvalid("SECRET_KEY", f"{weakness}: {MAKE_A_KEY}")


def refuse_any_host(hosts: Sequence[str], address: str) -> None:
    """Raise `EnvironmentInvalid` for a host that is no name, or if the site's own is missing."""
    for host in hosts:
        if not _HOST.fullmatch(host.lower()):
            raise EnvironmentInvalid(
                "ALLOWED_HOSTS",
                f"has {host!r}: set it to names of hosts with commas between them, without scheme,"
                " port or *, for instance news.example,.news.example",
            )
    own = urlsplit(address).hostname or ""
    own = f"[{own}]" if ":" in own else own
    if not validate_host(own, hosts):
        raise EnvironmentInvalid(
            "ALLOWED_HOSTS", f"lacks the host of NEWSROOM_ADDRESS: add {own} to it"
        )


def _repeats(key: str, size: int) -> bool:
    return key == (key[:size] * len(key))[: len(key)]
