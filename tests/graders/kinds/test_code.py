"""Kind code: reading limits and answers, what the page may see, and the SDK end to end."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from graders.bundle import Bundle
from graders.engine import Engine
from graders.kinds import REGISTRY
from graders.kinds.base import QuestionError
from graders.kinds.limits import LimitError, limits
from graders.messages import render
from tests.graders.submissions import bundle_of, grade, outcomes, said

KIND = REGISTRY["code"]
QUESTION: dict[str, Any] = {
    "id": "q",
    "kind": "code",
    "points": 4000,
    "defines": ["double(x)"],
    "limits": {"cpu": "2 s", "memory": "192 MB"},
    "starter": "def double(x):\n    ...\n",
}


def prepared(**changes: Any) -> dict[str, Any]:
    return KIND.variant(QUESTION | changes, {}, random.Random(1))


def test_limits_are_read_with_their_units() -> None:
    assert limits({"cpu": "5 s", "memory": "256 MB", "output": "64 KB", "processes": 8}) == {
        "cpu": 5.0, "wall": 20.0, "memory": 256 * 2**20, "output": 64 * 2**10, "processes": 8
    }  # fmt: skip
    assert limits({"cpu": "500ms", "wall": 3}) == {"cpu": 0.5, "wall": 3.0}


@pytest.mark.parametrize(
    "asked",
    [{"cpu": "5 MB"}, {"cpu": "soon"}, {"cpu": "0 s"}, {"memory": "1 MB"}, {"memory": "9999 GB"},
     {"cpu": True}, {"colour": 1}, {"cpu": None}],
)  # fmt: skip
def test_other_limits_are_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(LimitError):
        limits(asked)
    with pytest.raises(QuestionError):
        prepared(limits=asked)


def test_the_page_sees_nothing_of_the_tests() -> None:
    shown = KIND.render(prepared(dismiss=[{"mutant": "m1", "reason": "r"}]), None, "fr")
    assert shown["starter"] == QUESTION["starter"]
    assert shown["limits"] == {"cpu": 2.0, "wall": 11.0, "memory_mb": 192}
    assert "dismiss" not in json.dumps(shown)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [(None, "code.empty"), ("  \n", "code.empty"), (3, "code.not-text"), (["x"], "code.not-text"),
     ({"a": 1}, "code.not-text"), ("x" * 100_001, "code.too-long"), ("a\0b", "code.null")],
)  # fmt: skip
def test_what_is_no_program_is_told(raw: Any, sentence: str) -> None:
    parsed = KIND.parse(prepared(), raw)
    assert parsed.answer is None
    assert [message.id for message in parsed.problems] == [sentence]


def test_line_ends_and_marks_are_plain() -> None:
    assert KIND.parse(prepared(), "\ufeffa = 1\r\nb = 2\r").answer == "a = 1\nb = 2\n"
    assert KIND.parse(prepared(), "x = '\ud800'").answer == "x = '?'"


def test_files_are_checked() -> None:
    files = {
        "code/q/starter.py": b"def double(x:\n",
        "code/q/reference.py": b"def double(x:\n",
        "data/student/numpy.py": b"",
        "data/judge/os.txt": b"",
    }
    found = {(m.id, m.params.get("path")) for m in KIND.check(QUESTION, Bundle(files))}
    assert found == {
        ("code.file-missing", "code/q/suite.py"),
        ("code.file-syntax", "code/q/reference.py"),
        ("code.no-wrong", "code/q/wrong"),
        ("code.file-shadows", "data/student/numpy.py"),
    }


@pytest.mark.sandbox
def test_every_case_of_the_self_test_holds(engine: Engine) -> None:
    question = prepared()
    for case in KIND.self_test(question):
        parsed = KIND.parse(question, case.answer)
        if case.answered == "malformed":
            assert parsed.problems[0].id == case.says
            continue
        verdict = grade(engine, parsed.answer)
        assert verdict.answered == case.answered, case.name
        assert case.says in said(verdict) | {""}, case.name
        assert case.score is None or verdict.points == case.score * verdict.max


CASES = YAML(typ="safe", pure=True).load(
    (Path(__file__).parents[3] / "graders/kinds/code/cases/double.yaml").read_text()
)


@pytest.mark.sandbox
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_unusual_and_hostile_answers(engine: Engine, case: dict[str, str]) -> None:
    verdict = grade(engine, case["answer"])
    assert verdict.parts[0].outcome == case["outcome"], verdict
    assert case.get("says", "") in said(verdict) | {""}
    if case["outcome"] == "passed":
        assert verdict.points == verdict.max


SDK_SUITE = """
import numpy as np
from graders.sdk import StudentError, check, suite


