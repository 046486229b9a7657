"""A test on inputs that are drawn for it: the smallest case that fails, and the reason for it."""

from collections.abc import Callable
from typing import Any

import numpy as np

from graders.sdk.collecting import suite
from graders.sdk.declared import Test
from graders.sdk.errors import Mismatch, Refused, Said, StudentError
from graders.sdk.inputs import case
from graders.sdk.inside.student import derived
from graders.sdk.local import fresh

Run = Callable[[Test, int, dict[str, Any]], None]
_OF_THE_CASE = {"count", "factor", "offset"}
"""Parameters of a reason that hold for the numbers of one case only."""


class _Failure:
    """A case that failed, as it was when it did: what it raised, or the parts that it lost."""

    def __init__(self, raised: Exception | None) -> None:
        self.raised = raised
        self.lost, self.shown = [*suite.lost], [*suite.shown]
        self.points = suite.offered, suite.earned
        self.case = case.inputs, case.sizes

    def mismatches(self) -> list[Mismatch]:
        """Every check that did not hold."""
        return self.lost + ([self.raised] if isinstance(self.raised, Mismatch) else [])

    def reasons(self) -> list[Said]:
        """What explains the first of them."""
        return [m for missed in self.mismatches()[:1] for m in missed.messages if _explains(m)]

    def learn(self, other: "_Failure | None") -> None:
        """Take the reason from another case, whose data bear it out, if this one has none."""
        if other is None or self.reasons():
            return
        found = [m for m in other.reasons() if not _OF_THE_CASE & m["params"].keys()]
        for missed in self.mismatches()[:1] if len(found) == 1 else []:
            missed.messages = (*found, *missed.messages)

    def settle(self) -> None:
        """Make this the failure of the test. Raises what the case raised."""
        suite.lost[:], suite.shown[:] = self.lost, self.shown
        suite.offered, suite.earned = self.points
        case.inputs, case.sizes = self.case
        if self.raised is not None:
            raise self.raised


def _explains(said: Said) -> bool:
    return said["id"].startswith("diagnosis.") or bool(said["params"].get("diagnosis"))


def run_cases(test: Test, number: int, run: Run) -> None:
    """Run the test on one case after the other until one fails; show the smallest that does.

    A small case has round numbers, to be checked by hand; what explains it is looked for in
    the largest one, too.
    """

    def failure(place: int, sizes: dict[str, int], *, plain: bool) -> _Failure | None:
        own = derived(number, f"{place} {sorted(sizes.items())}")
        inputs = test.declared.values(sizes, np.random.default_rng(own), plain=plain)
        case.enter(sizes, inputs, test.declared.rounding(inputs) if plain else 0.0)
        try:
            run(test, own, fresh(case.inputs))
        except (Mismatch, StudentError, Refused) as error:
            return _Failure(error)
        return _Failure(None) if suite.lost else None

    plan = test.declared.plan(np.random.default_rng(number))
    for place, sizes in enumerate(plan):
        plain = test.declared.is_plain(place, len(plan))
        failed = failure(place, sizes, plain=plain)
        if failed is None:
            continue
        if plain:
            larger = failure(len(plan) - 1, plan[-1], plain=False) if not failed.reasons() else None
        else:
            larger = failed
            tried = (
                failure(-1, one, plain=True) for one in test.declared.smaller(sizes, plan[:place])
            )
            failed = next((one for one in tried if one is not None), larger)
        failed.learn(larger)
        failed.settle()
        return
