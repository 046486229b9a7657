"""The bundled course: ``course.yaml`` beside its exercises → course, quizzes, slots."""

from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from ruamel.yaml import YAML

from courses.models import Course
from exercises.models import Exercise
from quizzes.models import Quiz, Slot, SlotExercise


def read_course(path: Path) -> dict[str, Any]:
    """The course file as plain data."""
    return dict(YAML(typ="safe", pure=True).load(path))


@transaction.atomic
def load_course(*, slug: str, data: dict[str, Any]) -> Course:
    """Make or update the course and its quizzes; what people did in them stays."""
    course, _ = Course.objects.update_or_create(
        slug=slug,
        defaults={"title": data["title"], "subtitle": data.get("subtitle", {})},
    )
    for entry in data["quizzes"]:
        load_quiz(course=course, data=entry)
    return course


def load_quiz(*, course: Course, data: dict[str, Any]) -> Quiz:
    """Make or update one quiz. Slots keep their row, so attempts keep their items."""
    quiz, _ = Quiz.objects.update_or_create(
        course=course,
        slug=data["slug"],
        defaults={
            "title": data["title"],
            "intro": data.get("intro", {}),
            "mode": data.get("mode", Quiz.Mode.GRADED),
            "tries": data.get("tries", 3),
            "keep": data.get("keep", Quiz.Keep.BEST),
            "published": True,
        },
    )
    for position, entry in enumerate(data["slots"], start=1):
        pool = Exercise.objects.filter(course=None, slug__in=entry["exercises"])
        slot, _ = Slot.objects.update_or_create(
            quiz=quiz,
            position=position,
            defaults={
                "points": int(1000 * entry["points"]) if "points" in entry else worth(pool),
                "variant_name": entry.get("variant", ""),
            },
        )
        slot.pool.exclude(exercise__in=pool).delete()
        for exercise in pool:
            SlotExercise.objects.get_or_create(slot=slot, exercise=exercise)
    return quiz


def worth(pool: QuerySet[Exercise]) -> int:
    """What full marks in a pool's exercises are worth by themselves, in thousandths."""
    totals = [
        sum(question["points"] for question in exercise.current.definition["questions"])
        for exercise in pool.select_related("current")
        if exercise.current is not None
    ]
    return max(totals, default=0)
