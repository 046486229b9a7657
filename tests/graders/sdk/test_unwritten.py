"""Which of the given functions still stand, read from the text of a submission alone."""

from pathlib import Path

import pytest

from graders.sdk.unwritten import Given

ROOT = Path(__file__).parents[3]
STARTERS = sorted((ROOT / "exercises/library").glob("*/*/code/*/starter.py"))
TWO = '''import numpy as np


def forward(x):
    """The state after x."""
    raise NotImplementedError


def backward(cache):
    """The gradient."""
    a, b = cache
    raise NotImplementedError("yours")


def params(n):
    """Silent."""
    ...


class Net:
    def __init__(self, n):
        raise NotImplementedError

    def loss(self, y):
        raise NotImplementedError
'''
WRITTEN = TWO.replace('x."""\n    raise NotImplementedError', 'x."""\n    return x')
ALL = ["forward", "backward", "params", "Net"]


@pytest.mark.parametrize("path", STARTERS, ids=[f"{p.parents[2].name}" for p in STARTERS])
def test_every_starter_of_the_library_is_seen_as_given(path: Path) -> None:
    source = path.read_text("utf-8")
    assert Given(source, source).untouched
    assert Given(f"# mine\n\n{source}\n\n# 1\n", source).untouched


SAME = {
    "comments and blank lines": TWO.replace("\n\n\n", "\n# later\n\n"),
    "a docstring of one's own": TWO.replace("The state after x.", "h"),
    "line ends and spaces": TWO.replace("(x):", "( x ) :") + "\n\n",
    "pass beside it": TWO.replace("    ...", "    pass"),
}


@pytest.mark.parametrize("source", SAME.values(), ids=SAME)
def test_formatting_writes_nothing(source: str) -> None:
    given = Given(source, TWO)
    assert given.untouched
    assert given.unwritten(ALL) == ALL


CHANGED = {
    "one is written": (WRITTEN, ["backward", "params", "Net"]),
    "a helper is written": (TWO + "\ndef softmax(x):\n    return x\n", ALL),
    "arguments are renamed": (TWO.replace("forward(x)", "forward(z)"), ALL),
    "some line before": (TWO.replace("a, b = cache", "a, b = cache\n    c = a"),
                         ["forward", "params", "Net"]),
    "one of two methods": (TWO.replace("(self, y):\n        raise NotImplementedError",
                                       "(self, y):\n        return y"),
                           ["forward", "backward", "params"]),
    "a name bound again": (TWO + "\nforward = lambda x: x\n", ["backward", "params", "Net"]),
    "a name imported over it": (TWO + "\nfrom scipy import f as params\n",
                                ["forward", "backward", "Net"]),
    "defined again": (TWO + "\ndef forward(x):\n    return x\n", ["backward", "params", "Net"]),
    "a method put in": (TWO + "\nNet.loss = abs\n", ["forward", "backward", "params"]),
    "anything may be rebound": (TWO + "\nglobals()['forward'] = abs\n", []),
    "does not parse": (TWO + "\ndef f(:\n", []),
    "nested too deeply": (TWO + f"\nx = {'(' * 500}1{')' * 500}\n", []),
    "one long sum": (TWO + f"\nx = {'1+' * 20_000}1\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("source", "left"), CHANGED.values(), ids=CHANGED)
def test_what_is_left_to_write(source: str, left: list[str]) -> None:
    given = Given(source, TWO)
    assert not given.untouched
    assert given.unwritten(ALL) == left


def test_a_line_that_gives_up_names_its_function() -> None:
    source = "import math\n" + TWO
    given = Given(source, TWO)
    lines = [n for n, text in enumerate(source.splitlines(), 1) if "raise" in text]
    assert [given.at(line) for line in lines] == ["forward", "backward", "Net", "loss"]
    assert [given.at(line - 1) for line in lines] == [""] * 4
    assert given.silent == {"params"}


def test_a_written_function_may_raise_it_too() -> None:
    written = TWO.replace('x."""\n    raise', 'x."""\n    if x > 1:\n        return x\n    raise')
    assert Given(written, TWO).unwritten(["forward"]) == []
    assert "forward" not in {Given(written, TWO).at(line) for line in range(60)}


@pytest.mark.parametrize("given", ["", "\n", "def f(:\n"])
def test_without_given_code_nothing_is_known(given: str) -> None:
    known = Given(given or "x = 1\n", given)
    assert (known.untouched, known.names, known.silent) == (False, frozenset(), frozenset())
