"""Questions answered in mathematics, through the sandbox: verdicts, broken and hostile worlds."""

import random
from typing import Any

import pytest

from graders import variants
from graders.bundle import Bundle
from graders.contracts import GradeRequest, Verdict
from graders.engine import Engine, EngineError
from graders.kinds import REGISTRY
from graders.sandbox import formulas

TANH = """
import torch
from graders.maths.worlds import World

def world():
    w = World(n=(3, 4), d=(2, 5))
    w.given("A", "n", "d")
    w.given("v", "d")
    w.define("u", "n", value=lambda at: torch.tanh(at.A @ at.v))
    return w
"""
BPTT: dict[str, Any] = {
    "id": "sum", "kind": "derivation", "points": 3000, "world": "simple-rnn", "target": "∂L/∂W",
    "stages": [
        {"points": 1, "answer": "= sum_t ∂L_t/∂W", "uses": ["sum", "∂L_t/∂W"]},
        {"points": 2, "answer": "= sum_t sum_{k=1}^t ∂L_t/∂h_t ∂h_t/∂h_k ∂⁺h_k/∂W",
         "uses": ["∂h_t/∂h_k", "∂⁺h_k/∂W"]},
    ],
    "misconceptions": [
        {"id": "total", "line": "∂L/∂W = sum_t sum_{k=1}^t ∂L_t/∂h_t ∂h_t/∂h_k ∂h_k/∂W",
         "say": {"en": "Counted twice.", "fr": "Compté deux fois."}},
    ],
}  # fmt: skip
LAYER: dict[str, Any] = {
    "id": "jacobian", "kind": "expression", "points": 1000, "target": "∂u/∂v",
    "answer": "Diag(1 - u^2) A", "with": ["Diag"],
}  # fmt: skip
FIRST, SECOND = (stage["answer"] for stage in BPTT["stages"])


def bundle(source: str = "") -> Bundle:
    files = {"exercise.json": b"{}"}
    if source:
        files["world.py"] = source.encode()
    return Bundle(files)


def prepared(engine: Engine, question: dict[str, Any], source: str = "") -> dict[str, Any]:
    made = REGISTRY[question["kind"]].variant(question, {}, random.Random(0))
    return {**made, "declared": variants._declared(engine, bundle(source), made)}


def graded(engine: Engine, question: dict[str, Any], raw: Any, source: str = "") -> Verdict:
    made = prepared(engine, question, source)
    parsed = REGISTRY[question["kind"]].parse(made, raw)
    assert parsed.answer is not None, parsed.problems
    request = GradeRequest(
        grading="g", token="t", kind=question["kind"], question=made, answer=parsed.answer
    )
    return engine.grade(request, bundle(source))


def says(verdict: Verdict) -> list[str]:
    return [m.params.get("id", m.id) for part in verdict.parts for m in part.messages]


def test_a_line_without_a_value_is_sent_back_and_nothing_else_is_told(
    torch_engine: Engine,
) -> None:
    beyond = "= sum_{t=0}^T ∂L_{t-1}/∂W"
    found = graded(torch_engine, BPTT, f"{FIRST}\n{beyond}\n{SECOND}")
    assert (found.answered, found.counts, found.points) == ("malformed", False, 0)
    (part,) = found.parts
    assert (part.key, part.outcome) == ("line-2", "refused")
    assert part.details[0]["number"] == 2
    assert says(found) == ["maths.no-member"]


def test_a_derivation_with_one_slip_and_mended(torch_engine: Engine) -> None:
    wrong = graded(torch_engine, BPTT, f"{FIRST}\n{SECOND.replace('∂⁺h_k', '∂h_k')}")
    assert (wrong.state, wrong.points, wrong.max) == ("graded", 1000, 3000)
    assert "total" in says(wrong)
    assert [part.outcome for part in wrong.parts] == ["passed", "failed", "passed", "failed"]
    (example,) = [d for p in wrong.parts for d in p.details if d["type"] == "example"]
    assert example["left"] != pytest.approx(example["right"])
    right = graded(torch_engine, BPTT, f"{FIRST}\n{SECOND}")
    assert right.points == 3000
    assert right.counts


