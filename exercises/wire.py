"""The wire to the graders: Redis keys that both sides know. Nothing here is the truth.

``bundle:<sha256>``  bytes of a bundle, for graders that have not seen it
``grader:<id>``      what a living grader announces, with an expiry
``progress:<id>``    events of one grading: a list for latecomers, a channel for listeners
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import redis
from django.conf import settings

BUNDLE_SECONDS = 3600
PROGRESS_SECONDS = 900


@cache
def client() -> "redis.Redis":
    """The connection pool of this process. Calls fail within two seconds, never hang."""
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=5, health_check_interval=30
    )


def put_bundle(name: str, data: bytes) -> None:
    """Make a bundle's bytes available to graders for an hour."""
    client().set(f"bundle:{name}", data, ex=BUNDLE_SECONDS)


def has_bundle(name: str) -> bool:
    """Whether a bundle is on the wire; prolongs it."""
    return bool(client().expire(f"bundle:{name}", BUNDLE_SECONDS))


def graders() -> list[dict[str, Any]]:
    """What the living graders announce: ``slots``, ``runtimes``, ``version``, ``isolation``."""
    return list(_announced())


def _announced() -> Iterator[dict[str, Any]]:
    for key in client().scan_iter("grader:*", count=100):
        value = client().get(key)
        if value is not None:
            said = json.loads(value)
            if isinstance(said, dict) and isinstance(said.get("slots"), int):
                yield said


def tell(grading: str, event: str, data: Any) -> None:
    """Append one event of a grading and wake those who listen."""
    text = json.dumps({"event": event, "data": data})
    key = f"progress:{grading}"
    with client().pipeline() as pipe:
        pipe.rpush(key, text)
        pipe.expire(key, PROGRESS_SECONDS)
        pipe.publish(key, text)
        pipe.execute()


def forget(grading: str) -> None:
    """Drop the events of an earlier run: the grading starts again."""
    client().delete(f"progress:{grading}")
