"""A numeric question: right, accepted, misconceived, wrong, unreadable."""

import json
from fractions import Fraction
from typing import Any

import pytest

from graders.bundle import Bundle
from graders.contracts import GradeRequest, Message
from graders.kinds.base import DegenerateVariant, Parsed, QuestionError
from graders.kinds.numeric import KIND
from graders.messages import render
from tests.graders.kinds.samples import LSTM, answered, graded, hold_self_tests, prepared, said

REAL: dict[str, Any] = {
    "id": "norm", "kind": "numeric", "points": 1000, "number": "real", "answer": "1/8",
    "unit": {"*": "ms"},
}  # fmt: skip


def real(answer: str = "1/8", **keys: Any) -> dict[str, Any]:
    return prepared(KIND, {**REAL, "answer": answer, **keys})


@pytest.fixture
def lstm() -> dict[str, Any]:
    return prepared(KIND, LSTM)


def test_the_kinds_own_cases_hold(lstm: dict[str, Any]) -> None:
    assert hold_self_tests(KIND, lstm) == []
    assert hold_self_tests(KIND, real()) == []
    assert hold_self_tests(KIND, real("-ln(5)", unit={"fr": "s", "en": "s"})) == []


@pytest.mark.parametrize("raw", ["69200", "69 200", "69,200", "69.200", "6.92e4", 69200])
def test_the_right_answer_in_many_notations(lstm: dict[str, Any], raw: Any) -> None:
    verdict = graded(KIND, lstm, raw)
    assert (verdict.points, verdict.max, verdict.parts[0].outcome) == (2000, 2000, "passed")
    assert render(verdict.messages[0], "fr") == "Lu : 69200."


def test_both_conventions_are_accepted(lstm: dict[str, Any]) -> None:
    verdict = graded(KIND, lstm, "69600")
    assert verdict.points == 2000
    assert render(verdict.parts[0].messages[0], "fr") == "Convention PyTorch : deux biais."


def test_a_misconception_gets_its_sentence(lstm: dict[str, Any]) -> None:
    verdict = graded(KIND, lstm, "51 900")
    assert (verdict.points, verdict.counts) == (0, True)
    assert render(verdict.parts[0].messages[0], "en") == "12 steps, four blocks."
    assert "three-blocks" in said(verdict)


@pytest.mark.parametrize(
    ("answer", "typed", "says"),
    [
        ("1/8", "-0.125", "numeric.sign"),
        ("1/8", "1.25", "numeric.power-of-ten"),
        ("1/8", "0.13", "numeric.rounded"),
        ("0.1491", "0.1", "numeric.rounded"),
        ("1/8", "0.1275", "numeric.close"),
        ("1/8", "0.5", "numeric.wrong"),
        ("0", "0.5", "numeric.wrong"),
        ("1/8", "0", "numeric.wrong"),
    ],
)
def test_how_a_wrong_number_is_wrong(answer: str, typed: str, says: str) -> None:
    verdict = graded(KIND, real(answer), typed)
    assert verdict.points == 0
    (told,) = verdict.parts[0].messages
    assert told.id == says
    # rounded to so many decimals it would have been right
    assert told.params == (
        {"n": {"1/8": 3, "0.1491": 2}[answer]} if says == "numeric.rounded" else {}
    )


@pytest.mark.parametrize("typed", ["0.125", "0,125", "1/8", "2^-3", "0.1255", "0.125 ms", "125e-3"])
def test_reals_are_right_within_the_tolerance(typed: str) -> None:
    assert graded(KIND, real(), typed).points == 1000


def test_the_default_tolerance_never_swallows_a_small_answer() -> None:
    tiny = real("1e-6")
    assert graded(KIND, tiny, "0").points == 0
    assert graded(KIND, tiny, "1.01e-6").points == 1000
    assert graded(KIND, tiny, "1.2e-6").points == 0


def test_a_declared_tolerance_is_the_only_one() -> None:
    strict = real("1/8", tolerance={"rel": 0.002})
    assert graded(KIND, strict, "0.1252").points == 1000
    assert graded(KIND, strict, "0.1254").points == 0


def test_two_readings_are_asked_and_either_can_be_graded() -> None:
    question = real("1.234")
    parsed = KIND.parse(question, "1,234")
    assert parsed.answer is None
    assert [name for name, _ in parsed.ask] == ["1.234 (≈ 1)", "1234"]
    assert render(parsed.problems[0], "fr") == "`1,234` se lit de deux façons. Laquelle ?"
    canonical = [answer for _, answer in parsed.ask]
    assert [graded(KIND, question, answer).points for answer in canonical] == [1000, 0]


def test_partial_credit_is_partial() -> None:
    half = {**LSTM, "accept": [{"id": "half", "value": "2*cell", "credit": 0.5}]}
    verdict = graded(KIND, prepared(KIND, half), "34600")
    assert (verdict.points, verdict.parts[0].outcome) == (1000, "partial")


