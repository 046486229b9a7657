"""Any JSON at all: parsed or refused at once, shown again, and never a crash."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.contracts import Verdict, decode_reply, encode
from graders.kinds import REGISTRY
from graders.messages import render
from tests.graders.kinds.samples import COUNT, LSTM, RIGHT_COUNT, WHY, answered, prepared
from tests.graders.kinds.selection import CELL, PROOF, REMEDIES, RIGHT_PROOF, ROLES

NORM = {**LSTM, "id": "norm", "number": "real", "answer": "1/7", "accept": [], "misconceptions": []}
REALS = {**COUNT, "number": "real", "misconceptions": []}
QUESTIONS = {
    f"{question['kind']} {question.get('number', '')}".strip(): prepared(
        REGISTRY[question["kind"]], question
    )
    for question in (LSTM, NORM, COUNT, REALS, WHY, REMEDIES, ROLES, CELL, PROOF)
}

TYPED = st.text(max_size=12) | st.text(alphabet="0123456789 .,'eE+-*/^()×⁻²٣\u202f", max_size=16)
LEAF = st.none() | st.booleans() | st.integers() | st.floats() | TYPED
JSON = st.recursive(
    LEAF,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TYPED, inner, max_size=4),
    max_leaves=8,
)
NAMES = sorted({*RIGHT_COUNT, *RIGHT_PROOF, "gates", "clip", "f", "i", "size", "name", "sign"})
CELLS = st.dictionaries(st.sampled_from(NAMES), JSON | TYPED, max_size=12)


@pytest.mark.parametrize("name", QUESTIONS)
@given(raw=JSON | CELLS)
def test_any_json_gets_a_verdict_or_a_reason(name: str, raw: Any) -> None:
    question = QUESTIONS[name]
    kind = REGISTRY[question["kind"]]
    found = answered(kind, question, raw)
    if isinstance(found, Verdict):
        assert 0 <= found.points <= found.max == question["points"]
        assert decode_reply(encode(found)) == found
        messages = [*found.messages, *(m for part in found.parts for m in part.messages)]
    else:
        assert found.problems or found.ask
        json.dumps([answer for _, answer in found.ask], allow_nan=False)
        messages = [*found.problems, *found.read, *found.fields.values()]
    for language in ("fr", "en"):
        assert all(len(render(message, language)) < 1000 for message in messages)
        json.dumps(kind.render(question, raw, language), allow_nan=False)


@pytest.mark.parametrize("name", QUESTIONS)
@given(raw=CELLS | TYPED)
def test_what_was_understood_is_understood_again(name: str, raw: Any) -> None:
    """A canonical answer is itself an answer, and means the same."""
    question = QUESTIONS[name]
    kind = REGISTRY[question["kind"]]
    answer = kind.parse(question, raw).answer
    if answer is not None:
        assert json.loads(json.dumps(answer)) == answer


def _deep(levels: int) -> Any:
    found: Any = "1"
    for _ in range(levels):
        found = [found]
    return found


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_is_gigantic_is_refused(name: str) -> None:
    question = QUESTIONS[name]
    kind = REGISTRY[question["kind"]]
    many = {f"row{i}.sum": "1" for i in range(20_000)}
    for raw in ("9" * 10**7, _deep(500), many, {**RIGHT_COUNT, "all.sum": "(" * 10**7}, 10**9000):
        assert kind.parse(question, raw).answer is None
