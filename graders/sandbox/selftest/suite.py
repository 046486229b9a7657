"""One part per attempt of ``attack.py``: passed when it was held."""

from typing import Any

from graders.sdk import check, suite

ATTEMPTS = (
    "environment", "other_processes", "signals", "network", "files", "left_overs", "descriptors",
    "privileges", "rare_calls", "programs",
)  # fmt: skip


def _test(name: str) -> None:
    def attempt(student: Any) -> None:
        check.equal(getattr(student, name)(), "held")

    attempt.__name__ = name
    suite.test(points=1, title=name)(attempt)


for one in ATTEMPTS:
    _test(one)
