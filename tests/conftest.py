"""Fixtures for all tests, and where tests run."""

import pytest

pytest_plugins = ["tests.people", "tests.whole.stack"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need the real processes run in one worker, so that they start once."""
    for item in items:
        if item.get_closest_marker("whole") or item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("whole"))
