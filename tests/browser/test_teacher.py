"""A teacher's way in a browser: a course, an exercise through the gate, a quiz, a mended typo."""

import re
import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.student import Student
from tests.browser.test_keyboard_and_reader import violations
from tests.exercises.format.folders import edited, numeric, zipped

pytestmark = pytest.mark.browser
Arrive = Callable[..., Student]
GATE_MS = 120_000


def upload(page: Page, files: dict[str, bytes]) -> None:
    """Send a folder as a zip."""
    page.set_input_files(
        "input[type=file]",
        {"name": "dense.zip", "mimeType": "application/zip", "buffer": zipped(files, "dense")},
    )
    page.get_by_role("button", name="Upload and check").click()


def a_course(claire: Student) -> str:
    """Make a course of one's own; its address."""
    page = claire.page
    page.get_by_role("link", name="Create a course").click()
    for field in page.locator("main form input[type=text]").all():
        field.fill(f"Layers {uuid.uuid4().hex[:6]}")
    page.get_by_role("button", name="Make the course").click()
    page.wait_for_url(re.compile(r"/courses/[0-9a-f-]{36}/"))
    return re.sub(r"(/courses/[0-9a-f-]{36}/).*", r"\1", page.url)


def publish(page: Page, course: str) -> None:
    """Send the exercise and wait for the gate to let it through."""
    page.goto(f"{course}exercises/")
    upload(page, numeric())
    expect(page.get_by_role("heading", level=1)).to_contain_text("Layer", timeout=GATE_MS)
    expect(page.locator(".mark")).to_contain_text("published")


def test_from_a_folder_to_a_student_and_a_mended_typo(arrive: Arrive) -> None:
    claire = arrive(name="Claire Morel", role="teacher")
    page = claire.page
    course = a_course(claire)
    page.goto(f"{course}exercises/")
    upload(page, edited("points: 2.5", "pionts: 2.5"))
    expect(page.get_by_role("alert")).to_contain_text("exercise.yaml:")
    expect(page.get_by_role("alert")).to_contain_text("pionts")
    publish(page, course)
    exercise = page.url
    preview(page)
    quiz(page, course)
    ines = arrive(role="")
    join(ines, page, course)
    ines.start("Layers, first sheet")
    expect(ines.page.locator("main")).to_contain_text("A layer from")
    mend(page, exercise)
    ines.page.reload()
    expect(ines.page.locator("main")).to_contain_text("A dense layer from")
    ines.field("count").fill("7")
    ines.submit("count")
    ines.verdict("count")
    read(page, course)


def preview(page: Page) -> None:
    """As a student, with the second variant."""
    page.locator("#variant").select_option("2")
    values = page.locator("#variant option:checked").inner_text()
    page.get_by_role("button", name="Open this variant").click()
    number = re.search(r"n = (\d+)", values)
    assert number
    expect(page.locator("main")).to_contain_text(f"A layer from {number[1]} to")


def quiz(page: Page, course: str) -> None:
    """Make one, put the exercise into it, let students see it."""
    page.goto(course)
    page.get_by_role("link", name="New quiz").click()
    page.get_by_label("Title of the quiz").fill("Layers, first sheet")
    page.get_by_role("button", name="Create the quiz").click()
    option = page.locator("#add option").filter(has_text="this course")
    page.locator("#add").select_option(option.get_attribute("value"))
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("ol.stages li")).to_have_count(1)
    page.get_by_label("Visible to students").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".mark")).to_contain_text("visible")


def join(student: Student, page: Page, course: str) -> None:
    """By the link on the page of people."""
    page.goto(f"{course}people/")
    link = page.locator("main a[href*='/join/']").first.get_attribute("href")
    assert link
    student.page.goto(link)
    student.page.locator("main form button").first.click()
    student.page.goto(f"{student.address}/")


def mend(page: Page, exercise: str) -> None:
    """The preview follows the text; what cannot change a verdict is published at once."""
    page.goto(exercise)
    page.get_by_role("link", name="Mend the statement").click()
    text = page.locator("#id_text")
    text.fill(text.input_value().replace("A layer from", "A dense layer from"))
    expect(page.locator("#preview")).to_contain_text("A dense layer from 64 to 10.")
    page.get_by_role("button", name="Save as a new version").click()
    expect(page.locator("body")).to_contain_text("Published as version 2")
    expect(page.locator(".mark")).to_contain_text("published")


def read(page: Page, course: str) -> None:
    """The gradebook leads to the answer and its verdict."""
    page.goto(course)
    page.get_by_role("link", name="Gradebook").first.click()
    row = page.locator("table.grid tbody tr").filter(has_text="Inès Caradec")
    expect(row).to_have_count(1)
    row.locator("a").last.click()
    page.wait_for_url("**/submissions/**")
    expect(page.locator("main")).to_contain_text("7")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_teachers_pages(arrive: Arrive, scheme: str) -> None:
    claire = arrive(name="Claire Morel", role="teacher", color_scheme=scheme)
    page, found = claire.page, {}
    found["home"] = violations(page)
    course = a_course(claire)
    publish(page, course)
    found["report"] = violations(page)
    page.get_by_role("link", name="Mend the statement").click()
    found["mend"] = violations(page)
    page.goto(f"{course}exercises/")
    upload(page, edited("points: 2.5", "pionts: 2.5"))
    found["errors"] = violations(page)
    quiz(page, course)
    found["quiz"] = violations(page)
    page.goto(f"{claire.address}/")
    page.locator("a[href$='/gradebook/']").last.click()
    found["gradebook"] = violations(page)
    assert {name: rows for name, rows in found.items() if rows} == {}
