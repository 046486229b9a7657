"""What a student does with a browser."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from ruamel.yaml import YAML

PASSWORD = "the-jacobian-of-a-layer"
LIBRARY = Path(__file__).resolve().parents[2] / "exercises/library"
SHEET = "TD5: recurrent networks"
COURSE = YAML(typ="safe", pure=True).load(LIBRARY / "course.yaml")
PLACES = {
    slot["exercises"][0]: position
    for position, slot in enumerate(COURSE["quizzes"][0]["slots"], start=1)
}
"""Where each exercise stands on the sheet."""
FIRST = "td5-params-simplernn"
VERDICT_MS = 60_000
"""A code verdict takes some hundred milliseconds; two slow shared cores may take longer."""


class Student:
    """Somebody at a page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address, self.username = page, address, ""
        page.set_default_timeout(30_000)

    def sign_in(self, username: str) -> None:
        """By user name and password."""
        self.username = username
        self.page.goto(f"{self.address}/sign-in/")
        form = self.page.locator("main form")
        form.locator("input:not([type=hidden]):not([type=password])").first.fill(username)
        form.locator("input[type=password]").fill(PASSWORD)
        form.locator("input[type=password]").press("Enter")
        self.page.wait_for_url(f"{self.address}/")

    def start(self, quiz: str = SHEET) -> None:
        """From the first page into the quiz; on the sheet, to the first one with numbers."""
        row = self.page.locator("main li").filter(has_text=quiz)
        row.get_by_role("button").first.click()
        expect(self.page.locator(".qnav a[aria-current]")).to_be_visible()
        if quiz.startswith("TD5"):
            self.go(FIRST)

    def go(self, where: str | int) -> None:
        """To an exercise of the sheet, or to a position of any quiz, by the rail."""
        position = PLACES[where] if isinstance(where, str) else where
        self.page.locator(".qnav a").nth(position - 1).click()
        self.page.wait_for_url(f"**/{position}/*")

    def question(self, name: str) -> Locator:
        """A question's block."""
        return self.page.locator(f"#q-{name}")

    def field(self, question: str, name: str = "answer") -> Locator:
        """A field of a question."""
        return self.question(question).locator(f'[name="{name}"]')

    def submit(self, question: str) -> None:
        """Press its button."""
        self.question(question).get_by_role("button", name="Submit").click()

    def again(self, question: str) -> None:
        """Reopen the form after a verdict."""
        self.question(question).get_by_role("link", name="Correct my answer").click()
        self.page.wait_for_url("**edit=*")

    def write_code(self, question: str, source: str) -> None:
        """Replace what stands in the editor, as by pasting."""
        editor = self.question(question).locator(".cm-content")
        editor.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(source)

    def verdict(self, question: str) -> Locator:
        """Where the verdict stands, once it is there."""
        back = self.page.locator(f"#v-{question}")
        expect(back).to_be_visible()
        waiting = self.page.locator(f"#q-{question}[data-grading], #v-{question}[data-grading]")
        expect(waiting).to_have_count(0, timeout=VERDICT_MS)
        return back

    def expect_full_marks(self, question: str) -> None:
        """The figure beside the stair, « 4 of 4 »; alone on its sheet, beside the title."""
        back = self.verdict(question)
        titled = self.page.locator("#item-score").count() == 1  # a workbench has none
        alone = titled and self.page.locator("[data-question]").count() == 1
        score = self.page.locator("#item-score .score") if alone else back.locator(".score").first
        expect(score).to_have_text(re.compile(r"^(\S+)of \1$"))


def source(path: str) -> str:
    """A file of the library."""
    return (LIBRARY / path).read_text(encoding="utf-8")
