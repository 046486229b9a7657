"""Every plot that a grader may send can be drawn, in words and in a table too."""

import math
import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from graders import plots as sent
from web.text import plots, scales

TITLE = {"fr": "Écart", "en": "Error"}
HEAD = {"type": "plot", "title": TITLE, "x": {"fr": "x"}, "y": {}}
reals = st.floats(-1e300, 1e300)
numbers = st.none() | reals
positive = st.none() | st.floats(1e-300, 1e300)
PLACE = re.compile(r"[MLHVhvza]|-?\d+(?:\.\d+)?")


@st.composite
def drawable(draw: st.DrawFn) -> dict[str, Any]:
    """A plot of any form."""
    form = draw(st.sampled_from(["lines", "bars", "heat"]))
    log = draw(st.booleans())
    if form == "bars":
        values = draw(st.lists(numbers, min_size=1, max_size=8))
        return {**HEAD, "form": form, "names": [str(k) for k in range(len(values))],
                "values": values}  # fmt: skip
    if form == "heat":
        wide = draw(st.integers(1, 15))
        row = st.lists(numbers, min_size=wide, max_size=wide)
        rows = draw(st.lists(row, min_size=1, max_size=15))
        return {**HEAD, "form": form, "rows": rows, "log": log, "step": [1, 2]}
    lines = []
    for name in draw(st.lists(st.sampled_from("abcd"), min_size=1, max_size=4)):
        ys = draw(st.lists(positive if log else numbers, min_size=1, max_size=20))
        xs = draw(st.lists(reals, min_size=len(ys), max_size=len(ys)))
        lines.append({"name": {"*": name}, "xs": xs, "ys": ys})
    return {**HEAD, "form": form, "lines": lines, "log": log}


@settings(max_examples=150, deadline=None)
@given(drawable())
def test_whatever_the_trusted_side_keeps_can_be_drawn(plot: dict[str, Any]) -> None:
    if not sent.kept([plot]):
        return
    drawn = plots.picture(plot, "fr")
    html = render_to_string("web/components/plot.html", {"plot": drawn})
    assert "nan " not in html.lower().replace('class="nan"', "")
    assert "inf" not in "".join(path.d for path in drawn.paths)
    for path in drawn.paths:
        assert "".join(PLACE.findall(path.d)) == path.d.replace(" ", "")
    for label in drawn.labels:
        assert 0 <= label.x <= drawn.width
        assert 0 <= label.y <= drawn.height
    assert drawn.about
    assert drawn.rows
    assert {len(row) for row in drawn.rows} == {len(drawn.head)}
    assert "style=" not in html


def line(**more: Any) -> dict[str, Any]:
    ys = more.pop("ys", [1.0, 0.5, 0.25])
    xs = [float(k) for k in range(1, len(ys) + 1)]
    return {**HEAD, "form": "lines", "lines": [{"name": {"*": "a"}, "xs": xs, "ys": ys}], **more}


def test_a_plot_says_in_words_what_it_shows() -> None:
    with translation.override("en"):
        assert plots.picture(line(), "en").about == "a: from 1 to 0.25, between 0.25 and 1."
        assert "gaps" in plots.picture(line(ys=[1.0, None, 2.0]), "en").about
        heat = {**HEAD, "form": "heat", "rows": [[0.0, 0.25], [0.5, 0.0]], "step": [1, 3]}
        assert plots.picture(heat, "en").about == "2 × 2 values. Largest: 0.5 at [1, 0]."
        assert plots.picture(heat, "en").head == ["", "0", "3"]
    with translation.override("fr"):
        assert plots.picture(line(), "fr").about == "a\u00a0: de 1 à 0,25, entre 0,25 et 1."


def test_a_gap_is_not_drawn_over() -> None:
    (trace,) = [p.d for p in plots.picture(line(ys=[1.0, 2.0, None, 3.0, 4.0]), "en").paths
                if p.css == "a"]  # fmt: skip
    assert trace.count("M") == 2


def test_a_large_map_lists_its_largest_entries() -> None:
    rows = [[float(i * 20 + j) for j in range(20)] for i in range(20)]
    drawn = plots.picture({**HEAD, "form": "heat", "rows": rows}, "en")
    assert len(drawn.rows) == 10
    assert drawn.rows[0] == ["19", "19", "399"]


@pytest.mark.parametrize("values", [[5e-324], [0.0, 5e-324], [-3e-310, 2e-312], [0.0], [1e308]])
def test_values_with_no_room_between_them_have_a_scale(values: list[float]) -> None:
    """Numbers so small that their difference has no tenth."""
    scale = scales.fitted(values, 0, 100)
    assert all(0 <= scale(value) <= 100 for value in values)


def test_scales_hold_their_values_and_have_round_ticks() -> None:
    scale = scales.fitted([0.13, 0.97], 0, 100)
    assert scale.ticks == (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    assert 0 < scale(0.13) < scale(0.97) < 100
    powers = scales.fitted([3e-7, 2.0], 100, 0, log=True)
    assert all(math.log10(tick) == round(math.log10(tick)) for tick in powers.ticks)
    assert powers(2.0) < powers(3e-7)
    level = scales.levels([0.0, 1e-8, 1.0], 9, log=True)
    assert [level(v) for v in (0.0, 1e-8, 1e-4, 1.0)] == [0, 1, 4, 8]
