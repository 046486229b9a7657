"""An exception that several tests meet is told in full once."""

import pytest

from graders.contracts import Part, Verdict
from graders.engine import Engine
from graders.messages import render
from tests.graders.submissions import bundle_of, grade

pytestmark = pytest.mark.sandbox
SUITE = """
from graders.sdk import check, suite

@suite.test(points=1, title={"fr": "Le premier", "en": "The first"})
def first(student):
    check.equal(student.double(1), 2, inputs={"x": 1})

@suite.test(points=1, title={"fr": "Le deuxième", "en": "The second"}, hint="doubling")
def second(student):
    check.equal(student.double(2), 4, inputs={"x": 2})

@suite.test(points=1, title={"fr": "Tout à la fin", "en": "The last"})
def last(student):
    check.equal(student.double(3), 6, inputs={"x": 3})

@suite.test(points=1, visible=False)
def hidden(student):
    check.equal(student.double(4), 8)
"""


def verdict_on(engine: Engine, body: str) -> Verdict:
    return grade(engine, "def double(x):\n" + body, bundle_of(SUITE))


def told(part: Part) -> list[str]:
    return [render(message, "en") for message in part.messages]


def trace(part: Part) -> dict[str, object]:
    return next(detail for detail in part.details if detail["type"] == "traceback")


def test_the_same_error_names_the_first_test_that_met_it(engine: Engine) -> None:
    first, second, last, hidden = verdict_on(engine, "    raise KeyError(x)\n").parts
    assert told(first) == ["Line 2: your code raised `KeyError`."]
    assert "same" not in trace(first)
    for part in (second, last):
        assert told(part) == ["The same error as in “The first”."]
        assert part.messages[0].params["key"] == "first"
        assert part.outcome == "error"
        assert trace(part)["same"] == "first"
    assert (trace(second)["exception"], trace(second)["text"]) == ("KeyError", "2")
    assert render(last.messages[0], "fr") == "La même erreur qu'au test « Le premier »."
    assert (hidden.messages, hidden.details) == ((), ())


def test_another_line_or_type_is_another_error(engine: Engine) -> None:
    body = "    if x == 2:\n        return {}[x]\n    raise ValueError('never ' + str(x))\n"
    first, second, last, _hidden = verdict_on(engine, body).parts
    assert told(first) == ["Line 4: your code raised `ValueError`."]
    assert told(second)[0] == "Line 3: your code raised `KeyError`."
    assert told(last) == ["The same error as in “The first”."]
    kinds = "    raise (ValueError, TypeError, OSError)[x - 1]\n"
    parts = verdict_on(engine, kinds).parts[:3]
    assert [part.messages[0].params.get("type") for part in parts] == [
        "ValueError", "TypeError", "OSError",
    ]  # fmt: skip


def test_it_is_remembered_when_a_test_takes_the_process_down(engine: Engine) -> None:
    body = "    if x == 2:\n        import os\n        os._exit(0)\n    raise KeyError(x)\n"
    first, second, last, _hidden = verdict_on(engine, body).parts
    assert [m.id for m in second.messages] == ["sandbox.exit"]
    assert told(last) == ["The same error as in “The first”."]
    assert told(first) == ["Line 5: your code raised `KeyError`."]
