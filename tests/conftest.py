"""Fixtures for all tests, and where tests run."""

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.people", "tests.chrome", "tests.whole.stack"]

# slow shared cores are no fault of the code
settings.register_profile("gradus", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gradus")


@pytest.hookimpl(tryfirst=True)  # xdist reads the groups in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need the real processes or a browser run in one worker: both start once."""
    for item in items:
        if {"gradus", "own", "chrome"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group("whole"))
