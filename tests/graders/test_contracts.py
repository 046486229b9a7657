"""The contract with graders: JSON both ways, strict, versioned."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.contracts import (
    CONTRACT,
    CheckLine,
    CheckRequest,
    Frozen,
    GradeRequest,
    Limits,
    MadeVariant,
    Message,
    Part,
    Progress,
    Reply,
    Report,
    Request,
    Verdict,
    decode_progress,
    decode_reply,
    decode_request,
    encode,
)  # fmt: skip

REQUESTS: list[Request] = [
    GradeRequest(
        grading="g", token="t", kind="numeric", question={"points": 1000}, answer={"a.b": "1"},
        values={"n": 1.5, "name": "x"}, uses={"q": ["1"]}, bundle="ab", seed=2**47,
        hidden_seed=3, limits=Limits(cpu=1.5, memory=2**30),
    ),
    CheckRequest(check="c", token="t", bundle="ab"),
]  # fmt: skip
PART = Part(
    key="rnn1.sum", outcome="partial", points=250, max=500, title={"fr": "a", "en": "b"},
    visible=False, messages=(Message("table.wrong", {"value": 3}),), details=({"type": "cell"},),
    cpu_ms=1.5,
)  # fmt: skip
REPLIES: list[Reply] = [
    Verdict(
        grading="g", token="t", state="graded", points=250, max=500, answered="ask", counts=False,
        parts=(PART,), messages=(Message("a.b"),), staff=(Message("c.d"),), output="é\0",
        replay={"torch": "2"},
    ),
    Verdict(grading="g", token="t", state="failed", fault="lost-worker"),
    Report(
        check="c", token="t", ok=True, lines=(CheckLine(step="schema", ok=None, cpu_ms=2.5),),
        variants=(MadeVariant("", 5, {"n": 1}, {"q": {"points": 1}}),), cpu_ms=1.0,
    ),
]  # fmt: skip


@pytest.mark.parametrize("value", REQUESTS)
def test_requests_go_there_and_back(value: Request) -> None:
    assert decode_request(encode(value)) == value


@pytest.mark.parametrize("value", REPLIES)
def test_replies_go_there_and_back(value: Reply) -> None:
    assert decode_reply(encode(value)) == value


def test_progress_goes_there_and_back() -> None:
    value = Progress(grading="g", token="t", part=PART, expected=(("a", {"*": "A"}),))
    assert decode_progress(encode(value)) == value


def test_contract_types_are_frozen() -> None:
    with pytest.raises(AttributeError):
        PART.points = 500  # type: ignore[misc]  # that is the point


def changed(value: Frozen, **fields: Any) -> str:
    return json.dumps({**json.loads(encode(value)), **fields})


@pytest.mark.parametrize(
    "fields",
    [
        {"surprise": 1},
        {"contract": CONTRACT + 1},
        {"points": -1},
        {"points": 10**12},
        {"points": 1.5},
        {"points": "250"},
        {"state": "passed"},
        {"answered": "perhaps"},
        {"fault": "students"},
        {"grading": ""},
        {"token": "t" * 201},
        {"counts": 1},
        {"parts": [{"key": "a", "outcome": "won", "points": 0, "max": 0}]},
        {"parts": [{"key": "", "outcome": "passed", "points": 0, "max": 0}]},
        {"parts": [{"key": "a", "outcome": "passed", "points": 0, "max": 0}] * 501},
        {"messages": [{"params": {}}]},
        {"type": "grade"},
    ],
)
def test_a_verdict_that_is_not_exactly_one_is_refused(fields: dict[str, Any]) -> None:
    assert decode_reply(changed(REPLIES[0])) == REPLIES[0]
    with pytest.raises(ValueError):
        decode_reply(changed(REPLIES[0], **fields))


@given(st.text(max_size=50) | st.binary(max_size=50))
def test_what_is_no_json_is_refused(text: str | bytes) -> None:
    for decode in (decode_reply, decode_request, decode_progress):
        with pytest.raises(ValueError):
            decode(text)


def test_a_refusal_is_a_value_error() -> None:
    assert issubclass(msgspec.ValidationError, ValueError)
