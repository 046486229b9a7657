"""The wire for the tests of dispatching."""

from collections.abc import Iterator

import pytest
import redis
from pytest_django.fixtures import Settings

from exercises import wire


@pytest.fixture
def broker(redis_server: str, settings: Settings) -> Iterator["redis.Redis"]:
    """The wire, empty."""
    settings.REDIS_URL = redis_server
    wire.client.cache_clear()
    wire.client().flushall()
    yield wire.client()
    wire.client().close()
    wire.client.cache_clear()
