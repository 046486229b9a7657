"""Reading ``limits: {cpu: 5 s, memory: 256 MB}``."""

import re
from typing import Any

_UNITS = {
    "s": 1.0, "ms": 0.001, "KB": 2**10, "Ko": 2**10, "MB": 2**20, "Mo": 2**20, "GB": 2**30,
    "Go": 2**30,
}  # fmt: skip
_TEXT = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?([A-Za-z]+)")
_BOUNDS = {
    "cpu": (0.1, 60.0), "wall": (0.5, 90.0), "memory": (32 * 2**20, 4 * 2**30),
    "output": (2**10, 2**20), "processes": (1, 256),
}  # fmt: skip
_SHOWN = {
    "cpu": ("0.1 s", "60 s"), "wall": ("0.5 s", "90 s"), "memory": ("32 MB", "4 GB"),
    "output": ("1 KB", "1 MB"), "processes": ("1", "256"),
}  # fmt: skip
_KIND = {"cpu": "s ms", "wall": "s ms", "memory": "MB Mo GB Go", "output": "KB Ko MB Mo"}


class LimitError(ValueError):
    """A limit that cannot be read or granted: ``name``, ``value`` and the ``bounds`` it has."""

    def __init__(self, name: str, value: Any) -> None:
        super().__init__(f"{name}: {value}")
        self.name, self.value = str(name), str(value)
        self.bounds = _SHOWN.get(self.name, ("?", "?"))


def limits(asked: dict[str, Any]) -> dict[str, Any]:
    """Limits as ``graders.contracts.Limits`` takes them. Raises ``LimitError``.

    Wall time is three times the CPU time plus five seconds unless it is given.
    """
    result = {name: _number(name, value) for name, value in asked.items()}
    if "cpu" in result and "wall" not in result:
        result["wall"] = min(_BOUNDS["wall"][1], 3 * result["cpu"] + 5)
    return result


def _number(name: str, value: Any) -> float | int:
    if name not in _BOUNDS:
        raise LimitError(name, value)
    if isinstance(value, str):
        match = _TEXT.fullmatch(value.strip())
        if match is None or match[2] not in _KIND.get(name, "").split():
            raise LimitError(name, value)
        amount = float(match[1]) * _UNITS[match[2]]
    elif isinstance(value, int | float) and not isinstance(value, bool):
        amount = float(value)
    else:
        raise LimitError(name, value)
    low, high = _BOUNDS[name]
    if not low <= amount <= high:
        raise LimitError(name, value)
    return amount if name in ("cpu", "wall") else int(amount)
