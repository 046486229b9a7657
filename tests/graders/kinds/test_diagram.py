"""Labels on a figure: places, repeated labels, and a figure that may stand in a page."""

import re
from typing import Any

import pytest

from graders.bundle import Bundle
from graders.kinds.diagram import KIND, svg
from graders.kinds.diagram.naming import plain
from graders.kinds.diagram.placing import filling
from tests.graders.kinds.samples import graded, prepared

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200">'
PLAIN = f'{HEAD}<path d="M0 0h9"/></svg>'
STEP: dict[str, Any] = {
    "id": "step",
    "kind": "diagram",
    "points": 2000,
    "figure": "figures/step.svg",
    "svg": PLAIN,
    "labels": [
        {"id": "x", "text": {"*": "$x_t$"}},
        {"id": "h", "text": {"fr": "état", "en": "state"}},
        {"id": "lure", "text": {"*": "[[T]]"}},
    ],
    "places": [
        {"id": "one", "x": 40, "y": 50, "name": {"fr": "gauche", "en": "left"}, "label": "x"},
        {"id": "two", "x": 300, "y": 150, "name": {"fr": "droite", "en": "right"}, "label": "h"},
    ],
}


def problems(question: dict[str, Any], figure: str = PLAIN) -> set[str]:
    bundle = Bundle({"figures/step.svg": figure.encode()})
    return {message.id for message in KIND.check(question, bundle)}


def test_a_place_is_a_part_called_by_its_name() -> None:
    verdict = graded(KIND, prepared(KIND, STEP), {"one": "x", "two": "lure"})
    assert [(p.key, p.outcome, p.points) for p in verdict.parts] == [
        ("one", "passed", 1000),
        ("two", "failed", 0),
    ]
    assert verdict.parts[1].title == {"fr": "droite", "en": "right"}
    assert verdict.parts[1].details[0]["label"] == "lure"


def test_points_are_shared_to_the_thousandth() -> None:
    places = [{**STEP["places"][0], "id": f"p{n}", "x": 40 + 60 * n} for n in range(3)]
    made = prepared(KIND, {**STEP, "points": 1000, "places": places, "reuse": True})
    assert [place["max"] for place in made["places"]] == [333, 334, 333]


def test_a_label_serves_once_unless_it_may_be_reused() -> None:
    twice = {"one": "x", "two": "x"}
    parsed = KIND.parse(prepared(KIND, STEP), twice)
    assert parsed.answer is None
    assert set(parsed.fields) == {"one", "two"}
    assert KIND.parse(prepared(KIND, {**STEP, "reuse": True}), twice).answer == twice


def test_the_page_is_not_told_which_label_is_right() -> None:
    shown = KIND.render(prepared(KIND, STEP), {"one": "lure"}, "fr")
    assert [(p["letter"], p["x"], p["y"], p["text"]) for p in shown["places"]] == [
        ("A", "10.00", "25.00", "12"),
        ("B", "75.00", "75.00", ""),
    ]
    assert "right" not in re.findall(r"'(\w+)':", str(shown["places"]))


