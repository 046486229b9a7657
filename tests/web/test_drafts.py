"""What is typed is kept: on the server, on the device without a connection, between two tabs."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.pages import KEPT

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
SAID = "[data-saved] .said"


def test_typing_is_saved_and_said(visit: Visit) -> None:
    page = visit("/type/", timezone_id="Europe/Paris")
    page.fill("#a", "17300")
    expect(page.locator(SAID)).to_have_text("Enregistré à 14\u00a0h\u00a032")
    assert (KEPT.answer, KEPT.revision) == ("17300", 1)
    assert page.locator("input[name=revision]").input_value() == "1"
    assert page.locator("#band").is_hidden()


def test_without_a_connection_it_waits_on_the_device_and_leaves_by_itself(visit: Visit) -> None:
    page = visit("/type/")
    page.context.set_offline(True)
    page.fill("#a", "808")
    expect(page.locator("#band")).to_contain_text("1 réponse gardée sur cet appareil")
    expect(page.locator(SAID)).to_have_text("Gardé ici, pas encore envoyé")
    assert KEPT.answer == ""
    page.context.set_offline(False)
    expect(page.locator("#band")).to_contain_text("Tout est enregistré")
    assert KEPT.answer == "808"


def test_a_reload_before_it_could_leave_loses_nothing(visit: Visit) -> None:
    page = visit("/type/")
    page.route("**/draft/", lambda route: route.abort())
    page.fill("#a", "38208")
    expect(page.locator("#band")).to_be_visible()
    page.unroute("**/draft/")
    page.reload()
    expect(page.locator("#a")).to_have_value("38208")
    expect(page.locator(SAID)).to_contain_text("Enregistré")
    assert KEPT.answer == "38208"


def test_an_untouched_tab_follows_the_other(visit: Visit) -> None:
    one = visit("/type/")
    two = visit("/type/", tab_of=one)
    two.fill("#a", "from the second")
    expect(two.locator(SAID)).to_contain_text("Enregistré")
    expect(one.locator("#a")).to_have_value("from the second")
    one.fill("#a", "from the first, later")
    expect(one.locator(SAID)).to_contain_text("Enregistré")
    assert KEPT.answer == "from the first, later"


@pytest.mark.parametrize(
    ("choice", "kept"), [("Garder la mienne", "mine"), ("Voir la plus récente", "theirs")]
)
def test_a_newer_answer_elsewhere_is_asked_about(visit: Visit, choice: str, kept: str) -> None:
    page = visit("/type/")
    KEPT.answer, KEPT.revision = "theirs", 7  # another device
    page.fill("#a", "mine")
    page.get_by_role("button", name=choice).click()
    expect(page.locator("#a")).to_have_value(kept)
    if kept == "mine":
        expect(page.locator(SAID)).to_contain_text("Enregistré")
    assert KEPT.answer == kept


def test_a_refusal_is_said_and_nothing_is_lost(visit: Visit) -> None:
    KEPT.refuse = True
    page = visit("/type/")
    page.fill("#a", "trop tard")
    expect(page.locator("#band")).to_contain_text("Le devoir est fermé.")
    expect(page.locator("#a")).to_have_value("trop tard")
    KEPT.refuse = False
    page.reload()
    expect(page.locator("#a")).to_have_value("trop tard")


def test_two_clicks_submit_once(visit: Visit) -> None:
    page = visit("/type/")
    page.fill("#a", "100")
    page.evaluate("const b = document.querySelector('button.main'); b.click(); b.click()")
    page.wait_for_function("document.title === 'Reçu'")
    assert KEPT.submitted == ["100"]


def test_submitting_offline_keeps_the_answer(visit: Visit) -> None:
    page = visit("/type/")
    page.context.set_offline(True)
    page.fill("#a", "7200")
    page.click("button.main")
    expect(page.locator("#band")).to_contain_text("Hors ligne depuis")
    expect(page.locator("#a")).to_have_value("7200")
    assert KEPT.submitted == []
    page.context.set_offline(False)
    expect(page.locator(SAID)).to_contain_text("Enregistré")
    page.click("button.main")
    page.wait_for_function("document.title === 'Reçu'")
    assert KEPT.submitted == ["7200"]
