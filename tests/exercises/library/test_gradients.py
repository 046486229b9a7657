"""Jacobian, matrix power and carousel: autograd and matrix products say the truth."""

import math
from functools import partial

import numpy as np
import pytest
import torch

from graders.maths.scalar import evaluate
from tests.exercises.library.truth import cells, draws, question, read


def _layer(weights: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
    return torch.sigmoid(weights @ v)


def test_jacobian_table_is_autograd() -> None:
    exercise = read("td5-jacobian")
    for values in draws(exercise, 20):
        weights = torch.tensor(
            [[values[f"a{i}{j}"] for j in (1, 2, 3)] for i in (1, 2)], dtype=torch.float64
        )
        v = torch.tensor([values[f"v{j}"] for j in (1, 2, 3)], dtype=torch.float64)
        found = cells(question(exercise, "entries"), values)
        layer = partial(_layer, weights)
        truth = torch.autograd.functional.jacobian(layer, v)  # type: ignore[no-untyped-call]
        z = (weights @ v).requires_grad_()
        (slope,) = torch.autograd.grad(torch.sigmoid(z).sum(), z)
        for i in (1, 2):
            assert found[f"r{i}.z"] == z[i - 1].item()
            assert found[f"r{i}.u"] == pytest.approx(torch.sigmoid(z[i - 1]).item(), abs=1e-12)
            assert found[f"r{i}.slope"] == pytest.approx(slope[i - 1].item(), abs=1e-12)
            for j in (1, 2, 3):
                assert found[f"r{i}.j{j}"] == pytest.approx(truth[i - 1, j - 1].item(), abs=1e-12)


def test_matrix_power_is_repeated_product() -> None:
    exercise = read("td5-matrix-power")
    for values in draws(exercise, 30):
        matrix = np.array(
            [[values["m11"], values["m12"]], [values["m21"], values["m22"]]], dtype=int
        )
        n = int(values["n"])
        found = cells(question(exercise, "power"), values)
        power = np.linalg.matrix_power(matrix, n)
        for i in (1, 2):
            for j in (1, 2):
                assert found[f"row{i}.c{j}"] == power[i - 1, j - 1]
        low, high = sorted(np.linalg.eigvals(matrix).real)
        assert evaluate(question(exercise, "largest")["answer"], values) == pytest.approx(high)
        assert evaluate(question(exercise, "smallest")["answer"], values) == pytest.approx(low)
        short = np.linalg.matrix_power(matrix, n - 1)
        wrong = {m["id"]: m for m in question(exercise, "power")["misconceptions"]}
        assert evaluate(wrong["one-short-12"]["value"], values) == short[0, 1]
        assert evaluate(wrong["one-short-21"]["value"], values) == short[1, 0]


def test_solution_of_the_power_shows_eigenvectors() -> None:
    for values in draws(read("td5-matrix-power"), 10):
        matrix = np.array([[values["m11"], values["m12"]], [values["m21"], values["m22"]]])
        first, second = np.array([1, values["q"]]), np.array([values["p"], values["d"]])
        assert (matrix @ first == values["l1"] * first).all()
        assert (matrix @ second == values["l2"] * second).all()


def test_carousel_factor_is_autograd_along_the_cell() -> None:
    exercise = read("td5-constant-carousel")
    for values in draws(exercise, 10):
        start = torch.tensor(0.7, dtype=torch.float64, requires_grad=True)
        c = start
        for _ in range(int(values["tau"])):
            c = float(values["f"]) * c + 0.3 * math.tanh(0.2)
        (gradient,) = torch.autograd.grad(c, start)
        kept = evaluate(question(exercise, "kept")["answer"], values)
        assert kept == pytest.approx(gradient.item(), rel=1e-12)


def test_carousel_steps_are_the_first_below_one_percent() -> None:
    exercise = read("td5-constant-carousel")
    for values in draws(exercise, 20):
        steps = evaluate(question(exercise, "steps")["answer"], values)
        first = next(k for k in range(1000) if float(values["f"]) ** k < 0.01)
        assert steps == first


def test_only_the_output_gate_learns_when_nothing_is_written() -> None:
    """The literal reading of f = 1, i = 0, with gates saturated by their biases."""
    torch.manual_seed(0)
    gates = {g: torch.randn(3, 3, dtype=torch.float64, requires_grad=True) for g in "fico"}
    bias = {"f": 60.0, "i": -60.0, "c": 0.0, "o": 0.0}
    h, c = torch.randn(2, 3, dtype=torch.float64)
    loss = torch.zeros((), dtype=torch.float64)
    for _ in range(4):
        f, i, o = (torch.sigmoid(gates[g] @ h + bias[g]) for g in "fio")
        c = f * c + i * torch.tanh(gates["c"] @ h)
        h = o * torch.tanh(c)
        loss = loss + (h**2).sum()
    gradients = torch.autograd.grad(loss, [gates[g] for g in "fico"])
    norms = {g: float(found.norm()) for g, found in zip("fico", gradients, strict=True)}
    assert max(norms["f"], norms["i"], norms["c"]) < 1e-12
    assert norms["o"] > 1e-2
