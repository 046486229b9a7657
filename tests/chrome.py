"""Debian's chromium, one for the whole session.

A pytest plug-in. One fixture for all tests: Playwright cannot be started twice in a thread.
"""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    """A browser without pages."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "chromium is missing: make setup-dev"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()
