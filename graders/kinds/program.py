"""The life cycle of a question answered by a program. Grading itself is the engine's."""

import ast
import json
import random
import sys
from pathlib import Path
from typing import Any

from graders.bundle import Bundle
from graders.contracts import GradeRequest, Limits, Message, Verdict
from graders.kinds import limits as reading
from graders.kinds.base import Case, Parsed, Prepared, QuestionError, Values
from graders.kinds.formulas import saying

_SCHEMA = Path(__file__).with_name("code") / "schema.json"
MAX_SOURCE = 100_000
RUNTIMES = ("numpy", "torch", "keras")
_FILES = ("starter.py", "reference.py", "suite.py")


class Program:
    """A program, judged by a suite: what the kinds ``code`` and ``notebook`` share."""

    name = "code"
    plain = False

    def schema(self) -> dict[str, Any]:
        """JSON schema of the question in ``exercise.yaml``: one for both kinds."""
        schema: dict[str, Any] = json.loads(_SCHEMA.read_text())
        return schema

    def check(self, question: dict[str, Any], bundle: Bundle) -> list[Message]:
        """Missing and broken files, unreadable limits, files that shadow a library."""
        folder = f"code/{question['id']}"
        found = [p for name in _FILES for p in _file_problems(bundle, f"{folder}/{name}")]
        wrong = [path for path in bundle.under(f"{folder}/wrong") if path.endswith(".py")]
        if not wrong:
            found.append(Message("code.no-wrong", {"path": f"{folder}/wrong"}))
        for side in ("student", "judge"):
            for path in bundle.under(f"data/{side}"):
                if path.partition("/")[0].removesuffix(".py") in _LIBRARIES:
                    found.append(Message("code.file-shadows", {"path": f"data/{side}/{path}"}))
        try:
            reading.limits(question.get("limits", {}))
        except reading.LimitError as error:
            found.append(_limit(error))
        return found

    def variant(self, question: dict[str, Any], values: Values, rng: random.Random) -> Prepared:
        """The question with its limits read. The starter is put in by ``with_starter``."""
        try:
            limits = reading.limits(question.get("limits", {}))
        except reading.LimitError as error:
            raise QuestionError(_limit(error)) from None
        runtime = question.get("runtime", "numpy")
        if runtime not in RUNTIMES:
            params = {"name": runtime, "known": ", ".join(RUNTIMES)}
            raise QuestionError(Message("code.unknown-runtime", params))
        return {
            "id": question["id"],
            "kind": self.name,
            "points": question.get("points", 1000),
            "max": question.get("points", 1000),
            "runtime": runtime,
            "defines": list(question["defines"]),
            "limits": limits,
            "starter": question.get("starter", ""),
            "starter_score": question.get("starter_score", 0),
            "dismiss": question.get("dismiss", []),
            "precision": question.get("precision", ""),
            "hints": [
                {"cost": hint.get("cost", 0), "say": saying(hint["text"], values)}
                for hint in question.get("hints", ())
            ],
        }

    def render(self, prepared: Prepared, answer: Any, language: str) -> dict[str, Any]:
        """What the page may see: nothing of suite or reference. See README.md."""
        limits = {**_defaults(), **prepared["limits"]}
        return {
            "id": prepared["id"],
            "kind": self.name,
            "runtime": prepared["runtime"],
            "defines": prepared["defines"],
            "precision": prepared.get("precision", ""),
            "starter": prepared.get("starter", ""),
            "limits": {
                "cpu": limits["cpu"],
                "wall": limits["wall"],
                "memory_mb": limits["memory"] // 2**20,
            },
            "language": "python",
        }

    def parse(self, prepared: Prepared, raw: Any) -> Parsed:
        """The program as text with plain line ends; why not, if not."""
        if isinstance(raw, dict) and set(raw) == {"source"}:
            raw = raw["source"]
        if raw is None:
            raw = ""
        if not isinstance(raw, str):
            return Parsed(problems=(Message("code.not-text"),))
        source = raw.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
        if not source.strip():
            return Parsed(problems=(Message("code.empty"),))
        if len(source) > MAX_SOURCE:
            params = {"size": len(source), "limit": MAX_SOURCE}
            return Parsed(problems=(Message("code.too-long", params),))
        if "\0" in source:
            return Parsed(problems=(Message("code.null"),))
        return Parsed(answer=source.encode("utf-8", "replace").decode())

    def grade(self, request: GradeRequest) -> Verdict:
        """Never called: only the engine has a sandbox. Raises ``NotImplementedError``."""
        raise NotImplementedError("code is graded by graders.engine.Engine.grade")

    def explain(self, prepared: Prepared, language: str) -> dict[str, Any]:
        """The reference where the exercise gives it away (``prepared['reference']``)."""
        reference = prepared.get("reference", "")
        return {"text": f"```python\n{reference.rstrip()}\n```" if reference else ""}

    def self_test(self, prepared: Prepared) -> list[Case]:
        """Answers whose verdict is known without reading the exercise."""
        names = [_name_of(signature) for signature in prepared["defines"]]
        silent = "".join(f"def {name}(*a, **k):\n    return None\n" for name in names)
        leaves = "".join(f"def {name}(*a, **k):\n    raise SystemExit(0)\n" for name in names)
        nothing = 0.0 if not prepared.get("starter_score") else None
        return [
            Case("empty", "", answered="malformed", says="code.empty"),
            Case("not text", {"x": 1}, answered="malformed", says="code.not-text"),
            Case("does not parse", "def f(:\n", answered="not-runnable", says="sdk.syntax"),
            Case("nothing defined", "x = 1\n", answered="not-runnable", says="sdk.missing"),
            Case("exit on load", "import os\nos._exit(0)\n", answered="not-runnable",
                 says="sandbox.exit"),
            Case("prints a verdict", f"print('passed 10/10')\n{silent}", score=nothing),
            Case("calls exit", leaves, score=nothing),
        ]  # fmt: skip


_LIBRARIES = frozenset(sys.stdlib_module_names) | {
    "numpy", "torch", "keras", "msgpack", "graders", "solution", "suite", "reference",
    "sitecustomize",
}  # fmt: skip


def _limit(error: reading.LimitError) -> Message:
    least, most = error.bounds
    params = {"name": error.name, "value": error.value, "least": least, "most": most}
    return Message("code.limit", {**params, "path": ["limits", error.name]})


def _name_of(signature: str) -> str:
    """``class Net(size)`` → ``Net``."""
    return signature.partition("(")[0].removeprefix("class ").strip()


def _defaults() -> dict[str, Any]:
    limits = Limits()
    return {"cpu": limits.cpu, "wall": limits.wall, "memory": limits.memory}


def _file_problems(bundle: Bundle, path: str) -> list[Message]:
    try:
        source = bundle.text(path)
    except KeyError:
        return [Message("code.file-missing", {"path": path})]
    except UnicodeDecodeError:
        return [Message("code.file-unreadable", {"path": path})]
    if path.endswith("starter.py"):  # a starter may be broken on purpose
        return []
    try:
        ast.parse(source)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        return [Message("code.file-syntax", {"path": path, "line": line})]
    return []
