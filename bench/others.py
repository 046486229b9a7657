"""The same submission through nbgrader and otter: their own commands, in an environment of theirs.

``python -m bench others``. Both run here without any isolation; ours is measured beside them
in the same run.
"""

import json
import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.figures import Figure
from bench.questions import torch_question
from graders.engine import Engine

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / "var" / "bench-env"
PACKAGES = ("nbgrader==0.9.6", "otter-grader==7.0.0")
RUNS = 3
_OTTER = "# ASSIGNMENT CONFIG\ninit_cell: false\ncheck_all_cell: false\nexport_cell: false\n"
TESTS = """import numpy as np, torch
def truth(A, v):
    A, v = torch.from_numpy(A), torch.from_numpy(v)
    return torch.autograd.functional.jacobian(lambda x: torch.sigmoid(A @ x), v).numpy()
rng = np.random.default_rng(1)
for n, d in [(4, 3)] * 3 + [(3, 4), (1, 5), (4, 4), (5, 2)] + [(4, 3)] * 3:
    A, v = rng.normal(size=(n, d)), rng.normal(size=d)
    np.testing.assert_allclose(jacobian(A, v), truth(A, v), rtol=1e-8)
"""


def measure() -> Iterator[Figure]:
    """Seconds of each, the median of three; then how many times faster a warm verdict is."""
    if why := _install():
        yield Figure("others", None, "ms", why=why)
        return
    with Engine(slots=1, runtimes=["torch"], spares=0) as engine:
        question = torch_question(engine)
        question.verdict(engine)
        ours = _median(lambda: question.verdict(engine), 20)
        with tempfile.TemporaryDirectory() as folder:
            for name, prepare in (("nbgrader", _nbgrader), ("otter", _otter)):
                command = prepare(Path(folder), question.answer)
                theirs = _median(lambda command=command: _run(*command), RUNS)
                yield Figure(f"others.{name}", theirs * 1000, "ms")
                yield Figure(f"others.{name}.ratio", theirs / ours, "times", 200, at_least=True)
    yield Figure("others.gradus", ours * 1000, "ms")


def _median(action: Any, runs: int) -> float:
    taken = []
    for _ in range(runs):
        began = perf_counter()
        action()
        taken.append(perf_counter() - began)
    return sorted(taken)[runs // 2]


def _install() -> str:
    """An environment with both, which sees our NumPy and PyTorch. Empty, or why there is none."""
    marker = ENVIRONMENT / ".installed"
    if marker.exists():
        return ""
    subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
    python = str(ENVIRONMENT / "bin" / "python")
    pip = [python, "-m", "pip", "install", "--quiet", *PACKAGES]
    done = subprocess.run(pip, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        return f"pip cannot install {' '.join(PACKAGES)}: {done.stderr.strip()[-300:]}"
    site = next((ENVIRONMENT / "lib").glob("python*")) / "site-packages"
    (site / "gradus.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    marker.touch()
    return ""


def _run(folder: Path, *command: str) -> None:
    """Run one of their programs; its failure is ours to see."""
    environment = {**os.environ, "PATH": f"{ENVIRONMENT / 'bin'}:{os.environ['PATH']}"}
    done = subprocess.run(
        [str(ENVIRONMENT / "bin" / command[0]), *command[1:]],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout[-800:]}{done.stderr[-800:]}")


def _notebook(path: Path, cells: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(book))


def _cell(source: str, name: str, kind: str = "code", **metadata: Any) -> dict[str, Any]:
    made = {"cell_type": kind, "id": name, "metadata": metadata, "source": source}
    return made if kind == "raw" else {**made, "execution_count": None, "outputs": []}


def _nbgrader(folder: Path, answer: str) -> tuple[Any, ...]:
    """Prepare an assignment with its submission; the command that grades it."""

    def marks(name: str, **own: Any) -> dict[str, Any]:
        usual = {"schema_version": 3, "locked": False, "task": False, "solution": False}
        return {"nbgrader": {**usual, "grade": False, "grade_id": name, **own}}

    course = folder / "course"
    tests = _cell(TESTS, "t", **marks("tests", grade=True, points=10, locked=True))
    solution = _cell(
        f"### BEGIN SOLUTION\n{answer}### END SOLUTION\n", "s", **marks("jac", solution=True)
    )
    _notebook(course / "source" / "ps1" / "jac.ipynb", [solution, tests])
    _run(course, "nbgrader", "generate_assignment", "ps1", "--create", "--force")
    book = json.loads((course / "release" / "ps1" / "jac.ipynb").read_text())
    book["cells"][0]["source"] = answer
    _notebook(course / "submitted" / "ines" / "ps1" / "jac.ipynb", book["cells"])
    return (course, "nbgrader", "autograde", "ps1", "--student", "ines", "--create", "--force")


def _otter(folder: Path, answer: str) -> tuple[Any, ...]:
    """Prepare an autograder and a submission; the command that grades it."""
    words = [
        (_OTTER, "raw"),
        ("# BEGIN QUESTION\nname: q1\npoints: 10\n", "raw"), ("# BEGIN SOLUTION", "raw"),
        (f"# BEGIN SOLUTION\n{answer}# END SOLUTION\n", "code"), ("# END SOLUTION", "raw"),
        ("# BEGIN TESTS", "raw"), (TESTS, "code"), ("# END TESTS", "raw"),
        ("# END QUESTION", "raw"),
    ]  # fmt: skip
    place = folder / "otter"
    _notebook(place / "jac.ipynb", [_cell(s, f"c{n}", k) for n, (s, k) in enumerate(words)])
    _notebook(place / "sub.ipynb", [_cell(answer, "a")])
    _run(place, "otter", "assign", "--no-run-tests", "jac.ipynb", "dist")
    made = next((place / "dist" / "autograder").glob("*.zip"))
    return (place, "otter", "run", "-a", str(made), "sub.ipynb")
