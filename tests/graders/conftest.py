"""Engines for the tests of graders: one warm NumPy engine, one with PyTorch, each started once."""

from collections.abc import Iterator

import pytest

from graders.engine import Engine
from graders.sandbox.settings import Settings


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """Full isolation, NumPy, no spare pairs (a test must not depend on them)."""
    with Engine(slots=2, runtimes=["numpy"], settings=Settings(), spares=0) as started:
        started.start()
        yield started


@pytest.fixture(scope="session")
def torch_engine() -> Iterator[Engine]:
    """Full isolation, PyTorch."""
    with Engine(slots=1, runtimes=["torch"], settings=Settings(), spares=1) as started:
        started.start()
        yield started
