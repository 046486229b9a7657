"""The cache that web processes share: it counts for all, never unpickles, and may be down."""

import json
from typing import Any

import pytest
import redis

from config.settings.database import cache_from
from core import cache


def made(url: str) -> Any:
    said = cache_from(url)
    return cache.SharedCache(url, {"OPTIONS": said["OPTIONS"], "KEY_PREFIX": said["KEY_PREFIX"]})


def test_two_processes_count_together(redis_server: str) -> None:
    one, other = made(redis_server), made(redis_server)
    one.clear()
    one.add("asked", 0, 60)
    other.add("asked", 0, 60)
    assert [one.incr("asked"), other.incr("asked"), one.incr("asked")] == [1, 2, 3]
    assert other.get_many(["asked", "never"]) == {"asked": 3}


def test_values_come_back_as_they_were(redis_server: str) -> None:
    shared = made(redis_server)
    for value in (7, True, "é", [1, "a", None], {"a": 1.5}):
        shared.set("value", value)
        assert shared.get("value") == value


def test_a_planted_pickle_is_nothing(redis_server: str) -> None:
    shared = made(redis_server)
    shared.set("value", "ours")
    with redis.Redis.from_url(redis_server) as wire:
        (key,) = wire.scan_iter("cache:*value")
        wire.set(key, b"cposix\nsystem\n(S'exit 1'\ntR.")
    assert shared.get("value") is None


def test_without_its_server_a_process_counts_for_itself(caplog: pytest.LogCaptureFixture) -> None:
    shared = made("redis://127.0.0.1:1/0")
    shared.set("value", 3)
    assert shared.get("value") == 3
    assert [shared.incr("fresh"), shared.incr("fresh")] == [1, 2]
    assert len(caplog.records) == 1, "it is not asked again and again"
    assert json.loads(cache.Json().dumps({"a": 1})) == {"a": 1}


def test_where_there_is_no_broker_the_memory_serves() -> None:
    assert "locmem" in cache_from("")["BACKEND"]
