"""``python -m bench [parts] [engine] [derivation] [whole] [rate] [others]``: all, or what is named.

A figure that misses its budget is a figure: the last line names those. The exit status is 1
where something broke and could not be measured.
"""

import json
import sys
import traceback
from collections.abc import Callable, Iterator

from bench import derivation, engine, others, parts, storm, whole
from bench.figures import Figure

RATE = 400
"""Answers that are queued at once."""
PARTS: dict[str, Callable[[], Iterator[Figure]]] = {
    "parts": parts.measure,
    "engine": engine.measure,
    "derivation": derivation.measure,
    "whole": whole.measure,
    "rate": lambda: storm.rate(RATE, 1),
    "others": others.measure,
}


def main(names: list[str]) -> int:
    """Print the figures, then which budgets fell short and what broke."""
    short: list[str] = []
    broke: list[str] = []
    for name in names or list(PARTS):
        try:
            for figure in PARTS[name]():
                figure.print()
                if figure.ok is False:
                    short.append(figure.name)
        except Exception:  # noqa: BLE001 - the other parts are measured all the same
            traceback.print_exc()
            broke.append(name)
    print(json.dumps({"name": "summary", "short": short, "broke": broke}))
    return 1 if broke else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
