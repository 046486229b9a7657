"""The mathematics that pictures show, against other ways of computing it, and what they weigh."""

import gzip
import itertools
import math
from collections import Counter

import numpy as np
import pytest
import torch

from tests.web.conftest import DIST
from web.pictures import beam_tree, ctc_lattice, gradient_norm, lstm_cell, parts
from web.pictures.directive import PICTURES, Directive, PictureError, pieces, read
from web.pictures.drawing import drawn, in_words

LAWS = ((0.5, 0.3, 0.2), (0.2, 0.5, 0.3), (0.6, 0.3, 0.1), (0.1, 0.1, 0.8))
MOST_BYTES = 60_000


def test_the_norm_is_that_of_the_product_of_jacobians() -> None:
    rho, slope, n = 0.9, 0.25, 7
    q, _ = np.linalg.qr(np.random.default_rng(3).normal(size=(5, 5)))
    jacobian = slope * rho * q
    norm = np.linalg.norm(np.linalg.matrix_power(jacobian, n), 2)
    assert gradient_norm.log_norm(rho * slope, n) == pytest.approx(math.log10(norm))


@pytest.mark.parametrize(("factor", "last"), [(0.9, 50), (0.25, 16 / math.log10(4)), (1.0, 50)])
def test_a_line_ends_at_the_last_step_or_at_the_edge(factor: float, last: float) -> None:
    end = gradient_norm.end(factor, 50)
    assert end.x == pytest.approx(gradient_norm.across(last, 50), abs=0.1)
    assert end.y == pytest.approx(gradient_norm.up(last * math.log10(factor)), abs=0.1)
    assert gradient_norm.TOP <= end.y <= gradient_norm.BOTTOM


@pytest.mark.parametrize(
    ("rho", "said"), [(0.9, "vanishes"), (1.1, "explodes"), (1.0, "kept over any distance")]
)
def test_words_say_what_becomes_of_the_gradient(rho: float, said: str) -> None:
    values = {"rho": rho, "slope": 1, "gate": None}
    assert said in gradient_norm.sentence(values, 20, "en")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.12, "0.1"), (0.96, "1"), (25, "30"), (999, "10³"), (1, "1"), (0.002, "0.002"),
        (3.2e-7, "3 × 10⁻⁷"), (1e-9, "10⁻⁹"), (9.7e12, "10¹³"),
    ],
)  # fmt: skip
def test_a_rough_number_has_one_digit(value: float, text: str) -> None:
    assert parts.rough(math.log10(value), "en").replace("\u00a0", " ") == text


def test_a_beam_as_wide_as_the_tree_finds_the_best_and_a_beam_of_one_is_greedy() -> None:
    for steps in (2, 3):
        wide = beam_tree.search(LAWS, 27, steps)
        every = {
            prefix: math.prod(
                LAWS[before + 1 if place else 0][word]
                for place, (before, word) in enumerate(zip((0, *prefix), prefix, strict=False))
            )
            for prefix in itertools.product(range(3), repeat=steps)
        }
        best = max(every, key=every.__getitem__)
        assert wide[-1].kept[0] == best == beam_tree.best(LAWS, steps)
        assert beam_tree.probability(LAWS, best) == pytest.approx(every[best])
        greedy: tuple[int, ...] = ()
        for step in beam_tree.search(LAWS, 1, steps):
            law = LAWS[greedy[-1] + 1 if greedy else 0]
            greedy = (*greedy, int(np.argmax(law)))
            assert step.kept == [greedy]


def test_what_a_beam_compares_is_what_it_kept_with_one_word_more() -> None:
    first, second, third = beam_tree.search(LAWS, 2, 3)
    assert [len(step.compared) for step in (first, second, third)] == [3, 6, 6]
    assert {prefix[:-1] for prefix in third.compared} == set(second.kept)
    letters = beam_tree.marks([first, second, third], 1, [(), (0,), (1,), (2,), (0, 0)])
    assert letters == "kkkcu"


def test_the_first_example_loses_the_best_sentence_with_a_beam_of_one_only() -> None:
    default = read("beam-tree").values
    best = beam_tree.best(default["laws"], 3)
    returned = [beam_tree.search(default["laws"], k, 3)[-1].kept[0] for k in (1, 2, 3)]
    assert [one == best for one in returned] == [False, True, True]


