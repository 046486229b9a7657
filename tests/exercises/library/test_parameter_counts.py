"""The counts of the parameter tables against real PyTorch modules."""

from collections.abc import Callable

import pytest
from torch import nn

from graders.maths.scalar import evaluate
from tests.exercises.library.truth import Values, cells, draws, question, read

LAYERS: dict[str, tuple[Callable[[int, int], nn.Module], int, str]] = {
    "td5-params-simplernn": (nn.RNN, 1, "rnn"),
    "td5-params-lstm": (nn.LSTM, 4, "lstm"),
    "td5-params-gru": (nn.GRU, 3, "gru"),
}
EACH = pytest.mark.parametrize("slug", LAYERS)


def sizes(layer: nn.Module, biases: int) -> tuple[int, int, int]:
    """Entries of kernel, recurrent matrix and bias of all blocks, with that many bias vectors."""
    found = {name: p.numel() for name, p in layer.named_parameters()}
    bias = found["bias_ih_l0"] + (found["bias_hh_l0"] if biases == 2 else 0)
    return found["weight_ih_l0"], found["weight_hh_l0"], bias


def model(
    kind: Callable[[int, int], nn.Module], values: Values
) -> tuple[nn.Module, nn.Module, nn.Linear]:
    """The two recurrent layers and the dense one, as PyTorch makes them."""
    n_in, n_1, n_2 = (int(values[k]) for k in ("n_in", "n_1", "n_2"))
    return kind(n_in, n_1), kind(n_1, n_2), nn.Linear(n_2, int(values["C"]))


@EACH
def test_every_cell_counts_real_parameters(slug: str) -> None:
    kind, blocks, prefix = LAYERS[slug]
    exercise = read(slug)
    for values in draws(exercise, 12):
        found = cells(question(exercise, "count"), values)
        *recurrent, dense = model(kind, values)
        total = 0
        for number, layer in enumerate(recurrent, start=1):
            kernel, rec, bias = sizes(layer, int(values.get("biases", 1)))
            row = f"{prefix}{number}"
            assert found[f"{row}.kernel"] * blocks == kernel
            assert found[f"{row}.rec"] * blocks == rec
            assert found[f"{row}.bias"] * blocks == bias
            assert found.get(f"{row}.blocks", 1) == blocks
            assert found[f"{row}.sum"] == kernel + rec + bias
            total += kernel + rec + bias
        assert found["dense.kernel"] == dense.weight.numel()
        assert found["dense.bias"] == dense.bias.numel()
        head = sum(p.numel() for p in dense.parameters())
        assert found["dense.sum"] == head
        assert found["all.sum"] == total + head == values["total"]


@pytest.mark.parametrize("slug", ["td5-params-simplernn", "td5-params-lstm"])
def test_the_pytorch_answer_is_what_pytorch_makes(slug: str) -> None:
    exercise = read(slug)
    for values in draws(exercise, 12):
        made = sum(
            p.numel() for layer in model(LAYERS[slug][0], values) for p in layer.parameters()
        )
        assert evaluate(question(exercise, "pytorch")["answer"], values) == made


def test_both_gru_conventions_are_those_of_the_choice_question() -> None:
    exercise = read("td5-params-gru")
    for values in draws(exercise, 12):
        first, _, _ = model(nn.GRU, values)
        assert values["one_bias"] == sum(sizes(first, 1))
        assert values["two_biases"] == sum(p.numel() for p in first.parameters())


def test_the_sheet_variant_is_the_sheet() -> None:
    """The three totals that the sheet prints are those of a Keras model of its sizes."""
    for slug, (kind, _, _) in LAYERS.items():
        exercise = read(slug)
        values = draws(exercise, 0)[0]
        assert (values["T"], values["n_in"], values["C"]) == (12, 72, 8)
        assert values["n_1"] == values["n_2"] == 100
        keras = sum(sum(sizes(layer, 1)) for layer in model(kind, values)[:2])
        assert values["total"] == keras + 8 * 101


@EACH
def test_misconceptions_and_other_conventions_miss_the_right_value(slug: str) -> None:
    exercise = read(slug)
    sheet = draws(exercise, 0)[0]
    table = question(exercise, "count")
    right = cells(table, sheet)
    for entry in table["misconceptions"] + table["accept"]:
        assert evaluate(str(entry["value"]), sheet) != right[entry["cell"]], entry["id"]
    ids = [entry["id"] for entry in table["misconceptions"] + table["accept"]]
    assert len(ids) == len(set(ids))
