"""The whole way by keyboard; what a screen reader is told; no finding of axe."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.student import PLACES, Student, source

pytestmark = pytest.mark.browser
Arrive = Callable[..., Student]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def tab_to(page: Page, words: str, limit: int = 80) -> None:
    """Press Tab until the element with these words has the focus."""
    passed = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "(e => e === document.body ? '' :"
            " (e.innerText || e.labels?.[0]?.innerText || e.ariaLabel || ''))"
            "(document.activeElement)"
        )
        passed.append(name)
        if words in name:
            return
    raise AssertionError(f"Tab does not lead to {words!r} but to {passed}")


def test_a_quiz_by_keyboard_alone(arrive: Arrive) -> None:
    """Start, answer, submit, read the verdict, go on, write code and leave the editor."""
    ines = arrive()
    page = ines.page
    tab_to(page, "Start")
    page.keyboard.press("Enter")
    page.wait_for_url("**/attempts/**")
    tab_to(page, "Counting the parameters of a SimpleRNN")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{PLACES['td5-params-simplernn']}/")
    tab_to(page, "Your answer, an integer")
    page.keyboard.type("38408")
    page.keyboard.press("Enter")
    expect(ines.verdict("pytorch")).to_contain_text("Answer again")
    tab_to(page, "Coding the Jacobian")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{PLACES['jacobian-sigmoid-layer']}/")
    editor = page.locator(".cm-content")
    expect(editor).to_be_visible()
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('cm-content')"):
            break
    page.keyboard.press("Control+A")
    path = "gradients/jacobian-sigmoid-layer/code/jacobian/reference.py"
    page.keyboard.insert_text(source(path))
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.classList.contains('cm-content')")
    tab_to(page, "Submit", limit=5)
    page.keyboard.press("Enter")
    ines.expect_full_marks("jacobian")


def test_a_verdict_is_announced_and_gets_the_focus(arrive: Arrive) -> None:
    """Once, politely."""
    ines = arrive()
    ines.start()
    ines.go("jacobian-sigmoid-layer")
    ines.submit("jacobian")
    ines.verdict("jacobian")
    expect(ines.page.locator("#h-jacobian")).to_be_focused()
    expect(ines.page.locator("#live")).not_to_be_empty()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(arrive: Arrive, scheme: str) -> None:
    """Home, door, sheet with a wrong answer, workbench with a verdict, result."""
    ines = arrive(color_scheme=scheme)
    page = ines.page
    found = {"home": violations(page)}
    page.get_by_role("link", name="TD5: recurrent networks").first.click()
    found["door"] = violations(page)
    page.get_by_role("button", name="Start").click()
    ines.go("td5-params-simplernn")
    ines.field("pytorch").fill("38208")
    ines.submit("pytorch")
    ines.verdict("pytorch")
    found["sheet"] = violations(page)
    ines.go("jacobian-sigmoid-layer")
    ines.submit("jacobian")
    ines.verdict("jacobian")
    found["workbench"] = violations(page)
    page.get_by_role("link", name="Where I stand").first.click()
    found["result"] = violations(page)
    assert {name: rows for name, rows in found.items() if rows} == {}


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands."""
    page.wait_for_load_state("networkidle")
    response = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response
    return [
        f"{row['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
        for row in response["violations"]
        for node in row["nodes"]
    ]
