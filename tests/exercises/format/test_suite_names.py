"""Names that a suite asks for and no reference could give are told before anything runs."""

import inspect

import pytest

from exercises.format.suite_names import THEIRS
from graders.sdk.remote import Student
from tests.exercises.format.folders import SUITE, code, problems, told


def suite(old: str, new: str) -> dict[str, bytes]:
    assert old in SUITE
    return code(suite=SUITE.replace(old, new))


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("student.duoble(3)", ["suite-name@code/double/suite.py:6"]),
        ("student.keep.duoble(3)", ["suite-name@code/double/suite.py:6"]),
        ("reference.duoble(3)", ["suite-name@code/double/suite.py:6"]),
        ("student.many(student.double, [3])[0]", []),
        ("len(student.source)", []),
        ("student.has('triple') and student.triple(2)", []),
        ("student.module('m').anything(3)", []),
    ],
)
def test_a_name(call: str, expected: list[str]) -> None:
    assert told(suite("student.double(3)", call)) == expected


def test_the_sentence_says_what_there_is() -> None:
    (problem,) = problems(suite("student.double(3)", "student.duoble(3)"))
    assert (problem.line, problem.column) == (6, 17)
    assert problem.message.endswith("`duoble`. It defines: double.")


def test_a_reference_that_only_running_tells_is_believed() -> None:
    asks = SUITE.replace("student.double(3)", "student.triple(2)")
    made = "def double(x):\n    return 2 * x\n\n\nglobals()['triple'] = abs\n"
    assert told(code(suite=asks, reference=made)) == []


def test_what_student_has_of_itself_is_known() -> None:
    own = {name for name, _ in inspect.getmembers_static(Student) if not name.startswith("_")}
    assert own - THEIRS == set()
