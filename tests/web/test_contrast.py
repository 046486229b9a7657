"""Every pair of text and surface of the tokens keeps its contrast, by day and by night."""

import itertools
import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "platform/web/frontend/css/tokens.css"
PAIR = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")

SURFACES = ("paper", "sheet", "sunk")
WASHES = ("ink-wash", "right-wash", "wrong-wash", "part-wash", "note-wash")
CODE = ("c-key", "c-str", "c-num", "c-fn")


def text_pairs() -> list[tuple[str, str]]:
    """(text, background) pairs that a page may show: all need 4.5."""
    everywhere = itertools.product(("print", "print-2", "ink", "ink-deep"), (*SURFACES, *WASHES))
    pencils = ("right", "wrong", "part", "note")
    marks = itertools.product(pencils, (*SURFACES, "ink-wash"))
    own = ((pencil, f"{pencil}-wash") for pencil in pencils)
    # a mark stands in a choice's row or a cell, whichever its verdict
    crossed = itertools.product(
        ("right", "wrong", "part"), ("right-wash", "wrong-wash", "part-wash")
    )
    code = itertools.product(CODE, ("sheet", "sunk", "part-wash", "right-wash", "wrong-wash"))
    return [
        *everywhere, *marks, *own, *crossed, *code,
        ("c-com", "sheet"), ("c-com", "sunk"),  # on marked lines a comment takes print-2
        ("on-ink", "ink"), ("on-ink", "ink-deep"), ("paper", "print"),
    ]  # fmt: skip


def control_pairs() -> list[tuple[str, str]]:
    """(border or ring, background): all need 3."""
    return [*itertools.product(("edge", "focus"), (*SURFACES, "ink-wash")), ("focus", "note-wash")]


def tokens(theme: int) -> dict[str, str]:
    """Colours of a theme: 0 light, 1 dark."""
    return {match[0]: match[1 + theme] for match in PAIR.findall(CSS.read_text())}


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, as WCAG defines it."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_is_legible_on_every_surface_it_may_stand_on(theme: int) -> None:
    colours = tokens(theme)
    low = {
        pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair in text_pairs()
        if contrast(colours[pair[0]], colours[pair[1]]) < 4.5
    }
    assert low == {}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_borders_and_focus_rings_are_seen(theme: int) -> None:
    colours = tokens(theme)
    low = {
        pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair in control_pairs()
        if contrast(colours[pair[0]], colours[pair[1]]) < 3
    }
    assert low == {}


def test_components_take_colours_from_the_tokens_alone() -> None:
    """Otherwise a pair could be shown that is not computed here."""
    sheets = [
        path for path in CSS.parent.rglob("*.css") if path.name not in {"tokens.css", "print.css"}
    ]
    found = [
        (path.name, match)
        for path in sheets
        for match in re.findall(r":[^;{]*(#[0-9a-fA-F]{3,8}\b)", path.read_text())
    ]
    assert found == []
