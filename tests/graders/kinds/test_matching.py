"""Pairs: the share of right ones, known mistakes, items that serve once."""

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.bundle import Bundle
from graders.contracts import GradeRequest
from graders.kinds.base import Parsed
from graders.kinds.matching import KIND
from graders.kinds.matching.checks import pairing
from tests.graders.kinds.samples import answered, graded, hold_self_tests, prepared, said
from tests.graders.kinds.selection import ROLES

RIGHT = {"f": {"erase"}, "i": {"write"}, "o": {"show", "read"}}
PAIRS = st.dictionaries(
    st.sampled_from(sorted(RIGHT)), st.sampled_from(["erase", "write", "show", "read"]), min_size=1
)


@pytest.fixture
def roles() -> dict[str, Any]:
    return prepared(KIND, ROLES)


@pytest.mark.parametrize("reuse", [True, False])
def test_the_kinds_own_cases_hold(reuse: bool) -> None:
    assert hold_self_tests(KIND, prepared(KIND, {**ROLES, "reuse": reuse})) == []


@given(chosen=PAIRS, seed=st.integers(0, 99))
def test_the_score_is_the_share_of_right_pairs(chosen: dict[str, str], seed: int) -> None:
    question = KIND.variant({**ROLES, "reuse": True}, {}, random.Random(seed))
    verdict = graded(KIND, question, chosen)
    assert verdict.points == 1000 * sum(value in RIGHT[key] for key, value in chosen.items())


@given(chosen=PAIRS)
def test_an_item_serves_once_unless_it_may_serve_again(chosen: dict[str, str]) -> None:
    found = answered(KIND, prepared(KIND, ROLES), chosen)
    twice = len(set(chosen.values())) < len(chosen)
    assert isinstance(found, Parsed) == twice
    if isinstance(found, Parsed):
        assert {m.id for m in found.fields.values()} == {"matching.twice"}


def test_a_known_mistake_has_its_sentence_and_a_blank_is_not_answered(
    roles: dict[str, Any],
) -> None:
    verdict = graded(KIND, roles, {"f": "write", "i": "", "o": "read"})
    assert verdict.points == 1000
    assert {"swapped", "matching.blank", "matching.count"} <= said(verdict)


def test_the_page_gets_nothing_that_gives_the_answer_away(roles: dict[str, Any]) -> None:
    shown = KIND.render(roles, {"f": "write"}, "en")
    assert {key for row in shown["rows"] for key in row} == {"id", "text", "chosen"}
    assert shown["rows"][0]["chosen"]["text"] == "lets $g_t$ in"
    assert "It is" not in json.dumps(shown)
    assert shown["lettered"], "a list to choose from cannot show a formula"
    assert shown["right"][-1]["id"] == "read"


def test_every_item_on_the_left_is_in_the_solution(roles: dict[str, Any]) -> None:
    text = KIND.explain(roles, "en")["text"]
    assert "$f_t$ → forgets." in text
    assert "$o_t$ → shows / reads." in text


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"left": [{**ROLES["left"][0], "match": "other"}, *ROLES["left"][1:]]},
         "matching.no-match"),
        ({"left": [{**ROLES["left"][0], "match": "write"}, *ROLES["left"][1:]],
          "misconceptions": []}, "matching.shared"),
        ({"left": [ROLES["left"][0], *ROLES["left"]], "reuse": True}, "question.twice"),
        ({"misconceptions": [{**ROLES["misconceptions"][0], "left": "g"}]}, "matching.no-left"),
        ({"misconceptions": [{**ROLES["misconceptions"][0], "right": "x"}]}, "matching.no-match"),
        ({"misconceptions": [{**ROLES["misconceptions"][0], "right": "erase"}]},
         "matching.not-wrong"),
    ],
)  # fmt: skip
def test_check_finds_what_the_schema_cannot(change: dict[str, Any], wanted: str) -> None:
    assert [m.id for m in KIND.check({**ROLES, **change}, Bundle({}))] == [wanted]
    assert KIND.check(ROLES, Bundle({})) == []


def test_a_pairing_is_found_where_the_first_choice_of_each_collides() -> None:
    assert pairing([["a"], ["a", "b"], ["b", "c"]]) == ["a", "b", "c"]
    assert pairing([["a", "b"], ["a"]]) == ["b", "a"]
    assert pairing([["a"], ["a"]]) is None


@pytest.mark.parametrize("answer", [None, "f", ["f"], {"f": "x"}, {}])
def test_grading_survives_an_answer_that_is_not_canonical(
    roles: dict[str, Any], answer: Any
) -> None:
    request = GradeRequest(grading="g", token="t", kind="matching", question=roles, answer=answer)
    assert KIND.grade(request).answered == "malformed"
