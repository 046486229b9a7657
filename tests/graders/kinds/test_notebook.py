"""Notebooks: any version, any rubbish; lines told by cell; a notebook to start from."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.contracts import Message, Part, Progress, Verdict
from graders.engine import Engine
from graders.kinds.notebook import KIND, notebook_of
from graders.kinds.notebook.cells import joined, located, place, split
from graders.kinds.notebook.reading import NotebookError, program_of
from graders.messages import render
from graders.sdk.unwritten import Given
from tests.graders.submissions import bundle_of, request_of

QUESTION: dict[str, Any] = {
    "id": "softmax", "kind": "notebook", "points": 4000, "defines": ["softmax(z)"],
    "limits": {}, "starter": "",
}  # fmt: skip
OUTPUT = {"output_type": "stream", "name": "stdout", "text": "x" * 300_000}


def code(source: Any, **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], **more}


def notebook(*cells: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells), **more}


def refused(raw: Any) -> str:
    """The sentence about what cannot be run."""
    parsed = KIND.parse(QUESTION, raw)
    assert parsed.answer is None
    (problem,) = parsed.problems
    assert render(problem, "fr") != render(problem, "en") != problem.id
    return render(problem, "en")


def test_code_cells_become_one_program_and_all_else_is_left_aside() -> None:
    given = notebook(
        {"cell_type": "markdown", "source": "# Title", "metadata": {}},
        code(["import numpy as np\n", "x = 1"], outputs=[OUTPUT], execution_count=3),
        code("  \n"),
        code(
            "def softmax(z):\n    return z", id="a", attachments={"p.png": {"image/png": "A" * 99}}
        ),
    )
    want = "# %% 1\nimport numpy as np\nx = 1\n# %% 2\ndef softmax(z):\n    return z\n"
    for raw in (given, json.dumps(given), {"notebook": "\ufeff" + json.dumps(given)}):
        assert KIND.parse(QUESTION, raw).answer == want
        assert KIND.kept(QUESTION, raw) == want
    assert KIND.parse(QUESTION, want).answer == want


def test_a_notebook_of_ten_years_ago() -> None:
    cells = [
        {"cell_type": "heading", "level": 1, "source": "Title", "metadata": {}},
        {"cell_type": "code", "language": "python", "input": ["x = 1\n", "y = 2"],
         "outputs": [{"output_type": "pyout", "prompt_number": 1, "text": "1"}],
         "metadata": {}, "collapsed": False, "prompt_number": 1},
    ]  # fmt: skip
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": "TP"},
           "worksheets": [{"cells": cells, "metadata": {}}]}  # fmt: skip
    assert program_of(json.dumps(old)) == "# %% 1\nx = 1\ny = 2\n"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"notebook": "not JSON"}, "JSON cannot be read, line 1"),
        ('{"nbformat": 4,\n "cells": [', "JSON cannot be read, line 2"),
        ('{"nbformat": 4}', "no code cell"),
        ({"notebook": "[1]"}, "not a Jupyter notebook"),
        ({"notebook": "[" * 100_000}, "not a Jupyter notebook"),
        ({"notebook": 4}, "not a Jupyter notebook"),
        ({"nbformat": 99, "cells": [code("x = 1")]}, "not a Jupyter notebook"),
        (notebook("cell"), "not a Jupyter notebook"),  # type: ignore[arg-type]
        (notebook(code({"a": 1})), "not a Jupyter notebook"),
        (notebook({"cell_type": "markdown", "source": "x"}), "no code cell"),
        (notebook(code("x"), metadata={"kernelspec": {"language": "R"}}), "in `R`"),
        (notebook(code("x"), metadata={"language_info": {"name": "julia"}}), "in `julia`"),
        (notebook(code("x = 1"), code("%%bash\nls")), "Code cell 2 begins with `%%bash`"),
        (notebook(code("x = 1\n%matplotlib inline")), "Code cell 1, line 2: `%matplotlib inline`"),
        (notebook(code("x = 1"), code("!pip install x")), "Code cell 2, line 1: `!pip install x`"),
        (notebook(code("np.dot?")), "Code cell 1, line 1: `np.dot?`"),
        (notebook(*[code("x = 1")] * 1001), "more than 1,000 code cells"),
        ({"notebook": " " * (10 * 2**20 + 1)}, "larger than 10 MB"),
    ],
)
def test_what_cannot_be_run_is_refused_with_its_cell(raw: Any, said: str) -> None:
    assert said in refused(raw)


def test_a_remainder_and_a_text_are_no_magic() -> None:
    source = 'r = (7\n  % 3)\ns = """\n%matplotlib\n!ls\n"""'
    assert program_of(notebook(code(source))).endswith('!ls\n"""\n')


def test_a_cell_that_is_no_python_is_left_to_the_judge() -> None:
    assert "def f(:" in program_of(notebook(code("def f(:")))


