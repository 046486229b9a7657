"""Reload, Back, two tabs, a dropped connection, no script: nothing typed is lost."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.student import Student

pytestmark = pytest.mark.browser
Arrive = Callable[..., Student]


def test_what_is_typed_is_there_after_a_reload_and_on_another_page(arrive: Arrive) -> None:
    """Saved as it is typed, and told so."""
    ines = arrive()
    ines.start()
    ines.field("count", "answer.rnn1.kernel").fill("7200")
    ines.field("pytorch").fill("38 4")
    expect(ines.page.locator("[data-saved] .said")).to_contain_text("Saved at")
    ines.page.wait_for_timeout(1500)
    ines.page.reload()
    assert ines.field("count", "answer.rnn1.kernel").input_value() == "7200"
    assert ines.field("pytorch").input_value() == "38 4"
    ines.go("td5-params-lstm")
    ines.go("td5-params-simplernn")
    assert ines.field("pytorch").input_value() == "38 4"


def test_the_hour_of_saving_is_the_same_by_script_and_by_server(arrive: Arrive) -> None:
    """The site's own, wherever the reader is."""
    ines = arrive(timezone_id="Asia/Kathmandu")
    ines.start()
    ines.field("pytorch").fill("38 4")
    said = ines.page.locator("[data-saved] .said")
    expect(said).to_contain_text("Saved at")
    by_script = clock(said.text_content())
    ines.page.wait_for_timeout(1500)
    ines.page.reload()
    assert (clock(said.text_content()) - by_script) % (12 * 60) < 3


def clock(said: str | None) -> int:
    """Minutes since noon or midnight of « Saved at 2:32 pm »."""
    found = re.search(r"(\d+):(\d+)", said or "")
    assert found
    return int(found[1]) * 60 + int(found[2])


def test_leaving_at_once_loses_nothing(arrive: Arrive) -> None:
    """The last keystrokes leave with the page."""
    ines = arrive()
    ines.start()
    ines.field("pytorch").fill("12345")
    ines.go("td5-params-lstm")
    ines.go("td5-params-simplernn")
    expect(ines.field("pytorch")).to_have_value("12345")


def test_back_after_a_verdict_and_forward(arrive: Arrive) -> None:
    """The history of the browser shows the answer, and submits nothing again."""
    ines = arrive()
    ines.start()
    ines.field("pytorch").fill("38208")
    ines.submit("pytorch")
    ines.verdict("pytorch")
    ines.page.go_back()
    ines.page.go_forward()
    ines.page.reload()
    expect(ines.question("pytorch")).to_contain_text("try 1 of 3")


def test_a_double_click_is_one_try(arrive: Arrive) -> None:
    """Two clicks, one submission."""
    ines = arrive()
    ines.start()
    ines.field("pytorch").fill("38208")
    ines.question("pytorch").get_by_role("button", name="Submit").dblclick()
    ines.verdict("pytorch")
    ines.page.reload()
    expect(ines.question("pytorch")).to_contain_text("try 1 of 3")


def test_two_tabs_ask_which_one_to_keep(arrive: Arrive) -> None:
    """The tab that is behind is told; both texts are still there to choose from."""
    ines = arrive()
    ines.start()
    other = Student(ines.page.context.new_page(), ines.address)
    other.page.goto(ines.page.url)
    other.field("pytorch").fill("222")
    expect(other.page.locator("[data-saved] .said")).to_contain_text("Saved at")
    # the first tab, untouched, follows by itself
    expect(ines.field("pytorch")).to_have_value("222")
    ines.field("pytorch").fill("2223")
    expect(ines.page.locator("[data-saved] .said")).to_contain_text("Saved at")
    expect(other.field("pytorch")).to_have_value("2223")


def test_a_dropped_connection_keeps_the_answer_and_sends_it_later(arrive: Arrive) -> None:
    """Said in a band; the draft leaves when the connection is back."""
    ines = arrive()
    ines.start()
    ines.page.context.set_offline(True)
    ines.field("pytorch").fill("38408")
    band = ines.page.locator("#band")
    expect(band).to_contain_text("Offline since", timeout=20_000)
    ines.page.context.set_offline(False)
    expect(band).to_contain_text("Connected again", timeout=20_000)
    ines.page.reload()
    expect(ines.field("pytorch")).to_have_value("38408")


def test_the_pages_work_without_script(arrive: Arrive) -> None:
    """Forms post and come back."""
    ines = arrive(java_script_enabled=False)
    ines.start()
    ines.field("pytorch").fill("38408")
    ines.submit("pytorch")
    expect(ines.question("pytorch")).to_contain_text("Answer again")
    ines.go("jacobian-sigmoid-layer")
    expect(ines.field("jacobian")).to_contain_text("def jacobian")


def test_practice_gives_other_numbers(arrive: Arrive) -> None:
    """Another variant: the statement differs, the first one can be read again."""
    ines = arrive()
    ines.page.get_by_role("link", name="TD5: practice").first.click()
    ines.page.get_by_role("button", name="Start").click()
    first = ines.page.locator(".prose").first.inner_text()
    ines.page.get_by_role("button", name="Another variant").click()
    expect(ines.page.get_by_role("link", name="The one before")).to_be_visible()
    assert ines.page.locator(".prose").first.inner_text() != first
    ines.page.get_by_role("link", name="The one before").click()
    ines.page.wait_for_url("**round=1*")
    assert ines.page.locator(".prose").first.inner_text() == first
