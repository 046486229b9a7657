"""What is ticked, paired, filled in and ordered, on the page: labelled, marked, nothing inline."""

from typing import Any

import pytest

from tests.graders.kinds.selection import CELL, PROOF, REMEDIES, RIGHT_PROOF, ROLES
from tests.graders.kinds.test_templates import Page, form, returned

ODD = '"><b>abc'
SAMPLES: list[tuple[dict[str, Any], Any, Any]] = [
    (REMEDIES, ["gates", "clip"], {}),
    (ROLES, {"f": "write", "o": "read"}, {"f": "erase", "i": ODD}),
    (CELL, {"size": "100", "name": "input gate", "sign": "any"}, {"size": ODD}),
    (PROOF, {"base": "1", "end": "2", "commute": "3", "next": "12"}, {"base": "9", "next": "13"}),
]
PARAMS = pytest.mark.parametrize(
    ("question", "wrong", "odd"), SAMPLES, ids=[question["kind"] for question, *_ in SAMPLES]
)
FIELDS = ("input", "select")


@PARAMS
def test_every_field_is_named_and_every_reference_leads_somewhere(
    question: dict[str, Any], wrong: Any, odd: Any
) -> None:
    for page in (form(question, None), form(question, odd)):
        labelled = {found["for"] for tag, found in page.tags if tag == "label"}
        fields = [found for tag, found in page.tags if tag in FIELDS]
        assert len(fields) >= 3
        for found in fields:
            assert found["id"] in labelled or found.get("aria-label")
            assert found["name"].startswith("answer.")
        for _, found in page.tags:
            assert set(found.get("aria-describedby", "").split()) <= set(page.ids)
        assert len(page.ids) == len(set(page.ids))


@PARAMS
def test_a_problem_is_marked_described_and_escaped(
    question: dict[str, Any], wrong: Any, odd: Any
) -> None:
    page = form(question, odd)
    (marked,) = page.having(aria_invalid="true")
    assert any(name.endswith("-error") for name in marked["aria-describedby"].split())
    assert not form(question, None).having(aria_invalid="true")
    assert "<b>abc" not in page.html


@PARAMS
@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_is_inline(question: dict[str, Any], wrong: Any, odd: Any, language: str) -> None:
    for page in (form(question, odd, language), returned(question, wrong, language)):
        for tag, found in page.tags:
            assert tag not in ("script", "style")
            assert not [name for name in found if name == "style" or name.startswith("on")]


@PARAMS
def test_disabled_fields_are_disabled(question: dict[str, Any], wrong: Any, odd: Any) -> None:
    page = form(question, None, disabled=True)
    assert all("disabled" in found for tag, found in page.tags if tag in FIELDS)
    assert not [found for _, found in page.tags if "data-module" in found]


def test_ticked_options_are_marked_and_the_rest_is_not() -> None:
    page = returned(REMEDIES, ["gates", "clip"], "en")
    rows = [found.get("class", "") for tag, found in page.tags if tag == "li"]
    assert sorted(rows) == ["", "", "", "", "right", "wrong"]
    for said in ("An additive path.", "Clipping shrinks."):
        assert said in page.text
    assert "A skip removes factors." not in page.text
    assert form(REMEDIES, {"gates": "on"}).having(checked="", name="answer.gates")


def test_pairs_come_back_with_their_sentences() -> None:
    page = returned(ROLES, {"f": "write", "o": "read"}, "en")
    assert len(page.having(**{"class": "wrong"})) == 1
    assert len(page.having(**{"class": "right"})) == 1
    for said in ("It is", "Not answered.", "1 pair of 3 right."):
        assert said in page.text


def test_gaps_come_back_in_their_sentences() -> None:
    page = returned(CELL, {"size": "100", "name": "input gate", "sign": ""}, "en")
    assert len(page.having(**{"class": "got in wrong"})) == 2
    assert "Gap 1 A square matrix." in page.text
    assert page.text.index("With 100 units") < page.text.index("weights.")


def test_the_order_comes_back_marked_up_to_its_first_mistake() -> None:
    answer = {"base": "1", "end": "2", "assume": "3", "next": "12"}
    page = returned(PROOF, answer, "en")
    rows = [f["class"].strip() for tag, f in page.tags if tag == "li" and "class" in f]
    assert rows == ["putrow right", "putrow wrong", "putrow"]
    assert "Step 2 is the first out of place" in page.text
    assert "Assume first." in page.text


def test_a_right_order_is_right_from_top_to_bottom() -> None:
    page: Page = returned(PROOF, RIGHT_PROOF, "en")
    rows = [f["class"].strip() for tag, f in page.tags if tag == "li" and "class" in f]
    assert rows == ["putrow right"] * 4
    assert "wrong" not in page.html
