"""Programs as editors and operating systems leave them: each is graded, or told why not."""

import pytest

from graders.contracts import Verdict
from graders.engine import Engine
from graders.kinds import REGISTRY
from graders.kinds.base import Parsed
from graders.messages import render
from tests.graders.submissions import REFERENCE, grade

pytestmark = pytest.mark.sandbox
QUESTION = {"id": "q", "points": 4000, "runtime": "numpy", "defines": ["double(x)"], "limits": {}}


def parsed(raw: str) -> Parsed:
    return REGISTRY["code"].parse(QUESTION, raw)


def verdict_on(engine: Engine, raw: str) -> Verdict:
    answer = parsed(raw).answer
    assert answer is not None
    return grade(engine, answer)


FINE = {
    "line ends of Windows": "def double(x):\r\n    y = 2 * x\r\n    return y\r\n",
    "line ends of old": "def double(x):\r    return 2 * x\r",
    "a byte order mark": "\ufeffdef double(x):\n    return 2 * x\n",
    "tabs alone": "def double(x):\n\tif True:\n\t\treturn 2 * x\n",
    "a coding line": "# -*- coding: latin-1 -*-\ndef double(x):\n    'é'\n    return 2 * x\n",
    "Unicode identifiers": "def double(β):\n    Δ = 2 * β  # ∂L/∂β\n    return Δ\n",
    "compatibility forms": "def double(x):\n    ﬁ = 2 * x\n    return fi\n",
    "marks in a comment": "def double(x):\n    # \u202eabc\u202c\n    return 2 * x\n",
    "marks in a text": "def double(x):\n    s = '\u200f\u202e'\n    return 2 * x\n",
    "no line at the end": "def double(x):\n    return 2 * x",
    "form feeds": "def double(x):\n\f    return 2 * x\n",
    "emoji": "def double(x):\n    '🧮'\n    return 2 * x\n",
    "nearly as long as may be": REFERENCE + "#" * 99_000 + "\n",
}


@pytest.mark.parametrize("raw", FINE.values(), ids=FINE)
def test_what_python_reads_is_graded(engine: Engine, raw: str) -> None:
    verdict = verdict_on(engine, raw)
    assert (verdict.answered, verdict.points) == ("graded", 4000), verdict


SYNTAX = {
    "tabs and spaces": (
        "def double(x):\n\tif x is None:\n        return 0\n    return 2 * x\n",
        "Line 3",
    ),
    "right to left": ("def double(x):\n    return 2 * \u202ex\n", "U+202E"),
    "a zero-width space": ("def double(x):\n    return\u200b 2 * x\n", "U+200B"),
    "a no-break space": ("def double(x):\n\u00a0   return 2 * x\n", "U+00A0"),
    "typographic quotes": ("def double(x):\n    s = “a”\n    return 2 * x\n", "U+201C"),
    "a minus that is none": ("def double(x):\n    return 4 * x − 2 * x\n", "U+2212"),
    "Python 2": ("def double(x):\n    print 3\n    return 2 * x\n", "Line 2"),
    "nested too deeply": ("def double(x):\n    return " + "(" * 300 + "x" + ")" * 300, "Line 2"),
}


@pytest.mark.parametrize(("raw", "said"), SYNTAX.values(), ids=SYNTAX)
def test_what_python_does_not_read_is_told_by_line(engine: Engine, raw: str, said: str) -> None:
    verdict = verdict_on(engine, raw)
    assert (verdict.answered, verdict.counts, verdict.points) == ("not-runnable", False, 0)
    sentence = render(verdict.messages[0], "en")
    assert said in sentence
    assert "Line 0" not in sentence
    assert render(verdict.messages[0], "fr").startswith("Ligne ")


REFUSED = {
    "0 bytes": ("", "code.empty"),
    "nothing but space": (" \t\r\n\f\u00a0", "code.empty"),
    "a NUL": ("def double(x):\n    return 2 * x\0\n", "code.null"),
    "1 MB": (REFERENCE + "#" * 2**20, "code.too-long"),
    "a byte order mark alone": ("\ufeff", "code.empty"),
}


@pytest.mark.parametrize(("raw", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_program_is_refused_before_it_is_sent(raw: str, said: str) -> None:
    found = parsed(raw)
    assert found.answer is None
    assert [message.id for message in found.problems] == [said]
    for language in ("fr", "en"):
        assert render(found.problems[0], language) not in ("", said)


def test_the_engine_survives_what_nobody_has_parsed(engine: Engine) -> None:
    for raw in ("", "\0", "def double(x:\n", "\ufeff\ufeff", "x = '\ud800'".encode(
        "utf-8", "replace").decode()):  # fmt: skip
        verdict = grade(engine, raw)
        assert (verdict.state, verdict.answered) == ("graded", "not-runnable"), raw
        assert "Line 0" not in render(verdict.messages[0], "en"), raw


def test_what_raises_in_no_line_of_the_program_names_none(engine: Engine) -> None:
    verdict = grade(engine, "double = int\n")
    assert {render(part.messages[0], "en") for part in verdict.parts if part.visible} == {
        "Your code raised `TypeError`."
    }
