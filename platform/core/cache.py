"""A cache shared by all web processes, which does without its server while that is down."""

import json
import logging
import time
from collections.abc import Callable
from typing import Any

import redis
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

PAUSE_SECONDS = 5.0
_log = logging.getLogger(__name__)


class Json:
    """Values as JSON text; numbers as they are, so that Redis can count."""

    def dumps(self, value: Any) -> Any:
        """The stored form."""
        return value if type(value) is int else json.dumps(value).encode()

    def loads(self, raw: bytes) -> Any:
        """The value. What is no JSON was not stored by us: nothing."""
        try:
            return json.loads(raw)
        except ValueError:
            return None


class SharedCache(RedisCache):
    """Redis; while it does not answer, the memory of this process: a limit is then each one's."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._own = LocMemCache(f"instead-of-{server}", {"TIMEOUT": self.default_timeout})
        self._down_until = 0.0

    def _or_own(self, name: str, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= self._down_until:
            try:
                return getattr(super(), name)(*args, **kwargs)
            except redis.RedisError as error:
                self._down_until = time.monotonic() + PAUSE_SECONDS
                _log.warning("the shared cache does not answer: %s", error)
        if name == "incr":
            self._own.add(args[0], 0)
        return getattr(self._own, name)(*args, **kwargs)


def _forwarding(name: str) -> Callable[..., Any]:
    def method(self: SharedCache, *args: Any, **kwargs: Any) -> Any:
        return self._or_own(name, *args, **kwargs)

    method.__name__ = name
    return method


for _name in (
    *("add", "get", "set", "touch", "delete", "has_key", "incr", "clear"),
    *("get_many", "set_many", "delete_many"),
):
    setattr(SharedCache, _name, _forwarding(_name))
