"""The example of docs/diagnosis.md: it runs, and says what the page promises."""

import re
from pathlib import Path

import pytest

from graders.contracts import Part
from graders.engine import Engine
from graders.messages import render
from tests.graders.submissions import bundle_of, request_of

PAGE = Path(__file__).parents[3] / "docs" / "diagnosis.md"
(EXAMPLE,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
HEAD = "import numpy as np\ndef layer(W, x, b):\n    return "


def judged(engine: Engine, body: str) -> Part:
    request = request_of(HEAD + body, defines=["layer(W, x, b)"])
    return engine.grade(request, bundle_of(EXAMPLE, HEAD + "np.tanh(W @ x + b)")).parts[0]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("np.tanh(W @ x)", "This is the result without the bias `b`."),
        ("W @ x + b", "The hyperbolic tangent is missing."),
        ("-np.tanh(W @ x + b)", "This has the opposite sign of what is expected."),
    ],
)
def test_a_known_mistake_is_what_the_student_reads_first(
    engine: Engine, body: str, says: str
) -> None:
    part = judged(engine, body)
    assert render(part.messages[0], "en") == says
    assert render(part.messages[-1], "en").startswith("Smallest case found: `d = 1, n = 1`")
    assert [one["type"] for one in part.details] == ["matrices", "inputs", "plot"]


def test_the_right_answer_passes_and_another_one_gets_no_reason(engine: Engine) -> None:
    assert judged(engine, "np.tanh(W @ x + b)").outcome == "passed"
    part = judged(engine, "np.tanh(W @ x + b) ** 2 + np.arange(len(b))")
    assert part.messages[0].id in {"sdk.first-entry", "sdk.number"}
