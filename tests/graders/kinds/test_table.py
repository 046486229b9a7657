"""A table: cells, sums of the student's own cells, conventions, blanks, what cannot be read."""

import json
from typing import Any

import pytest

from graders.bundle import Bundle
from graders.contracts import GradeRequest, Verdict
from graders.kinds.base import DegenerateVariant, Parsed, QuestionError
from graders.kinds.table import KIND
from graders.messages import render
from tests.graders.kinds.samples import (
    COUNT,
    RIGHT_COUNT,
    answered,
    graded,
    hold_self_tests,
    prepared,
    said,
)  # fmt: skip


@pytest.fixture
def count() -> dict[str, Any]:
    return prepared(KIND, COUNT)


def outcomes(verdict: Verdict) -> dict[str, str]:
    return {part.key: part.outcome for part in verdict.parts if part.outcome != "passed"}


def why(verdict: Verdict, key: str) -> str:
    (part,) = [part for part in verdict.parts if part.key == key]
    return str(part.details[0]["why"])


def test_the_kinds_own_cases_hold(count: dict[str, Any]) -> None:
    assert hold_self_tests(KIND, count) == []


def test_the_sheet_is_right(count: dict[str, Any]) -> None:
    verdict = graded(KIND, count, RIGHT_COUNT)
    assert (verdict.points, verdict.max) == (6000, 6000)
    assert [part.key for part in verdict.parts] == list(RIGHT_COUNT)
    assert verdict.parts[4].title == {"en": "SimpleRNN 2, Kernel", "fr": "SimpleRNN 2, Noyau"}
    assert render(verdict.messages[0], "fr") == "12 cases justes sur 12."


def test_a_sum_of_wrong_cells_keeps_half_of_its_points(count: dict[str, Any]) -> None:
    typed = {"rnn2.kernel": "7 200", "rnn2.sum": "17 300", "all.sum": "35 408"}
    verdict = graded(KIND, count, {**RIGHT_COUNT, **typed})
    assert outcomes(verdict) == {
        "rnn2.kernel": "failed", "rnn2.sum": "partial", "all.sum": "partial",
    }  # fmt: skip
    assert verdict.points == 6000 - 500 - 250 - 250
    assert {"layer-2-input", "table.carried-half"} <= said(verdict)
    assert why(verdict, "rnn2.sum") == "carried"


def test_each_sentence_is_said_once_with_all_its_cells(count: dict[str, Any]) -> None:
    typed = {"rnn2.kernel": "7200", "rnn2.sum": "17300", "all.sum": "35408"}
    verdict = graded(KIND, count, {**RIGHT_COUNT, **typed})
    leads = {
        part.key: [cell["value"] for cell in part.details[0]["cells"]]
        for part in verdict.parts
        if "cells" in part.details[0]
    }
    assert leads == {"rnn2.kernel": [7200], "rnn2.sum": [17300, 35408]}


def test_the_right_sum_beside_wrong_cells_is_right(count: dict[str, Any]) -> None:
    verdict = graded(KIND, count, {**RIGHT_COUNT, "rnn2.kernel": "7200"})
    assert outcomes(verdict) == {"rnn2.kernel": "failed"}


def test_a_sum_that_follows_from_nothing_is_told(count: dict[str, Any]) -> None:
    verdict = graded(KIND, count, {**RIGHT_COUNT, "rnn1.sum": "17301"})
    assert why(verdict, "rnn1.sum") == "not-own"
    assert why(verdict, "all.sum") == "right"


def test_the_value_of_a_neighbour_is_told_once_the_neighbour_is_right(
    count: dict[str, Any],
) -> None:
    swapped = {**RIGHT_COUNT, "dense.kernel": "8"}
    assert why(graded(KIND, count, swapped), "dense.kernel") == "elsewhere"
    both = {**swapped, "dense.bias": "800"}
    assert why(graded(KIND, count, both), "dense.kernel") == "wrong"


PYTORCH = [
    {"id": "two-biases", "cells": {"rnn1.bias": "2*n_h", "rnn2.bias": "2*n_h"},
     "say": {"en": "PyTorch counts two biases."}},
]  # fmt: skip


def test_a_whole_table_in_an_accepted_convention_gets_all_points() -> None:
    question = prepared(KIND, {**COUNT, "accept": PYTORCH})
    assert hold_self_tests(KIND, question) == []
    typed = {
        "rnn1.bias": "200", "rnn1.sum": "17 400", "rnn2.bias": "200", "rnn2.sum": "20 200",
        "all.sum": "38 408",
    }  # fmt: skip
    verdict = graded(KIND, question, {**RIGHT_COUNT, **typed})
    assert verdict.points == verdict.max
    assert {"two-biases", "table.follows"} <= said(verdict)