def test_lines_are_told_by_cell() -> None:
    program = joined(["a = 1\nb = 2", "c = 3", "d = 4\ne = 5"])
    lines = program.splitlines()
    assert place(program, lines.index("b = 2") + 1) == (1, 2)
    assert place(program, lines.index("e = 5") + 1) == (3, 2)
    assert place("x = 1\ny = 2", 2) == (1, 2)


def test_a_cell_cannot_forge_the_beginning_of_another() -> None:
    program = joined(["x = 1\n# %% 7\ny = 2", "z = 3"])
    assert place(program, program.splitlines().index("z = 3") + 1) == (2, 1)
    assert place(program, program.splitlines().index("y = 2") + 1) == (1, 3)


def test_a_verdict_tells_cell_and_line() -> None:
    program = joined(["x = 1", "y = 2\nz = softmax(1)"])
    line = program.splitlines().index("z = softmax(1)") + 1
    trace = {"type": "traceback", "exception": "KeyError", "text": "",
             "frames": [{"line": line, "function": "<module>"}]}  # fmt: skip
    said = Message("sdk.raised", {"line": line, "type": "KeyError"})
    part = Part("a", "error", 0, 1, messages=(said,), details=(trace, {"type": "inputs"}))
    verdict = Verdict("g", "t", "graded", parts=(part,), messages=(said,))
    found = located(verdict, program)
    assert render(found.messages[0], "en").startswith("Line 2 of cell 2: your code raised")
    assert render(found.parts[0].messages[0], "fr").startswith("Ligne 2 de la cellule 2 :")
    frame = found.parts[0].details[0]["frames"][0]
    assert (frame["cell"], frame["inside"], frame["line"]) == (2, 2, line)


def test_the_given_program_is_a_notebook_that_comes_back() -> None:
    starter = "# %% [markdown]\n# Look **here**.\n# %%\nimport numpy\n\n# %%\ndef f():\n    ...\n"
    text = notebook_of(starter)
    made = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(made)
    assert [cell.cell_type for cell in made.cells] == ["markdown", "code", "code"]
    assert made.cells[0].source == "Look **here**."
    assert program_of(text) == "# %% 1\nimport numpy\n# %% 2\ndef f():\n    ...\n"


WORDS = st.text(alphabet="ab =\n#%() 1", max_size=20)


@given(st.lists(WORDS, max_size=5))
def test_what_is_joined_splits_into_as_many_cells(sources: list[str]) -> None:
    kept = [text for text in sources if text.strip()]
    found = split(joined(kept))
    assert len(found) == len(kept)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["cells", "source", "cell_type", "metadata", "worksheets",
                                       "input", "language", "kernelspec", "nbformat"]),
                      inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(JSON, st.integers(0, 6))
def test_any_json_is_a_program_or_refused(found: Any, version: int) -> None:
    raw = {**found, "nbformat": version} if isinstance(found, dict) else [found]
    with suppress(NotebookError):
        assert program_of({"a": raw} if isinstance(raw, list) else raw).startswith("# %% 1")


@pytest.mark.sandbox
def test_a_notebook_is_graded_like_a_program(engine: Engine) -> None:
    right = notebook(code("import numpy as np"), code("def double(x):\n    return 2 * x"))
    assert run(engine, right, []).points == 4000


@pytest.mark.sandbox
@pytest.mark.parametrize(
    ("second", "answered", "said"),
    [
        ("y = 2\nz = y +", "not-runnable", "Line 2 of cell 2, column"),
        ("y = 2\nz = no_such", "not-runnable", "Line 2 of cell 2: loading your code raised"),
        ("def double(x):\n    raise KeyError", "graded", "Line 2 of cell 2: your code raised"),
    ],
)
def test_what_goes_wrong_is_told_by_cell(
    engine: Engine, second: str, answered: str, said: str
) -> None:
    told: list[Progress] = []
    verdict = run(engine, notebook(code("x = 1"), code(second)), told)
    assert verdict.answered == answered
    assert render(verdict.parts[0].messages[0], "en").startswith(said)
    for part in (progress.part for progress in told if progress.part):
        if part.key == "first":  # the tests after it name it
            assert render(part.messages[0], "en").startswith(said)  # while it runs, too


def run(engine: Engine, raw: Any, told: list[Progress]) -> Verdict:
    """The verdict on a notebook, and what is told while it is graded."""
    request = request_of(KIND.parse(QUESTION, raw).answer, kind="notebook")
    return engine.grade(request, bundle_of(), told.append)


@pytest.mark.parametrize("name", ["lesson/notebook-own-data/code/report",
                                  "sequences/rnn-classifier-notebook/code/classifier"])  # fmt: skip
def test_a_given_notebook_sent_back_is_seen_as_given(name: str) -> None:
    """Downloaded, opened, sent back: text cells and marks are lost, and nothing was written."""
    library = Path(__file__).parents[3] / "exercises/library"
    starter = (library / name / "starter.py").read_text("utf-8")
    answer = KIND.parse(QUESTION, {"notebook": notebook_of(starter)}).answer
    assert answer != starter
    assert Given(answer, starter).untouched
    assert Given(answer, starter).names
