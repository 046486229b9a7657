"""The wire to the graders: Redis keys that both sides know. Nothing here is the truth.

``bundle:<sha256>``  bytes of a bundle, for graders that have not seen it
``graders``          the names of graders
``grader:<name>``    what a living one announces, with an expiry
``claim:<id>``       the latest token of a grading or check: a grader drops older messages
``taken:<id>``       the name of the grader that took it
``progress:<id>``    events of one grading: a list for latecomers, a channel for listeners
"""

import base64
import datetime
import json
from collections.abc import Iterable
from functools import cache
from typing import Any

import redis
from django.conf import settings

from core import clock

GRADERS = "graders"
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


def _text(raw: bytes | str) -> str:
    return raw if isinstance(raw, str) else raw.decode()


def graders() -> list[dict[str, Any]]:
    """What the living graders announce: ``name``, ``slots``, ``runtimes``, ``working``, ..."""
    names = sorted(_text(name) for name in client().smembers(GRADERS))
    if not names:
        return []
    found = zip(names, client().mget([f"grader:{name}" for name in names]), strict=True)
    living = {name: json.loads(value) for name, value in found if value is not None}
    if silent := set(names) - set(living):
        client().srem(GRADERS, *silent)
    return [
        {**said, "name": name}
        for name, said in living.items()
        if isinstance(said, dict) and isinstance(said.get("slots"), int)
    ]


def claims(tokens: dict[str, str]) -> None:
    """Say which token each grading or check now has, and forget earlier runs of it."""
    with client().pipeline(transaction=False) as pipe:
        for name, token in tokens.items():
            pipe.set(f"claim:{name}", token, ex=PROGRESS_SECONDS)
            pipe.delete(f"taken:{name}", f"progress:{name}")
        pipe.execute()


def turns() -> dict[int, float]:
    """When each course had its latest turn, as far as the wire remembers."""
    found: Any = client().zrange("turns", 0, -1, withscores=True)
    return {int(course): when for course, when in found}


def take_turns(courses: Iterable[int]) -> None:
    """Note that these courses, in this order, have had their turn now."""
    now = clock.now().timestamp()
    if said := {str(course): now + place * 1e-6 for place, course in enumerate(courses)}:
        client().zadd("turns", said)


def takers(names: list[str]) -> dict[str, str]:
    """Which grader took which grading or check, as far as the wire remembers."""
    if not names:
        return {}
    found = zip(names, client().mget([f"taken:{name}" for name in names]), strict=True)
    return {name: _text(value) for name, value in found if value is not None}


def under_way(names: Iterable[str]) -> set[str]:
    """Those of ``names`` about which a message to or from a grader waits to be taken."""
    said = ""
    for queue in ("grading", "verdicts"):
        for raw in client().lrange(queue, 0, -1):
            said += base64.b64decode(json.loads(raw)["body"]).decode(errors="replace")
    return {name for name in names if name in said}


def age() -> datetime.timedelta:
    """How long ago this broker was last empty."""
    now = clock.now()
    client().set("since", now.isoformat(), nx=True)
    since = client().get("since")
    return now - datetime.datetime.fromisoformat(_text(since)) if since else now - now


def tell(grading: str, *events: tuple[str, Any]) -> None:
    """Append events (name and data) of a grading and wake those who listen."""
    texts = [json.dumps({"event": name, "data": data}) for name, data in events]
    key = f"progress:{grading}"
    with client().pipeline() as pipe:
        for text in texts:
            pipe.rpush(key, text)
            pipe.publish(key, text)
        pipe.expire(key, PROGRESS_SECONDS)
        pipe.execute()
