"""Does it answer? Each question takes two seconds at most and never raises."""

import http.client
from collections.abc import Callable

import redis
from celery import Celery

from config.run.settings import Settings

Question = Callable[[], bool]
NODES = {"worker", "verdicts"}  # a grader takes no orders, it announces itself


def broker(url: str) -> bool:
    """Whether Redis answers."""
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def web(settings: Settings) -> bool:
    """Whether the site says that it is well."""
    host = "127.0.0.1" if settings.host == "0.0.0.0" else settings.host  # noqa: S104
    connection = http.client.HTTPConnection(host, settings.port, timeout=2)
    try:
        connection.request("GET", "/health/", headers={"Host": "localhost"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def grader(url: str) -> bool:
    """Whether a grader has announced free slots: its nurseries are warm."""
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1) as client:
            return next(client.scan_iter("grader:*", count=100), None) is not None
    except redis.RedisError:
        return False


def workers(url: str) -> bool:
    """Whether both workers answer a ping."""
    with Celery("gradus-run", broker=url, set_as_current=False) as app:
        said = app.control.ping(timeout=0.5) or []
    return {name.partition("@")[0] for answer in said for name in answer} >= NODES
