"""After a hundred gradings, honest and hostile, everything is as before. `make soak`: 5,000."""

import pytest

from bench.soak import soak

pytestmark = pytest.mark.sandbox


def test_nothing_is_left_behind() -> None:
    (found,) = soak(100, repeated=2)
    assert found["grown"] == {}
    assert found["wrong"] == 0
