"""The editor of code questions: a textarea that stays the truth, usable by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.pages import KEPT

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
EDITOR = ".cm-content"


def test_tab_indents_and_escape_then_tab_leaves(visit: Visit) -> None:
    page = visit("/code/")
    page.locator(EDITOR).click()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Tab")
    assert page.locator("textarea").input_value().startswith("    import numpy")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert not page.locator(EDITOR).evaluate("editor => editor === document.activeElement")
    assert "Échap puis Tab" in (page.locator(EDITOR).get_attribute("aria-label") or "")


def test_what_is_typed_is_what_is_submitted(visit: Visit) -> None:
    page = visit("/code/")
    page.locator(EDITOR).click()
    page.keyboard.press("Control+a")
    page.keyboard.type("y = 2  # é")
    page.keyboard.press("Control+Enter")
    page.wait_for_function("document.title === 'Reçu'")
    assert KEPT.submitted == ["y = 2  # é"]


def test_lines_of_the_verdict_are_marked_and_reached(visit: Visit) -> None:
    page = visit("/code/")
    expect(page.locator(".cm-line.hit")).to_have_count(1)
    page.click("a[data-line='3']")
    page.keyboard.type("# ici ")
    assert page.locator("textarea").input_value().splitlines()[2] == "# ici x = 1"
    page.click("a[data-editor]")
    page.keyboard.type("# là ")
    assert page.locator("textarea").input_value().splitlines()[1].startswith("# là ")


def test_back_to_the_given_code_can_be_undone(visit: Visit) -> None:
    page = visit("/code/")
    page.locator(EDITOR).click()
    page.keyboard.press("Control+a")
    page.keyboard.type("mine")
    page.click("[data-starter]")
    assert page.locator("textarea").input_value().startswith("import numpy")
    page.keyboard.press("Control+z")
    assert page.locator("textarea").input_value() == "mine"


def test_without_script_the_textarea_is_the_editor(visit: Visit) -> None:
    page = visit("/code/", java_script_enabled=False)
    page.fill("textarea", "z = 3")
    page.click("button.main")
    assert KEPT.submitted == ["z = 3"]