@suite.test(points=1)
def calls_and_data(student):
    check.equal(student.SIZE, 3)
    check.true(student.has("Cell") and not student.has("cell"))
    check.equal(student.many(student.double, [1, (2,), [3]]), [2, 4, [3, 3]])
    check.equal(student.double(x="ab"), "abab")
    check.avoids(student, "while")


@suite.test(points=1)
def handles(student, rng):
    cell = student.keep.Cell(2)
    cell.W = np.eye(2)
    check.close(cell.forward(np.ones(2)), [1.0, 1.0])
    check.close(cell(np.ones(2)), [1.0, 1.0])
    check.equal(student.size_of(cell), 2)
    check.equal(cell.keep.twin().n, 2)
    check.equal(cell.notes["a"], 1)
    check.equal(len(cell.notes), 1)
    check.equal(cell.itself().n, 2)


@suite.test(points=1)
def handles_end_with_their_test(student):
    check.equal(student.alive(), 0)


@suite.test(points=1)
def callbacks(student):
    seen = []

    def loss(theta):
        seen.append(theta)
        return float(theta @ theta)

    check.equal(student.try_all(loss, [np.ones(2), np.zeros(2)]), [2.0, 0.0])
    check.equal(len(seen), 2)
    theta = np.ones(2)
    check.raises("ValueError", student.try_all, loss, [])


@suite.test(points=1)
def in_place(student):
    x = np.ones(3)
    result, (after,) = student.after.spoil(x)
    check.close(after, np.zeros(3))
    check.close(x, np.ones(3))


@suite.test(points=1)
def errors(student):
    try:
        student.fails(3)
    except StudentError as error:
        check.equal((error.type, error.text), ("Odd", "it is 3"))
        check.true("ValueError" in error.types)
        check.true(error.frames[-1]["function"] == "fails")
    check.raises(ValueError, student.fails, 3)


@suite.test(points=1)
def modules(student, reference):
    public = student.module("public")
    check.equal(public.keep.Thing(4).value, 4)
    check.equal(public.triple(2), reference.module("public").triple(2))
    check.equal(open("/tmp/data/key.txt").read(), "42")


@suite.test(points=4)
def parts(student):
    with suite.part(points=1):
        check.equal(student.double(2), 4)
    with suite.part(points=2):
        check.equal(student.double(2), 5)


@suite.test(points=1, needs=[parts])
def dependent(student):
    check.equal(student.double(2), 4)


@suite.test(points=1, visible=False, hint={"fr": "Regardez 0.", "en": "Look at 0."})
def hinted(student, values):
    check.equal(student.double(values["n"]), 1, inputs={"n": values["n"]})
"""
SDK_SOURCE = """
SIZE = 3
living = []

class Odd(ValueError):
    pass

def double(x):
    return x * 2 if not isinstance(x, list) else x + x

class Cell:
    def __init__(self, n):
        self.n, self.notes = n, {"a": 1, "b": Odd}
        del self.notes["b"]
    def forward(self, x):
        return self.W @ x
    __call__ = forward
    def twin(self):
        return Cell(self.n)
    def itself(self):
        return self

def size_of(cell):
    return cell.n

import gc
def alive():
    return sum(isinstance(o, Cell) for o in gc.get_objects())

def try_all(loss, points):
    if not points:
        raise ValueError("nothing")
    return [loss(p) for p in points]

def spoil(x):
    x *= 0
    return None

def fails(n):
    raise Odd(f"it is {n}")
"""
PUBLIC = b"class Thing:\n    def __init__(s, v): s.value = v\ndef triple(x): return 3 * x\n"


@pytest.mark.sandbox
def test_the_sdk_does_what_its_manual_says(engine: Engine) -> None:
    files = {"data/student/public.py": PUBLIC, "data/judge/key.txt": b"42"}
    bundle = bundle_of(SDK_SUITE, "", files)
    verdict = grade(engine, SDK_SOURCE, bundle, defines=["double(x)", "Cell(n)"], values={"n": 0})
    wrong = {p.key: (p.outcome, p.messages) for p in verdict.parts if p.outcome != "passed"}
    assert set(wrong) == {"parts", "dependent", "hinted"}, wrong
    parts = {part.key: part for part in verdict.parts}
    assert parts["parts"].outcome == "partial"
    assert parts["parts"].points == round(parts["parts"].max / 2)
    assert parts["dependent"].outcome == "not-run"
    (hint,) = parts["hinted"].messages
    assert hint.id == "sdk.hint-after"
    assert render(hint, "en").startswith("This test is about this: ")
    assert "same fault" in render(hint, "en")
    assert parts["hinted"].details == ()
    assert sum(part.max for part in verdict.parts) == verdict.max == 4000
    assert verdict.points == sum(part.points for part in verdict.parts)


HINTED = """
from graders.sdk import check, suite

