"""PyTorch on the CPU, one thread. Warm: the first Adam step of a process costs 0.8 s."""

import platform
import random

import numpy as np
import torch
from torch import nn

from graders.maths.asking import inside as maths

PACKAGES = (
    "torch", "numpy", "msgpack", "sympy", "mpmath", "networkx", "jinja2", "markupsafe",
    "filelock", "fsspec", "typing_extensions",
)  # fmt: skip


JOBS = {"maths": maths.run}
"""Questions answered in mathematics: their worlds are torch graphs."""


def seed(number: int) -> None:
    """Seed every generator that code may take its randomness from."""
    random.seed(number)
    np.random.seed(number % 2**32)
    torch.default_generator.manual_seed(number % 2**63)


def warm() -> None:
    """Pay once what every fork would pay again; never leave a second thread behind."""
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    seed(0)
    torch.manual_seed(0)
    np.random.default_rng(0).normal(size=(3, 3))
    for optimiser in (torch.optim.Adam, torch.optim.SGD):
        _train(optimiser)
    for cell in (nn.RNN, nn.GRU, nn.LSTM):
        states, _ = cell(3, 4, batch_first=True)(torch.randn(2, 3, 3))
        states.sum().backward()
    nn.LSTMCell(3, 4)(torch.randn(2, 3))
    _differentiate()
    torch.linalg.eig(torch.eye(3))
    torch.linalg.solve(torch.eye(3), torch.ones(3))
    str(torch.randn(2, 2))
    maths.warm()


def _train(optimiser: type[torch.optim.Optimizer]) -> None:
    model = nn.Sequential(nn.Linear(4, 5), nn.Tanh(), nn.Linear(5, 3)).double()
    steps = optimiser(model.parameters(), lr=0.1)  # type: ignore[call-arg]
    for _ in range(2):
        loss = nn.functional.cross_entropy(model(torch.randn(6, 4).double()), torch.arange(6) % 3)
        steps.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        steps.step()
    model.load_state_dict(model.state_dict())


def _differentiate() -> None:
    matrix, vector = torch.randn(4, 3).double(), torch.randn(3).double()

    def layer(v: torch.Tensor) -> torch.Tensor:
        return torch.sigmoid(matrix @ v)

    torch.autograd.functional.jacobian(layer, vector)  # type: ignore[no-untyped-call]
    for transform in (torch.func.jacrev, torch.func.jacfwd):
        transform(layer)(vector)
    torch.func.vmap(layer)(vector.expand(2, 3))
    torch.func.grad(lambda v: layer(v).sum())(vector)


def _jacobian() -> None:
    """A small derivative: what most first calls need of autograd."""
    matrix, vector = torch.ones(4, 3).double(), torch.ones(3).double()
    torch.autograd.functional.jacobian(lambda v: torch.sigmoid(matrix @ v), vector).numpy()  # type: ignore[no-untyped-call]


REHEARSAL = (_jacobian,)


def versions() -> dict[str, str]:
    """What a verdict is replayed with."""
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "torch": torch.__version__,
    }
