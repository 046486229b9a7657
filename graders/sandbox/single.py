"""One pair, one order, one result: what a judge does beside judging a submission."""

from typing import Any

import msgspec

from graders.contracts import Limits
from graders.sandbox.errors import SandboxError
from graders.sandbox.kept import Kept
from graders.sandbox.records import Budget, Ending, Log, framed
from graders.sandbox.sandbox import Sandbox
from graders.sandbox.watch import Watch

_LOG = 16 * 2**10
_COMPILE = Limits(cpu=2.0, wall=8.0, memory=256 * 2**20)
_SUITES = 64


def run(sandbox: Sandbox, runtime: str, orders: dict[str, Any], limits: Limits) -> Ending:
    """How a fresh pair ended that was given these orders. Raises ``SandboxError``."""
    pair = sandbox.take(runtime)
    budget = Budget(limits.cpu, limits.wall, limits.memory, limits.processes, limits.output)
    logs = (Log(_LOG), Log(0))
    try:
        return Watch(pair, budget, logs, lambda _frame, _cpu: None).run(framed(orders))
    finally:
        sandbox.give_back(pair)


def generate(
    sandbox: Sandbox,
    runtime: str,
    source: str,
    *,
    files: dict[str, bytes],
    seed: int,
    limits: Limits,
) -> dict[str, Any]:
    """Run ``generate(rng)`` of a ``variant.py``. Raises ``SandboxError`` with its last words."""
    orders = {"mode": "generate", "source": source, "judge_files": files, "seed": seed}
    last = run(sandbox, runtime, orders, limits).last or {}
    if last.get("t") != "result":
        raise SandboxError(str(last.get("text") or "variant.py ended without a result"))
    return msgspec.convert(last.get("values"), dict[str, str | bool | int | float])


class Compiled:
    """Suites and references as a judge compiled them that never met a submission. Thread-safe.

    To us they are bytes of no meaning: only a judge of the very same sources gets them back.
    """

    def __init__(self) -> None:
        self._kept: Kept[tuple[str, str, str], dict[str, bytes]] = Kept(_SUITES)

    def of(self, sandbox: Sandbox, runtime: str, suite: str, reference: str) -> dict[str, bytes]:
        """By ``suite`` and ``reference``; empty if they do not compile: their judge says why.

        Raises ``SandboxError``.
        """
        key = runtime, suite, reference
        if (known := self._kept.get(key)) is not None:
            return known
        orders = {"mode": "compile", "sources": {"suite": suite, "reference": reference}}
        last = run(sandbox, runtime, orders, _COMPILE).last or {}
        try:
            found = msgspec.convert(last.get("values", {}), dict[str, bytes])
        except msgspec.ValidationError:
            found = {}
        self._kept.put(key, found)
        return found
