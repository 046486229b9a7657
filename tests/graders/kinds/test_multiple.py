"""Several right options: what ticks gain and cost, and what is told of each."""

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.bundle import Bundle
from graders.contracts import GradeRequest
from graders.kinds.base import Parsed
from graders.kinds.multiple import KIND
from tests.graders.kinds.samples import answered, graded, hold_self_tests, prepared, said
from tests.graders.kinds.selection import REMEDIES

IDS = [option["id"] for option in REMEDIES["options"]]
KEYS = {"gates", "skip", "norm"}


@pytest.fixture
def remedies() -> dict[str, Any]:
    return prepared(KIND, REMEDIES)


def test_the_kinds_own_cases_hold(remedies: dict[str, Any]) -> None:
    assert hold_self_tests(KIND, remedies) == []


@given(ticked=st.lists(st.sampled_from(IDS), min_size=1, unique=True), seed=st.integers(0, 99))
def test_the_score_is_the_formula_whatever_the_order(ticked: list[str], seed: int) -> None:
    question = KIND.variant(REMEDIES, {"n_h": 3}, random.Random(seed))
    right = len(KEYS & set(ticked))
    wrong = len(ticked) - right
    verdict = graded(KIND, question, ticked)
    assert verdict.points == max(0, right - wrong) * 1000
    assert graded(KIND, question, ticked[::-1]).points == verdict.points
    assert graded(KIND, question, dict.fromkeys(ticked, "on")).points == verdict.points


@given(right=st.integers(1, 9), wrong=st.integers(1, 9))
def test_ticking_everything_gains_nothing_ever(right: int, wrong: int) -> None:
    options = [
        {"id": f"a{n}", "text": {"*": str(n)}, "correct": n < right} for n in range(right + wrong)
    ]
    question = prepared(KIND, {**REMEDIES, "options": options})
    everything = [option["id"] for option in options]
    assert graded(KIND, question, everything).points == 0
    assert graded(KIND, question, everything[:right]).points == 3000


def test_what_is_ticked_is_told_and_what_was_missed_is_only_counted(
    remedies: dict[str, Any],
) -> None:
    verdict = graded(KIND, remedies, ["gates", "clip"])
    told = {part.key: part.outcome for part in verdict.parts}
    assert told == {"answer": "failed", "gates": "passed", "clip": "failed"}
    assert {"gates", "clip", "multiple.count"} <= said(verdict)
    assert "skip" not in said(verdict), "another try may follow"


def test_the_page_gets_nothing_that_gives_the_answer_away(remedies: dict[str, Any]) -> None:
    shown = KIND.render(remedies, {"clip": "on", "rate": ""}, "en")
    assert {key for option in shown["options"] for key in option} == {"id", "text", "chosen"}
    assert [option["id"] for option in shown["options"] if option["chosen"]] == ["clip"]
    assert "removes factors" not in json.dumps(shown)
    assert shown["options"][-1]["id"] == "epochs"


def test_the_solution_lists_what_is_to_be_ticked(remedies: dict[str, Any]) -> None:
    found = KIND.explain(remedies, "en")
    assert set(found["right"]) == KEYS
    assert "LSTM, 100 units" in found["text"]
    assert "A skip removes factors." in found["text"], "what the verdict does not say"
    assert "Clip" not in found["text"]


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ([{"id": "a"}, {"id": "a", "correct": True}, {"id": "b"}], "question.twice"),
        ([{"id": "a"}, {"id": "b"}], "multiple.no-right"),
        ([{"id": "a", "correct": True}, {"id": "b", "correct": True}], "multiple.no-wrong"),
        ([{"id": "vrai", "correct": True}, {"id": "b"}], "choice.telling"),
        ([{"id": "a", "correct": True}, {"id": "b", "missed": {}}], "multiple.missed-wrong"),
    ],
)
def test_check_finds_what_the_schema_cannot(options: list[dict[str, Any]], wanted: str) -> None:
    question = {**REMEDIES, "options": [{"text": {"*": "x"}, **option} for option in options]}
    assert [m.id for m in KIND.check(question, Bundle({}))] == [wanted]
    assert KIND.check(REMEDIES, Bundle({})) == []


@pytest.mark.parametrize("answer", [None, "gates", ["x"], [], 3])
def test_grading_survives_an_answer_that_is_not_canonical(
    remedies: dict[str, Any], answer: Any
) -> None:
    request = GradeRequest(
        grading="g", token="t", kind="multiple", question=remedies, answer=answer
    )
    verdict = KIND.grade(request)
    assert (verdict.answered, verdict.counts) == ("malformed", False)


def test_nothing_ticked_costs_nothing(remedies: dict[str, Any]) -> None:
    found = answered(KIND, remedies, {})
    assert isinstance(found, Parsed)
    assert [m.id for m in found.problems] == ["multiple.empty"]
