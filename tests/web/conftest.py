"""A browser, and a server for it that needs no database."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Browser, BrowserContext, Page

from tests.web import pages

DIST = Path(__file__).parents[2] / "platform/web/static/dist"


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves in the middle of an answer is no error."""


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(settings: object) -> Iterator[str]:
    """Address of a server of the small site of ``pages``."""
    assert (DIST / "app.js").exists(), "Build the bundle first: npm ci && npm run build"
    settings.ROOT_URLCONF = pages  # type: ignore[attr-defined]
    pages.KEPT.__init__()  # type: ignore[misc]
    server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), _Server, _Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def visit(chrome: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Opens a path in a fresh context, or in the ``tab_of`` another page's.

    At the end nothing may have been said on the console: no script error, no violation of
    the policy.
    """
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def open_(path: str, *, tab_of: Page | None = None, **options: object) -> Page:
        if tab_of is None:
            options = {"locale": "fr-FR", "viewport": {"width": 1280, "height": 900}, **options}
            context = chrome.new_context(**options)  # type: ignore[arg-type]
            context.set_default_timeout(20_000)
            contexts.append(context)
        else:
            context = tab_of.context
        page = context.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
        page.goto(site + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert [line for line in said if "Failed to load resource" not in line] == []
