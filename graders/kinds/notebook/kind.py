"""The life cycle of a notebook question: a program whose lines are told by cell."""

from typing import Any

from graders.contracts import GradeRequest, Message, Part, Verdict
from graders.kinds.base import Case, Parsed, Prepared
from graders.kinds.notebook import cells
from graders.kinds.notebook.reading import NotebookError, program_of
from graders.kinds.program import Program
from graders.messages import render

_MAGIC = '{"nbformat": 4, "cells": [{"cell_type": "code", "source": "!ls"}]}'
_NO_CODE = '{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "Hello"}]}'


class Notebook(Program):
    """A file ``.ipynb``, or the same cells written in the page."""

    name = "notebook"

    def render(self, prepared: Prepared, answer: Any, language: str) -> dict[str, Any]:
        """As for a program, with what is said beside the field for a file."""
        said = {key: render(Message(f"notebook.{key}"), language) for key in ("file", "help")}
        return {**super().render(prepared, answer, language), **said}

    def parse(self, prepared: Prepared, raw: Any) -> Parsed:
        """The code cells as one program; why not, if not.

        ``raw``: a notebook as text or object, ``{"notebook": text}`` of an uploaded file, or
        the program with its cells marked ``# %%``, which is also what a notebook becomes.
        """
        if isinstance(raw, dict) and set(raw) == {"notebook"}:
            found: Any = raw["notebook"]
        elif (isinstance(raw, dict) and "nbformat" in raw) or _is_json(raw):
            found = raw
        else:
            return super().parse(prepared, raw)
        try:
            return super().parse(prepared, program_of(found))
        except NotebookError as error:
            return Parsed(problems=(error.said,))

    def kept(self, prepared: Prepared, raw: Any) -> Any:
        """What of a raw answer is stored: the program, never outputs or pictures."""
        answer = self.parse(prepared, raw).answer
        return raw if answer is None else answer

    def located(self, request: GradeRequest, verdict: Verdict) -> Verdict:
        """The verdict, lines told as lines of cells."""
        return cells.located(verdict, str(request.answer))

    def located_part(self, request: GradeRequest, part: Part) -> Part:
        """A part that is told before the verdict."""
        return cells.located_part(part, str(request.answer))

    def self_test(self, prepared: Prepared) -> list[Case]:
        """Those of a program, and files that are no notebook to run."""
        refused = {
            "not JSON": ({"notebook": "not JSON"}, "notebook.not-json"),
            "no notebook": ('{"a": 1}', "notebook.not-notebook"),
            "no code cells": (_NO_CODE, "notebook.no-code"),
            "a shell line": (_MAGIC, "notebook.magic"),
        }
        return [
            *super().self_test(prepared),
            *(
                Case(name, raw, answered="malformed", says=said)
                for name, (raw, said) in refused.items()
            ),
        ]


def _is_json(raw: Any) -> bool:
    return isinstance(raw, str) and raw[:100].lstrip("\ufeff \t\r\n").startswith("{")
