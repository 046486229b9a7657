"""Submitting, running and hints take their place in the page; nothing is lost by it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.student import PLACES, VERDICT_MS, Student, source

pytestmark = pytest.mark.browser
Arrive = Callable[..., Student]
JACOBIAN = "gradients/jacobian-sigmoid-layer/code/jacobian"


def stays(student: Student) -> None:
    """Marks the page: a page load would wipe the mark."""
    student.page.evaluate("window.stays = true")


def stayed(student: Student) -> bool:
    """Whether the page is still the one that was marked."""
    return bool(student.page.evaluate("window.stays === true"))


def test_a_verdict_takes_its_place_and_the_focus(arrive: Arrive) -> None:
    """No page load; announced; a reload shows the same."""
    ines = arrive()
    ines.start()
    stays(ines)
    ines.field("pytorch").fill("38208")
    ines.submit("pytorch")
    expect(ines.verdict("pytorch")).to_contain_text("Keras’ count")
    assert stayed(ines)
    expect(ines.page.locator("#h-pytorch")).to_be_focused()
    expect(ines.page.locator("#live")).not_to_be_empty()
    stop = ines.page.locator(f"#stop-{PLACES['td5-params-simplernn']} [role=img]")
    expect(stop).to_have_attribute("aria-label", "begun")
    ines.again("pytorch")
    ines.field("pytorch").fill("38408")
    ines.submit("pytorch")
    expect(ines.verdict("pytorch")).to_contain_text("Answer again")
    ines.page.reload()
    expect(ines.question("pytorch")).to_contain_text("try 2 of 3")
    expect(ines.field("pytorch")).to_have_count(0)


def test_what_cannot_be_read_is_said_at_its_field_in_place(arrive: Arrive) -> None:
    """The other question keeps what was being typed."""
    ines = arrive()
    ines.start()
    stays(ines)
    ines.field("count", "answer.rnn1.kernel").fill("72")
    ines.field("pytorch").fill("many")
    ines.submit("pytorch")
    expect(ines.question("pytorch").get_by_role("alert")).to_be_focused()
    expect(ines.field("pytorch")).to_have_value("many")
    expect(ines.field("count", "answer.rnn1.kernel")).to_have_value("72")
    assert stayed(ines)


def test_run_by_keyboard_then_submit_and_go_on_writing(arrive: Arrive) -> None:
    """Ctrl+Enter runs for nothing, with Shift it submits; the draft goes on being saved."""
    ines = arrive()
    ines.start()
    ines.go("jacobian-sigmoid-layer")
    stays(ines)
    ines.write_code("jacobian", source(f"{JACOBIAN}/wrong/transposed.py"))
    ines.page.keyboard.press("Control+Enter")
    run = ines.page.locator("#run-jacobian")
    expect(run).to_contain_text("Free run")
    expect(run.locator(".tests li").first).to_be_visible(timeout=VERDICT_MS)
    expect(ines.page.locator("#run-jacobian[data-grading]")).to_have_count(0, timeout=VERDICT_MS)
    expect(run).to_contain_text("No try, no points")
    expect(ines.page.locator("#run-jacobian .tag:has-text('hidden')")).to_have_count(0)
    expect(ines.question("jacobian")).to_contain_text("3 tries left")
    ines.page.locator(".cm-content").click()
    ines.page.keyboard.press("Control+Shift+Enter")
    expect(ines.verdict("jacobian").locator(".tests li").first).to_be_visible()
    expect(ines.question("jacobian")).to_contain_text("2 tries left")
    expect(run).to_be_empty()
    ines.write_code("jacobian", "# more\n")
    expect(ines.page.locator("[data-saved] .said")).to_contain_text("Saved at")
    ines.page.wait_for_timeout(1500)
    expect(ines.page.locator("#band")).to_be_hidden()
    assert stayed(ines)
    ines.page.reload()
    expect(ines.field("jacobian")).to_have_value("# more\n")


def test_the_same_code_can_be_submitted_again_after_its_verdict(arrive: Arrive) -> None:
    """A form that stays gets a new key with each verdict."""
    ines = arrive()
    ines.start()
    ines.go("jacobian-sigmoid-layer")
    ines.write_code("jacobian", "def jacobian(A, v):\n    return A\n")
    for left in ("2 tries left", "1 try left"):
        ines.submit("jacobian")
        expect(ines.question("jacobian")).to_contain_text(left, timeout=VERDICT_MS)
        ines.verdict("jacobian")


def test_a_hint_is_read_in_place_at_its_price(arrive: Arrive) -> None:
    """The summary names it, the button inside confirms."""
    ines = arrive()
    ines.start()
    stays(ines)
    hints = ines.page.locator(".hints:has(details)").first
    place = ines.page.locator(f"#{hints.get_attribute('id')}")
    expect(place.locator("summary")).to_contain_text("costs")
    place.locator("summary").click()
    place.get_by_role("button", name="Read the hint").click()
    expect(place.locator(".annot")).to_have_count(1)
    assert stayed(ines)
    ines.page.reload()
    expect(place.locator(".annot")).to_have_count(1)


def test_a_submission_that_does_not_leave_can_be_sent_again(arrive: Arrive) -> None:
    """The connection drops as the button is pressed: the text stays, one try in the end."""
    ines = arrive()
    ines.start()
    ines.field("pytorch").fill("38208")
    ines.page.route("**/submit/", lambda route: route.abort("internetdisconnected"))
    ines.submit("pytorch")
    expect(ines.page.locator("#live")).to_contain_text("not sent yet")
    expect(ines.field("pytorch")).to_have_value("38208")
    ines.page.unroute("**/submit/")
    ines.submit("pytorch")
    ines.verdict("pytorch")
    ines.page.reload()
    expect(ines.question("pytorch")).to_contain_text("try 1 of 3")


def test_the_rail_of_a_phone_opens_where_one_stands(arrive: Arrive) -> None:
    """The current stop is in sight."""
    ines = arrive(viewport={"width": 390, "height": 800})
    ines.start()
    ines.page.goto(ines.page.url.split("#")[0].rstrip("/").rsplit("/", 1)[0] + "/11/")
    expect(ines.page.locator(".qnav a[aria-current]")).to_be_in_viewport(ratio=1)
