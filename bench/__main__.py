"""``python -m bench [engine] [whole] [others]``: everything, or what is named."""

import sys

from bench import engine, others, whole

PARTS = {"engine": engine.measure, "whole": whole.measure, "others": others.measure}


def main(names: list[str]) -> int:
    """Print the figures; 1 where a budget is missed."""
    kept = True
    for name in names or list(PARTS):
        for figure in PARTS[name]():
            figure.print()
            kept = kept and figure.ok is not False
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
