"""Formulas that pages cannot typeset are refused where they stand."""

import pytest

from exercises.format.tex import fault_in
from tests.exercises.format.folders import edited, numeric, problems, told


@pytest.mark.parametrize(
    ("formula", "id_", "position"),
    [
        (r"\frac{x_t", "tex-open", 5),
        (r"\frac{a}", "tex-argument", 0),
        (r"\frac{a}}{b}", "tex-argument", 0),
        (r"a}", "tex-closes-nothing", 1),
        (r"\frca{a}{b}", "tex-command-near", 0),
        (r"\qqzz", "tex-command", 0),
        (r"\(x", "tex-command", 0),
        (r"h_", "tex-argument", 1),
        (r"h_t_1", "tex-twice", 3),
        (r"x^2^3", "tex-twice", 3),
        (r"\left( x", "tex-open", 0),
        (r"\left{ x \right}", "tex-delimiter", 0),
        (r"x \right)", "tex-closes-nothing", 2),
        (r"\begin{pmatirx} a \end{pmatirx}", "tex-environment", 0),
        (r"\begin{pmatrix} a & b", "tex-open", 0),
        (r"\begin{pmatrix} a \end{bmatrix}", "tex-pair", 0),
        (r"\begin x", "tex-argument", 0),
        (r"a & b", "tex-cells", 2),
        (r"50 %", "tex-sign", 3),
        (r"x \ne #", "tex-sign", 6),
        (r"\text{si x", "tex-open", 5),
        (r"\text x", "tex-argument", 0),
        (r"\sqrt[3{x}", "tex-open", 5),
        ("{" * 400 + "}" * 400, "tex-deep", 59),
    ],
)
def test_what_cannot_be_typeset(formula: str, id_: str, position: int) -> None:
    fault = fault_in(formula)
    assert fault is not None
    assert (fault.said.id, fault.position) == (f"format.{id_}", position)


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac12 + \frac\alpha\beta + \frac{a}b",
        r"h^{(1)}_t, \; x'_t, x'^2, x_t', \{a\}, 50\,\%",
        r"\sum_{k=0}^{\infty}\limits \left( \frac{a}{b} \right.",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}^\top",
        r"\begin{array}{cc} 1 & 2 \end{array}, \begin{cases} x & \text{si } x_1 \\ 0 \end{cases}",
        r"\sqrt[3]{x} + \sqrt x, \operatorname*{argmax}_x, \mathbb R^{n \times [[d]]}",
        r"x_[[n]]^[[m]]",
        r"σ'(z) ∈ ℝ",
        "",
    ],
)
def test_what_can(formula: str) -> None:
    assert fault_in(formula) is None


def test_it_is_told_with_file_line_and_column_once() -> None:
    files = numeric(**{"statement.en.md": "A\nline $\\frac{x_t$ and $ok$\n\n[[?count]]"})
    (problem,) = problems(files)
    assert (problem.place, problem.said.id) == ("statement.en.md:2:12", "format.tex")
    assert problem.message == (
        "The formula `$\\frac{x_t$` cannot be typeset. Nothing closes `{x_t`: `}` is missing."
    )


@pytest.mark.parametrize("tex", ["\\frac{a}{b}", "\\beta", "\\times", "\\rho"])
def test_what_double_quotes_make_of_tex(tex: str) -> None:
    files = edited("[[m]] are missing.", f"So $a {tex} b$.")
    assert set(told(files)) - {"tex@exercise.yaml:20"} == {"control-sign@exercise.yaml:20"}


def test_in_solutions_hints_and_sentences_too_but_not_in_code() -> None:
    hint = edited("points: 2.5", "points: 2.5\n    hints: [{text: {fr: '$x^$', en: '$x$'}}]")
    assert told(hint) == ["tex@exercise.yaml:17"]
    say = edited("[[m]] are missing.", "$\\\\fracc{a}{b}$")
    assert told(say) == ["tex@exercise.yaml:20"]
    both = {f"solution.{lang}.md": "`$\\frac{$`\n\n```\n$x^$\n```\n" for lang in ("fr", "en")}
    assert told(numeric(**both)) == []
    both["solution.fr.md"] += "$$\na^\n$$"
    assert told(numeric(**both)) == ["tex@solution.fr.md:7"]