def test_a_world_of_ones_own(torch_engine: Engine) -> None:
    assert graded(torch_engine, LAYER, "Diag(1 - u²) A", TANH).points == 1000
    assert (
        graded(
            torch_engine, LAYER, r"\frac{\partial u}{\partial v} = Diag(1-u\odot u)A", TANH
        ).points
        == 1000
    )
    wrong = graded(torch_engine, LAYER, "Diag(1 + u²) A", TANH)
    assert says(wrong) == ["maths.line-not-equal", "maths.slip-sign"]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("", "maths.empty"),
        ("= (((", "maths.ends"),
        ("= W x_t", "maths.shape.product.hint"),
        ("= qqq", "maths.unknown-symbol"),
        ("(" * 100_000, "maths.too-long"),
        ("= W\n" * 41, "maths.too-many-lines"),
        (7, "maths.not-text"),
    ],
)
def test_what_cannot_be_read_never_reaches_the_sandbox(
    torch_engine: Engine, raw: Any, reason: str
) -> None:
    made = prepared(torch_engine, BPTT)
    parsed = REGISTRY["derivation"].parse(made, raw)
    assert parsed.answer is None
    first = parsed.problems[0]
    assert reason in {first.id, first.params.get("why", {}).get("id")}


@pytest.mark.parametrize(
    ("change", "path", "reason"),
    [
        ({"target": "∂L/∂V"}, ["target"], "maths.unknown-symbol"),
        ({"stages": [{"answer": "= sum_t ∂L_t/∂h_t h_t^T"}]}, ["stages", 0, "answer"],
         "maths.answer-not-equal"),
        ({"stages": [{"answer": "= (("}]}, ["stages", 0, "answer"], "maths.ends"),
        ({"stages": [{"answer": FIRST, "uses": ["prod"]}]}, ["stages", 0], "maths.stage-unreached"),
        ({"misconceptions": [{"id": "a", "line": f"∂L/∂W {FIRST}", "say": {"*": "no"}}]},
         ["misconceptions", 0, "line"], "maths.wrong-is-not"),
    ],
)  # fmt: skip
def test_an_author_is_told_what_to_mend(
    torch_engine: Engine, change: dict[str, Any], path: list[Any], reason: str
) -> None:
    with pytest.raises(variants.VariantError) as caught:
        prepared(torch_engine, {**BPTT, **change})
    (said,) = caught.value.messages
    assert said.params["path"] == path
    assert said.params["why"]["id"] == reason


@pytest.mark.parametrize(
    "source",
    [
        "import nothing_of_that_name",
        "def world():\n    return 3",
        "def world():\n    raise SystemExit(0)",
        TANH.replace("torch.tanh(at.A @ at.v)", "torch.tanh(at.B @ at.v)"),
        "import socket\ndef world():\n    socket.create_connection(('1.1.1.1', 80))",
    ],
)
def test_a_broken_world_is_its_authors_to_mend(torch_engine: Engine, source: str) -> None:
    made = REGISTRY["expression"].variant(LAYER, {}, random.Random(0))
    with pytest.raises(EngineError):
        torch_engine.prepare(bundle(source), made)


def test_a_world_that_breaks_later_costs_nobody_anything(torch_engine: Engine) -> None:
    made = prepared(torch_engine, LAYER, TANH)
    request = GradeRequest(grading="g", token="t", kind="expression", question=made, answer="A")
    verdict = torch_engine.grade(request, bundle("def world():\n    raise OSError"))
    assert (verdict.state, verdict.fault) == ("failed", "suite-error")
    again = torch_engine.grade(request, bundle(TANH))
    assert again.state == "graded"


@pytest.mark.parametrize(
    ("question", "raw"),
    [(BPTT, f"{FIRST}\n{SECOND}\n= 2 ∂L/∂W"), (LAYER, "Diag(1 - u^2) A"), (LAYER, "A")],
)
def test_draws_that_are_remembered_change_no_verdict(
    torch_engine: Engine, question: dict[str, Any], raw: str
) -> None:
    source = "" if question is BPTT else TANH
    first, second = (graded(torch_engine, question, raw, source) for _ in range(2))
    torch_engine._accepted = formulas.Accepted(formulas.QUESTIONS)
    third = graded(torch_engine, question, raw, source)
    assert first.parts == second.parts == third.parts
