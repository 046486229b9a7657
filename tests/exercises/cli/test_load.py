"""Folders into the database by the command line: all or nothing, and the same twice is once."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from core.models import AuditEntry
from courses.models import Course
from exercises.models import Blob, Check, Exercise, Variant, Version
from tests.exercises.cli.commands import Ran, exercise, written
from tests.exercises.format.folders import edited, numeric
from tests.people import make_course

pytestmark = pytest.mark.django_db
MODELS = (Exercise, Version, Variant, Blob, Check, AuditEntry)


@pytest.fixture(autouse=True)
def _var(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path / "var"


def load(folder: Path, *extra: object) -> Ran:
    return exercise("load", folder, *extra)


def rows() -> list[int]:
    return [model._default_manager.count() for model in MODELS]


def test_into_the_library(tmp_path: Path) -> None:
    ran = load(written(tmp_path / "dense", numeric()))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "dense is published in the library as version 1, with 4 variants.\n"
    (found,) = Exercise.objects.all()
    assert (found.course, found.current) == (None, Version.objects.get())
    assert Version.objects.get().state == Version.State.READY
    assert Variant.objects.get(number=1).name == "sheet"
    assert Check.objects.get().ok


def test_into_a_course(tmp_path: Path) -> None:
    course = make_course("rnn")
    assert "in course rnn" in load(written(tmp_path / "dense", numeric()), "--course", "rnn").out
    assert Exercise.objects.get().course == course


def test_twice_changes_nothing(tmp_path: Path) -> None:
    folder = written(tmp_path / "dense", numeric())
    load(folder)
    before = rows()
    ran = load(folder)
    assert (ran.code, ran.out) == (
        0, "dense is there already as version 1; nothing has changed.\n"
    )  # fmt: skip
    assert rows() == before


def test_a_typo_needs_no_gate_and_a_change_makes_a_new_version(tmp_path: Path) -> None:
    folder = written(tmp_path / "dense", numeric())
    load(folder)
    written(folder, numeric(**{"statement.en.md": "A layer, [[n]] to [[m]].\n\n[[?count]]\n"}))
    assert "version 2: nothing in it can change a verdict" in load(folder).out
    assert Check.objects.count() == 1
    written(folder, edited("points: 2.5", "points: 3"))
    assert "as version 3, with 4 variants" in load(folder).out
    written(folder, numeric())
    assert "as version 1, which is the current one again" in load(folder).out
    assert Exercise.objects.get().current == Version.objects.get(number=1)


def test_what_the_gate_refuses_is_not_stored(tmp_path: Path) -> None:
    cases = "- {question: count, answer: '1', score: 1}\n"
    ran = load(written(tmp_path / "dense", numeric(**{"cases.yaml": cases})))
    assert ran.code == 1
    assert "FAILED  cases" in ran.out
    assert "dense is not loaded." in ran.out
    assert not any(rows())


def test_a_broken_folder_stops_the_load_whole(tmp_path: Path) -> None:
    written(tmp_path / "a" / "dense", numeric())
    written(tmp_path / "a" / "other", numeric())  # its slug is not its folder
    ran = load(tmp_path / "a")
    assert ran.code == 2
    assert "other/exercise.yaml:2:7" in ran.err
    assert "Nothing was loaded." in ran.err
    assert not any(rows())


def test_a_course_that_there_is_not(tmp_path: Path) -> None:
    make_course("rnn")
    Course.objects.create(slug="algebra", title={"en": "Algebra"})
    ran = load(written(tmp_path / "dense", numeric()), "--course", "rnm")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.strip() == "There is no course `rnm`. Courses: rnn, algebra."


def test_a_database_that_is_not_set_up(tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE exercises_exercise RENAME TO gone")
    ran = load(written(tmp_path / "dense", numeric()))
    assert ran.code == 2
    assert "`python manage.py migrate` sets it up." in ran.err
    assert "Traceback" not in ran.err
