"""What docs/writing-a-suite.md tells is so: the exercise passes the gate, and each recipe works."""

import re
from pathlib import Path

import pytest

from exercises.format import load_files
from graders import gate
from graders.contracts import Verdict
from graders.engine import Engine
from graders.messages import render
from tests.graders.submissions import bundle_of, grade, outcomes

pytestmark = pytest.mark.sandbox
MANUAL = Path("docs/writing-a-suite.md").read_text(encoding="utf-8")
_FILE = re.compile(
    r"`(exercise\.yaml|statement\.en\.md|code/[\w./]+)`:(?:(?!\n\n).)*\n\n```\w+\n(.*?)```",
    re.DOTALL,
)
_RECIPE = re.compile(r"^### (.+?)\n(.*?)(?=^##)", re.DOTALL | re.MULTILINE)


def files() -> dict[str, bytes]:
    return {path: text.encode() for path, text in _FILE.findall(MANUAL)}


def recipes() -> dict[str, str]:
    found = {}
    for title, body in _RECIPE.findall(MANUAL):
        if "```python\n" in body:
            found[title] = body.partition("```python\n")[2].partition("```")[0]
    return found


def test_the_exercise_passes_the_gate_without_a_warning(engine: Engine) -> None:
    whole = files()
    assert sorted(whole) == [
        "code/cell/reference.py", "code/cell/starter.py", "code/cell/suite.py",
        "code/cell/wrong/gates_swapped.py", "code/cell/wrong/state_not_carried.py",
        "exercise.yaml", "statement.en.md",
    ]  # fmt: skip
    report = gate.check(engine, load_files(whole, slug="lstm-cell").bundle)
    assert [line for line in report.lines if not line.ok or line.warning] == []


def judged(engine: Engine, name: str) -> Verdict:
    whole = files()
    suite, reference = (whole[f"code/cell/{one}.py"].decode() for one in ("suite", "reference"))
    source = whole[f"code/cell/wrong/{name}.py"].decode()
    return grade(engine, source, bundle_of(suite, reference), defines=["step(x, h, c, W, U, b)"])


def sentence(verdict: Verdict, key: str) -> str:
    part = next(part for part in verdict.parts if part.key == key)
    return render(part.messages[0], "en")


def test_what_students_read_is_what_is_told(engine: Engine) -> None:
    said = sentence(judged(engine, "state_not_carried"), "sequence")
    assert said == "First quantity that differs: input gate, t = 1, sample 0, unit 0."
    assert said in MANUAL
    assert "`f, i, g, o`; expected: `i, f, g, o`" in sentence(
        judged(engine, "gates_swapped"), "one_step"
    )


def test_the_mutant_that_is_dismissed_is_the_one_that_is_shown(engine: Engine) -> None:
    whole = files()
    yaml = whole["exercise.yaml"].decode()
    whole["exercise.yaml"] = yaml.partition("    dismiss:")[0].encode()
    report = gate.check(engine, load_files(whole, slug="lstm-cell").bundle)
    (alive,) = (line for line in report.lines if line.warning)
    told = repr(alive.details)
    assert alive.step == "mutants"
    assert alive.subject in yaml
    shown = MANUAL.partition("```\n-    return")[2].partition("```")[0]
    assert all(row.lstrip("+- ") in told for row in shown.strip().splitlines()[1:])


LAYER = "import torch\ndef layer(A, v):\n    return torch.sigmoid(A @ v)\n"
TRAIN = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.fc = nn.Linear(d, 1).double()
    def forward(self, x):
        return torch.tanh(self.fc(x))

def train(model, X, y, epochs):
    optimiser = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(epochs):
        optimiser.zero_grad()
        loss = (model(X) - y).square().mean()
        loss.backward()
        optimiser.step()
"""
RECIPES = {
    "Gradients computed by hand": (
        "def gradient(X, y, w):\n    return 2 * X.T @ (X @ w - y) / len(y)\n", ("/ len(y)", "")
    ),
    "Gradients by autograd": (LAYER, ("A @ v", "A.detach() @ v")),
    "A training loop: replay it": (TRAIN, ("        optimiser.zero_grad()\n", "")),
    "Random results": (
        "import numpy as np\ndef initial(n, m):\n    return np.random.normal(0, 0.1, (n, m))\n",
        ("0.1", "0.12"),
    ),
    "What the code must or must not use": (
        "def squares(x):\n    return x * x\n", ("x * x", "[a * a for a in x]")
    ),
    "A failure small enough to check by hand": (
        "def product(A, v):\n    return A @ v\n", ("A @ v", "A @ v[::-1]")
    ),
    "Part of the points, and more than all": (
        "def norm2(x):\n    return (x * x).sum(), 2 * x\n", ("2 * x", "x")
    ),
}  # fmt: skip


def test_every_recipe_is_tried() -> None:
    assert sorted(recipes()) == sorted(RECIPES)


@pytest.mark.parametrize("title", RECIPES)
def test_a_recipe_passes_what_is_right_and_fails_what_is_wrong(
    engine: Engine, torch_engine: Engine, title: str
) -> None:
    suite, (right, (old, new)) = recipes()[title], RECIPES[title]
    runtime = "torch" if "import torch" in suite else "numpy"
    chosen = torch_engine if runtime == "torch" else engine
    verdicts = [
        grade(chosen, source, bundle_of(suite, right), defines=[], runtime=runtime)
        for source in (right, right.replace(old, new))
    ]
    assert set(outcomes(verdicts[0])) == {"passed"}, verdicts[0]
    assert verdicts[0].points == verdicts[0].max
    assert set(outcomes(verdicts[1])) & {"failed", "partial"}, verdicts[1]
