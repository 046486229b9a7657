"""Which files a folder may have, the Python ones, and cases."""

import pytest

from exercises.format import bounds, load_files
from tests.exercises.format.folders import code, edited, numeric, problems, told


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("../up.md", "path-outside"),
        ("/etc/x", "path-outside"),
        ("a\\b", "path-outside"),
        ("C:x", "path-outside"),
        ("data/student/nul\0l", "path-odd"),
        ("data/student/new\nline", "path-odd"),
        ("data/student/\u202egnp.py", "path-odd"),
        ("data/student/with space", "path-odd"),
        ("data/student/CON", "path-odd"),
        ("data/student/numpy.py", "shadows"),
        ("data/judge/torch/x.py", "shadows"),
        ("data/student/Random.py", "shadows"),
        ("data/student/hook.pth", "hooks-python"),
        ("data/student/a/b/c/d/e/f", "path-too-deep"),
        ("statment.fr.md", "file-unknown-near"),
        ("statement.de.md", "file-language"),
        ("notes.txt", "file-unknown"),
        ("code/other/suite.py", "file-question"),
        ("Statement.fr.md", "same-but-case"),
    ],
)
def test_a_file_that_is_refused(path: str, expected: str) -> None:
    files = {**numeric(), path: b"pass\n"}
    assert expected in [entry.partition("@")[0] for entry in told(files)]


@pytest.mark.parametrize(
    "path", ["data/student/public_model.py", "data/judge/x.npy", "figures/rnn.svg", "README.md"]
)
def test_a_file_that_is_fine(path: str) -> None:
    assert told({**numeric(), path: b"x = 1\n"}) == []


def test_sizes() -> None:
    big = {**numeric(), "statement.fr.md": b"x" * (bounds.MAX_TEXT + 1)}
    assert told(big) == ["text-too-large@statement.fr.md:0"]
    many = {f"data/student/f{i}": b"" for i in range(bounds.MAX_FILES)}
    assert told({**numeric(), **many}) == ["too-many-files@exercise.yaml:0"]


def test_a_question_of_code_needs_its_files() -> None:
    assert told(code(reference=None)) == ["code-missing@code/double/reference.py:0"]


def test_python_parses_but_a_starter_need_not() -> None:
    assert told(code(suite="def f(:\n")) == ["not-python@code/double/suite.py:1"]
    assert told(code(starter="def f(:\n")) == []


def test_a_wrong_solution_names_the_test_that_catches_it() -> None:
    assert told(code(absolute="def double(x):\n    return x\n")) == [
        "caught-by@code/double/wrong/absolute.py:1"
    ]
    (problem,) = problems(code(absolute="# caught by: negatives\ndef double(x): ...\n"))
    assert str(problem).endswith("The suite has no test `negatives`. Its tests: negative, doubles.")


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("def duoble(x):\n    return 2 * x\n", ["defines-not@code/double/reference.py:0"]),
        ("double = lambda x: 2 * x\n", []),
        ("from operator import neg as double\n", []),
        ("class double: ...\n", []),
        ("globals()['double'] = abs\n", []),
        ("from numpy import *\n", []),
    ],
)
def test_the_reference_defines_what_is_asked_for(program: str, expected: list[str]) -> None:
    assert told(code(reference=program)) == expected


def test_what_a_program_defines_instead_is_told_likeliest_first() -> None:
    (problem,) = problems(code(reference="def a(x): ...\ndef duoble(x): ...\n"))
    assert str(problem).endswith("which `defines` asks for. It defines: duoble, a.")


def test_a_starter_may_define_another_name() -> None:
    assert told(code(starter="def triple(x): ...\n")) == []


def test_tests_made_in_a_loop_cannot_be_counted() -> None:
    suite = (
        "from graders.sdk import suite\n"
        "for i in range(2):\n"
        "    def f(student): pass\n"
        "    f.__name__ = f'n{i}'\n"
        "    suite.test(points=1)(f)\n"
    )
    assert told(code(suite=suite)) == []
    assert told(code(suite="x = 1\n"))[0] == "no-tests@code/double/suite.py:0"


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        ("- {question: count, answer: '650', score: 1, variant: sheet}", []),
        ("- {question: cuont, answer: '1', score: 1}", ["question-unknown@cases.yaml:1"]),
        ("- {question: count, score: 1}", ["case-answer@cases.yaml:1"]),
        ("- {question: count, answer: '1'}", ["case-expects@cases.yaml:1"]),
        ("- {question: count, file: a.py, score: 1}", ["case-file@cases.yaml:1"]),
        ("- {question: count, answer: x, score: 2}", ["too-big@cases.yaml:1"]),
        ("- {question: count, answer: x, score: 1, variant: no}", ["case-variant@cases.yaml:1"]),
        ("x", ["wants@cases.yaml:1"]),
        ("- question: count\n  answer: x\n  score: 1\n-", ["wants-nothing@cases.yaml:4"]),
    ],
)  # fmt: skip
def test_cases(cases: str, expected: list[str]) -> None:
    assert told(numeric(**{"cases.yaml": cases})) == expected


def test_a_case_is_called_by_its_line() -> None:
    text = "# mine\n- {question: count, answer: '1', score: 0}\n\n"
    text += "- {question: count, answer: '2', score: 0, name: two}\n"
    cases = load_files(numeric(**{"cases.yaml": text})).definition["cases"]
    assert [case["name"] for case in cases] == ["cases.yaml:2", "cases.yaml:4 two"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            "limits: {cpu: 5 seconds}",
            "`5 seconds` is no time: write for example `5 s` or `500 ms`.",
        ),
        ("limits: {cpu: 5 min}", "`5 min` is no time"),
        ("limits: {memory: 2 TB}", "`2 TB` is no size of memory: write for example `256 MB`"),
        ("limits: {memory: 8 GB}", "The limit `memory` cannot be `8 GB`: 32 MB to 4 GB."),
        ("limits: {cpu: 600}", "The limit `cpu` cannot be `600`: 0.1 s to 60 s."),
        ("limits: {output: lots}", "`lots` is no size of text"),
        ("limits: {processes: 0}", "`0` is no number of processes: an integer from 1 to 256."),
    ],
)
def test_a_limit_that_cannot_be(more: str, said: str) -> None:
    (problem,) = problems(edited("    points: 2", f"    points: 2\n    {more}", code))
    assert (problem.file, problem.line) == ("exercise.yaml", 11)
    assert problem.message.startswith(said)


@pytest.mark.parametrize("signature", ["def double(x)", "double(x):", "3x(a)"])
def test_a_signature_that_is_none(signature: str) -> None:
    (problem,) = problems(edited("double(x)", signature, code))
    assert (problem.line, problem.said.id) == (11, "code.defines")
    assert "without `def`" in problem.message