def test_an_accepted_convention_of_half_credit_carries_half() -> None:
    half = [{**PYTORCH[0], "credit": 0.5}]
    question = prepared(KIND, {**COUNT, "accept": half})
    verdict = graded(KIND, question, {**RIGHT_COUNT, "rnn1.bias": "200", "rnn1.sum": "17400"})
    assert outcomes(verdict) == {"rnn1.bias": "partial", "rnn1.sum": "partial"}
    assert verdict.points == 6000 - 250 - 250


def test_carry_of_nothing() -> None:
    question = prepared(KIND, {**COUNT, "carry": 0})
    verdict = graded(KIND, question, {**RIGHT_COUNT, "rnn1.bias": "99", "rnn1.sum": "17299"})
    assert outcomes(verdict) == {"rnn1.bias": "failed", "rnn1.sum": "failed"}
    assert why(verdict, "rnn1.sum") == "carried"


def test_blank_cells_are_not_answered_and_the_others_count(count: dict[str, Any]) -> None:
    verdict = graded(KIND, count, {"rnn1.kernel": "7200", "rnn1.sum": " ", "all.sum": "38208"})
    assert (verdict.points, verdict.counts) == (1000, True)
    assert why(verdict, "rnn1.sum") == "blank"
    assert len(outcomes(verdict)) == 10


def test_an_unreadable_cell_is_marked_and_nothing_counts(count: dict[str, Any]) -> None:
    found = answered(KIND, count, {**RIGHT_COUNT, "rnn1.rec": "dix mille", "rnn1.sum": "1,5"})
    assert isinstance(found, Parsed)
    assert found.answer is None
    assert {key: message.id for key, message in found.fields.items()} == {
        "rnn1.rec": "number.unreadable-integer", "rnn1.sum": "number.not-integer",
    }  # fmt: skip
    assert render(found.problems[0], "fr") == "2 cases ne se lisent pas. Rien n'est compté."


def test_what_was_read_is_said_where_something_had_to_be(count: dict[str, Any]) -> None:
    read = KIND.parse(count, {**RIGHT_COUNT, "rnn1.sum": "17.300"}).read
    assert [render(message, "fr") for message in read] == ["Lu : SimpleRNN 1, Total = 17300."]


REAL: dict[str, Any] = {
    "id": "norms", "kind": "table", "points": 1000, "number": "real",
    "columns": [{"id": "v", "label": {"*": "Value"}},
                {"id": "n", "label": {"*": "Count"}, "number": "integer"}],
    "rows": [{"id": "a", "label": {"*": "A"}, "v": "1.234", "n": "1234"},
             {"id": "b", "label": {"*": "B"}, "v": "a.v/2"}],
}  # fmt: skip


def test_real_cells_have_a_tolerance_and_may_be_asked_about() -> None:
    question = prepared(KIND, REAL)
    assert hold_self_tests(KIND, question) == []
    parsed = KIND.parse(question, {"a.v": "1,234", "a.n": "1,234", "b.v": "0,617"})
    assert [name for name, _ in parsed.ask] == ["1.234 (≈ 1)", "1234"]
    assert set(parsed.fields) == {"a.v"}
    decimal, grouped = (answer for _, answer in parsed.ask)
    assert (decimal["a.v"], grouped["a.v"], grouped["a.n"]) == ("617/500", "1234", "1234")
    own = graded(KIND, question, {"a.v": "1.5", "a.n": "1234", "b.v": "0.75"})
    assert outcomes(own) == {"a.v": "failed", "b.v": "partial"}


def test_weights_share_the_points_exactly() -> None:
    weighted = prepared(KIND, {**COUNT, "points": 1000, "weights": {"sum": 2, "all.sum": 0.5}})
    worth = {key: cell["max"] for key, cell in weighted["cells"].items()}
    assert sum(worth.values()) == 1000
    assert worth["rnn1.sum"] > worth["rnn1.bias"] > worth["all.sum"] > 0
    assert graded(KIND, weighted, RIGHT_COUNT).points == 1000


def test_values_that_meet_in_a_cell_make_the_variant_degenerate() -> None:
    with pytest.raises(DegenerateVariant) as caught:
        prepared(KIND, COUNT, n_h=72)
    assert caught.value.messages[0].params == {"one": "answer", "other": "layer-2-input"}


