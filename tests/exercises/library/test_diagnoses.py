"""No planted wrong solution of the library gets a diagnosis that is not true of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import diagnosis
from graders.engine import Engine
from graders.sandbox.settings import Settings


def test_every_planted_program_has_a_word_on_what_is_true_of_it() -> None:
    planted = {
        folder.name: {path.stem for path in folder.glob("code/*/wrong/*.py")}
        for folder in diagnosis.exercises()
    }
    assert {name: set(known) for name, known in diagnosis.truth().items()} == planted


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """One for all: no answer can change what another one is told."""
    with Engine(slots=2, settings=Settings(), spares=0) as started:
        started.start()
        yield started


@pytest.mark.parametrize("folder", diagnosis.exercises(), ids=lambda folder: folder.name)
def test_what_can_be_told_is_told_and_nothing_untrue(engine: Engine, folder: Path) -> None:
    found = list(diagnosis.measure(engine, [folder], variants=1))
    assert {one.wrong: one.said for one in found if one.mark == "wrong"} == {}
    assert {one.wrong for one in found if one.right and one.mark != "right"} == set()
    assert any(one.mark == "right" for one in found)
