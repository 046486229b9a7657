"""The gallery shows every component; checkers of accessibility find nothing in it."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def violations(page: Page) -> dict[str, list[str]]:
    """Rules that do not hold, with the elements."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return {rule["id"]: [node["html"][:200] for node in rule["nodes"]] for rule in found}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(visit: Visit, theme: str, size: dict[str, int]) -> None:
    page = visit("/gallery/", color_scheme=theme, viewport=size)
    page.wait_for_selector(".cm-content")
    page.wait_for_selector(".katex")
    assert violations(page) == {}


def test_in_english_too(visit: Visit) -> None:
    page = visit("/gallery/", locale="en-GB")
    page.wait_for_selector(".cm-content")
    assert page.locator("html").get_attribute("lang") == "en"
    assert violations(page) == {}


@pytest.mark.parametrize("width", [320, 768, 1024])
def test_the_page_never_scrolls_sideways(visit: Visit, width: int) -> None:
    page = visit("/gallery/", viewport={"width": width, "height": 700})
    page.wait_for_selector(".cm-content")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_theme_switch_is_remembered(visit: Visit) -> None:
    page = visit("/gallery/", color_scheme="light")
    page.click("[data-theme-switch]")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_the_language_switch_keeps_the_page(visit: Visit) -> None:
    page = visit("/gallery/?a=1")
    page.click("button[lang=en]")
    page.wait_for_selector("html[lang=en]")
    assert page.url.endswith("/gallery/?a=1")


def test_arrows_move_in_the_gradebook(visit: Visit) -> None:
    page = visit("/gallery/")
    cells = page.locator("table[data-grid] td a")
    cells.nth(0).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert cells.nth(4).evaluate("cell => cell === document.activeElement")
    assert cells.nth(0).get_attribute("tabindex") == "-1"


def test_without_script_the_page_still_reads(visit: Visit) -> None:
    page = visit("/gallery/", java_script_enabled=False)
    assert page.locator("textarea[name=answer]").is_visible()
    assert "T = 12" in page.locator(".prose").first.inner_text()
    assert not page.locator("[data-theme-switch]").is_visible()


def test_only_those_who_build_see_it(client: Client, settings: object) -> None:
    settings.GALLERY = False  # type: ignore[attr-defined]
    assert client.get("/gallery/").status_code == 404
