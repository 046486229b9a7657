"""Fixtures for all tests, and where tests run."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

pytest_plugins = ["tests.people", "tests.broker", "tests.chrome", "tests.whole.stack"]
TOGETHER = ("tests/browser/", "tests/web/", "tests/whole/")

# slow shared cores are no fault of the code
settings.register_profile("gradus", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gradus")


class Scheduling(LoadScopeScheduling):  # type: ignore[misc] # xdist has no types for it
    """Tests with a browser or the real processes share one worker: both are started once."""

    def _split_scope(self, nodeid: str) -> str:
        return "together" if nodeid.startswith(TOGETHER) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Scheduling:
    """Instead of groups by marks, which xdist 3.8 cannot give under pytest 9.2."""
    return Scheduling(config, log)
