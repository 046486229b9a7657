"""Programs that lie to their observers: a lie gains at most the fifth that may rest on probes."""

import textwrap
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from graders.engine import Engine
from tests.graders.submissions import bundle_of, grade

pytestmark = pytest.mark.sandbox
LIARS = YAML(typ="safe", pure=True).load(Path(__file__).with_name("liars.yaml").read_text())
SUITE = """
import torch
from graders.sdk import check, suite

def data(rng):
    return torch.from_numpy(rng.normal(size=(6, 2))), torch.from_numpy(rng.normal(size=(6, 1)))

@suite.test(points=4)
def weights(student, reference, rng):
    X, y = data(rng)
    start, after = None, []
    for side in (reference, student):
        model = side.keep.Net()
        start = start or {name: one.clone() for name, one in model.state_dict().items()}
        model.load_state_dict(start)
        side.train(model, X, y, 5)
        after.append(model.state_dict())
    check.same_state_dict(after[1], after[0], rtol=1e-9)

@suite.test(points=1, probe=True)
def observed(student, rng):
    X, y = data(rng)
    _, seen = student.probe.train(student.keep.Net(), X, y, 5)
    check.equal((len(seen.steps), len(seen.forwards), seen.zeroed, seen.backwards), (5, 5, 5, 5))
    check.true(all(step.norm > 0 for step in seen.steps))
    check.close(seen.forwards[0].sums, X.sum(1))
"""
HEAD = """
import gc
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 1).double()
    def forward(self, x):
        return self.fc(x)

def record():
    keys = {"steps", "forwards", "zeroed", "backwards"}
    found = [one for one in gc.get_objects() if type(one) is dict and keys <= one.keys()]
    return found[0] if found else {"steps": []}

def train(model, X, y, epochs):
"""
HONEST = """
optimiser = torch.optim.SGD(model.parameters(), lr=0.1)
for _ in range(epochs):
    optimiser.zero_grad()
    (model(X) - y).square().mean().backward()
    optimiser.step()
"""


def program(train: str) -> str:
    """A submission with this body of ``train``."""
    return HEAD + textwrap.indent(train, "    ")


def points(engine: Engine, train: str) -> tuple[int, int]:
    """Points of the two tests."""
    verdict = grade(engine, program(train), bundle_of(SUITE, program(HONEST)), max=5000,
                    defines=["Net()"], runtime="torch")  # fmt: skip
    assert verdict.state == "graded", verdict
    first, second = verdict.parts
    return first.points, second.points


@pytest.mark.parametrize("liar", LIARS, ids=lambda liar: liar["name"])
def test_a_lie_gains_a_fifth_at_most(engine: Engine, liar: dict[str, Any]) -> None:
    assert points(engine, liar["train"]) == (0, liar["gains"])
    assert points(engine, HONEST) == (4000, 1000)
