"""Both sheets from the first question to the last, every answer right, then handed in."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.right_answers import ANSWERS, POINTS
from tests.browser.student import VERDICT_MS, Student
from tests.browser.test_formulas import write
from tests.whole.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1200)]
Arrive = Callable[..., Student]
SHEETS = {"td5": "TD5: recurrent networks", "exam": "Exam questions and Figure 1"}
SHARE_OF_PEOPLE = 0.25
"""At most so much of an exercise waits for a person who reads it."""


@pytest.mark.parametrize("quiz", list(SHEETS))
def test_a_sheet_from_first_to_last(arrive: Arrive, gradus: Stack, quiz: str) -> None:
    ines = arrive()
    username = ines.username
    row = ines.page.locator("main li").filter(has_text=SHEETS[quiz])
    row.get_by_role("button").first.click()
    expect(ines.page.locator(".qnav a[aria-current]")).to_be_visible()
    pages = ask(gradus, ANSWERS.format(quiz=quiz, username=username))
    expect(ines.page.locator(".qnav a")).to_have_count(len(pages))
    for position, (slug, questions) in enumerate(pages, start=1):
        ines.go(position)
        for name, kind, answer in questions:
            give(ines, name, kind, answer)
            ines.question(name).locator("button.main").click()
            expect(ines.page.locator(f"#v-{name} [data-verdict]"), f"{slug}, {name}").to_be_visible(
                timeout=VERDICT_MS
            )
            ines.verdict(name)
    for slug, points, most in ask(gradus, POINTS.format(quiz=quiz, username=username)):
        by_people = any(kind == "text" for _, kind, _ in dict(pages)[slug])
        assert points >= most * (1 - SHARE_OF_PEOPLE) if by_people else points == most, slug
    hand_in(ines)


def ask(gradus: Stack, script: str) -> Any:
    """What a script on the site's own database prints last."""
    return json.loads(gradus.manage("shell", "--no-imports", "-c", script).splitlines()[-1])


def give(student: Student, question: str, kind: str, answer: Any) -> None:
    """Fill in an answer as the page has its fields."""
    if kind in ("code", "notebook"):
        student.write_code(question, answer)
    elif kind == "derivation":
        write(student, question, answer.splitlines())
    elif isinstance(answer, dict):
        for key, value in answer.items():
            put(student.field(question, f"answer.{key}"), value)
    elif kind == "multiple":
        for option in answer:
            student.field(question, f"answer.{option}").check()
    elif kind == "choice":
        student.question(question).locator(f'input[value="{answer}"]').check()
    else:
        student.field(question).fill(str(answer))


def put(field: Locator, value: Any) -> None:
    """One value into a field: a list's too that a script shows as things to drag."""
    if field.evaluate("one => one.tagName") == "SELECT":
        field.evaluate("(one, value) => { one.value = value }", str(value))
    elif field.get_attribute("type") == "checkbox":
        field.check()
    elif field.count() and field.get_attribute("type") == "radio":
        field.locator(f'[value="{value}"]').check()
    else:
        field.fill(str(value))


def hand_in(student: Student) -> None:
    """To where one stands, and hand in."""
    page = student.page
    page.locator(".status a.btn").click()
    page.locator("main form button.main, main form button.danger").first.click()
    expect(page.locator("main")).to_contain_text("anded in")