def test_labels_are_found_for_all_places_where_there_are_any() -> None:
    places: list[dict[str, Any]] = [{"id": "a", "label": ["x", "y"]}, {"id": "b", "label": "x"}]
    assert filling(places, reuse=False) == {"a": "y", "b": "x"}
    assert filling([*places, {"id": "c", "label": ["x", "y"]}], reuse=False) is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"places": [{**STEP["places"][0], "x": 500}]}, "diagram.place-outside"),
        ({"places": [STEP["places"][0], {**STEP["places"][1], "x": 41, "y": 50}]},
         "diagram.places-near"),
        ({"places": [{**STEP["places"][0], "label": "no"}]}, "diagram.label-unknown"),
        ({"places": [STEP["places"][0], {**STEP["places"][1], "label": "x"}]},
         "diagram.label-once"),
        ({"places": [{**STEP["places"][0], "id": "x"}]}, "diagram.telling"),
        ({"places": [{**STEP["places"][0], "say": {"x": {"*": "no"}}}]}, "diagram.say-right"),
        ({"labels": [STEP["labels"][0], *STEP["labels"]]}, "question.twice"),
        ({"figure": "figures/other.svg"}, "diagram.figure-missing"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(change: dict[str, Any], said: str) -> None:
    assert problems(STEP) == set()
    assert said in problems({**STEP, **change})


@pytest.mark.parametrize(
    ("figure", "reason"),
    [
        (f"{HEAD}<script>alert(1)</script></svg>", "element"),
        (f"{HEAD}<foreignObject/></svg>", "element"),
        (f"{HEAD}<style>p{{}}</style></svg>", "element"),
        (f'{HEAD}<g xmlns:h="http://www.w3.org/1999/xhtml"><h:script/></g></svg>', "element"),
        (f"{HEAD}<image href='https://example.org/x.png'/></svg>", "element"),
        (f'{HEAD}<rect onclick="alert(1)"/></svg>', "attribute"),
        (f'{HEAD}<rect style="fill:url(https://example.org)"/></svg>', "attribute"),
        (f'{HEAD}<rect fill="url(https://example.org/a#b)"/></svg>', "outside"),
        (f'{HEAD}<rect fill="u\\72l(https://example.org)"/></svg>', "outside"),
        (f'{HEAD}<use href="other.svg#a"/></svg>', "outside"),
        (f'{HEAD}<use xmlns:l="http://www.w3.org/1999/xlink" l:href="data:x"/></svg>', "outside"),
        (f'<!DOCTYPE svg [<!ENTITY a "aa">]>{PLAIN}', "doctype"),
        (f"{HEAD}<g>", "broken"),
        ("<html/>", "not-svg"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "view-box"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9"/>', "view-box"),
        (f"{HEAD}{'<g>' * 60}{'</g>' * 60}</svg>", "element"),
        (f"{HEAD}{'<g/>' * 3000}</svg>", "large"),
        (PLAIN + " " * 200_000, "large"),
    ],
)
def test_a_figure_that_could_do_harm_is_refused(figure: str, reason: str) -> None:
    with pytest.raises(svg.SvgError) as caught:
        svg.read(figure)
    assert caught.value.reason == reason
    assert problems(STEP, figure) == {f"diagram.svg-{reason}"}


def test_a_figure_comes_out_with_its_own_ids_and_nothing_more() -> None:
    figure = svg.read(
        f'<?xml version="1.0"?>{HEAD[:-1]} stroke="currentColor" class="x">'
        '<defs><marker id="head"/></defs><path marker-end="url(#head)" d="M0 0"/>'
        '<use href="#head"/><text class="vh">a &lt; b</text></svg>'
    )
    assert figure.body == (
        '<g stroke="currentColor"><defs><marker id="gradus-own-head"></marker></defs>'
        '<path marker-end="url(#gradus-own-head)" d="M0 0"></path>'
        '<use href="#gradus-own-head"></use><text>a &lt; b</text></g>'
    )


def test_the_figure_stands_twice_on_a_page_without_sharing_an_id() -> None:
    made = prepared(KIND, {**STEP, "svg": f'{HEAD}<g id="a"/></svg>'})
    shown = KIND.render(made, None, "en")
    assert 'id="d-step-ask-a"' in shown["figure"]["body"]
    assert 'id="d-step-back-a"' in shown["marked"]["body"]


def test_a_label_has_a_name_without_tex() -> None:
    """A list to choose from typesets nothing; a screen reader should not spell `$W^{(1)}$`."""
    names = {r"$W^{(1)}$": "W⁽¹⁾", r"$c_{t-1}$": "cₜ₋₁", r"gate, $\sigma$": "gate, σ",
             r"$\tilde c_t$": "c̃ₜ", r"$f_t \odot c_t$": "fₜ ⊙ cₜ", "$q_{w}$": "q_w"}  # fmt: skip
    assert {text: plain(text) for text in names} == names
    shown = KIND.render(prepared(KIND, STEP), None, "en")
    assert "xₜ" in {label["name"] for label in shown["labels"]}
