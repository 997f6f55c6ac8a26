"""A cache in a Valkey or Redis server, without which the site goes on."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

T = TypeVar("T")
PATIENCE = 0.25  # seconds that a request waits for the server
REST = 10.0  # seconds in which a server that failed is not asked again

logger = logging.getLogger(__name__)


class SharedCache(RedisCache):
    """Django's cache in Valkey or Redis; while it fails, it holds nothing and keeps nothing.

    Each process asks a server that failed again after ten seconds. One server is meant: `LOCATION`.
    """

    _rests_until: ClassVar[float] = 0.0

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        """Take Django's arguments; none is needed but the address."""
        patience = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
        once = {"retry": Retry(NoBackoff(), 0)}
        options = {**patience, **once, **params.get("OPTIONS", {})}
        super().__init__(server, {**params, "OPTIONS": options})

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return the value, `default` where there is none or the server fails."""
        return self._tried(lambda: super(SharedCache, self).get(key, default, version), default)

    def set(
        self,
        key: Any,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Keep the value, unless the server fails."""
        self._tried(lambda: super(SharedCache, self).set(key, value, timeout, version), None)

    def _tried(self, asked: Callable[[], T], otherwise: T) -> T:
        if time.monotonic() < self._rests_until:
            return otherwise
        try:
            return asked()
        except RedisError as error:
            SharedCache._rests_until = time.monotonic() + REST
            logger.warning("The shared cache fails, and is left alone for %d s: %s", REST, error)
            return otherwise