def test_values_that_meet_make_the_variant_degenerate() -> None:
    with pytest.raises(DegenerateVariant) as caught:
        prepared(KIND, LSTM, n_h=0)
    assert caught.value.messages == (
        Message("question.meet", {"one": "answer", "other": "pytorch"}),
    )


def test_reals_must_be_five_tolerances_apart() -> None:
    def known(value: str, **keys: Any) -> dict[str, Any]:
        return real(misconceptions=[{"id": "m", "value": value, "say": {"*": "."}, **keys}])

    with pytest.raises(DegenerateVariant):
        known("1/8 * 1.04")
    assert known("1/8 * 1.06")["misconceptions"]
    assert known("1/8 * 1.04", may_meet=True)["misconceptions"]


def test_misconceptions_that_say_the_same_may_meet() -> None:
    twins = [{"id": name, "value": "3*cell", "say": {"*": "Four."}} for name in ("a", "b")]
    assert prepared(KIND, {**LSTM, "misconceptions": twins})


def test_what_nobody_can_answer_is_left_out() -> None:
    half = [{"id": "half", "value": "cell/3", "say": {"*": "."}}]
    assert prepared(KIND, {**LSTM, "misconceptions": half})["misconceptions"] == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"answer": "cell/7"}, "question.not-integer"),
        ({"answer": "-cell"}, "question.signed"),
        ({"answer": "cel"}, "question.formula"),
        ({"answer": "4*("}, "question.formula"),
    ],
)
def test_a_question_that_cannot_be_prepared_says_why(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(QuestionError) as caught:
        prepared(KIND, {**LSTM, **change})
    (message,) = caught.value.messages
    assert (message.id, message.params["path"]) == (reason, ["answer"])
    assert "{" not in render(message, "fr")


def test_values_without_a_result_are_drawn_again() -> None:
    with pytest.raises(DegenerateVariant):
        prepared(KIND, {**LSTM, "answer": "cell/(n_h - 100)"})


def test_check_finds_what_the_schema_cannot() -> None:
    entry = {"id": "no-bias", "value": "1"}
    question = {**LSTM, "accept": [entry], "tolerance": {"abs": 1}}
    assert [(m.id, m.params["path"]) for m in KIND.check(question, Bundle({}))] == [
        ("question.twice", ["misconceptions", 0, "id"]),
        ("question.tolerance-integer", ["tolerance"]),
    ]
    assert KIND.check(LSTM, Bundle({})) == []


def test_the_page_gets_nothing_that_gives_the_answer_away(lstm: dict[str, Any]) -> None:
    shown = json.dumps(KIND.render(lstm, "1234", "en"))
    for secret in ("69200", "69600", "51900", "4*cell", "biases", "blocks"):
        assert secret not in shown
    assert KIND.render(lstm, "1234", "en")["hints"] == [0.25]


@pytest.mark.parametrize("draft", [None, [], {"a": 1}, True, 1.5])
def test_any_draft_can_be_shown(lstm: dict[str, Any], draft: Any) -> None:
    assert KIND.render(lstm, draft, "fr")["value"] in ("", "1.5")


def test_a_gigantic_draft_is_cut(lstm: dict[str, Any]) -> None:
    assert KIND.render(lstm, "9" * 10**6, "fr")["value"] == "9" * 1000
    assert KIND.render(lstm, 10**5000, "fr")["value"] == ""


def test_the_solution_names_formula_value_and_what_else_counts(lstm: dict[str, Any]) -> None:
    assert KIND.explain(lstm, "en")["text"] == (
        "The answer is `4*cell` = 69,200. Accepted too: 69,600. PyTorch convention: two biases."
    )
    assert KIND.explain(real(), "fr")["text"] == "La réponse est 0,125 ms."


@pytest.mark.parametrize("raw", ["", "beaucoup", None, [], {"answer": "1"}])
def test_what_cannot_be_read_costs_nothing(lstm: dict[str, Any], raw: Any) -> None:
    found = answered(KIND, lstm, raw)
    assert isinstance(found, Parsed)
    assert found.problems
    assert found.fields == {"answer": found.problems[0]}


@pytest.mark.parametrize("answer", [None, "abc", "1/0", ["1"]])
def test_grading_survives_an_answer_that_is_not_canonical(
    lstm: dict[str, Any], answer: Any
) -> None:
    request = GradeRequest(grading="g", token="t", kind="numeric", question=lstm, answer=answer)
    verdict = KIND.grade(request)
    assert (verdict.answered, verdict.counts) == ("malformed", False)


def test_exact_values_stay_exact_in_json() -> None:
    question = json.loads(json.dumps(real("1/3")))
    assert graded(KIND, question, "1/3").points == 1000
    assert KIND.parse(question, "1/3").answer == str(Fraction(1, 3))
