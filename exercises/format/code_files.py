"""The Python files of a folder: they are there, they parse, and wrong solutions name their test."""

import ast
import re
import warnings
from collections.abc import Iterable

from exercises.format.problems import WHOLE, Notes, listed

CAUGHT_BY = re.compile(r"#\s*caught by:\s*([A-Za-z_]\w*)\s*$")
REQUIRED = ("starter.py", "reference.py", "suite.py")


def check_python(files: dict[str, bytes], notes: Notes) -> dict[str, ast.Module]:
    """Parse every Python file; returns the trees of those that parse."""
    trees: dict[str, ast.Module] = {}
    for path, data in files.items():
        # a starter may be broken on purpose: mending it is the exercise
        if not path.endswith(".py") or path.endswith("/starter.py"):
            continue
        try:
            trees[path] = _parse(data)
        except UnicodeDecodeError:
            notes.add(path, WHOLE, "not-utf8")
        except SyntaxError as error:
            at = (error.lineno or 0, error.offset or 0) if error.lineno else WHOLE
            notes.add(path, at, "not-python", why=error.msg or "")
        except (ValueError, RecursionError, MemoryError) as error:
            notes.add(path, WHOLE, "not-python", why=type(error).__name__)
    return trees


def _parse(data: bytes) -> ast.Module:
    with warnings.catch_warnings():
        # an odd escape in a student's or a teacher's text is not our warning
        warnings.simplefilter("ignore")
        return ast.parse(data.decode("utf-8-sig"))


def check_question(
    id_: str, files: dict[str, bytes], trees: dict[str, ast.Module], notes: Notes
) -> None:
    """The files of one code question."""
    base = f"code/{id_}/"
    for name in REQUIRED:
        if base + name not in files:
            notes.add(base + name, WHOLE, "code-missing", id=id_, name=name)
    suite = trees.get(base + "suite.py")
    tests = tests_of(suite) if suite is not None else None
    if tests is not None and not tests:
        notes.add(base + "suite.py", WHOLE, "no-tests")
    for path in sorted(files):
        if path.startswith(base + "wrong/"):
            _wrong(path, files[path], tests, notes)


def tests_of(suite: ast.Module) -> set[str] | None:
    """Names of the tests that a suite defines; None when some are made in another way.

    A test is a function decorated ``@suite.test(...)``; ``suite.test(...)(f)`` in a loop
    cannot be counted without running it.
    """
    found: set[str] = set()
    decorators: set[int] = set()
    for node in ast.walk(suite):
        if isinstance(node, ast.FunctionDef):
            marks = [d for d in node.decorator_list if _is_test(d)]
            decorators.update(id(mark) for mark in marks)
            if marks:
                found.add(node.name)
    made = any(isinstance(n, ast.Call) and _is_test(n) and id(n) not in decorators
               for n in ast.walk(suite))  # fmt: skip
    return None if made else found


def _is_test(node: ast.expr) -> bool:
    called = node.func if isinstance(node, ast.Call) else node
    return (
        isinstance(called, ast.Attribute)
        and called.attr == "test"
        and isinstance(called.value, ast.Name)
        and called.value.id == "suite"
    )


def caught_by(source: bytes) -> str | None:
    """The test that must catch this wrong solution, from its first line."""
    first = source.decode("utf-8-sig", "replace").splitlines()[:1]
    match = CAUGHT_BY.match(first[0]) if first else None
    return match[1] if match else None


def _wrong(path: str, source: bytes, tests: set[str] | None, notes: Notes) -> None:
    test = caught_by(source)
    if test is None:
        notes.add(path, (1, 1), "caught-by")
    elif tests is not None and test not in tests:
        notes.add(path, (1, 1), "caught-by-unknown", test=test, known=listed(test, tests))


def check_defines(
    id_: str, defines: Iterable[str], trees: dict[str, ast.Module], notes: Notes
) -> None:
    """Every program that is graded defines what the question asks for (the starter need not)."""
    base = f"code/{id_}/"
    for path, tree in sorted(trees.items()):
        if path != base + "reference.py" and not path.startswith(
            (base + "wrong/", base + "right/")
        ):
            continue
        defined = names_of(tree)
        if defined is None:
            continue
        for name in map(bare_name, defines):
            if name.isidentifier() and name not in defined:
                notes.add(path, WHOLE, "defines-not", name=name, known=listed(name, defined))


def bare_name(signature: str) -> str:
    """``class Net(size)`` → ``Net``."""
    return signature.partition("(")[0].removeprefix("class ").strip()


def names_of(module: ast.Module) -> set[str] | None:
    """The names that a module defines; None where only running it can tell."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.Name) and node.id in ("globals", "exec", "vars", "setattr"):
            return None
        elif isinstance(node, ast.ImportFrom | ast.Import):
            if any(name.name == "*" for name in node.names):
                return None
            found.update(name.asname or name.name.partition(".")[0] for name in node.names)
    return found
