"""One word for one thing, one button for one way on."""

import re
from pathlib import Path

import pytest

from tests.quizzes.factories import CHOICE, NUMERIC, exercise, world
from tests.quizzes.pages import Student, text_of

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = sorted(
    path
    for top in ("quizzes", "exercises", "platform")
    for path in (ROOT / top).glob("**/locale/fr/LC_MESSAGES/django.po")
)
HERO = "La feuille d’exercices<br>qui vous répond."
AGAIN = re.compile(r'<a class="(btn[^"]*)"[^>]*>((?:Correct|Corriger)[^<]*)</a>')


def test_in_french_a_quiz_is_always_called_so() -> None:
    """Neither « feuille » nor « devoir »: the sheet is what a quiz was taken from."""
    assert len(CATALOGUES) == 6
    other = re.compile(r"\b(feuille|devoir)s?\b", re.IGNORECASE)
    said = [
        line
        for path in CATALOGUES
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith(("msgstr", '"')) and other.search(line) and HERO not in line
    ]
    assert said == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "two", "one"),
    [
        (
            "en",
            ["Correct my answer to 1.1", "Correct my answer to 1.2"],
            "Correct my answer",
        ),
        (
            "fr",
            ["Corriger ma réponse à 1.1", "Corriger ma réponse à 1.2"],
            "Corriger ma réponse",
        ),
    ],
)
def test_each_wrong_answer_has_a_button_of_its_own_name(
    language: str, two: list[str], one: str
) -> None:
    """Beside another question it says whose, and none is the main one; alone it is."""
    there = world(exercise("two", NUMERIC, CHOICE), exercise("one", NUMERIC))
    ines = Student(there.ines, there.quiz, language)
    ines.start()
    ines.submit("1")
    ines.submit("input", question="gate")
    ines.submit("1", position=2)
    found = [(css, text_of(name).strip()) for css, name in AGAIN.findall(ines.page())]
    assert found == [("btn", name) for name in two]
    assert AGAIN.findall(ines.page(2)) == [("btn main", one)]
