"""Figure 1: the numbers its texts print, and the right solution that uses no nn.LSTM."""

import math
import re
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from tests.exercises.library.truth import LIBRARY

FOLDER = LIBRARY / "debugging" / "fig1-fix-pytorch"


def text(name: str) -> str:
    return Path(FOLDER, name).read_text()


def numbers(words: str) -> set[float]:
    """The numbers of a text, in French or English notation."""
    plain = re.sub(r"(?<=\d)[ ,](?=\d{3}\b)", "", words).replace("{,}", ".")
    return {float(found) for found in re.findall(r"\d+(?:[.,]\d+)?", plain.replace(",", "."))}


def test_the_listing_is_python_and_the_same_in_both_languages() -> None:
    listings = [
        re.findall(r"```python\n(.*?)```", text(f"statement.{language}.md"), re.DOTALL)[0]
        for language in ("fr", "en")
    ]
    assert listings[0] == listings[1]
    compile(listings[0], "figure-1", "exec")
    assert "SimpleRNN(hidden_size, return_sequences=True)" in listings[0]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_statement_prints_the_counts_of_real_modules(language: str) -> None:
    layer, head = nn.LSTM(10, 20), nn.Linear(20, 5)
    two = sum(p.numel() for part in (layer, head) for p in part.parameters())
    one = two - dict(layer.named_parameters())["bias_hh_l0"].numel()
    assert {one, two} <= numbers(text(f"statement.{language}.md"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_solution_prints_the_true_floors(language: str) -> None:
    """Of random labels, and of a softmax before the cross-entropy."""
    certain = torch.eye(5)[:1]
    softmax_twice = nn.functional.cross_entropy(certain, torch.tensor([0])).item()
    printed = numbers(text(f"solution.{language}.md"))
    assert round(math.log(5), 3) in printed
    assert round(softmax_twice, 3) in printed


def test_the_solution_shows_the_reference() -> None:
    def code(source: str) -> str:
        return source[source.index("class Model") :].strip().removesuffix("```").strip()

    for language in ("fr", "en"):
        assert code(text(f"solution.{language}.md")) == code(text("code/fix/reference.py"))


def test_the_hand_written_cell_is_an_lstm() -> None:
    """With the weights of nn.LSTM, it gives the same logits: gates f, i, o and candidate."""
    scope: dict[str, object] = {}
    exec(compile(text("code/fix/right/handwritten.py"), "handwritten", "exec"), scope)
    make = scope["Model"]
    assert callable(make)
    model: Any = make(10, 20, 5)
    layer = nn.LSTM(10, 20, batch_first=True)
    order = [1, 0, 3, 2]  # f i o g from PyTorch's i f g o
    state = dict(layer.named_parameters())

    def rows(name: str) -> torch.Tensor:
        blocks = state[name].detach().chunk(4)
        return torch.cat([blocks[k] for k in order])

    model.cell.read.load_state_dict(
        {"weight": rows("weight_ih_l0"), "bias": rows("bias_ih_l0") + rows("bias_hh_l0")}
    )
    model.cell.recur.load_state_dict({"weight": rows("weight_hh_l0")})
    x = torch.randn(3, 7, 10)
    expected = model.head(layer(x)[0][:, -1])
    assert torch.allclose(model(x), expected, atol=1e-6)
