"""Draws on which every part of an answer shows, whatever its form."""

import numpy as np
import pytest

from graders.maths.judging.constructs import Construct
from graders.maths.judging.draws import Draws
from graders.maths.judging.formula import Formula
from graders.maths.language import read_expression
from graders.maths.worlds.ready import READY


@pytest.mark.parametrize(
    ("world", "answer"),
    [
        ("eigen", "Q Λ^{k+1} Q^{-1}"),  # Q alike everywhere cancels
        ("simple-rnn", "W^{t-k}"),  # an exponent of indices stays an integer
        ("scalar-rnn", "w^{t-k} prod(j=k+1..t) σ'(z_j)"),
    ],
)
def test_every_part_of_it_can_show(world: str, answer: str) -> None:
    made = READY[world]()
    declared = made.declared()
    formula = Formula(read_expression(answer, declared.known), declared)
    assert len(Draws(made, 3, lambda: [formula]).several()) == 5


@pytest.mark.parametrize(("formula", "matters"), [("Q Λ Q^{-1}", True), ("Q Q^{-1} M", False)])
def test_a_matrix_and_its_inverse_matter_where_they_do_not_cancel(
    formula: str, *, matters: bool
) -> None:
    made = READY["eigen"]()
    declared = made.declared()
    draw = Draws(made, 3, list).several()[0]
    read = Formula(read_expression(formula, declared.known), declared)
    assert Construct("Q", declared.known).matters(read, draw) is matters


def test_draws_that_are_known_are_the_same_without_a_look_at_the_answer() -> None:
    made = READY["simple-rnn"]()
    declared = made.declared()
    formula = Formula(read_expression("W^{t-k}", declared.known), declared)
    first = Draws(made, 3, lambda: [formula])
    found = first.several()
    again = Draws(made, 3, lambda: pytest.fail("the answer was looked at"), first.accepted)
    for one, other in zip(found, again.several(), strict=True):
        assert one.sizes == other.sizes
        assert np.array_equal(one.value(("W", None)), other.value(("W", None)))


def test_draws_that_are_rejected_stay_rejected() -> None:
    made = READY["simple-rnn"]()
    declared = made.declared()
    formula = Formula(read_expression("W", declared.known), declared)
    second = Draws(made, 3, lambda: [formula]).several(2)[1]
    (told,) = Draws(made, 3, lambda: [formula], [1]).several(1)
    assert np.array_equal(told.value(("W", None)), second.value(("W", None)))
