"""Live progress of one grading, as server-sent events (WHATWG HTML, section 9.2).

The database is the truth: the stream looks at it first and at each heartbeat, so that
it ends even if the wire to the graders is emptied or down.
"""

import asyncio
import json
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

import redis.asyncio
from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import StreamingHttpResponse

from exercises.models import Grading
from graders.messages import localize

HEARTBEAT = 10.0
PING = ": ping\n\n"
LONGEST = 600.0
Said = dict[str, Any]
"""An event as it lies on the wire: ``event`` and ``data``."""
OPEN = (Grading.State.QUEUED, Grading.State.RUNNING)


def event(name: str, data: Any) -> str:
    """One event in the stream's format."""
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"


def response(grading_id: str, language: str = "") -> StreamingHttpResponse:
    """The stream of a grading, for whoever has been authorised.

    ``language``: titles become texts in it; without one they stay texts by language.
    """
    return StreamingHttpResponse(
        stream(grading_id, language),
        content_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def stream(grading_id: str, language: str = "") -> AsyncGenerator[str, None]:
    """Events ``status``, ``expected``, ``part`` and at last ``verdict``; pings in between."""
    state = await _state(grading_id)
    yield event("status", {"state": state})
    if state in OPEN:
        async with aclosing(_listen(grading_id)) as events:
            async for said in events:
                yield PING if said is None else event(said["event"], told(said["data"], language))
        state = await _state(grading_id)
    yield event("verdict", {"state": state})


@sync_to_async
def _state(grading_id: str) -> str:
    return Grading.objects.values_list("state", flat=True).get(pk=grading_id)


def told(data: Any, language: str) -> Any:
    """The data of an event with its titles in ``language``."""
    if not language:
        return data
    if isinstance(data, list):
        return [told(entry, language) for entry in data]
    if isinstance(data, dict) and isinstance(data.get("title"), dict):
        return {**data, "title": localize(data["title"], language)}
    return data


async def _listen(grading_id: str) -> AsyncGenerator[Said | None, None]:
    """Events of the wire until the verdict is there; without a wire, ask the database."""
    try:
        async with aclosing(_wired(grading_id)) as events:
            async for said in events:
                yield said
    except (redis.RedisError, OSError):
        async with aclosing(_polled(grading_id)) as events:
            async for said in events:
                yield said


async def _polled(grading_id: str) -> AsyncGenerator[Said | None, None]:
    end = time.monotonic() + LONGEST
    while time.monotonic() < end and await _state(grading_id) in OPEN:
        yield None
        await asyncio.sleep(1.0)


async def _wired(grading_id: str) -> AsyncGenerator[Said | None, None]:
    key, end = f"progress:{grading_id}", time.monotonic() + LONGEST
    client = redis.asyncio.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2)
    async with client, client.pubsub() as channel:
        # subscribe first, then read the list: what falls in between is told twice, never lost
        await channel.subscribe(key)
        for raw in await client.lrange(key, 0, -1):
            said = json.loads(raw)
            if said["event"] != "verdict":
                yield said
        while time.monotonic() < end and await _state(grading_id) in OPEN:
            message = await channel.get_message(ignore_subscribe_messages=True, timeout=HEARTBEAT)
            if message is None:
                yield None
                continue
            said = json.loads(message["data"])
            if said["event"] == "verdict":
                return
            yield said
