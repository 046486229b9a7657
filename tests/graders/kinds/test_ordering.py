"""Steps in order: precedences, needless steps, gaps; what a verdict says first."""

import json
import random
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.bundle import Bundle
from graders.contracts import GradeRequest
from graders.kinds.base import Parsed
from graders.kinds.ordering import KIND
from graders.kinds.ordering.precedence import closure
from tests.graders.kinds.samples import answered, graded, hold_self_tests, prepared, said
from tests.graders.kinds.selection import PROOF, RIGHT_PROOF

STEPS = ["base", "assume", "chain", "end"]
PAIRS = {("base", "assume"), ("base", "chain"), ("assume", "end"), ("chain", "end"),
         ("base", "end")}  # fmt: skip


@pytest.fixture
def proof() -> dict[str, Any]:
    return prepared(KIND, PROOF)


def order(*ids: str, **more: str) -> dict[str, str]:
    return {**{id_: str(n) for n, id_ in enumerate(ids, start=1)}, **more}


def test_the_kinds_own_cases_hold(proof: dict[str, Any]) -> None:
    assert hold_self_tests(KIND, proof) == []
    plain = {k: v for k, v in PROOF.items() if k not in ("gaps", "order_weight", "misplaced")}
    assert hold_self_tests(KIND, prepared(KIND, plain)) == []


@pytest.mark.parametrize("ids", list(permutations(STEPS)))
def test_the_score_is_the_share_of_precedences(proof: dict[str, Any], ids: tuple[str, ...]) -> None:
    kept = sum(ids.index(one) < ids.index(other) for one, other in PAIRS)
    verdict = graded(KIND, proof, order(*ids, next="13"))
    assert verdict.points == 1000 + kept * 1000
    right = ids in {tuple(STEPS), ("base", "chain", "assume", "end")}
    assert (verdict.parts[0].outcome == "passed") == right


def test_without_after_the_order_is_the_one_written() -> None:
    steps = [{"id": id_, "text": {"*": id_}} for id_ in "abc"]
    question = prepared(KIND, {"id": "q", "kind": "ordering", "points": 3000, "steps": steps})
    assert graded(KIND, question, order("a", "b", "c")).points == 3000
    assert graded(KIND, question, order("a", "c", "b")).points == 2000
    assert graded(KIND, question, order("c", "b", "a")).points == 0


def test_only_the_order_of_the_places_counts(proof: dict[str, Any]) -> None:
    spread = {"base": 1, "assume": 3, "chain": 4, "end": 5, "next": 13}
    assert graded(KIND, proof, spread).points == 6000
    assert KIND.parse(proof, spread).answer == {**{k: n for n, k in enumerate(STEPS, 1)},
                                               "next": "13"}  # fmt: skip


def test_a_needless_step_costs_the_share_of_a_step_and_has_its_sentence(
    proof: dict[str, Any],
) -> None:
    verdict = graded(KIND, proof, order(*STEPS, "commute", next="13"))
    assert verdict.points == 6000 - 5000 // 4
    assert "commute" in said(verdict)


def test_the_first_step_out_of_place_is_said_and_known_misplacings_too(
    proof: dict[str, Any],
) -> None:
    verdict = graded(KIND, proof, order("base", "end", "assume", "chain"))
    first = verdict.parts[0].messages[0]
    assert (first.id, first.params) == ("ordering.early", {"n": 2})
    assert {"early-end", "ordering.count", "gap.blank"} <= said(verdict)
    missing = graded(KIND, proof, order("base", "assume"))
    assert missing.parts[0].messages[0].params == {"n": 2}


@given(seed=st.integers(0, 500))
def test_the_steps_are_never_shown_in_a_right_order(seed: int) -> None:
    made = KIND.variant(PROOF, {"T": 12}, random.Random(seed))
    shown = [id_ for id_ in made["shown"] if id_ != "commute"]
    assert shown not in (STEPS, ["base", "chain", "assume", "end"])


def test_the_page_gets_nothing_that_gives_the_answer_away(proof: dict[str, Any]) -> None:
    shown = KIND.render(proof, RIGHT_PROOF, "en")
    keys = {key for row in shown["rows"] for key in row}
    assert keys == {"id", "letter", "label", "blocks", "place", "places"}
    told = json.dumps(KIND.render(proof, None, "en"))
    assert "Matrices do not" not in told
    assert "Assume first" not in told
    assert "13" not in told
    assert [row["id"] for row in shown["placed"]] == STEPS


def test_the_solution_is_the_order_with_its_gaps_filled(proof: dict[str, Any]) -> None:
    found = KIND.explain(proof, "en")
    assert found["order"] == STEPS
    assert "3. The chain rule: **13**." in found["text"]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"steps": [{**PROOF["steps"][0], "after": "end"}, *PROOF["steps"][1:]]},
         "ordering.circle"),
        ({"steps": [PROOF["steps"][1], PROOF["steps"][0], *PROOF["steps"][2:]]},
         "ordering.written"),
        ({"steps": [{**PROOF["steps"][0], "after": "none"}, *PROOF["steps"][1:]]},
         "ordering.no-step"),
        ({"steps": [{**step, "after": []} for step in PROOF["steps"]], "misplaced": []},
         "ordering.free"),
        ({"misplaced": [{**PROOF["misplaced"][0], "step": "base"}]}, "ordering.not-misplaced"),
        ({"distractors": [{"id": "base", "text": {"*": "x"}}]}, "question.twice"),
        ({"gaps": [{"id": "next", "value": "T"}, {"id": "more", "value": "T"}]}, "gap.missing"),
    ],
)  # fmt: skip
def test_check_finds_what_the_schema_cannot(change: dict[str, Any], wanted: str) -> None:
    assert [m.id for m in KIND.check({**PROOF, **change}, Bundle({}))] == [wanted]
    assert KIND.check(PROOF, Bundle({})) == []


@pytest.mark.parametrize("raw", [{"base": "1", "end": "1"}, {"base": 1.5}, {"base": True},
                                 {"base": "6"}, {"base": "-1"}, {"base": "²"}])  # fmt: skip
def test_places_that_are_none_cost_nothing(proof: dict[str, Any], raw: Any) -> None:
    found = answered(KIND, proof, raw)
    assert isinstance(found, Parsed)
    assert found.fields.keys() <= raw.keys()
    assert found.problems


@pytest.mark.parametrize("answer", [None, "base", ["base"], {"base": "x"}, {}])
def test_grading_survives_an_answer_that_is_not_canonical(
    proof: dict[str, Any], answer: Any
) -> None:
    request = GradeRequest(grading="g", token="t", kind="ordering", question=proof, answer=answer)
    assert KIND.grade(request).answered == "malformed"


def test_what_precedes_is_handed_on() -> None:
    assert closure({("a", "b"), ("b", "c")}) == {("a", "b"), ("b", "c"), ("a", "c")}
