"""The bundled course: loaded once, and again only when something in it changed."""

import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from courses.models import Course
from exercises.models import Version
from quizzes.management.commands import demo
from quizzes.models import Slot

LIBRARY = Path(__file__).parents[2] / "exercises" / "library"
SLUG = "td5-params-gru"

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(tmp_path: Path, settings: Any) -> Path:
    """A library of one exercise, with a quiz."""
    settings.VAR = tmp_path
    root = tmp_path / "library"
    shutil.copytree(LIBRARY / "parameters" / SLUG, root / "parameters" / SLUG)
    (root / "course.yaml").write_text(
        "title: {en: C}\n"
        f"quizzes:\n  - {{slug: q, title: {{en: Q}}, slots: [{{exercises: [{SLUG}]}}]}}\n"
    )
    return root


def load(root: Path) -> str:
    """What is printed: how to sign in."""
    out = StringIO()
    call_command("demo", library=root, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_the_second_time_nothing_is_read(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Yet the accounts are told again."""
    first = load(library)
    assert Slot.objects.get().pool.get().exercise.slug == SLUG

    def read(*_: object, **__: object) -> int:
        raise AssertionError("the library was read again")

    monkeypatch.setattr(demo, "load_library", read)
    assert load(library) == first
    assert "claire" in first


def test_a_changed_file_is_loaded(library: Path) -> None:
    """A word more in the statement is a second version."""
    load(library)
    statement = library / "parameters" / SLUG / "statement.en.md"
    statement.write_text(statement.read_text() + "\nOnce more.\n")
    load(library)
    assert [v.number for v in Version.objects.order_by("number")] == [1, 2]


def test_another_database_is_filled(library: Path) -> None:
    """What one database holds says nothing about the next one."""
    load(library)
    Slot.objects.all().delete()
    Course.objects.all().delete()
    load(library)
    assert Slot.objects.count() == 1


def test_a_quiz_cannot_ask_what_is_not_there(library: Path) -> None:
    """Nobody could start it."""
    course = library / "course.yaml"
    course.write_text(course.read_text().replace(SLUG, f"{SLUG}, no-such"))
    with pytest.raises(CommandError, match="quiz `q` asks no-such"):
        load(library)
    assert not Course.objects.exists()


def test_a_broken_folder_is_told_and_tried_again(library: Path) -> None:
    """A sentence with file and line; what was mended is loaded."""
    path = library / "parameters" / SLUG / "exercise.yaml"
    good = path.read_text()
    path.write_text(good.replace("format: 1", "format: 7"))
    for _ in range(2):
        with pytest.raises(CommandError, match=r"exercise\.yaml"):
            load(library)
    path.write_text(good)
    assert "claire" in load(library)
