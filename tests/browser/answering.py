"""Giving answers that are right: read from the site's own database, typed where a page has them."""

import json
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.student import VERDICT_MS, Student
from tests.browser.test_formulas import write
from tests.whole.stack import Stack


def ask(gradus: Stack, script: str) -> Any:
    """What a script on the site's own database prints last."""
    return json.loads(gradus.manage("shell", "--no-imports", "-c", script).splitlines()[-1])


def answer(student: Student, question: str, kind: str, right: Any) -> None:
    """Give an answer, submit it, wait for its verdict."""
    give(student, question, kind, right)
    student.question(question).locator("button.main").click()
    back = student.page.locator(f"#v-{question} [data-verdict]")
    expect(back, f"{student.page.url}, {question}").to_be_visible(timeout=VERDICT_MS)
    student.verdict(question)


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
