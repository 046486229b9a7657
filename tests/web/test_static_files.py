"""Static files come whole, in parts, or not at all; no stream has to be collected by ASGI."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from django.http import HttpResponse
from django.test import AsyncClient, Client

FILE = "/static/dist/gradus.svg"


def test_a_file_and_a_part_of_it(client: Client) -> None:
    whole = client.get(FILE)
    assert whole.status_code == 200
    assert whole.headers["Content-Type"] == "image/svg+xml"
    assert int(whole.headers["Content-Length"]) == len(whole.content) > 0
    part = client.get(FILE, headers={"Range": "bytes=2-5"})
    assert (part.status_code, part.content) == (206, whole.content[2:6])
    same = client.get(FILE, headers={"If-Modified-Since": whole.headers["Last-Modified"]})
    assert (same.status_code, same.content) == (304, b"")
    head = client.head(FILE)
    assert (head.content, head.headers["Content-Length"]) == (b"", str(len(whole.content)))


def test_asgi_has_nothing_to_collect() -> None:
    async def get() -> HttpResponse:
        return await AsyncClient().get(FILE)  # type: ignore[return-value]

    with ThreadPoolExecutor(1) as pool:  # a browser test may have left a loop in this thread
        reply = pool.submit(asyncio.run, get()).result()
    assert not reply.streaming
    assert reply.content.startswith(b"<svg")
