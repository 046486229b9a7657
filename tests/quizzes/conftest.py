"""No broker here: what would be sent to it is dropped, as when it is down."""

import pytest

from core import enqueue


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database is the truth; tests of the wire start the real one."""
    monkeypatch.setattr(enqueue, "_send", lambda *_: None)
