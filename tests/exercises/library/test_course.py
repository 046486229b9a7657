"""The bundled course asks only what is there, in both languages, and asks all of it."""

from itertools import pairwise
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.exercises.library.truth import LIBRARY, read

COURSE = YAML(typ="safe", pure=True).load(LIBRARY / "course.yaml")
CREDITS = {
    "000": "T. Artières, S. Ayache",
    "001": "P. Muller, T. Pellegrini",
    "002": "T. Artières, S. Ayache",
    "003": "OpenClassrooms",
    "004": "AI-For-Beginners",
}
"""Who wrote the material that an exercise comes from."""
SLUGS = sorted(path.parent.name for path in LIBRARY.glob("*/*/exercise.yaml"))


def test_every_slot_names_exercises_and_variants_that_exist() -> None:
    for quiz in COURSE["quizzes"]:
        for slot in quiz["slots"]:
            assert slot.get("points", 1) > 0
            for slug in slot["exercises"]:
                assert slug in SLUGS
                if "variant" in slot:
                    assert slot["variant"] in read(slug)["variants"]["fixed"]


def test_no_sheet_asks_twice_and_the_sheet_is_also_there_to_practise() -> None:
    quizzes = {quiz["slug"]: quiz for quiz in COURSE["quizzes"]}
    asked = {
        slug: [exercise for slot in quiz["slots"] for exercise in slot["exercises"]]
        for slug, quiz in quizzes.items()
    }
    for slugs in asked.values():
        assert len(slugs) == len(set(slugs))
    assert asked["td5-practice"] == asked["td5"]
    modes = {slug: (quiz["mode"], quiz["tries"]) for slug, quiz in quizzes.items()}
    assert modes == {
        "td5": ("graded", 3),
        "td5-practice": ("practice", 0),
        "exam": ("graded", 3),
        "quiz-a": ("graded", 3),
        "quiz-b": ("graded", 3),
        "outline": ("graded", 3),
        "lesson-before": ("graded", 1),
        "lesson-after": ("graded", 3),
    }


def test_every_exercise_belongs_to_a_topic_and_topics_stand_on_topics() -> None:
    topics = [topic["slug"] for topic in COURSE["topics"]]
    assert sorted(topics) == sorted({path.parts[-3] for path in LIBRARY.glob("*/*/exercise.yaml")})
    for position, topic in enumerate(COURSE["topics"]):
        assert set(topic.get("requires", ())) <= set(topics[:position])


@pytest.mark.parametrize("slug", SLUGS)
def test_an_exercise_lives_in_a_folder_of_its_name_and_credits_its_source(slug: str) -> None:
    exercise = read(slug)
    assert exercise["slug"] == slug
    authors = CREDITS[exercise["source"]["seed"]]
    assert authors in str(exercise["source"]["credit"])
    (folder,) = LIBRARY.glob(f"*/{slug}")
    said = "".join(path.read_text() for path in folder.glob("statement.*.md"))
    assert "Artières" in authors or "Artières" not in said


@pytest.mark.parametrize("slug", SLUGS)
def test_questions_come_in_the_same_order_in_both_languages(slug: str) -> None:
    (folder,) = LIBRARY.glob(f"*/{slug}")
    ids = [question["id"] for question in read(slug)["questions"]]
    for language in ("fr", "en"):
        text = Path(folder, f"statement.{language}.md").read_text()
        places = [text.index(f"[[?{name}]]") for name in ids]
        assert all(one < other for one, other in pairwise(places))
