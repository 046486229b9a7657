"""What scrolls says so and is reached by keyboard; what was unfolded stays so."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 800}}
FADES = """([selector, place]) => {
  const box = document.querySelector(selector);
  box.scrollLeft = place === "end" ? box.scrollWidth : place === "middle" ? box.scrollWidth / 2 : 0;
  return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
    const style = getComputedStyle(box);
    const far = name => parseFloat(style.getPropertyValue(name)) > 8;
    done([far("--more-before"), far("--more-after")]);
  })));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("selector", [".scroll", "pre", ".qnav"])
def test_the_edge_behind_which_there_is_more_fades(
    visit: Visit, selector: str, scheme: str
) -> None:
    """At the start the far one, in the middle both, at the end the near one."""
    page = visit("/scrolls/rail-strip/", color_scheme=scheme, **PHONE)
    assert [page.evaluate(FADES, [selector, place]) for place in ("start", "middle", "end")] == [
        [False, True],
        [True, True],
        [True, False],
    ]
    assert "gradient" in page.locator(selector).first.evaluate("e => getComputedStyle(e).maskImage")


def test_what_fits_does_not_fade_and_is_no_stop(visit: Visit) -> None:
    """A short table; the wide one is a stop of the Tab key."""
    page = visit("/scrolls/rail-strip/", **PHONE)
    assert page.evaluate(FADES, ["#short", "start"]) == [False, False]
    expect(page.locator(".scroll").first).to_have_attribute("tabindex", "0")
    expect(page.locator("pre")).to_have_attribute("tabindex", "0")
    expect(page.locator("#short")).not_to_have_attribute("tabindex", "0")


def test_reduced_motion_keeps_the_edges(visit: Visit) -> None:
    """They move only as one scrolls."""
    page = visit("/scrolls/rail-strip/", reduced_motion="reduce", **PHONE)
    assert page.evaluate(FADES, [".scroll", "start"]) == [False, True]


@pytest.mark.parametrize(
    ("nav", "size"),
    [
        ("rail-strip", (1360, 800)),
        ("rail-strip", (390, 800)),
        ("rail", (390, 800)),
        ("rail", (1360, 700)),
    ],
)
def test_a_rail_of_sixty_opens_where_one_stands(
    visit: Visit, nav: str, size: tuple[int, int]
) -> None:
    """As a strip and as a column: the stop is in sight, the page has not moved."""
    page = visit(f"/scrolls/{nav}/", viewport={"width": size[0], "height": size[1]})
    expect(page.locator(".qnav a[aria-current]")).to_be_in_viewport(ratio=1)
    assert page.evaluate("scrollY") == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_skip_link_leads_past_the_rail(visit: Visit) -> None:
    """Two keys to the exercise, whatever the number of stops."""
    page = visit("/scrolls/rail/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#exercise")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#first")).to_be_focused()


def test_what_was_unfolded_stays_unfolded(visit: Visit) -> None:
    """On the next load, and in a piece that takes its place; what was folded again too."""
    page = visit("/scrolls/rail/")
    box = page.locator("details[data-keep]")
    box.locator("summary").click()
    page.reload()
    expect(box).to_have_attribute("open", "")
    box.locator("summary").click()
    page.reload()
    expect(box).not_to_have_attribute("open", "")


def test_empty_fields_are_marked_once_a_word_was_said_of_them(visit: Visit) -> None:
    """The empty one and the list without a choice; not what is filled in."""
    dashed = "e => getComputedStyle(e).borderTopStyle === 'dashed'"
    for nav, marked in (("rail", [True, False, True]), ("rail-strip", [False, False, False])):
        page = visit(f"/scrolls/{nav}/")
        fields = [page.locator(f"[name={name}]") for name in "abc"]
        assert [field.evaluate(dashed) for field in fields] == marked
