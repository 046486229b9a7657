"""The kinds' templates: labelled fields, marked problems, marks in place, nothing inline."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from graders.contracts import Verdict
from graders.kinds import REGISTRY
from graders.messages import localize, render
from tests.graders.kinds.samples import COUNT, LSTM, RIGHT_COUNT, WHY, graded, prepared

WRONG = {**RIGHT_COUNT, "rnn2.kernel": "7200", "rnn2.sum": "17300", "dense.bias": ""}
SAMPLES: list[tuple[dict[str, Any], Any, Any]] = [
    (LSTM, "51 900", '"><b>abc'),
    (COUNT, WRONG, {**RIGHT_COUNT, "rnn1.rec": '"><b>dix'}),
    (WHY, "input", ""),
]  # fmt: skip
PARAMS = pytest.mark.parametrize(
    ("question", "wrong", "odd"), SAMPLES, ids=[question["kind"] for question, *_ in SAMPLES]
)


class Page(HTMLParser):
    """Tags with their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += re.sub(r"\s", " ", data)

    def having(self, **attributes: str) -> list[dict[str, str]]:
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        return [found for _, found in self.tags if wanted.items() <= found.items()]

    @property
    def ids(self) -> list[str]:
        return [found["id"] for _, found in self.tags if "id" in found]


def form(question: dict[str, Any], raw: Any, language: str = "fr", **context: Any) -> Page:
    kind = REGISTRY[question["kind"]]
    made = prepared(kind, question)
    fields = kind.parse(made, raw).fields if raw is not None else {}
    problems = {name: render(said, language) for name, said in fields.items()}
    shown = kind.render(made, raw, language)
    with translation.override(language):
        return Page(render_to_string(f"kinds/{kind.name}/input.html", {
            "q": shown, "name": "answer", "draft": raw, "problems": problems, "disabled": False,
            "language": language, **context,
        }))  # fmt: skip


def returned(question: dict[str, Any], raw: Any, language: str = "fr") -> Page:
    kind = REGISTRY[question["kind"]]
    made = prepared(kind, question)
    shown = kind.render(made, raw, language)
    verdict = seen(graded(kind, made, raw), language)
    context = {"q": shown, "verdict": verdict, "answer": raw}
    with translation.override(language):
        return Page(render_to_string(f"kinds/{kind.name}/verdict.html", context))


def seen(verdict: Verdict, language: str) -> dict[str, Any]:
    """The verdict as the page's context has it."""
    return {
        "sentences": [render(message, language) for message in verdict.messages],
        "parts": [
            {
                "key": part.key,
                "outcome": part.outcome,
                "title": localize(part.title, language),
                "sentences": [render(message, language) for message in part.messages],
                "details": list(part.details),
            }
            for part in verdict.parts
        ],
    }


@PARAMS
def test_every_field_is_named_and_every_reference_leads_somewhere(
    question: dict[str, Any], wrong: Any, odd: Any
) -> None:
    for page in (form(question, None), form(question, odd)):
        labelled = {found["for"] for tag, found in page.tags if tag == "label"}
        for tag, found in page.tags:
            if tag == "input":
                assert found["id"] in labelled or found.get("aria-label")
                assert found["name"].split(".")[0] == "answer"
            described = found.get("aria-describedby", "").split()
            assert set(described) <= set(page.ids)
        assert len(page.ids) == len(set(page.ids))


@PARAMS
def test_a_problem_is_marked_and_described(question: dict[str, Any], wrong: Any, odd: Any) -> None:
    page = form(question, odd)
    (marked,) = page.having(aria_invalid="true")
    assert any(name.endswith("-error") for name in marked["aria-describedby"].split())
    assert not form(question, None).having(aria_invalid="true")


@PARAMS
def test_what_was_typed_is_shown_again_and_escaped(
    question: dict[str, Any], wrong: Any, odd: Any
) -> None:
    page = form(question, odd)
    typed = odd["rnn1.rec"] if isinstance(odd, dict) else odd
    assert not typed or page.having(value=typed)
    assert '"><b>' not in page.html


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
    assert all("disabled" in found for tag, found in page.tags if tag == "input")


def test_a_number_comes_back_with_its_mark_its_sentence_and_what_was_read() -> None:
    page = returned(LSTM, "51 900", "en")
    assert page.having(**{"class": "got lone wrong"})
    assert page.having(aria_label="wrong")
    assert "12 steps, four blocks." in page.text
    assert "Read as 51900." in page.text


def test_cells_are_named_by_row_and_column() -> None:
    page = form(COUNT, None)
    assert page.having(aria_label="SimpleRNN 2, Noyau", name="answer.rnn2.kernel")
    assert len([tag for tag, _ in page.tags if tag == "input"]) == 12
    assert page.text.count("sans objet") == 4


def test_a_table_comes_back_with_a_mark_in_each_cell_and_each_sentence_once() -> None:
    page = returned(COUNT, WRONG)
    marks = [f["class"] for _, f in page.tags if f.get("class", "").startswith("got")]
    assert sorted(marks) == ["got", "got part", *["got right"] * 9, "got wrong"]
    assert page.having(aria_label="méthode juste")
    assert "de taille 100" in page.text
    assert page.text.count("La valeur suit de vos propres cases") == 1
    assert "9 cases justes sur 12." in page.text


def test_a_cell_of_zero_is_shown_as_zero() -> None:
    page = returned(COUNT, {**RIGHT_COUNT, "dense.bias": "0"})
    assert "Dense, Biais = 0" in page.text


def test_the_chosen_option_is_marked_in_its_row() -> None:
    page = returned(WHY, "input", "en")
    assert page.having(**{"class": "wrong"})
    assert "your choice" in page.text
    assert "Layer 1 reads" in page.text
    assert not page.having(**{"class": "right"})


