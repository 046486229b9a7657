"""The report while it is written: lines, their CPU, and who listens."""

import threading
import time
from collections.abc import Callable
from typing import Any

from graders.contracts import CheckLine, Json, Message

OnLine = Callable[[CheckLine], None]


class Sheet:
    """Collects the lines of a report. ``ok`` is False once a line failed."""

    def __init__(self, on_line: OnLine) -> None:
        self.lines: list[CheckLine] = []
        self.sandbox_ms = 0.0
        """CPU of sandboxed processes, in milliseconds."""
        self._counting = threading.Lock()
        self._on_line = on_line
        self._own = time.process_time()
        self._told = 0.0

    @property
    def ok(self) -> bool:
        """Whether nothing failed so far."""
        return all(line.ok is not False for line in self.lines)

    @property
    def cpu_ms(self) -> float:
        """CPU used so far: ours and the sandbox's, in milliseconds."""
        return round((time.process_time() - self._own) * 1000 + self.sandbox_ms, 1)

    def spend(self, milliseconds: float) -> None:
        """Count CPU of sandboxed processes; from any thread."""
        with self._counting:
            self.sandbox_ms += milliseconds

    def line(
        self,
        step: str,
        *messages: Message,
        ok: bool | None,
        question: str = "",
        subject: str = "",
        warning: bool = False,
        details: tuple[dict[str, Json], ...] = (),
    ) -> bool:
        """Write a line; it carries the CPU used since the one before. False: it failed."""
        cost = round(self.cpu_ms - self._told, 1)
        self._told = self.cpu_ms
        made = CheckLine(
            step, ok, question, subject, messages, max(cost, 0.0), warning, tuple(details)
        )
        self.lines.append(made)
        self._on_line(made)
        return ok is not False

    def passed(self, step: str, *messages: Message, **about: Any) -> bool:
        """Write a line that is fine. Returns True."""
        return self.line(step, *messages, ok=True, **about)

    def warned(self, step: str, *messages: Message, **about: Any) -> bool:
        """Write a line that does not block but should be looked at. Returns True."""
        return self.line(step, *messages, ok=True, warning=True, **about)

    def failed(self, step: str, *messages: Message, **about: Any) -> bool:
        """Write a line that is not fine. Returns False."""
        return self.line(step, *messages, ok=False, **about)
