import re

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from web.text import icons, marks

OUTCOMES = [
    "passed", "partial", "failed", "error", "refused", "crashed", "time", "memory", "processes",
    "output", "not-run",
]  # fmt: skip
milli = st.integers(0, 60_000)


def steps(points: int, maximum: int) -> list[str]:
    """Classes of the steps of a stair, left to right."""
    return re.findall(r'<rect class="(\w*)"', marks.stair(points, maximum))


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_has_sign_and_word(outcome: str) -> None:
    assert marks.MARKS[outcome].icon in icons.ICONS
    with translation.override("fr"):
        assert f"<span>{marks.MARKS[outcome].word}</span>" in marks.mark(outcome)


def test_an_unknown_outcome_is_shown_as_not_graded() -> None:
    with translation.override("fr"):
        assert "non noté" in marks.mark("from-a-newer-grader")


def test_a_word_of_ones_own_is_escaped() -> None:
    assert "&lt;b&gt;" in marks.mark("part", "<b>")


def test_a_point_is_a_step() -> None:
    assert steps(2500, 6000) == ["on", "on", "half", "", "", ""]
    assert steps(6000, 6000) == ["on"] * 6
    assert steps(0, 1000) == [""]
    assert marks.stair(0, 0) == ""


def test_things_done_have_a_step_each() -> None:
    assert marks.stair(1000, 17_000, marks.MOST_STEPS).count("<rect") == 17


@given(milli, st.integers(1, 60_000))
def test_the_stair_never_flatters(points: int, maximum: int) -> None:
    shown = steps(min(points, maximum), maximum)
    assert 1 <= len(shown) <= marks.MAX_STEPS
    assert all(state == "on" for state in shown) == (points >= maximum)
    assert any(shown) == (points > 0)
    assert shown == sorted(shown, key=["on", "half", ""].index)


@given(milli, milli)
def test_shares(points: int, maximum: int) -> None:
    found = marks.share(points, maximum)
    if maximum == 0:
        assert found == "unanswered"
    else:
        assert (found == "right") == (points >= maximum)
        assert (found == "wrong") == (points == 0)


def test_a_hidden_icon_says_nothing_and_a_named_one_its_name() -> None:
    assert 'aria-hidden="true"' in icons.icon("check")
    assert 'role="img" aria-label="&quot;raté&quot;"' in icons.icon("cross", '"raté"')
    with pytest.raises(KeyError):
        icons.icon("unicorn")
