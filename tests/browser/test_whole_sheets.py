"""Both sheets from the first question to the last, every answer right, then handed in."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.answering import answer, ask
from tests.browser.right_answers import ANSWERS, POINTS
from tests.browser.student import Student
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
    for position, (_, questions) in enumerate(pages, start=1):
        ines.go(position)
        for name, kind, right in questions:
            answer(ines, name, kind, right)
    for slug, points, most in ask(gradus, POINTS.format(quiz=quiz, username=username)):
        by_people = any(kind == "text" for _, kind, _ in dict(pages)[slug])
        assert points >= most * (1 - SHARE_OF_PEOPLE) if by_people else points == most, slug
    hand_in(ines)


def hand_in(student: Student) -> None:
    """To where one stands, and hand in."""
    page = student.page
    page.locator(".status a.btn").click()
    page.locator("main form button.main, main form button.danger").first.click()
    expect(page.locator("main")).to_contain_text("anded in")
