"""The reference otherwise computed: the same up to rounding, and not the same program."""

import textwrap
from typing import Any

import numpy as np
import pytest
import torch

from graders.gate.tolerance.honest import DOUBLE, SINGLE, versions

X = np.random.default_rng(3).normal(size=(7, 9))
Y = np.random.default_rng(4).normal(size=(9, 5))


def answers(source: str, *args: Any, defines: str = "f(a, b)") -> dict[str, list[Any]]:
    """The answers of all versions by mode; arguments are copied."""
    found: dict[str, list[Any]] = {}
    for version in versions(textwrap.dedent(source), [defines]):
        names: dict[str, Any] = {}
        exec(compile(version.source, version.mode, "exec"), names)
        given = [arg.copy() if isinstance(arg, np.ndarray) else arg for arg in args]
        found.setdefault(version.mode, []).append(names["f"](*given))
    return found


PROGRAMS = [
    "def f(a, b):\n    return a @ b",
    "import numpy as np\ndef f(a, b):\n    return np.dot(a, b)",
    "import numpy as np\ndef f(a, b):\n    return np.sum(a, axis=1) @ a[:, :7].T",
    "def f(a, b):\n    return a.sum(0)",
    "def f(a, b):\n    return a.mean(axis=(0, 1)) + b.std()",
    "import numpy as np\ndef f(a, b):\n    return np.linalg.norm(a, axis=0)",
    "import numpy as np\ndef f(a, b):\n    return np.linalg.norm(a, 2)",
    "import numpy as np\ndef f(a, b):\n    return np.linalg.norm(b, 1, 0)",
    "def f(a, b):\n    return a[:3] @ b[:, 0]",
]


@pytest.mark.parametrize("source", PROGRAMS)
def test_every_version_is_right_and_some_differ_in_the_last_bit(source: str) -> None:
    names: dict[str, Any] = {}
    exec(source, names)
    want = names["f"](X, Y)
    found = answers(source, X, Y)
    assert set(found) == {"reversed", "shuffled", "halves", "rounding", SINGLE, DOUBLE}
    for mode, several in found.items():
        for got in several:
            assert np.shape(got) == np.shape(want)
            np.testing.assert_allclose(got, want, rtol=1e-4 if mode == SINGLE else 1e-12, atol=1e-5)
    others = [got for mode in ("reversed", "shuffled", "rounding") for got in found[mode]]
    assert any(not np.array_equal(got, want) for got in others)


def test_single_precision_is_single_and_double_leaves_double_alone() -> None:
    found = answers("def f(a, b):\n    return (a @ b, {'n': 3})", X, Y)
    ((single, rest),) = found[SINGLE]
    assert (single.dtype, rest) == (np.float32, {"n": 3})
    ((double, _),) = found[DOUBLE]
    assert np.array_equal(double, X @ Y)


def test_double_precision_answers_in_the_precision_of_the_input() -> None:
    small = X.astype(np.float32)
    (double,) = answers("def f(a, b):\n    return a @ a.T", small, Y)[DOUBLE]
    assert double.dtype == np.float32
    assert np.array_equal(double, (small.astype(float) @ small.T.astype(float)).astype(np.float32))


def test_a_program_without_sums_has_only_the_rounded_ones() -> None:
    assert set(answers("def f(a, b):\n    return a * 2 + 1", X, Y)) == {"rounding", SINGLE, DOUBLE}
    assert set(answers("def f(a, b):\n    return a", X, Y)) == {SINGLE, DOUBLE}


def test_what_is_not_an_array_of_floats_is_computed_as_it_stands() -> None:
    source = """
    from __future__ import annotations
    import numpy as np
    def f(a, b):
        assert f"{1 + 1}" == "2"
        return [np.arange(4) @ np.arange(4), np.sum([1, 2]), sum([0.1] * 3), (1 + 0.1) / 3]
    """
    for several in answers(source, X, Y).values():
        for got in several:
            assert got == [14, 3, sum([0.1] * 3), 1.1 / 3]


def test_a_module_in_double_precision_takes_and_gives_single() -> None:
    source = """
    import torch
    class f(torch.nn.Module):
        def __init__(self, n):
            super().__init__()
            torch.manual_seed(0)
            self.fc = torch.nn.Linear(n, 2)
        def forward(self, x):
            return self.fc(x).mean(dim=1)
    """
    modules = answers(source, 9, defines="class f(n)")
    given = torch.from_numpy(X).float()
    want = modules["reversed"][0](given)
    (double,) = modules[DOUBLE]
    got = double(given)
    assert double.fc.weight.dtype == torch.float64
    assert got.dtype == torch.float32
    torch.testing.assert_close(got, want)


def test_gradients_flow_through_what_was_reordered() -> None:
    source = "import torch\ndef f(a, b):\n    return torch.sum(torch.matmul(a, b) ** 2)"
    for mode, several in answers(source, torch.ones(2, 3), torch.ones(3, 2)).items():
        assert len(several) == (2 if mode == "rounding" else 1)
    tensors = torch.from_numpy(X).requires_grad_(), torch.from_numpy(Y)
    for several in answers(source, *tensors).values():
        for got in several:
            tensors[0].grad = None
            got.backward()
            want = 2 * tensors[0].detach() @ tensors[1] @ tensors[1].T
            torch.testing.assert_close(tensors[0].grad, want, rtol=1e-4, atol=1e-4)
