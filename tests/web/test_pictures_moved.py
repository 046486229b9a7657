"""Pictures of the gallery, moved: by keys and buttons, in both languages, wide and narrow."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from web.pictures.directive import PICTURES

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


def picture(page: Page, name: str) -> Locator:
    """The figure, once its script has come."""
    figure = page.locator(f'figure[data-picture="{name}"]')
    expect(figure.locator("[data-movers]")).to_be_visible()
    return figure


def told(figure: Locator) -> Locator:
    return figure.locator("[data-told]")


@pytest.mark.parametrize("locale", ["fr-FR", "en-GB"])
def test_scripts_say_what_the_server_said(visit: Visit, locale: str) -> None:
    still = visit("/gallery/", locale=locale, java_script_enabled=False)
    page = visit("/gallery/", locale=locale)
    for name in ("gradient-norm", "lstm-cell"):
        written = still.locator(f'figure[data-picture="{name}"] [data-told]').inner_text()
        expect(told(picture(page, name))).to_have_text(written)
        expect(still.locator(f'figure[data-picture="{name}"] [data-movers]')).to_be_hidden()


def test_the_norm_follows_the_arrow_keys(visit: Visit) -> None:
    page = visit("/gallery/", locale="en-GB")
    figure = picture(page, "gradient-norm")
    radius = figure.get_by_label("spectral radius")
    line = figure.locator('[data-part="norm"]')
    before = line.get_attribute("d")
    radius.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(radius).to_have_attribute("aria-valuetext", "1")
    expect(told(figure)).to_contain_text("multiplies the norm by 1: it is kept")
    page.keyboard.press("ArrowRight")
    expect(told(figure)).to_contain_text("by 1.05. Over a distance of 25, about 3 times as much")
    expect(told(figure)).to_contain_text("the gradient explodes")
    expect(told(figure)).to_have_attribute("aria-live", "polite")
    assert line.get_attribute("d") != before
    figure.get_by_label("σ′").focus()
    page.keyboard.press("Home")
    expect(told(figure)).to_contain_text("by 0.0525")
    expect(told(figure)).to_contain_text("about 10⁻³² of it is left: the gradient vanishes")


def test_a_beam_of_two_finds_what_a_beam_of_one_lost(visit: Visit) -> None:
    page = visit("/gallery/", locale="en-GB")
    figure = picture(page, "beam-tree")
    marks = figure.locator("[data-node]")
    expect(told(figure)).to_contain_text("only the empty beginning")
    assert marks.evaluate_all("all => all.map(n => n.dataset.mark).join('')") == "k" + "u" * 14
    onward = figure.get_by_role("button", name="Next step")
    for _ in range(3):
        onward.press("Enter")
    expect(told(figure)).to_contain_text("b b b, 0.361: its beginning b was cut at step 1")
    expect(onward).to_have_attribute("aria-disabled", "true")
    figure.get_by_label("width of the beam").press("ArrowRight")
    expect(told(figure)).to_contain_text("Returned: b b b, 0.361, the most probable of all 8")
    expect(figure.locator('[data-mark="b"]')).to_have_count(3)
    expect(figure.locator('[data-mark="c"]')).to_have_count(4)


def test_paths_are_counted_time_by_time(visit: Visit) -> None:
    page = visit("/gallery/")
    figure = picture(page, "ctc-lattice")
    time = figure.get_by_label("instant t")
    time.focus()
    page.keyboard.press("End")
    expect(told(figure)).to_contain_text(re.compile("28 chemins sur 243 donnent «\xa0bob\xa0»"))
    page.keyboard.press("ArrowLeft")
    expect(told(figure)).to_contain_text("t\xa0=\xa04\xa0: 7 places atteintes")
    expect(figure.locator('[data-mark="n"]')).to_have_count(4)


def test_gates_move_the_cell(visit: Visit) -> None:
    page = visit("/gallery/")
    figure = picture(page, "lstm-cell")
    forget = figure.get_by_label("porte d’oubli")
    forget.focus()
    page.keyboard.press("Home")
    expect(told(figure)).to_contain_text("c(t) = 0 × 1 + 0,5 × 0,6 = 0,3")
    expect(figure.locator('[data-value="now"]')).to_have_text("0,3")
    expect(figure.locator('[data-value="back"]')).to_have_text("0")
    expect(figure.locator('[data-gate="f"]')).to_have_attribute("height", "0")
    figure.get_by_label("porte de sortie").press("Home")
    expect(figure.locator('[data-value="hidden"]')).to_have_text("0")


def test_pictures_fit_a_narrow_phone(visit: Visit) -> None:
    page = visit("/gallery/", viewport={"width": 320, "height": 700})
    for name in PICTURES:
        figure = picture(page, name)
        figure.locator("summary").click()
        assert figure.evaluate("f => f.scrollWidth <= f.clientWidth"), name
        for moved in figure.locator("input").all():
            box = moved.bounding_box()
            assert box is not None
            assert box["height"] >= 24
            assert box["x"] + box["width"] <= 320
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_nothing_moves_for_those_who_asked_for_it(visit: Visit) -> None:
    page = visit("/gallery/", reduced_motion="reduce")
    disc = picture(page, "beam-tree").locator(".disc").first
    assert disc.evaluate("d => getComputedStyle(d).transitionDuration") == "0s"


def test_a_page_without_pictures_loads_no_script_of_theirs(visit: Visit) -> None:
    page = visit("/draft/")
    page.wait_for_load_state("networkidle")
    loaded = "performance.getEntriesByType('resource').map(r => r.name)"
    assert [name for name in page.evaluate(loaded) if "/pictures/" in name] == []
