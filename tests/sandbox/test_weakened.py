"""A row that cannot fail proves nothing: without its protection each of these differs."""

import pytest

from graders.engine import Engine
from graders.sandbox.settings import Settings
from tests.sandbox.attacks import as_expected, grade, programs

pytestmark = pytest.mark.sandbox

NEEDS = {
    "seccomp": [
        "escape/namespaces", "escape/rare_calls", "escape/tracing", "escape/own_filter",
        "escape/socket_families", "escape/foreign_architecture", "theft/ipc",
    ],
    "descriptors": ["theft/inherited_descriptors"],
    "environment": ["theft/environment"],
    "mounts": ["theft/proc_of_others"],
}  # fmt: skip


@pytest.mark.parametrize("protection", NEEDS)
def test_without_the_protection_the_rows_that_need_it_differ(
    protection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADUS_TEST_SECRET", "only-for-this-test")
    wanted = {str(program): program for program in programs()}
    settings = Settings(without=frozenset({protection}))
    with Engine(slots=1, runtimes=["numpy"], settings=settings, spares=0) as engine:
        held = [
            name
            for name in NEEDS[protection]
            if as_expected(wanted[name], grade(engine, wanted[name].source)[0])
        ]
    assert held == []
