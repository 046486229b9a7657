"""Static files come whole, in parts, or not at all; no stream has to be collected by ASGI."""

from asgiref.sync import async_to_sync
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
    reply = async_to_sync(AsyncClient().get)(FILE)
    assert not reply.streaming
    assert reply.content.startswith(b"<svg")
