"""A picture in a statement of its author, from the folder to the student's arrow keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.student import Student
from tests.whole.stack import Stack

pytestmark = pytest.mark.browser
QUIZ = "Pictures"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_PLACE = "[[?"
_MAKE = """
from courses.models import Course
from exercises.models import Exercise
from quizzes.models import Quiz, Slot, SlotExercise
quiz = Quiz.objects.create(
    course=Course.objects.get(slug="rnn"), slug="pictures", title={"en": "Pictures"},
    published=True, tries=0,
)
slot = Slot.objects.create(quiz=quiz, position=1, points=1000)
SlotExercise.objects.create(slot=slot, exercise=Exercise.objects.get(slug="looks"))
"""


@pytest.fixture
def sheet(gradus: Stack, tmp_path: Path) -> None:
    """A quiz of the exercise that an author starts from, with pictures in its statement."""
    gradus.manage("exercise", "new", "looks", "--kind", "numeric", "--into", str(tmp_path))
    for path in (tmp_path / "looks").glob("statement.*.md"):
        shown = "{{picture gradient-norm rho=0.9}}\n\n{{picture lstm-cell}}\n\n"
        path.write_text(path.read_text(encoding="utf-8").replace(_PLACE, shown + _PLACE, 1))
    gradus.manage("exercise", "load", str(tmp_path))
    gradus.manage("shell", "-v", "0", "-c", _MAKE)


@pytest.mark.usefixtures("sheet")
def test_a_student_moves_a_picture_and_answers_below(arrive: Callable[..., Student]) -> None:
    ines = arrive(viewport={"width": 320, "height": 800})
    ines.start(QUIZ)
    figure = ines.page.locator('figure[data-picture="gradient-norm"]')
    radius = figure.get_by_label("spectral radius")
    radius.focus()
    for _ in range(4):
        ines.page.keyboard.press("ArrowRight")
    told = figure.locator("[aria-live=polite]")
    expect(told).to_contain_text("multiplies the norm by 1.1")
    expect(told).to_contain_text("the gradient explodes")
    expect(ines.page.locator('figure[data-picture="lstm-cell"] [data-movers]')).to_be_visible()
    assert ines.page.evaluate("document.documentElement.scrollWidth") <= 320
    found = Axe().run(ines.page, options={"runOnly": RULES}).response["violations"]
    assert {rule["id"]: [node["html"] for node in rule["nodes"]] for rule in found} == {}

    sent = ines.page.evaluate(
        "[...document.querySelectorAll('form')].map(f => [...new FormData(f).keys()]).flat()"
    )
    assert not {"rho", "f", "n"} & set(sent)  # what is moved is no answer
