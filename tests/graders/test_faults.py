"""Tracebacks of an exercise's own code, as its author reads them."""

import pytest

from graders.contracts import Message
from graders.faults import fault_in, fault_of
from graders.messages import render

TRACE = """\
Traceback (most recent call last):
  File "/gradus/graders/sdk/inside/runner.py", line 131, in _judged
    test.run(**{name: fixtures[name] for name in test.fixtures})
  File "suite.py", line 29, in one_layer
    check.close(student.f(A), reference.f(A))
                              ^^^^^^^^^^^^^^
  File "reference.py", line 4, in f
    return np.linalg.inv(A)
  File "/site/0/numpy/linalg/_linalg.py", line 647, in inv
    raise LinAlgError("Singular matrix")
numpy.linalg.LinAlgError: Singular matrix
"""


def note(text: str, part: str = "suite-error") -> Message:
    return Message("sandbox.note", {"part": part, "text": text})


def test_place_test_and_exception_come_first() -> None:
    fault = fault_of(note(TRACE), "jac")
    assert render(fault.said, "en") == (
        "`code/jac/reference.py:4`, test `one_layer`: LinAlgError: Singular matrix"
    )
    assert render(fault.said, "fr").startswith("`code/jac/reference.py:4`, test `one_layer` :")


def test_the_traceback_keeps_its_lines_without_frames_of_ours() -> None:
    lines = fault_of(note(TRACE), "jac").traceback
    assert lines[0] == '  File "suite.py", line 29, in one_layer'
    assert lines[2].strip() == "^^^^^^^^^^^^^^"
    assert lines[-1] == "numpy.linalg.LinAlgError: Singular matrix"
    assert not any("/gradus/" in line for line in lines)
    ((detail),) = fault_of(note(TRACE), "jac").details
    assert detail == {"type": "traceback", "lines": list(lines)}


def test_the_last_of_two_exceptions_counts() -> None:
    text = (
        'Traceback (most recent call last):\n  File "suite.py", line 2, in <module>\nKeyError: 1\n'
    )
    text += "\nDuring handling of the above exception, another exception occurred:\n\n"
    fault = fault_of(note(text + TRACE), "jac")
    assert fault.said.params["place"] == "code/jac/reference.py:4"


def test_outside_of_tests_none_is_named() -> None:
    text = "Traceback (most recent call last):\n"
    text += '  File "suite.py", line 3\n    x = (\nSyntaxError: open'
    assert render(fault_of(note(text), "q").said, "en") == "`code/q/suite.py:3`: SyntaxError: open"


def test_a_suite_that_cannot_be_has_a_sentence_only() -> None:
    text = (
        'Traceback (most recent call last):\n  File "/gradus/graders/sdk/collecting.py", line 111, '
        'in ordered\n    raise SuiteError(f"…")\ngraders.sdk.errors.SuiteError: a needs b, no test'
    )
    fault = fault_of(note(text), "q")
    assert (render(fault.said, "en"), fault.traceback) == (
        "`code/q/suite.py`: a needs b, no test",
        (),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the judge hangs\n", "does not come to an end"),
        ("the judge ran out of memory\nkilled", "more memory than allowed"),
        ("the judge ended without a word\n", "ended the program"),
    ],
)
def test_a_judge_that_ended(text: str, said: str) -> None:
    assert said in render(fault_of(note(text), "q").said, "en")


def test_variant_py_and_modules_of_the_data_have_places_too() -> None:
    for file, place in (("variant.py", "variant.py:2"), ("/tmp/data/model.py", "model.py:2")):
        text = f'Traceback (most recent call last):\n  File "{file}", line 2, in f\n    x\nKeyError'
        fault = fault_in(text)
        assert fault is not None
        assert fault.said.params["place"] == place


def test_what_is_no_traceback_stays_as_it_is() -> None:
    other = note("sent a frame of 9 MB", "one_layer")
    assert fault_of(other, "q").said == other
    assert fault_in("nothing") is None