def test_a_recognised_mistake_leads_and_blanks_come_last() -> None:
    """Two cells blank at the top, a misconception below: the sentence that explains comes first."""
    raw = {**WRONG, "rnn1.kernel": "", "rnn1.rec": ""}
    text = returned(COUNT, raw, "en").text
    assert text.index("Layer 2 reads") < text.index("Not answered")


def test_code_that_never_ran_is_explained_once_with_its_place() -> None:
    """The sentence, the line; no panel of tests that did not run."""
    parts = [{
        "key": "loading", "outcome": "error", "points": 0, "max": 0, "title": "Loading",
        "visible": True, "sentences": ["Line 2: loading raised `KeyError`."],
        "details": [{
            "type": "traceback", "exception": "KeyError", "text": "'W'",
            "frames": [{"line": 2, "function": "<module>"}],
        }],
    }]  # fmt: skip
    verdict = {
        "answered": "not-runnable", "sentences": parts[0]["sentences"], "parts": parts, "output": ""
    }  # fmt: skip
    context = {"q": {}, "verdict": verdict, "answer": "x = {}\nx['W']\n"}
    with translation.override("en"):
        page = Page(render_to_string("kinds/code/verdict.html", context))
    assert page.text.count("loading raised") == 1
    assert "Tests" not in page.text
    assert "x['W']" in page.text
    assert page.having(data_line="2")


def test_a_test_without_points_says_so_and_one_failure_alone_marks_lines() -> None:
    """« 1 of 3 passed » beside 0 points is explained."""
    trace = {"type": "traceback", "exception": "E", "text": "no", "frames": [{"line": 2}]}
    part = {"max": 0, "points": 0, "visible": True, "sentences": [], "details": []}
    parts = [
        {**part, "key": "shape", "outcome": "passed"},
        {**part, "key": "a", "outcome": "crashed", "max": 1000, "details": [trace]},
        {**part, "key": "b", "outcome": "crashed", "max": 1000, "details": [trace]},
    ]
    verdict = {
        "answered": "graded", "sentences": [], "parts": parts, "output": "",
        "scored": True, "points": 0,
    }  # fmt: skip
    with translation.override("en"):
        html = render_to_string("kinds/code/verdict.html", {"verdict": verdict, "answer": "x\ny\n"})
    page = Page(html)
    assert "no points" in page.text
    assert "worth no points of their own" in page.text
    assert html.index("data-hits") < html.index("data-hit=") < html.index("</section>")
    assert len(page.having(data_hits="")) == 1


def listed(parts: list[dict[str, Any]]) -> Page:
    """The list of tests of a verdict, in English."""
    part = {"outcome": "passed", "max": 1000, "points": 0, "visible": True, "sentences": [],
            "details": []}  # fmt: skip
    verdict = {
        "answered": "graded", "sentences": [], "parts": [{**part, **one} for one in parts],
        "output": "", "scored": True, "points": 0,
    }  # fmt: skip
    with translation.override("en"):
        html = render_to_string("kinds/code/verdict.html", {"verdict": verdict, "answer": "x\ny\n"})
    return Page(html)


def test_an_error_that_was_told_is_one_line_in_the_tests_that_met_it_again() -> None:
    trace = {"type": "traceback", "exception": "E", "text": "odd", "frames": [{"line": 2}]}
    inputs = {"type": "inputs", "values": []}
    again = {"outcome": "error", "sentences": ["The same error as in “A”."],
             "details": [{**trace, "same": "a"}, inputs]}  # fmt: skip
    page = listed([
        {"key": "a", "outcome": "error", "sentences": ["Line 2"], "details": [trace]},
        {"key": "b", **again}, {"key": "c", **again},
    ])  # fmt: skip
    assert page.text.count("odd") == 1
    assert page.text.count("The same error as in") == 2
    assert "What differs" not in page.text
    assert "inputs of this test" not in page.text


def test_tests_that_did_not_run_are_one_line_to_open() -> None:
    skipped = {"outcome": "not-run", "sentences": ["Not run: needs A."]}
    missed = {"key": "a", "outcome": "failed", "sentences": ["No."]}
    page = listed([missed, *({"key": key, **skipped} for key in "bcd"), {"key": "e"}])
    folded = page.html[page.html.index("3 tests were not run") :]
    assert folded.count("Not run: needs A.") == page.text.count("Not run: needs A.") == 3
    assert folded.index("</details>") > folded.rindex("Not run: needs A.")
    assert "were not run" not in listed([missed, {"key": "b", **skipped}]).text


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Fill in the 11 empty cells."), ("fr", "Remplissez les 11 cases vides.")],
)
def test_many_empty_cells_are_counted_and_not_listed(language: str, said: str) -> None:
    """A few are named, more are marked where they stand."""
    first = next(iter(RIGHT_COUNT))
    page = returned(COUNT, {first: RIGHT_COUNT[first]}, language)
    assert said in page.text
    assert "Dense," not in page.text
    marks = [found.get("class") for _, found in page.tags]
    assert marks.count("got") == 11
    three = dict(list(RIGHT_COUNT.items())[3:])
    assert "SimpleRNN 1," in returned(COUNT, three, language).text


def test_the_symbols_stand_by_the_verdict_of_a_formula_as_by_its_field() -> None:
    """Under the same name: what was unfolded there is unfolded here."""
    symbols = [{"tex": "W", "shape": "n", "insert": "W", "meaning": "weights"}]
    for name in ("derivation", "expression"):
        context = {"q": {"id": "f", "symbols": symbols}, "verdict": {"parts": [], "sentences": []}}
        for template in ("input", "verdict"):
            page = Page(render_to_string(f"kinds/{name}/{template}.html", context))
            assert page.having(data_keep="symbols-f"), (name, template)
