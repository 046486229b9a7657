"""Golden cases: what each answer gets, as data beside the kind."""

import random
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import graders
from graders.contracts import Verdict
from graders.kinds import REGISTRY
from graders.kinds.base import Parsed
from tests.graders.kinds.samples import answered, hold_self_tests, said

KINDS = Path(graders.__file__).parent / "kinds"
PLAIN = sorted(name for name, kind in REGISTRY.items() if kind.plain)
FILES = sorted(path for name in PLAIN for path in KINDS.glob(f"{name}/cases/*.yaml"))


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(path)
    return found


def _prepared(golden: dict[str, Any]) -> dict[str, Any]:
    question = golden["question"]
    return REGISTRY[question["kind"]].variant(question, golden["values"], random.Random(1))


def _raw(golden: dict[str, Any], raw: Any) -> Any:
    if "right" not in golden or not isinstance(raw, dict):
        return raw
    merged = {**golden["right"], **raw}
    return {key: typed for key, typed in merged.items() if typed is not None}


CASES = [(path, index) for path in FILES for index in range(len(_read(path)["cases"]))]


@pytest.mark.parametrize(("path", "index"), CASES, ids=lambda v: getattr(v, "stem", v))
def test_golden_cases(path: Path, index: int) -> None:
    golden = _read(path)
    case = golden["cases"][index]
    question = _prepared(golden)
    found = answered(REGISTRY[question["kind"]], question, _raw(golden, case["raw"]))
    if isinstance(found, Parsed):
        assert [answer for _, answer in found.ask] == case.get("ask", [])
        assert "ask" in case or found.problems[0].id == case["unreadable"]
    else:
        _holds(found, case)


def _holds(verdict: Verdict, case: dict[str, Any]) -> None:
    assert (verdict.points, verdict.counts) == (case["points"], True)
    assert sum(part.points for part in verdict.parts) == verdict.points
    assert verdict.answered == case.get("answered", "graded")
    if verdict.answered == "awaiting-person":
        assert not verdict.parts
    else:
        assert sum(part.max for part in verdict.parts) == verdict.max
    if "outcome" in case:
        assert [part.outcome for part in verdict.parts] == [case["outcome"]]
    if "says" in case:
        assert case["says"] in said(verdict)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_kinds_own_cases_hold_on_golden_questions(path: Path) -> None:
    question = _prepared(_read(path))
    assert hold_self_tests(REGISTRY[question["kind"]], question) == []


def test_every_plain_kind_has_golden_cases() -> None:
    assert {path.parent.parent.name for path in FILES} == set(PLAIN)
