"""Questions of the example exercise, and what the site does with a kind."""

import random
from typing import Any

from graders.contracts import GradeRequest, Verdict
from graders.kinds.base import Kind, Parsed

SHEET: dict[str, Any] = {"T": 12, "n_in": 72, "n_h": 100, "C": 8, "cell": 17300}

LSTM: dict[str, Any] = {
    "id": "lstm",
    "kind": "numeric",
    "points": 2000,
    "number": "integer",
    "answer": "4*cell",
    "accept": [
        {
            "id": "pytorch",
            "value": "4*(cell + n_h)",
            "credit": 1,
            "say": {
                "fr": "Convention PyTorch : deux biais.",
                "en": "PyTorch convention: two biases.",
            },
        }
    ],
    "misconceptions": [
        {"id": "no-bias", "value": "4*(cell - n_h)", "say": {"en": "The biases are missing."}},
        {"id": "three-blocks", "value": "3*cell", "say": {"en": "[[T]] steps, four blocks."}},
    ],
    "hints": [{"cost": 0.25, "text": {"en": "How many blocks in the cell?"}}],
}

_TOTAL = "kernel + rec + bias"
COUNT: dict[str, Any] = {
    "id": "count",
    "kind": "table",
    "points": 6000,
    "number": "integer",
    "columns": [
        {"id": "kernel", "label": {"fr": "Noyau", "en": "Kernel"}},
        {"id": "rec", "label": {"fr": "Récurrent", "en": "Recurrent"}},
        {"id": "bias", "label": {"fr": "Biais", "en": "Bias"}},
        {"id": "sum", "label": {"*": "Total"}},
    ],
    "rows": [
        {"id": "rnn1", "label": {"*": "SimpleRNN 1"}, "kernel": "n_in*n_h", "rec": "n_h^2",
         "bias": "n_h", "sum": _TOTAL},
        {"id": "rnn2", "label": {"*": "SimpleRNN 2"}, "kernel": "n_h*n_h", "rec": "n_h^2",
         "bias": "n_h", "sum": _TOTAL},
        {"id": "dense", "label": {"*": "Dense"}, "kernel": "n_h*C", "bias": "C",
         "sum": "kernel + bias"},
        {"id": "all", "label": {"*": "Total"}, "sum": "rnn1.sum + rnn2.sum + dense.sum"},
    ],
    "carry": 0.5,
    "misconceptions": [
        {"id": "layer-2-input", "cell": "rnn2.kernel", "value": "n_in*n_h",
         "say": {"fr": "La couche 2 lit $h^{(1)}_t$, de taille [[n_h]].",
                 "en": "Layer 2 reads $h^{(1)}_t$, of size [[n_h]]."}},
    ],
}  # fmt: skip

RIGHT_COUNT = {
    "rnn1.kernel": "7200", "rnn1.rec": "10000", "rnn1.bias": "100", "rnn1.sum": "17300",
    "rnn2.kernel": "10000", "rnn2.rec": "10000", "rnn2.bias": "100", "rnn2.sum": "20100",
    "dense.kernel": "800", "dense.bias": "8", "dense.sum": "808", "all.sum": "38208",
}  # fmt: skip

WHY: dict[str, Any] = {
    "id": "why",
    "kind": "choice",
    "points": 1000,
    "options": [
        {"id": "size", "text": {"en": "It reads $h^{(1)}$, of size [[n_h]]."}, "correct": True,
         "say": {"en": "Yes."}},
        {"id": "input", "text": {"en": "It reads $x$."}, "say": {"en": "Layer 1 reads $x$."}},
        {"id": "both", "text": {"en": "It reads both."}, "credit": 0.5},
        {"id": "none", "text": {"en": "It reads nothing."}},
    ],
}  # fmt: skip


def prepared(kind: Kind, question: dict[str, Any], draw: int = 7, **values: Any) -> dict[str, Any]:
    """The question prepared for the variant ``sheet``, some values replaced."""
    return kind.variant(question, {**SHEET, **values}, random.Random(draw))


def answered(kind: Kind, question: dict[str, Any], raw: Any) -> Verdict | Parsed:
    """What the site does with a raw answer: the verdict, or why there is none."""
    parsed = kind.parse(question, raw)
    if parsed.answer is None:
        return parsed
    request = GradeRequest(
        grading="g", token="t", kind=question["kind"], question=question, answer=parsed.answer
    )
    return kind.grade(request)


def graded(kind: Kind, question: dict[str, Any], raw: Any) -> Verdict:
    """The verdict on an answer that can be read."""
    found = answered(kind, question, raw)
    assert isinstance(found, Verdict), found
    return found


def said(verdict: Verdict) -> set[str]:
    """Ids of all messages of a verdict, and the entries they come from."""
    messages = [*verdict.messages, *(m for part in verdict.parts for m in part.messages)]
    return {m.id for m in messages} | {str(m.params["id"]) for m in messages if "id" in m.params}


def hold_self_tests(kind: Kind, question: dict[str, Any]) -> list[str]:
    """Names of the kind's own cases that do not get the verdict they state."""
    wrong: list[str] = []
    for case in kind.self_test(question):
        found = answered(kind, question, case.answer)
        if isinstance(found, Parsed):
            state = "ask" if found.ask else "malformed"
            ok = case.answered == state and bool(found.problems or found.fields)
        else:
            ok = case.answered == found.answered
            if case.score is not None:
                ok = ok and abs(found.points / found.max - case.score) < 1e-3
            ok = ok and (not case.says or case.says in said(found))
        if not ok:
            wrong.append(case.name)
    return wrong