@pytest.mark.parametrize(
    ("change", "values", "reason"),
    [
        ({"rows": [{**COUNT["rows"][0], "sum": "kernel + sum"}]}, {}, "table.circle"),
        ({"rows": [{**COUNT["rows"][0], "sum": "kernel + oops"}]}, {}, "question.formula"),
        ({"rows": [{**COUNT["rows"][0], "sum": "kernel +"}]}, {}, "maths.ends"),
        ({}, {"bias": 3}, "table.shadow"),
        ({"rows": [{**COUNT["rows"][0], "sum": "-kernel"}]}, {}, "question.signed"),
    ],
)
def test_a_table_that_cannot_be_prepared_says_why(
    change: dict[str, Any], values: dict[str, int], reason: str
) -> None:
    with pytest.raises(QuestionError) as caught:
        prepared(KIND, {**COUNT, "misconceptions": [], **change}, **values)
    assert caught.value.messages[0].id == reason
    assert "{" not in render(caught.value.messages[0], "fr")


def test_check_finds_what_the_schema_cannot() -> None:
    assert KIND.check(COUNT, Bundle({})) == []
    rows = [{"id": "a", "label": {"*": "A"}, "kernel": "rec", "rec": "kernel", "odd": "1"}]
    question = {
        **COUNT, "rows": rows, "weights": {"nothing": 2}, "tolerance": {"abs": 1},
        "accept": PYTORCH, "misconceptions": [],
    }  # fmt: skip
    assert {(m.id, *m.params["path"]) for m in KIND.check(question, Bundle({}))} == {
        ("question.tolerance-integer", "tolerance"),
        ("table.unknown-column", "rows", 0, "odd"),
        ("table.circle", "rows", 0, "kernel"),
        ("table.circle", "rows", 0, "rec"),
        ("table.unknown-cell", "accept", 0, "cells", "rnn1.bias"),
        ("table.unknown-cell", "accept", 0, "cells", "rnn2.bias"),
        ("table.unknown-cell", "weights", "nothing"),
    }


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"rows": COUNT["rows"] * 2}, "question.twice"),
        ({"rows": [{"id": "a", "label": {"*": "A"}}], "misconceptions": []}, "table.cells"),
        ({"columns": [*COUNT["columns"], {"id": "label", "label": {"*": "L"}}]},
         "table.column-reserved"),
    ],
)  # fmt: skip
def test_check_names_what_is_wrong_with_rows_and_columns(
    change: dict[str, Any], reason: str
) -> None:
    assert reason in {m.id for m in KIND.check({**COUNT, **change}, Bundle({}))}


def test_the_page_gets_nothing_that_gives_the_answer_away(count: dict[str, Any]) -> None:
    shown = KIND.render(count, {"rnn1.kernel": "12"}, "en")
    text = json.dumps(shown)
    for secret in ("7200", "17300", "38208", "n_in", "kernel +", "Layer 2"):
        assert secret not in text
    cell = shown["rows"][0]["cells"][0]
    assert (cell["name"], cell["value"]) == ("SimpleRNN 1, Kernel", "12")
    assert shown["rows"][2]["cells"][1] is None
    assert [row["total"] for row in shown["rows"]] == [False, False, False, True]


@pytest.mark.parametrize("draft", [None, [], "x", {"rnn1.kernel": []}, {"no.cell": "1"}])
def test_any_draft_can_be_shown(count: dict[str, Any], draft: Any) -> None:
    assert KIND.render(count, draft, "fr")["rows"][0]["cells"][0]["value"] == ""


def test_the_solution_is_the_filled_table(count: dict[str, Any]) -> None:
    text = KIND.explain(count, "en")["text"]
    assert "| Dense | 800 | · | 8 | 808 |" in text
    assert "| Total | · | · | · | 38,208 |" in text


@pytest.mark.parametrize("answer", [None, "x", {"rnn1.kernel": None}, {"rnn1.kernel": "x"}, [1]])
def test_grading_survives_an_answer_that_is_not_canonical(
    count: dict[str, Any], answer: Any
) -> None:
    request = GradeRequest(grading="g", token="t", kind="table", question=count, answer=answer)
    verdict = KIND.grade(request)
    assert (verdict.answered, verdict.counts) == ("malformed", False)


def test_the_order_of_keys_in_the_database_does_not_matter(count: dict[str, Any]) -> None:
    stored = json.loads(json.dumps(count, sort_keys=True))
    verdict = graded(KIND, stored, RIGHT_COUNT)
    assert [part.key for part in verdict.parts] == list(RIGHT_COUNT)
    assert verdict.points == 6000
