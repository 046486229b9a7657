"""One warm NumPy engine for the tests of this folder."""

from collections.abc import Iterator

import pytest

from graders.engine import Engine
from graders.sandbox.settings import Settings


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """Full isolation, both runtimes."""
    with Engine(slots=1, runtimes=["numpy", "torch"], settings=Settings(), spares=1) as started:
        started.start()
        yield started
