"""Answers in words: what is read, what waits, what a person grants, what goes together."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.bundle import Bundle
from graders.kinds.text import KIND, groups, parts_of
from graders.kinds.text.kind import LONGEST, words_of
from tests.graders.kinds.samples import graded, prepared, said

DISCUSS: dict[str, Any] = {
    "id": "discuss",
    "kind": "text",
    "points": 3000,
    "words": {"min": 10, "max": 80},
    "rubric": [
        {"id": "product", "points": 2, "text": {"fr": "[[T]] Jacobiens", "en": "[[T]] Jacobians"}},
        {"id": "norm", "points": 1, "text": {"*": "$< 1$"}, "shown": False},
    ],
    "model": {"fr": "Un produit.", "en": "A product."},
}


def test_words_wait_for_a_person_and_are_worth_nothing_yet() -> None:
    verdict = graded(KIND, prepared(KIND, DISCUSS), " Un\r\nproduit. ")
    assert (verdict.answered, verdict.points, verdict.max) == ("awaiting-person", 0, 3000)
    assert verdict.parts == ()
    assert said(verdict) == {"text.awaiting"}


def test_the_student_sees_the_criteria_that_are_shown_and_the_length() -> None:
    shown = KIND.render(prepared(KIND, DISCUSS), "Un produit.", "fr")
    assert [one["text"] for one in shown["rubric"]] == ["12 Jacobiens"]
    assert shown["expected"] == "De 10 à 80 mots."
    assert shown["typed"] == "Un produit."
    assert "Un produit" not in str({**shown, "typed": ""})  # the model answer is not given away


def test_the_number_of_words_is_told() -> None:
    parsed = KIND.parse(prepared(KIND, DISCUSS), "L'état h_t, au pas 3.5 : peut-être.")
    assert [(m.id, m.params) for m in parsed.read] == [("text.read", {"n": 6})]
    assert words_of("L'état h_t") == ["L'état", "h_t"]


def test_a_text_may_be_as_long_as_it_says_and_no_longer() -> None:
    question = prepared(KIND, DISCUSS)
    assert KIND.parse(question, "a" * LONGEST).answer == "a" * LONGEST
    assert KIND.parse(question, "a" * (LONGEST + 1)).problems[0].id == "text.too-long"


@pytest.mark.parametrize(
    ("change", "said_id"),
    [
        ({"points": 4000}, "text.sum"),
        ({"words": {"min": 9, "max": 8}}, "text.words-order"),
        ({"rubric": [DISCUSS["rubric"][0], {**DISCUSS["rubric"][1], "id": "product"}]},
         "question.twice"),
        ({"rubric": [{"id": "a", "points": 3.00001, "text": {"*": "a"}}]}, "text.fine"),
    ],
)  # fmt: skip
def test_a_rubric_that_cannot_be_meant_is_refused(change: dict[str, Any], said_id: str) -> None:
    assert KIND.check(DISCUSS, Bundle({})) == []
    assert said_id in {m.id for m in KIND.check({**DISCUSS, **change}, Bundle({}))}


def test_what_is_granted_becomes_parts() -> None:
    parts = parts_of(prepared(KIND, DISCUSS), {"norm", "unknown"})
    assert [(p.key, p.outcome, p.points, p.max) for p in parts] == [
        ("product", "failed", 0, 2000),
        ("norm", "passed", 1000, 1000),
    ]
    assert parts[0].title == {"fr": "12 Jacobiens", "en": "12 Jacobians"}


ANSWERS = [
    "Le gradient est un produit de Jacobiens dont les normes sont petites.",
    "Il faut baisser le pas d'apprentissage.",
    "LE GRADIENT est le produit de jacobiens, dont la norme est petite !",
    "Baisser le pas d'apprentissage.",
    "Je ne sais pas.",
]


def test_answers_that_say_the_same_are_together_the_most_frequent_first() -> None:
    assert groups(ANSWERS) == [[0, 2], [1, 3], [4]]


def test_nothing_written_is_alike_too_and_no_answers_are_no_groups() -> None:
    assert groups([]) == []
    assert groups(["?!", "…"]) == [[0], [1]]
    assert groups(["non", "non", "oui"]) == [[0, 1], [2]]


@given(st.lists(st.text(max_size=30), max_size=12))
def test_every_answer_is_in_one_group(texts: list[str]) -> None:
    assert sorted(index for group in groups(texts) for index in group) == list(range(len(texts)))


def test_a_criterion_may_hide_what_it_looks_for_until_it_is_marked() -> None:
    told = {"text": {"en": "The product of factors below 1."}, "before": {"en": "The product."}}
    first, *others = DISCUSS["rubric"]
    question = {**DISCUSS, "rubric": [{**first, **told}, *others]}
    made = prepared(KIND, question)
    assert KIND.render(made, None, "en")["rubric"][0]["text"] == "The product."
    assert parts_of(made, ())[0].title == told["text"]
