"""A text with gaps: what counts, what is only a slip of spelling, what the page shows."""

import json
from typing import Any

import msgspec
import pytest

from graders.bundle import Bundle
from graders.contracts import GradeRequest, Message, Part, Verdict
from graders.kinds import is_plain
from graders.kinds.base import Gapped, Parsed
from graders.kinds.cloze import KIND
from tests.graders.kinds.samples import answered, graded, hold_self_tests, prepared, said
from tests.graders.kinds.selection import CELL

RIGHT = {"size": "10 000", "name": "forget gate", "sign": "plus"}


@pytest.fixture
def cell() -> dict[str, Any]:
    return prepared(KIND, CELL)


def test_the_kinds_own_cases_hold(cell: dict[str, Any]) -> None:
    assert hold_self_tests(KIND, cell) == []


@pytest.mark.parametrize(
    "words", ["Porte d’oubli", "la porte d'oubli", "FORGET  GATE", "forget-gate", "the forget gate"]
)
def test_words_are_right_in_either_language(cell: dict[str, Any], words: str) -> None:
    assert graded(KIND, cell, {**RIGHT, "name": words}).points == 4000


@pytest.mark.parametrize("words", ["forgte gate", "forget gat", "porte d'oublit", "porte d'aubli"])
def test_one_letter_off_is_sent_back_free_of_charge(cell: dict[str, Any], words: str) -> None:
    found = answered(KIND, cell, {**RIGHT, "name": words})
    assert isinstance(found, Parsed)
    assert found.fields["name"].id == "gap.spelling"


def test_each_gap_has_its_points_and_its_sentence(cell: dict[str, Any]) -> None:
    verdict = graded(KIND, cell, {"size": "100", "name": "input gate", "sign": "any"})
    assert {part.key: part.max for part in verdict.parts} == {
        "size": 2000, "name": 1000, "sign": 1000,
    }  # fmt: skip
    assert verdict.points == 0
    assert {"linear", "entry", "any"} <= said(verdict)
    alone = graded(KIND, cell, {"size": "10000"})
    assert (alone.points, alone.counts) == (2000, True)


def test_the_page_gets_fields_in_their_places_and_no_answers(cell: dict[str, Any]) -> None:
    shown = KIND.render(cell, {"size": "12"}, "en")
    first, items, last = shown["blocks"]
    assert [piece.get("text") for piece in first["pieces"]] == [
        "With 100 units, $W$ has ", None, " weights.",
    ]  # fmt: skip
    assert [len(pieces) for pieces in items["listed"]] == [3, 3]
    assert last == {"prose": "$$h_t$$"}
    assert [gap["value"] for gap in shown["gaps"]] == ["12", "", ""]
    told = json.dumps(shown)
    assert "10000" not in told
    assert "forget gate" not in told


def test_the_solution_is_the_text_filled_in(cell: dict[str, Any]) -> None:
    text = KIND.explain(cell, "fr")["text"]
    assert "porte d'oubli" in text
    assert "gap:" not in text


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"text": {"*": "[[gap:size]] [[gap:name]]"}}, ["gap.missing"]),
        ({"text": {"*": "[[gap:size]] [[gap:size]] [[gap:name]] [[gap:sign]]"}}, ["gap.twice"]),
        ({"text": {"*": "[[gap:size]] [[gap:name]] [[gap:sign]] [[gap:x]]"}}, ["gap.undeclared"]),
        ({"text": {"*": "$a [[gap:size]]$ [[gap:name]] [[gap:sign]]"}}, ["gap.in-formula"]),
        ({"gaps": [{**CELL["gaps"][0], "target": "x"}, *CELL["gaps"][1:]]}, ["gap.other-key"]),
        ({"gaps": [{"id": "size", "formula": "W"}, *CELL["gaps"][1:]]}, ["question.no-world"]),
    ],
)
def test_check_finds_what_the_schema_cannot(change: dict[str, Any], wanted: list[str]) -> None:
    assert [m.id for m in KIND.check({**CELL, **change}, Bundle({}))] == wanted
    assert KIND.check(CELL, Bundle({})) == []


def test_a_known_mistake_cannot_be_the_answer() -> None:
    gap = {**CELL["gaps"][1], "misconceptions": [
        {"id": "same", "words": ["Forget-Gate"], "say": {"*": "x"}}]}  # fmt: skip
    question = {**CELL, "gaps": [CELL["gaps"][0], gap, CELL["gaps"][2]]}
    assert [m.id for m in KIND.check(question, Bundle({}))] == ["gap.known-right"]


def test_gaps_with_a_formula_go_to_a_grader() -> None:
    formula = {"id": "sign", "formula": "Diag(σ'(z_t)) W"}
    question = {**CELL, "gaps": [*CELL["gaps"][:2], formula], "world": "simple-rnn"}
    assert is_plain(CELL)
    assert not is_plain(question)
    assert not is_plain(prepared(KIND, question))
    assert isinstance(KIND, Gapped)


def test_the_sandboxs_parts_are_put_in_their_places(cell: dict[str, Any]) -> None:
    """An undecided formula makes the whole answer free; a right one has its gap's points."""
    formula = {"id": "sign", "formula": "W", "misconceptions": [], "max": 1000}
    question = {**cell, "gaps": [*cell["gaps"][:2], formula], "world": "simple-rnn",
                "declared": {"name": "w", "entries": []}}  # fmt: skip
    request = GradeRequest(
        grading="g", token="t", kind="cloze", question=question, answer={"size": "10000"}
    )
    blank = KIND.assemble(request, Verdict(grading="g", token="t", state="graded"))
    assert (blank.points, blank.counts) == (2000, True)
    part = Part(key="sign", outcome="not-run", points=0, max=1000)
    undecided = Verdict(
        grading="g", token="t", state="graded", parts=(part,), answered="undecided", counts=False
    )
    found = KIND.assemble(request, undecided)
    assert (found.answered, found.counts) == ("undecided", False)
    beyond = Message("maths.no-member", {"symbol": "L_t", "value": 0, "at": 3})
    part = Part(key="sign", outcome="refused", points=0, max=1000, messages=(beyond,))
    refused = msgspec.structs.replace(undecided, parts=(part,), answered="malformed")
    sent_back = KIND.assemble(request, refused)
    assert (sent_back.answered, sent_back.counts) == ("malformed", False)
    assert (sent_back.points, sent_back.parts, sent_back.messages) == (0, (), (beyond,))


@pytest.mark.parametrize("answer", [None, "x", ["x"], {"size": "x"}, {}])
def test_grading_survives_an_answer_that_is_not_canonical(
    cell: dict[str, Any], answer: Any
) -> None:
    request = GradeRequest(grading="g", token="t", kind="cloze", question=cell, answer=answer)
    assert KIND.grade(request).answered == "malformed"
