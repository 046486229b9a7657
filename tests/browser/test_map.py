"""The map of the course, walked from the perceptron to decoding: one exercise of each topic."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.answering import answer, ask
from tests.browser.right_answers import ANSWERS
from tests.browser.student import COURSE, Student
from tests.whole.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1200)]
WANTED = {"neurons": "perceptron-rule", "decoding": "beam-exercise"}
"""The exercise to take of a topic; of the others, the first that no person has to read."""


def test_from_the_perceptron_to_decoding(arrive: Callable[..., Student], gradus: Stack) -> None:
    ines = arrive()
    page = ines.page
    page.locator("header").get_by_role("link", name="Recurrent networks").click()
    map_ = page.url
    order = [
        (one.get_attribute("id") or "").removeprefix("topic-")
        for one in page.locator("[id^=topic-]").all()
    ]
    assert sorted(order) == sorted(topic["slug"] for topic in COURSE["topics"])
    for topic in COURSE["topics"]:  # what a topic stands on comes before it
        assert {*topic.get("requires", ())} <= {*order[: order.index(topic["slug"])]}
    assert order[0] == "neurons"
    for slug in order[: order.index("decoding") + 1]:
        row = page.locator(f"#topic-{slug}")
        expect(row).not_to_contain_text("1 done")
        take(ines, gradus, slug, row)
        page.goto(map_)
        expect(row).to_contain_text("1 done")
        expect(row.get_by_role("button")).to_have_text(re.compile("^Continue"))


def take(student: Student, gradus: Stack, topic: str, row: Locator) -> None:
    """Start the topic, answer one exercise of it rightly, question by question."""
    row.get_by_role("button", name="Start").click()
    expect(student.page.locator(".qnav a[aria-current]")).to_be_visible()
    pages = ask(gradus, ANSWERS.format(quiz=f"topic-{topic}", username=student.username))
    graded = [slug for slug, questions in pages if "text" not in {q[1] for q in questions}]
    taken = WANTED.get(topic, graded[0])
    position = [slug for slug, _ in pages].index(taken) + 1
    student.go(position)
    for name, kind, right in dict(pages)[taken]:
        answer(student, name, kind, right)
    stop = student.page.locator(f"#stop-{position} [role=img]")
    expect(stop).to_have_attribute("aria-label", "right")
