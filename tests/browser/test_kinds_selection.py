"""Ticking, pairing, ordering and filling in: wrong, then right, and with the keys alone."""

import io
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from ruamel.yaml import YAML

from exercises.cli.new import files_of
from tests.browser.student import Student
from tests.browser.test_keyboard_and_reader import violations
from tests.browser.test_teacher import GATE_MS, a_course, join, quiz, upload

pytestmark = pytest.mark.browser
Arrive = Callable[..., Student]
KINDS = ("multiple", "matching", "ordering", "cloze")


def sheet() -> dict[str, bytes]:
    """One exercise with the questions of the four starts that authors get."""
    yaml = YAML(typ="safe", pure=True)
    starts = [yaml.load(files_of(kind, "sheet")["exercise.yaml"]) for kind in KINDS]
    made = {
        **starts[-1],
        "title": {"fr": "Quatre sortes", "en": "Four kinds"},
        "statement": {"fr": "Répondez.", "en": "Answer."},
        "questions": [question for start in starts for question in start["questions"]],
        "parameters": {"n_h": {"choice": [30]}},
        "variants": {"deploy": 1},
    }
    out = io.BytesIO()
    yaml.dump(made, out)
    return {"exercise.yaml": out.getvalue()}


@pytest.fixture
def ines(arrive: Arrive) -> Student:
    """A student in a quiz of the four kinds."""
    claire = arrive(name="Claire Morel", role="teacher")
    page = claire.page
    course = a_course(claire)
    page.goto(f"{course}exercises/")
    upload(page, sheet())
    expect(page.locator(".mark").first).to_contain_text("published", timeout=GATE_MS)
    quiz(page, course)
    student = arrive(role="")
    join(student, page, course)
    student.start("Layers, first sheet")
    return student


def steps(page: Page, of: str) -> list[str | None]:
    """The letters of the steps of a list, from top to bottom."""
    found = page.locator(f"#q-step .{of} > li")
    return [one.get_attribute("data-step") for one in found.all()]


def step(page: Page, text: str) -> Locator:
    """The row of a step."""
    return page.locator("#q-step li.putrow").filter(has_text=text)


def test_four_kinds_wrong_then_right(ines: Student) -> None:
    page = ines.page
    assert violations(page) == []
    ines.submit("remedies")
    expect(ines.question("remedies").get_by_role("alert")).to_contain_text("No try used.")
    for option in ("gates", "clip"):
        ines.field("remedies", f"answer.{option}").check()
    ines.submit("remedies")
    expect(ines.verdict("remedies")).to_contain_text("Clipping shrinks")
    ines.again("remedies")
    expect(ines.field("remedies", "answer.gates")).to_be_checked()
    ines.field("remedies", "answer.clip").uncheck()
    ines.field("remedies", "answer.skip").check()
    ines.submit("remedies")
    ines.expect_full_marks("remedies")

    for left, right in {"f": "write", "i": "erase", "o": "show"}.items():
        ines.field("roles", f"answer.{left}").select_option(right)
    ines.submit("roles")
    expect(ines.verdict("roles")).to_contain_text("that writes")
    ines.again("roles")
    for left, right in {"f": "erase", "i": "write"}.items():
        ines.field("roles", f"answer.{left}").select_option(right)
    ines.submit("roles")
    ines.expect_full_marks("roles")

    for gap, text in {"size": "30", "name": "forgte gate"}.items():
        ines.field("gate", f"answer.{gap}").fill(text)
    ines.submit("gate")
    expect(ines.question("gate")).to_contain_text("check the spelling")
    ines.field("gate", "answer.name").fill("Porte d’oubli")
    ines.field("gate", "answer.range").select_option("unit")
    ines.submit("gate")
    expect(ines.verdict("gate")).to_contain_text("It is square")
    ines.again("gate")
    ines.field("gate", "answer.size").fill("900")
    ines.submit("gate")
    ines.expect_full_marks("gate")


def test_steps_by_buttons_keys_and_mouse(ines: Student) -> None:
    page = ines.page
    expect(page.locator("#q-step .tray > li")).to_have_count(5)
    for text in ("compute the output", "update the parameters", "back-propagate"):
        step(page, text).get_by_role("button", name="at the end").click()
    handle = step(page, "back-propagate").locator(".handle")
    handle.focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#live")).to_contain_text("place 2 of 3")
    expect(handle).to_be_focused()
    assert steps(page, "order")[1] == step(page, "back-propagate").get_attribute("data-step")
    zero = step(page, "gradients to zero")
    zero.scroll_into_view_if_needed()
    zero.locator(".handle").drag_to(page.locator("#q-step .order > li").first,
                                    target_position={"x": 30, "y": 3})  # fmt: skip
    assert steps(page, "order")[0] == zero.get_attribute("data-step")
    assert violations(page) == []
    ines.submit("step")
    ines.expect_full_marks("step")


def test_without_javascript_places_are_chosen(ines: Student, arrive: Arrive) -> None:
    """The same quiz in a browser that runs no script: lists to choose from, a posted form."""
    address = ines.page.url
    state = ines.page.context.storage_state()
    browser = ines.page.context.browser
    assert browser
    context = browser.new_context(java_script_enabled=False, storage_state=state, locale="en-GB")
    page = context.new_page()
    page.goto(address)
    places = {"zero": "2", "forward": "1", "update": "3", "backward": "4"}
    for name, place in places.items():
        page.locator(f'[name="answer.{name}"]').select_option(place)
    page.locator("#q-step").get_by_role("button", name="Submit").click()
    expect(page.locator("#v-step")).to_contain_text("Step 3 is the first out of place")
    context.close()
