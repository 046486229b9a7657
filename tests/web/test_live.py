"""Progress on the page: by events, by polling without them, and the verdict in its place."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.pages import KEPT

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


def test_the_verdict_takes_the_place_and_the_focus(visit: Visit) -> None:
    page = visit("/live/")
    heading = page.get_by_role("heading", name="Partiel")
    expect(heading).to_be_focused()
    expect(page.locator("#tries")).to_have_text("2 essais")
    assert page.locator("#tries").count() == 1
    expect(page.locator("#g .katex")).to_be_visible()
    expect(page.locator("#live")).to_have_text("Partiel")
    assert page.locator("[data-grading]").count() == 0


def test_tests_fill_in_as_they_finish(visit: Visit) -> None:
    KEPT.polls_before_verdict = 2
    page = visit("/live/")
    rows = page.locator("[data-tests] li")
    expect(rows).to_have_count(3)
    assert [row.get_attribute("data-outcome") for row in rows.all()] == [
        "passed", "expected", "failed",
    ]  # fmt: skip
    expect(rows.nth(0)).to_contain_text("1,5 / 1,5")
    expect(rows.nth(0).locator("code")).to_have_text("forme")
    assert rows.nth(2).locator("[data-word]").inner_text() == "raté"
    expect(page.locator("[data-count]")).to_have_text("2 tests terminés sur 3")
    expect(page.get_by_role("heading", name="Partiel")).to_be_focused()


def test_a_verdict_that_came_with_the_page_gets_the_focus(visit: Visit) -> None:
    page = visit("/back/#q-1")
    expect(page.get_by_role("heading", name="Partiel")).to_be_focused()
    assert visit("/back/").evaluate("document.activeElement === document.body")


def test_without_events_the_page_asks(visit: Visit) -> None:
    KEPT.streams = False
    KEPT.polls_before_verdict = 1
    page = visit("/live/")
    expect(page.get_by_role("heading", name="Partiel")).to_be_focused()
    assert KEPT.polls == 2