@suite.test(points=1)
def seen(student):
    check.equal(student.double(2), 4)

@suite.test(points=1, visible=False, hint={"fr": "Zéro aussi.", "en": "Zero too."})
def zero(student):
    check.equal(student.double(0), 0)
"""
LATER = """
@suite.test(points=1, visible=False, hint={"fr": "Un aussi.", "en": "One too."})
def one(student):
    check.equal(student.double(1), 2)
"""


@pytest.mark.sandbox
@pytest.mark.parametrize(
    ("source", "hint"),
    [("lambda x: 2 * x or 1", "sdk.hint"), ("lambda x: x + 1", "sdk.hint-after")],
)
def test_a_hint_says_what_its_test_is_about_and_accuses_nobody(
    engine: Engine, source: str, hint: str
) -> None:
    verdict = grade(engine, f"double = {source}\n", bundle_of(HINTED, ""), defines=["double(x)"])
    (said,) = verdict.parts[-1].messages
    assert said.id == hint
    assert "Zéro aussi." in render(said, "fr")


@pytest.mark.sandbox
def test_what_excuses_all_later_tests_is_said_once(engine: Engine) -> None:
    bundle = bundle_of(HINTED + LATER, "")
    verdict = grade(engine, "double = lambda x: x + 3\n", bundle, defines=["double(x)"])
    said = [message.id for part in verdict.parts[1:] for message in part.messages]
    assert said == ["sdk.hint-after", "sdk.hint"]


TORCH_SUITE = """
import torch
from graders.sdk import check, suite


@suite.test(points=4)
def gradients(student, reference, rng):
    A, v = torch.from_numpy(rng.normal(size=(3, 2))), torch.from_numpy(rng.normal(size=2))
    for side in (student, reference):
        grad_A, grad_v = side.vjp(side.layer, (A, v), torch.ones(3))
        s = torch.sigmoid(A @ v)
        check.close(grad_v, A.T @ (s * (1 - s)))
        check.close(side.jacobian_of(side.layer, (A, v), wrt=1), (s * (1 - s))[:, None] * A)


@suite.test(points=1, probe=True)
def observed(student):
    model = student.keep.Net()
    losses, seen = student.probe.train(model, torch.ones(6, 2).double(), 3)
    check.equal(len(losses), 3)
    check.equal([step.optimizer for step in seen.steps], ["SGD"] * 3)
    check.true(all(step.norm > 0 and step.without_grad == 0 for step in seen.steps))
    check.equal([f.grad for f in seen.forwards], [True] * 3)
    check.equal((seen.zeroed, seen.backwards, seen.forwards[0].batch), (3, 3, 6))
    check.close(seen.forwards[0].sums, [2.0] * 6)
    check.equal(model.eval().training, False)
    check.equal(list(model.state_dict()), ["fc.weight", "fc.bias"])
"""
TORCH_SOURCE = """
import torch
from torch import nn

def layer(A, v):
    return torch.sigmoid(A @ v)

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 1).double()
    def forward(self, x):
        return self.fc(x)

def train(model, X, steps):
    optimiser, losses = torch.optim.SGD(model.parameters(), lr=0.1), []
    for _ in range(steps):
        loss = model(X).square().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    return losses
"""


@pytest.mark.sandbox
def test_autograd_and_probes_work_on_the_students_side(torch_engine: Engine) -> None:
    bundle = bundle_of(TORCH_SUITE, TORCH_SOURCE)
    verdict = grade(torch_engine, TORCH_SOURCE, bundle, runtime="torch", defines=["layer(A, v)"])
    assert outcomes(verdict) == ["passed", "passed"], verdict


@pytest.mark.sandbox
def test_variant_py_draws_in_the_sandbox(engine: Engine) -> None:
    source = (
        "def generate(rng):\n    return {'n': rng.integers(3, 9), 'x': rng.normal(), 's': 'a'}\n"
    )
    bundle = Bundle({"variant.py": source.encode()})
    first = engine.generate(bundle, 5)
    assert first == engine.generate(bundle, 5) != engine.generate(bundle, 6)
    assert 3 <= first["n"] < 9
    for broken in (
        "",
        "def generate(rng):\n    return {'n': object()}\n",
        "1 / 0\n",
        "while 1: 0\n",
    ):
        with pytest.raises(Exception, match=r"\w"):
            engine.generate(Bundle({"variant.py": broken.encode()}), 1)
