"""The counts of the parameter tables against real Keras 3 layers, on PyTorch."""

import importlib
import math
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.exercises.library.truth import LIBRARY, Values, cells, draws, question, read

Keras = Any
Layer = Callable[..., Any]


@pytest.fixture(scope="module")
def keras() -> Iterator[Keras]:
    """Keras on PyTorch, with a home that it cannot write to: imported when it is first needed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KERAS_BACKEND", "torch")
        patch.setenv("KERAS_HOME", "/nowhere")
        found = importlib.import_module("keras")
        assert found.backend.backend() == "torch"
        yield found


LAYERS: dict[str, tuple[str, dict[str, bool], int, str]] = {
    "td5-params-simplernn": ("SimpleRNN", {}, 1, "rnn"),
    "td5-params-lstm": ("LSTM", {}, 4, "lstm"),
}


def weights(keras: Keras, kind: str, n_in: int, n_out: int, **options: bool) -> list[int]:
    """Entries of kernel, recurrent kernel and bias of a layer of Keras."""
    layer = getattr(keras.layers, kind)(n_out, **options)
    layer.build((None, None, n_in))
    return [math.prod(w.shape) for w in layer.weights]


def dense(keras: Keras, n_in: int, n_out: int) -> list[int]:
    layer = keras.layers.Dense(n_out)
    layer.build((None, n_in))
    return [math.prod(w.shape) for w in layer.weights]


def sizes_of(values: Values) -> tuple[int, int, int, int]:
    n_in, n_1, n_2, classes = (int(values[name]) for name in ("n_in", "n_1", "n_2", "C"))
    return n_in, n_1, n_2, classes


def agrees(
    keras: Keras, slug: str, values: Values, made: tuple[str, dict[str, bool], int, str]
) -> None:
    """Every cell of the table is what Keras makes of these sizes."""
    kind, options, blocks, prefix = made
    found = cells(question(read(slug), "count"), values)
    n_in, n_1, n_2, classes = sizes_of(values)
    total = 0
    for number, sizes in enumerate(((n_in, n_1), (n_1, n_2)), start=1):
        layer = weights(keras, kind, *sizes, **options)
        row = [found[f"{prefix}{number}.{name}"] * blocks for name in ("kernel", "rec", "bias")]
        assert row == layer
        assert found[f"{prefix}{number}.sum"] == sum(layer)
        total += sum(layer)
    head = dense(keras, n_2, classes)
    assert [found["dense.kernel"], found["dense.bias"]] == head
    assert found["all.sum"] == values["total"] == total + sum(head)


@pytest.mark.parametrize("slug", LAYERS)
def test_every_cell_counts_what_keras_makes(keras: Keras, slug: str) -> None:
    for values in draws(read(slug), 6):
        agrees(keras, slug, values, LAYERS[slug])


def test_the_gru_table_is_keras_with_and_without_reset_after(keras: Keras) -> None:
    """One bias vector per block is `reset_after=False`, two are `reset_after=True`."""
    met = set()
    for values in draws(read("td5-params-gru"), 8):
        two = values["biases"] == 2
        met.add(two)
        agrees(keras, "td5-params-gru", values, ("GRU", {"reset_after": two}, 3, "gru"))
    assert met == {False, True}


def test_both_gru_conventions_are_those_of_the_choice_question(keras: Keras) -> None:
    for values in draws(read("td5-params-gru"), 6):
        n_in, n_1, _, _ = sizes_of(values)
        assert values["one_bias"] == sum(weights(keras, "GRU", n_in, n_1, reset_after=False))
        assert values["two_biases"] == sum(weights(keras, "GRU", n_in, n_1, reset_after=True))
        assert weights(keras, "GRU", n_in, n_1) == weights(
            keras, "GRU", n_in, n_1, reset_after=True
        )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_statement_of_figure_1_prints_what_keras_counts(keras: Keras, language: str) -> None:
    count = sum(weights(keras, "LSTM", 10, 20)) + sum(dense(keras, 20, 5))
    text = (LIBRARY / "debugging/fig1-fix-keras" / f"statement.{language}.md").read_text()
    assert f"{count:,}".replace(",", " " if language == "fr" else ",") in text


def test_the_solution_of_figure_1_shows_the_reference() -> None:
    folder = LIBRARY / "debugging" / "fig1-fix-keras"
    source = (folder / "code/fix/reference.py").read_text()
    shown = source[source.index("class Model") :].strip()
    for language in ("fr", "en"):
        assert shown in (folder / f"solution.{language}.md").read_text()


def test_both_versions_of_figure_1_print_the_same_listing() -> None:
    texts = [
        (LIBRARY / "debugging" / slug / f"statement.{language}.md").read_text()
        for slug in ("fig1-fix-keras", "fig1-fix-pytorch")
        for language in ("fr", "en")
    ]
    assert len({text.partition("```python\n")[2].partition("\n```")[0] for text in texts}) == 1
