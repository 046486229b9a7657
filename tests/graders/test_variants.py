"""Variants: the same from the same seed, different from each other, never degenerate."""

import json
import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.bundle import Bundle
from graders.draws import DrawError, draw_all
from graders.messages import render
from graders.variants import VariantError, deploy, make, seed_of
from tests.graders.plain import QUESTION, PlainEngine, bundled, definition


def made(bundle: Bundle, seed: int = 1, name: str = "") -> Any:
    return make(PlainEngine(), bundle.definition, bundle, seed=seed, name=name)


@given(st.integers(0, 2**48 - 1))
def test_the_same_seed_makes_the_same_variant(seed: int) -> None:
    bundle = bundled()
    one = made(bundle, seed)
    assert one == made(bundle, seed)
    assert json.loads(json.dumps(one.values)) == one.values


def test_seeds_are_stable_for_ever() -> None:
    # a seed is stored with every submission: it must not change with a release
    assert [seed_of("product", index) for index in range(2)] == [147102799822596, 86386451852122]


def test_fixed_variants_come_first_and_are_as_given() -> None:
    fixed = {"sheet": {"n": 7, "m": 9}, "easy": {"n": 1, "m": 5}}
    first, second, *rest = deploy(PlainEngine(), bundled(variants={"deploy": 5, "fixed": fixed}))
    assert (first.name, first.values) == ("sheet", {"n": 7, "m": 9})
    assert (second.name, second.values) == ("easy", {"n": 1, "m": 5})
    assert [variant.name for variant in rest] == ["", "", ""]


def test_no_two_deployed_variants_have_the_same_values() -> None:
    # twelve pairs of values for ten variants: draws repeat, variants must not
    parameters = {"n": {"choice": [3, 4, 5, 7]}, "m": {"choice": [10, 11, 13]}}
    variants = deploy(PlainEngine(), bundled(parameters=parameters, variants=deployed(10)))
    assert len({tuple(variant.values.items()) for variant in variants}) == len(variants) == 10


def deployed(count: int) -> dict[str, Any]:
    return {"deploy": count, "fixed": {}}


def test_a_small_space_gives_as_many_as_there_are() -> None:
    parameters = {"n": {"choice": [3, 4]}, "m": {"choice": [10]}}
    variants = deploy(PlainEngine(), bundled(parameters=parameters, variants=deployed(10)))
    assert sorted(variant.values["n"] for variant in variants) == [3, 4]


def test_without_values_the_order_of_options_makes_variants() -> None:
    options: list[dict[str, Any]] = [
        {"id": name, "text": {"*": name}} for name in ("a", "b", "c", "d")
    ]
    options[0]["correct"] = True
    question = {"id": "pick", "kind": "choice", "points": 1000, "options": options}
    variants = deploy(
        PlainEngine(), bundled(parameters={}, questions=[question], variants=deployed(4))
    )
    orders = {tuple(o["id"] for o in v.questions["pick"]["options"]) for v in variants}
    assert len(orders) == len(variants) == 4


def test_values_that_meet_are_drawn_again() -> None:
    # 2 * 2 == 2 + 2: the misconception would be the answer
    parameters = {"n": {"choice": [2, 3]}, "m": {"choice": [2]}}
    for seed in range(20):
        assert made(bundled(parameters=parameters), seed).values == {"n": 3, "m": 2}


def test_when_all_draws_meet_the_two_values_are_named() -> None:
    parameters = {"n": {"choice": [2]}, "m": {"choice": [2]}}
    with pytest.raises(VariantError) as caught:
        made(bundled(parameters=parameters))
    sentence = render(caught.value.messages[0], "en")
    assert "`sum`" in sentence
    assert "`answer`" in sentence


def test_a_fixed_variant_is_never_drawn_again() -> None:
    fixed = {"twos": {"n": 2, "m": 2}}
    with pytest.raises(VariantError) as caught:
        made(bundled(variants={"deploy": 1, "fixed": fixed}), name="twos")
    assert "twos" in render(caught.value.messages[0], "fr")


def test_let_is_exact_and_in_order() -> None:
    question = {**QUESTION, "answer": "3*third", "misconceptions": []}
    let = {"third": "n/3", "twice": "2*third"}
    bundle = bundled(let=let, questions=[question], parameters={"n": {"choice": [7]}})
    variant = made(bundle)
    assert variant.questions["count"]["answer"] == "7"
    assert variant.values == {"n": 7, "third": 7 / 3, "twice": 14 / 3}


def test_a_formula_without_a_value_is_drawn_again() -> None:
    parameters = {"n": {"choice": [0, 5]}, "m": {"choice": [20]}}
    bundle = bundled(parameters=parameters, let={"inverse": "1/n"})
    assert {made(bundle, seed).values["n"] for seed in range(10)} == {5}
    never = bundled(parameters={"n": {"choice": [0]}, "m": {"choice": [1]}}, let={"k": "1/n"})
    with pytest.raises(VariantError) as caught:
        made(never)
    said = render(caught.value.messages[0], "en")
    assert "`k` = `1/n` cannot be computed with `n = 0`. Division by zero" in said


def test_a_program_gives_the_values() -> None:
    bundle = bundled({"variant.py": "..."}, parameters={}, variants=deployed(3))
    engine = PlainEngine(lambda seed: {"n": 3 + seed % 1000, "m": 2000})
    variants = deploy(engine, bundle)
    assert [v.values["n"] for v in variants] == [
        3 + seed_of("product", index) % 1000 for index in range(3)
    ]


def test_a_program_is_asked_again_with_another_seed() -> None:
    seeds: list[int] = []

    def generated(seed: int) -> dict[str, Any]:
        seeds.append(seed)
        return {"n": 2, "m": 2 if len(seeds) < 3 else 9}

    bundle = bundled({"variant.py": "..."}, parameters={})
    assert make(PlainEngine(generated), definition(parameters={}), bundle, seed=5).values["m"] == 9
    assert len(set(seeds)) == 3


@given(st.integers(0, 10**6))
def test_draws_stay_in_their_space(seed: int) -> None:
    parameters: dict[str, Any] = {
        "n": {"integer": [5, 9], "step": 2},
        "m": {"integer": [3, 5], "not": ["n", 5]},
        "x": {"real": [0.1, 0.5], "decimals": 1, "not": [0.3]},
        "y": {"real": [0, 1], "step": 0.25},
        "word": {"choice": ["n", "tanh"], "not": ["n"]},
    }
    values = draw_all(parameters, random.Random(seed))
    assert values["n"] in (5, 7, 9)
    assert values["m"] in (3, 4)
    assert values["x"] in (0.1, 0.2, 0.4, 0.5)
    assert values["y"] in (0, 0.25, 0.5, 0.75, 1)
    assert values["word"] == "tanh"


def test_nothing_left_to_draw() -> None:
    for spec in ({"integer": [1, 2], "not": [1, 2]}, {"choice": ["a"], "not": ["a"]}):
        with pytest.raises(DrawError) as caught:
            draw_all({"n": spec}, random.Random(1))
        assert caught.value.name == "n"


def test_draws_cover_their_space_evenly() -> None:
    rng = random.Random(3)
    counted = Counter(draw_all({"n": {"integer": [1, 4]}}, rng)["n"] for _ in range(4000))
    assert set(counted) == {1, 2, 3, 4}
    assert min(counted.values()) > 850
