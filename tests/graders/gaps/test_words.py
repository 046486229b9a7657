"""Words that mean the same, and words one letter apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.gaps.words import key, near

WORD = st.text(alphabet="abcdefgh", min_size=6, max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("l’état caché", "Etat  cache"),
        ("auto-encodeur", "autoencodeur"),
        ("the Hidden State", "hidden state"),
        ("cœur", "coeur"),
        ("propagation.", "Propagation"),
        ("f_t", "f t"),
    ],
)
def test_the_same_whatever_the_case_accents_spaces_article(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_signs_that_are_no_words_stay_themselves() -> None:
    assert key("⊙") != key("+")
    assert key("a") == "a"


@given(word=WORD, place=st.integers(0, 5), letter=st.sampled_from("xyz"))
def test_one_slip_is_near(word: str, place: int, letter: str) -> None:
    changed = word[:place] + letter + word[place + 1 :]
    longer = word[:place] + letter + word[place:]
    exchanged = word[:place] + letter + "w" + word[place:]
    for slip in (changed, longer):
        assert near(word, slip)
        assert near(slip, word)
    assert near(exchanged, exchanged[:place] + "w" + letter + exchanged[place + 2 :])
    assert not near(word, exchanged)
    assert not near(word, word)


@pytest.mark.parametrize(
    ("one", "other"),
    [("input", "output"), ("gain", "main"), ("encodeur", "decodeur"), ("forward", "backward"),
     ("explosion", "implosion")],
)  # fmt: skip
def test_other_words_are_not_near(one: str, other: str) -> None:
    assert not near(one, other)
