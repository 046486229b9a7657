"""The gate on kinds that compare data: what it proves, and what it refuses."""

from typing import Any

import pytest

from graders import gate
from graders.bundle import Bundle
from graders.contracts import CheckLine, CheckRequest, Report, decode_reply, encode
from graders.messages import render
from tests.graders.plain import QUESTION, PlainEngine, bundled

CASES: list[dict[str, Any]] = [
    {"question": "count", "name": "right", "variant": "sheet", "answer": "63", "score": 1},
    {"question": "count", "name": "sum", "variant": "sheet", "answer": "16", "score": 0,
     "says": "sum"},
    {"question": "count", "name": "word", "answer": "many", "answered": "malformed"},
]  # fmt: skip
FIXED = {"deploy": 4, "fixed": {"sheet": {"n": 7, "m": 9}}}


def checked(bundle: Bundle, engine: PlainEngine | None = None) -> Report:
    return gate.check(engine or PlainEngine(), bundle)


def failures(report: Report) -> list[tuple[str, str]]:
    return [(line.step, line.messages[0].id) for line in report.lines if line.ok is False]


def sentences(report: Report) -> str:
    return "\n".join(render(m, "en") for line in report.lines for m in line.messages)


def test_a_good_exercise_passes_with_its_variants() -> None:
    report = checked(bundled(variants=FIXED, cases=CASES))
    assert report.ok
    assert [line.step for line in report.lines] == [
        "schema", "languages", "variants", "self-test", "cases", "cases", "cases",
    ]  # fmt: skip
    assert [variant.name for variant in report.variants] == ["sheet", "", "", ""]
    assert report.cpu_ms > 0


def test_the_report_crosses_the_queue_with_its_address() -> None:
    request = CheckRequest(check="c1", token="t1", bundle="b")
    report = gate.check(PlainEngine(), bundled(), request=request)
    assert (report.check, report.token) == ("c1", "t1")
    assert decode_reply(encode(report)) == report


def test_lines_are_told_as_they_come() -> None:
    heard: list[CheckLine] = []
    report = gate.check(PlainEngine(), bundled(), heard.append)
    assert heard == list(report.lines)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"answer": "64"}, "gate.case-score"),
        ({"score": 0.5}, "gate.case-score"),
        ({"answered": "malformed"}, "gate.case-answered"),
        ({"says": "other"}, "gate.case-says"),
    ],
)
def test_a_case_that_does_not_hold(change: dict[str, Any], why: str) -> None:
    report = checked(bundled(variants=FIXED, cases=[{**CASES[0], **change}]))
    assert not report.ok
    assert failures(report) == [("cases", why)]


def test_a_degenerate_exercise_names_the_values_that_meet() -> None:
    parameters = {"n": {"choice": [2]}, "m": {"choice": [2]}}
    report = checked(bundled(parameters=parameters))
    assert failures(report) == [("variants", "gate.degenerate")]
    assert report.variants == ()
    assert "`sum`" in sentences(report)


def test_a_language_that_is_missing() -> None:
    report = checked(bundled(title={"fr": "Produit"}))
    assert failures(report) == [("languages", "gate.language")]


def test_a_program_that_forgets_a_value() -> None:
    statement = {"*": "[[n]] [[k]] [[?count]]"}
    bundle = bundled({"variant.py": "..."}, parameters={}, statement=statement)
    report = checked(bundle, PlainEngine(lambda seed: {"n": 5 + seed % 50, "m": 90}))
    assert failures(report) == [("languages", "gate.name")]
    assert "[[k]]" in sentences(report)


def test_what_a_kind_finds_is_the_schema_line() -> None:
    twice = {**QUESTION, "misconceptions": [*QUESTION["misconceptions"]] * 2}
    report = checked(bundled(questions=[twice]))
    assert failures(report) == [("schema", "question.twice")]


SUITE = """
from graders.sdk import check, suite

@suite.test(points=1, title="AND")
def a(student): ...

@suite.test(points=1, title="The gradient of the loss", hint={"fr": "b", "en": "b"})
def b(student): ...

@suite.test(1, "One layer")
def c(student): ...
"""


def shared(languages: list[str] | None = None, suite: str = "", **changes: Any) -> list[str]:
    """What the gate says of texts that serve all languages; each is a warning, no more."""
    bundle = bundled(languages=languages or ["fr", "en"], **changes)
    if suite:
        bundle = Bundle({**bundle.files, "code/q/suite.py": suite.encode()})
    report = checked(bundle)
    (line,) = [line for line in report.lines if line.step == "languages"]
    assert report.ok
    assert line.ok
    told = [str(m.params["where"]) for m in line.messages if m.id == "gate.language-shared"]
    assert line.warning == bool(told)
    return told


def test_words_for_two_languages_stand_in_both() -> None:
    both = {"fr": "Compter", "en": "Count"}
    assert shared(title=both) == []
    assert shared(title={"*": "Count the parameters"}) == ["title"]
    assert shared(["en"], title={"*": "Count the parameters"}) == []
    assert shared(title=both, statement={"*": "How many weights [[?count]]?"}) == []
    assert shared(title=both, statement={"*": "How many weights has it?"}) == ["statement"]
    assert shared(title=both, suite=SUITE) == ["code/q/suite.py:7", "code/q/suite.py:10"]


@pytest.mark.parametrize("title", ["LSTM", "Viterbi", "$h_t = \\tanh(z)$", "`torch.nn.LSTM` 2"])
def test_a_name_is_the_same_in_every_language(title: str) -> None:
    assert shared(title={"*": title}) == []
