"""A tree that is written and read again is the same tree, in LaTeX and in plain text."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from graders.maths.language import Known, printing, read_expression
from graders.maths.language.tree import (
    Big,
    Call,
    Component,
    Derivative,
    Hadamard,
    Matrix,
    Norm,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Transpose,
    Tree,
)  # fmt: skip

KNOWN = Known(frozenset({"W", "U", "h", "x", "z", "v", "ctilde", "alpha", "k", "t", "L"}))
_MINUS_ONE = Sum((("-", Number(1)),))

letters = st.sampled_from(["W", "U", "h", "x", "z", "v", "ctilde", "alpha", "L"])
names = st.sampled_from(["t", "k", "i", "j"]).map(Symbol)
numbers = st.integers(0, 10**6).map(Number) | st.sampled_from(["0.5", "0.25", "12.125"]).map(
    lambda said: Number(Fraction(said))
)
indices = st.one_of(
    names,
    st.integers(0, 20).map(Number),
    st.builds(lambda n, k: Sum((("+", n), ("-", Number(k)))), names, st.integers(1, 9)),
    st.builds(lambda n, k: Product((Number(k), n)), names, st.integers(2, 9)),
)
symbols = st.builds(
    Symbol,
    letters,
    st.lists(indices, max_size=2).map(tuple),
    st.integers(0, 2),
    st.none() | st.integers(1, 3).map(Number),
)
bare = st.builds(Symbol, letters, st.lists(indices, max_size=2).map(tuple))
derivatives = st.builds(Derivative, bare, bare, st.booleans())
entries = st.one_of(numbers, symbols, derivatives, symbols.map(lambda s: Sum((("-", s),))))


def _several(inner: st.SearchStrategy[Tree], size: int = 3) -> st.SearchStrategy[tuple[Tree, ...]]:
    return st.lists(inner, min_size=2, max_size=size).map(tuple)


def _bigger(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    signs = st.sampled_from(["+", "-"])
    tail = st.lists(st.tuples(signs, inner), min_size=1, max_size=3)
    return st.one_of(
        st.builds(lambda s, f, r: Sum(((s, f), *r)), signs, inner, tail),
        inner.map(lambda term: Sum((("-", term),))),
        _several(inner).map(Product),
        _several(inner).map(Hadamard),
        st.builds(Quotient, inner, inner),
        st.builds(Power, inner, st.integers(0, 9).map(Number) | st.just(_MINUS_ONE)),
        st.builds(Power, inner, st.just(Sum((("+", Symbol("t")), ("-", Symbol("k")))))),
        st.builds(Transpose, inner, st.booleans()),
        st.builds(
            Call,
            st.sampled_from(["sigma", "tanh", "exp", "Diag", "diag", "sqrt"]),
            inner.map(lambda argument: (argument,)),
            st.integers(0, 1),
        ),
        st.builds(
            Big,
            st.sampled_from(["sum", "prod"]),
            st.sampled_from(["t", "k", "j"]),
            st.none() | indices,
            st.none() | indices,
            inner,
        ),
        st.builds(Component, inner, st.lists(indices, min_size=1, max_size=2).map(tuple)),
        st.builds(Norm, inner, st.sampled_from(["", "2", "F", "inf", "abs"])),
        st.builds(lambda a, b, c, d: Matrix(((a, b), (c, d))), *[entries] * 4),
        _several(entries).map(lambda rows: Matrix(tuple((cell,) for cell in rows))),
    )


trees = st.recursive(numbers | symbols | derivatives, _bigger, max_leaves=12)


@settings(max_examples=400, deadline=None)
@given(trees)
def test_latex(tree: Tree) -> None:
    assert read_expression(printing.latex(tree), KNOWN) == tree


@settings(max_examples=400, deadline=None)
@given(trees)
def test_plain_text(tree: Tree) -> None:
    assert read_expression(printing.plain(tree), KNOWN) == tree
