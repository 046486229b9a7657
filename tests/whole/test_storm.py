"""A small storm over the real thing: `make storm` is the great one."""

import pytest

from bench import stack
from bench.chaos import storm
from tests.whole.stack import Stack

pytestmark = [pytest.mark.whole, pytest.mark.timeout(900)]
COUNT = 36


def test_a_storm_loses_nothing_and_counts_nothing_twice(
    gradus: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(stack.RESTART, raising=False)  # other tests use that server, too
    result = storm(stack.Stack(gradus.manager.pid, gradus.var), count=COUNT, seed=5, students=8)
    assert result.wrong() == []
    figures = {figure.name: figure for figure in result.figures()}
    assert figures["storm.right"].value == figures["storm.submissions"].value == COUNT
    assert [name for name, figure in figures.items() if figure.ok is False] == []
    assert len(result.hits) >= 4