@pytest.mark.parametrize(("label", "steps"), [("bob", 4), ("oo", 4), ("a", 3), ("aab", 6)])
def test_paths_are_counted_as_by_trying_all(label: str, steps: int) -> None:
    heads = ctc_lattice.columns(label)
    laws = np.random.default_rng(5).dirichlet(np.ones(len(heads)), size=steps)
    found = ctc_lattice.lattice(label, tuple(map(tuple, laws.tolist())))
    count, chance = 0, 0.0
    for path in itertools.product(range(len(heads)), repeat=steps):
        merged = [heads[symbol] for symbol, _ in itertools.groupby(path)]
        if "".join(one for one in merged if one != ctc_lattice.BLANK) == label:
            count += 1
            chance += math.prod(laws[t][symbol] for t, symbol in enumerate(path))
    assert sum(found.counts[-1][-2:]) == count > 0
    assert sum(found.sums[-1][-2:]) == pytest.approx(chance)


def test_a_place_is_lost_when_no_step_leads_on_to_the_end() -> None:
    found = ctc_lattice.lattice("bob", read("ctc-lattice").values["laws"])
    end = ctc_lattice.marks(found, 5)
    tally = Counter(end)
    assert (tally["b"], tally["n"]) == (2, 0)
    assert end[2 * 7] == "x"  # at t = 3 no path of blanks alone can still say three letters
    assert set(ctc_lattice.marks(found, 0)) == {"u"}
    assert ctc_lattice.marks(found, 1) == "nn" + "u" * 33


def test_the_cell_is_that_of_torch() -> None:
    values = {"f": 0.9, "i": 0.5, "o": 0.8, "candidate": 0.6, "before": -1.5}
    found = lstm_cell.cell(values)
    before = torch.tensor(-1.5, dtype=torch.float64, requires_grad=True)
    now = values["f"] * before + values["i"] * values["candidate"]
    (back,) = torch.autograd.grad(now, before)
    assert found["now"] == pytest.approx(now.item())
    assert found["hidden"] == pytest.approx(0.8 * math.tanh(now.item()))
    assert found["back"] == pytest.approx(back.item())


def test_rounded_numbers_are_said_to_be_about_so_much() -> None:
    assert parts.equals(1.25, 2) == "="
    assert parts.equals(1.25, 1) == "≈"
    assert [parts.fixed(value, 1, "fr") for value in (0.25, -0.25, -0.01, 2)] == [
        "0,3", "−0,3", "0", "2",
    ]  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_picture_stands_without_script(name: str, language: str) -> None:
    html = drawn(read(name), language)
    assert html.count("<figure") == html.count("<svg") == 1
    assert 'role="img" aria-label="' in html
    assert '<div class="movers" data-movers hidden>' in html
    assert "<table" in html
    assert "style=" not in html
    words = in_words(read(name), language)
    assert "{" not in words
    other = in_words(read(name), "en" if language == "fr" else "fr")
    assert words != other


def test_a_text_is_cut_at_its_pictures_and_code_is_left_alone() -> None:
    text = "One\n\n{{picture lstm-cell}}\n\nTwo `{{picture lstm-cell}}`\n\n{{picture moon}}\n"
    first, picture, rest = pieces(text)
    assert (first, rest) == ("One\n\n", text[text.index("\n\nTwo") :])
    assert isinstance(picture, Directive)
    fence = "```\n{{picture lstm-cell}}\n```\n"
    assert pieces(fence) == [fence]


def test_no_parameter_can_carry_markup() -> None:
    for said in ("beam-tree words=<b>,x", "ctc-lattice label=<a", "lstm-cell f=nan"):
        with pytest.raises(PictureError):
            read(said)


def test_scripts_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in (DIST / "pictures").glob("*.js")}
    assert set(sizes) == {f"{name}.js" for name in PICTURES}
    assert sum(sizes.values()) < MOST_BYTES
    packed = [len(gzip.compress(path.read_bytes())) for path in (DIST / "pictures").glob("*.js")]
    assert sum(packed) < MOST_BYTES // 6


def test_the_manual_names_every_picture_and_parameter() -> None:
    manual = (DIST.parents[3] / "docs/authoring.md").read_text(encoding="utf-8")
    rows = {row.split("`")[1]: row for row in manual.splitlines() if row.startswith("| `")}
    for name, parameters in PICTURES.items():
        missing = [key for key in parameters if f"`{key}" not in rows[name]]
        assert missing == [], name
