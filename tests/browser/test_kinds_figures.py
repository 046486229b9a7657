"""Labels put on a figure by mouse, finger and keys; words written, marked by a teacher, read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.student import Student
from tests.whole.stack import Stack

pytestmark = pytest.mark.browser
Arrive = Callable[..., Student]
QUIZ = "Figures and words"
_MAKE = """
from courses.models import Course
from exercises.models import Exercise
from quizzes.models import Quiz, Slot, SlotExercise
course = Course.objects.get(slug="rnn")
quiz, made = Quiz.objects.get_or_create(
    course=course, slug="figures-and-words",
    defaults=dict(title={"en": "Figures and words"}, published=True, tries=0),
)
for position, slug in enumerate(("a-figure", "in-words"), 1):
    if made:
        slot = Slot.objects.create(quiz=quiz, position=position, points=3000)
        SlotExercise.objects.create(slot=slot, exercise=Exercise.objects.get(slug=slug))
"""


@pytest.fixture
def sheet(gradus: Stack, tmp_path: Path) -> None:
    """A quiz of the two exercises that an author starts from."""
    for slug, kind in (("a-figure", "diagram"), ("in-words", "text")):
        gradus.manage("exercise", "new", slug, "--kind", kind, "--into", str(tmp_path))
    gradus.manage("exercise", "load", str(tmp_path))
    gradus.manage("shell", "-v", "0", "-c", _MAKE)


def label(student: Student, name: str) -> Locator:
    return student.question("step").locator(f'.chip[data-label="{name}"]')


def spot(student: Student, name: str) -> Locator:
    return student.question("step").locator(f'.spot[data-place="{name}"]')


def chosen(student: Student, name: str) -> str:
    """What the form would send."""
    return student.field("step", f"answer.{name}").input_value()


@pytest.mark.usefixtures("sheet")
def test_labels_by_drag_by_keys_and_by_press(arrive: Arrive) -> None:
    ines = arrive()
    ines.start(QUIZ)
    label(ines, "x").drag_to(spot(ines, "below"))
    assert chosen(ines, "below") == "x"

    label(ines, "now").focus()
    ines.page.keyboard.press("Enter")
    expect(label(ines, "now")).to_have_attribute("aria-pressed", "true")
    ines.page.keyboard.press("Escape")
    expect(label(ines, "now")).to_have_attribute("aria-pressed", "false")
    ines.page.keyboard.press("Enter")
    ines.page.keyboard.press("ArrowDown")
    expect(spot(ines, "below")).to_be_focused()
    ines.page.keyboard.press("ArrowLeft")
    expect(spot(ines, "left")).to_be_focused()
    ines.page.keyboard.press("Enter")
    assert chosen(ines, "left") == "now"
    expect(ines.page.locator("#live")).to_contain_text("place B")

    label(ines, "before").click()
    spot(ines, "out").click()
    assert chosen(ines, "out") == "before"
    ines.submit("step")
    back = ines.verdict("step")
    expect(back).to_contain_text("not what it gets")
    expect(back.locator(".mark-at.right")).to_have_count(1)
    expect(back.locator(".mark-at.wrong")).to_have_count(2)

    ines.again("step")
    spot(ines, "left").drag_to(spot(ines, "out"))  # the two change places
    assert (chosen(ines, "left"), chosen(ines, "out")) == ("before", "now")
    ines.submit("step")
    expect(ines.verdict("step").locator(".mark-at.right")).to_have_count(3)


@pytest.mark.usefixtures("sheet")
def test_a_finger_and_no_script(arrive: Arrive) -> None:
    ines = arrive(has_touch=True, viewport={"width": 390, "height": 800})
    ines.start(QUIZ)
    label(ines, "now").tap()
    spot(ines, "out").tap()
    expect(spot(ines, "out").locator(".on")).to_be_hidden()
    expect(ines.field("step", "answer.out")).to_be_visible()
    assert chosen(ines, "out") == "now"
    spot(ines, "out").focus()
    ines.page.keyboard.press("Delete")
    assert chosen(ines, "out") == ""

    plain = arrive("Malik Benali", java_script_enabled=False)
    plain.start(QUIZ)
    for place, name in {"below": "x", "left": "before", "out": "now"}.items():
        plain.field("step", f"answer.{place}").select_option(name)
    plain.submit("step")
    expect(plain.question("step").locator(".mark-at.right")).to_have_count(3)


@pytest.mark.usefixtures("sheet")
def test_words_are_written_marked_and_read(arrive: Arrive) -> None:
    ines, claire = arrive(), arrive("Claire Morel", role="teacher")
    ines.start(QUIZ)
    ines.go(2)
    expect(ines.question("discuss")).to_contain_text("read and marked by a person")
    ines.field("discuss").fill("The gradient is a product of Jacobians.")
    expect(ines.question("discuss").locator("[data-count]")).to_have_text("7\u00a0words")
    ines.submit("discuss")
    expect(ines.question("discuss")).to_contain_text("a person will read and mark it")

    claire.page.goto(claire.address)
    claire.page.get_by_role("link", name="to read").first.click()
    claire.page.locator("h2 a").first.click()
    expect(claire.page.locator("main")).to_contain_text("The gradient is a product of Jacobians.")
    claire.page.keyboard.press("Alt+1")
    claire.page.get_by_label("Comment for the student").fill("And their norms?")
    claire.page.keyboard.press("Control+Enter")
    expect(claire.page.locator("body")).to_contain_text("1 answer marked.")
    claire.page.get_by_role("button", name="Undo the last marking").click()
    expect(claire.page.locator("body")).to_contain_text("1 marking taken back.")
    claire.page.get_by_role("checkbox").first.check()
    claire.page.get_by_label("Comment for the student").fill("And their norms?")
    claire.page.get_by_role("button", name="Mark").first.click()

    ines.page.reload()
    back = ines.question("discuss")
    expect(back).to_contain_text("And their norms?")
    expect(back).to_contain_text("2 / 2")
    expect(back).to_contain_text("Norms below 1")  # hidden until it was marked
