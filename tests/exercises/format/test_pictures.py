"""Pictures to move: what cannot be drawn is refused with its file and line."""

import pytest

from exercises.format import FormatErrors, load_files
from tests.exercises.format.folders import edited, numeric, told

EN = "statement.en.md"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{{picture gradient-norm}}", None),
        ("{{picture gradient-norm rho=1.2 slope=0.25 steps=20 gate=0.9}}", None),
        ("{{picture beam-tree words=le,la,un laws=.5,.3,.2;1,0,0;0,1,0;0,0,1 steps=2}}", None),
        ("{{picture ctc-lattice label=oo laws=0.3,0.7;0.6,0.4;0.2,0.8}}", None),
        ("`{{picture nothing}}`", None),
        ("{{picture moon}}", "picture-unknown"),
        ("{{picture }}", "picture-unknown"),
        ("{{picture gradient-norm rho=2}}", "picture-number"),
        ("{{picture gradient-norm rho=0,9}}", "picture-number"),
        ("{{picture gradient-norm rho=nan}}", "picture-number"),
        ("{{picture gradient-norm steps=12.5}}", "picture-integer"),
        ("{{picture gradient-norm speed=1}}", "picture-parameter"),
        ("{{picture gradient-norm rho}}", "picture-pair"),
        ("{{picture gradient-norm rho=1 rho=1}}", "picture-pair"),
        ("{{picture gradient-norm rho=[[n]]}}", "picture-number"),
        ("{{picture beam-tree words=a}}", "picture-words"),
        ("{{picture beam-tree laws=0.5,0.4;1,0;0,1}}", "picture-law"),
        ("{{picture beam-tree laws=0.5,0.5;1,0}}", "picture-size"),
        ("{{picture ctc-lattice label=abcde}}", "picture-label"),
        ("{{picture ctc-lattice label=oo laws=0.3,0.7;0.6,0.4}}", "picture-size"),
        ("See {{picture gradient-norm}}", "picture-open"),
        ("{{picture gradient-norm", "picture-open"),
        ("{{ picture gradient-norm}}", "picture-open"),
    ],
)
def test_a_line_of_a_statement(line: str, expected: str | None) -> None:
    found = told(numeric(**{EN: f"Look.\n\n{line}\n\n[[?count]]"}))
    assert found == ([f"{expected}@{EN}:3"] if expected else [])


def test_an_unknown_name_is_told_with_those_that_there_are() -> None:
    with pytest.raises(FormatErrors) as refused:
        load_files(numeric(**{EN: "{{picture lstm-gate}}\n\n[[?count]]"}))
    (problem,) = refused.value.problems
    assert problem.place == f"{EN}:1:1"
    assert "`lstm-gate`. Known: lstm-cell, " in problem.message
    assert "image interactive" in problem.text("fr")


def test_pictures_belong_to_statements_and_solutions() -> None:
    here = "{{picture gradient-norm}}"
    assert told(numeric(**{"solution.en.md": here, "solution.fr.md": here})) == []
    found = told(edited("Il manque [[m]].", f"Il manque [[m]]. {here}"))
    assert [name.partition("@")[0] for name in found] == ["picture-here"]
