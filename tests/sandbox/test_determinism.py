"""The same submission and seeds, again and again: the same verdict, word for word."""

import pytest

from bench.soak import again
from graders.engine import Engine

pytestmark = pytest.mark.sandbox

TIMES = 20


def test_the_same_submission_gets_the_same_verdict(engine: Engine) -> None:
    assert again(engine, TIMES) == {"numpy": 1, "torch": 1}
