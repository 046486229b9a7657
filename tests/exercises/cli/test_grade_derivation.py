"""TD5 II.1 and II.2 in the terminal: one slip, its line's verdict, mended, full marks."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.exercises.cli.commands import exercise

GRADIENTS = Path(__file__).resolve().parents[3] / "exercises" / "library" / "gradients"
JACOBIAN = [
    "u_i = σ(sum_j A_{ij} v_j)",
    "∂u_i/∂v_j = σ'(z_i) A_{ij}",
    "σ'(z) = u ⊙ (1 - u)",
    "∂u/∂v = Diag(σ'(z)) A",
]
SUM = [
    "∂L/∂W = sum_t ∂L_t/∂W",
    "∂h_t/∂W = ∂⁺h_t/∂W + ∂h_t/∂h_{t-1} ∂h_{t-1}/∂W",
    "∂h_t/∂W = sum_{k=1}^t ∂h_t/∂h_k ∂⁺h_k/∂W",
    "∂L/∂W = sum_t sum_{k=1}^t ∂L_t/∂h_t ∂h_t/∂h_k ∂⁺h_k/∂W",
    "∂h_t/∂h_k = prod(j=t..k+1) Diag(σ'(z_j)) W",
    (
        "∂L/∂W = sum_t sum_{k=1}^t "
        "Diag(σ'(z_k)) (prod(j=t..k+1) Diag(σ'(z_j)) W)^T ∂L_t/∂h_t h_{k-1}^T"
    ),
]


def graded(folder: str, question: str, lines: list[str]) -> dict[str, Any]:
    """The verdict as a program reads it."""
    ran = exercise("grade", GRADIENTS / folder, "\n".join(lines), "--question", question, "--json")
    assert ran.code == 0, ran.err
    data: dict[str, Any] = json.loads(ran.out)
    return data


@pytest.mark.parametrize(
    ("folder", "question", "lines", "at", "slip", "said"),
    [
        ("td5-jacobian", "derive", JACOBIAN, 4, "∂u/∂v = Diag(σ(z)) A", "not the value"),
        (
            "td5-bptt-sum", "sum", SUM, 3, "∂h_t/∂W = sum_{k=1}^t ∂h_t/∂h_k ∂h_k/∂W",
            "total derivative",
        ),
    ],
    ids=["II.1", "II.2"],
)  # fmt: skip
def test_a_slip_is_told_at_its_line_and_mended(
    folder: str, question: str, lines: list[str], at: int, slip: str, said: str
) -> None:
    """The other lines stay right; the points of one stage are missing until it is mended."""
    wrong = [slip if number == at else line for number, line in enumerate(lines, start=1)]
    found = graded(folder, question, wrong)
    assert found["score"] < found["max_score"]
    parts = {part["key"]: part for part in found["parts"]}
    assert parts[f"line-{at}"]["outcome"] == "failed"
    assert said in " ".join(parts[f"line-{at}"]["messages"])
    right = [number for number in range(1, len(lines) + 1) if number != at]
    assert {parts[f"line-{number}"]["outcome"] for number in right} == {"passed"}
    mended = graded(folder, question, lines)
    assert mended["score"] == mended["max_score"] > 0
