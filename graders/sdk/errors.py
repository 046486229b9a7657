"""What can go wrong between a suite and a submission."""

from typing import Any

Said = dict[str, Any]
"""A message: ``{"id": …, "params": {…}}``."""


def message(id_: str, **params: Any) -> Said:
    """A sentence of ``messages.yaml`` with its parameters."""
    return {"id": id_, "params": params}


class SuiteError(Exception):
    """The suite is used wrongly: its author's fault, never the student's.

    ``at``: name and line of the test that is wrong, where the traceback does not show it.
    """

    def __init__(self, text: str, at: tuple[str, int] | None = None) -> None:
        super().__init__(text)
        self.at = at


class Mismatch(Exception):
    """A check does not hold. ``outcome``: ``failed``, or ``refused`` for a wrong type or shape."""

    def __init__(
        self,
        *messages: Said,
        outcome: str = "failed",
        details: tuple[dict[str, Any], ...] = (),
        leaf: Any = None,
    ) -> None:
        super().__init__(", ".join(m["id"] for m in messages))
        self.leaf = leaf
        """The two arrays that differ, where there are two."""
        self.messages, self.details, self.outcome = messages, details, outcome


class StudentError(Exception):
    """The submission raised: ``type``, ``types`` (with its bases), ``text``, ``frames``."""

    def __init__(
        self, type_: str, types: list[str], text: str, frames: list[dict[str, Any]]
    ) -> None:
        super().__init__(f"{type_}: {text}")
        self.type, self.types, self.text, self.frames = type_, types, text, frames


class Refused(Exception):
    """A value cannot cross: not plain data, too large, too deep, malformed."""

    def __init__(self, said: Said) -> None:
        super().__init__(said["id"])
        self.said = said


class Lost(Exception):
    """The student process is gone; the supervisor knows why."""


class Violation(Exception):
    """The student process wrote what no honest one writes. It is not asked again."""
