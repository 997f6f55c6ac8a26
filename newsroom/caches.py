"""The settings of the caches: each process its own memory, or one server for the answers of all.

The answers that are kept have a cache to themselves, and so have the parts of many answers: how
many rows a list has, the choices of a form. Django's default one holds what the API counts for its
limits, in the memory of each process.
"""

from typing import Any

from newsroom import environment

# How many pages and answers are kept (0: none), by each process unless they share a server, and the
# greatest that is: pictures do not push out pages. A page takes 40 kB.
KEPT_ANSWERS = environment.integer("NEWSROOM_KEPT_ANSWERS", 1_000, minimum=0, maximum=1_000_000)
LARGEST_KEPT_BYTES = 250_000
KEPT_PARTS = 10_000  # of half a kB
# A Valkey or Redis server that all processes share, redis://cache.example:6379/0; "" for none.
_SHARED = environment.text("NEWSROOM_CACHE_URL", "")
if _SHARED:
    environment.url("NEWSROOM_CACHE_URL", schemes=("redis", "rediss", "unix"))


def _keeping(name: str, most: int) -> dict[str, Any]:
    if not most:
        return {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    if _SHARED:
        return {"BACKEND": "newsroom.shared_cache.SharedCache", "LOCATION": _SHARED}
    return {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": name,
        "OPTIONS": {"MAX_ENTRIES": most},
    }


CACHES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "answers": _keeping("answers", KEPT_ANSWERS),
    "parts": _keeping("parts", KEPT_PARTS),
}
