"""A choice question: one option, its credit and its sentence."""

import json
from typing import Any

import pytest

from graders.bundle import Bundle
from graders.contracts import GradeRequest
from graders.kinds.base import Parsed
from graders.kinds.choice import KIND
from graders.messages import render
from tests.graders.kinds.samples import WHY, answered, graded, hold_self_tests, prepared, said


@pytest.fixture
def why() -> dict[str, Any]:
    return prepared(KIND, WHY)


def test_the_kinds_own_cases_hold(why: dict[str, Any]) -> None:
    assert hold_self_tests(KIND, why) == []


@pytest.mark.parametrize(
    ("chosen", "points", "outcome", "says"),
    [
        ("size", 1000, "passed", "size"),
        ("both", 500, "partial", "choice.partial"),
        ("input", 0, "failed", "input"),
        ("none", 0, "failed", "choice.wrong"),
    ],
)
def test_each_option_has_its_verdict(
    why: dict[str, Any], chosen: str, points: int, outcome: str, says: str
) -> None:
    verdict = graded(KIND, why, chosen)
    (part,) = verdict.parts
    assert (verdict.points, part.key, part.outcome) == (points, chosen, outcome)
    assert says in said(verdict)


def test_texts_carry_the_values_of_the_variant(why: dict[str, Any]) -> None:
    texts = [option["text"] for option in KIND.render(why, None, "fr")["options"]]
    assert "It reads $h^{(1)}$, of size 100." in texts


def test_the_order_is_the_variants_own_and_can_be_fixed() -> None:
    def order(question: dict[str, Any], name: int) -> list[str]:
        made = prepared(KIND, question, draw=name)
        return [option["id"] for option in made["options"]]

    fixed = {**WHY, "shuffle": False}
    assert order(fixed, 1) == ["size", "input", "both", "none"]
    assert order(WHY, 1) == order(WHY, 1) != order(fixed, 1)
    last = {**WHY, "options": [{**WHY["options"][0], "last": True}, *WHY["options"][1:]]}
    assert order(last, 1)[-1] == "size"


def test_the_page_gets_nothing_that_gives_the_answer_away(why: dict[str, Any]) -> None:
    shown = KIND.render(why, "input", "en")
    assert {key for option in shown["options"] for key in option} == {"id", "text", "chosen"}
    assert "Layer 1 reads" not in json.dumps(shown)
    assert [option["id"] for option in shown["options"] if option["chosen"]] == ["input"]


def test_the_solution_is_the_right_option(why: dict[str, Any]) -> None:
    assert KIND.explain(why, "en") == {
        "text": "It reads $h^{(1)}$, of size 100.\n\nYes.",
        "right": ["size"],
    }


def test_check_finds_what_the_schema_cannot() -> None:
    assert KIND.check(WHY, Bundle({})) == []
    options: list[dict[str, Any]] = [
        {"id": "a", "text": {"*": "A"}},
        {"id": "a", "text": {"*": "A"}},
        {"id": "the-right-one", "text": {"*": "B"}},
    ]
    ids = [m.id for m in KIND.check({**WHY, "options": options}, Bundle({}))]
    assert ids == ["question.twice", "choice.telling", "choice.no-right"]
    options[2] |= {"correct": True, "credit": 0.5}
    ids = [m.id for m in KIND.check({**WHY, "options": options}, Bundle({}))]
    assert ids == ["question.twice", "choice.telling", "choice.credit-right"]


@pytest.mark.parametrize("raw", ["", None, "x", 0, ["size"], {"id": "size"}, "a" * 999])
def test_what_is_no_option_costs_nothing(why: dict[str, Any], raw: Any) -> None:
    found = answered(KIND, why, raw)
    assert isinstance(found, Parsed)
    assert len(render(found.problems[0], "fr")) < 200


@pytest.mark.parametrize("answer", [None, "x", ["size"]])
def test_grading_survives_an_answer_that_is_not_canonical(why: dict[str, Any], answer: Any) -> None:
    request = GradeRequest(grading="g", token="t", kind="choice", question=why, answer=answer)
    verdict = KIND.grade(request)
    assert (verdict.answered, verdict.counts) == ("malformed", False)
