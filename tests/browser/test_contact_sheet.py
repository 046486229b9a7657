"""Pictures for people to look at: every page, both languages, light and dark, wide and phone.

They land in the folder that ``GRADUS_SHOTS`` names, else in the test's own; what is checked
here is only that no page scrolls sideways.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.student import VERDICT_MS, Student, source

pytestmark = pytest.mark.browser
WRONG = source("gradients/jacobian-sigmoid-layer/code/jacobian/wrong/transposed.py")
WAYS = [
    ("fr-FR", "light", 1440),
    ("en-GB", "dark", 1440),
    ("fr-FR", "dark", 390),
    ("en-GB", "light", 320),
]


@pytest.mark.parametrize(("language", "scheme", "width"), WAYS)
def test_pages_fit_and_can_be_looked_at(
    arrive: Callable[..., Student], tmp_path: Path, language: str, scheme: str, width: int
) -> None:
    """Home, door, each kind unanswered and wrong, where I stand."""
    folder = shots(tmp_path)
    ines = arrive(language=language, color_scheme=scheme, viewport={"width": width, "height": 900})
    page, wide = ines.page, []

    def keep(name: str) -> None:
        settle(page)
        page.screenshot(path=folder / f"{language[:2]}-{scheme}-{width}-{name}.png", full_page=True)
        wide.extend([name] if sideways(page) else [])

    keep("1-home")
    page.locator("main li").filter(has_text="TD5").get_by_role("link").first.click()
    keep("2-door")
    page.locator("main form button.main").click()
    ines.go("td5-params-simplernn")
    keep("3-sheet")
    ines.field("count", "answer.rnn1.kernel").fill("7200")
    ines.field("count", "answer.rnn2.kernel").fill("7 200")
    submit(ines, "count", gaps=True)
    keep("4-wrong-table")
    ines.go("td5-jacobian")
    ines.question("formula").locator('input[value="value"]').check()
    submit(ines, "formula")
    read_hint(ines, "entries")
    keep("5-wrong-choice-and-hint")
    ines.go("jacobian-sigmoid-layer")
    keep("6-workbench")
    ines.question("jacobian").locator("[data-run]").click()
    expect(page.locator("#run-jacobian .codeverdict")).to_be_visible(timeout=VERDICT_MS)
    keep("6-free-run")
    submit(ines, "jacobian", code=WRONG)
    keep("7-wrong-code")
    page.locator(".status a.btn").click()
    keep("8-where-i-stand")
    page.goto(ines.address)
    keep("9-home-later")
    assert wide == []


def shots(otherwise: Path) -> Path:
    """Where the pictures go."""
    folder = Path(os.environ.get("GRADUS_SHOTS", otherwise))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def submit(student: Student, question: str, *, gaps: bool = False, code: str = "") -> None:
    """Press the main button, whatever it is called, and wait for the verdict."""
    if code:
        student.write_code(question, code)
    student.question(question).locator("button.main").click()
    if gaps:
        student.question(question).locator("[name=incomplete]").click()
    expect(student.page.locator(f"#v-{question} [data-verdict]")).to_be_visible()
    student.verdict(question)


def read_hint(student: Student, question: str) -> None:
    """Take the first hint of a question."""
    hints = student.question(question).locator(".hints")
    hints.locator("summary").first.click()
    hints.locator("button").first.click()
    expect(hints.locator(".annot")).to_have_count(1)


def settle(page: Page) -> None:
    """Until fonts and formulas stand; an editor measures itself when it comes into sight."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    for share in (1, 2, 3, 4):
        page.evaluate(f"scrollTo(0, document.body.scrollHeight * {share} / 4)")
        page.wait_for_timeout(60)
    page.evaluate("scrollTo(0, 0)")


def sideways(page: Page) -> bool:
    """Whether the page itself scrolls sideways."""
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    )
