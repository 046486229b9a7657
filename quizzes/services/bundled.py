"""The bundled course: ``course.yaml`` beside its exercises → course, quizzes, slots."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from ruamel.yaml import YAML

from courses.models import Course
from exercises.models import Exercise
from quizzes.models import Quiz, Slot, SlotExercise, Topic


class CourseError(Exception):
    """A quiz asks exercises that the library does not have."""

    def __init__(self, quiz: str, missing: Sequence[str]) -> None:
        named = ", ".join(missing)
        super().__init__(f"course.yaml: quiz `{quiz}` asks {named}, which the library has not.")


def read_course(path: Path) -> dict[str, Any]:
    """The course file as plain data; a topic's exercises are those of the folder of its name."""
    data = dict(YAML(typ="safe", pure=True).load(path))
    for topic in data.get("topics", ()):
        beside = path.parent / topic["slug"]
        topic["exercises"] = sorted(file.parent.name for file in beside.glob("*/exercise.yaml"))
    return data


@transaction.atomic
def load_course(*, slug: str, data: dict[str, Any]) -> Course:
    """Make or update the course and its quizzes; what people did in them stays."""
    course, _ = Course.objects.update_or_create(
        slug=slug,
        defaults={"title": data["title"], "subtitle": data.get("subtitle", {})},
    )
    for entry in data["quizzes"]:
        load_quiz(course=course, data=entry)
    load_topics(course=course, entries=data.get("topics", ()))
    return course


def load_topics(*, course: Course, entries: Sequence[Mapping[str, Any]]) -> None:
    """Make or update the topics, each with a practice quiz on its exercises, easy ones first."""
    for position, entry in enumerate(entries, start=1):
        quiz = load_quiz(
            course=course,
            data={
                "slug": f"topic-{entry['slug']}",
                "title": entry["title"],
                "intro": entry.get("about", {}),
                "mode": Quiz.Mode.PRACTICE,
                "tries": 0,
                "slots": [{"exercises": [slug]} for slug in _easy_first(entry["exercises"])],
            },
        )
        about = {"title": entry["title"], "about": entry.get("about", {})}
        Topic.objects.update_or_create(
            course=course,
            slug=entry["slug"],
            defaults={**about, "position": position, "quiz": quiz},
        )
    topics = {topic.slug: topic for topic in Topic.objects.filter(course=course)}
    for entry in entries:
        topics.pop(entry["slug"]).requires.set(
            Topic.objects.filter(course=course, slug__in=entry.get("requires", ()))
        )
    for left in topics.values():
        left.delete()  # its practice stays: somebody may have worked in it


def _easy_first(slugs: Sequence[str]) -> list[str]:
    rows = Exercise.objects.filter(course=None, slug__in=slugs, current__isnull=False)
    found = rows.values_list("current__definition__difficulty", "slug")
    return [slug for _, slug in sorted((level or 3, slug) for level, slug in found)]


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
    _lay_out(quiz, data["slots"])
    return quiz


def _lay_out(quiz: Quiz, entries: Sequence[Mapping[str, Any]]) -> None:
    """The slots in their order; one that asked the same before keeps its row, so its items.

    What the file no longer names goes, or to the end where somebody worked on it.
    """
    before: dict[frozenset[int], Slot] = {}
    for slot in quiz.slots.prefetch_related("pool"):
        before[frozenset(entry.exercise_id for entry in slot.pool.all())] = slot
    for position, entry in enumerate(entries, start=1):
        pool = Exercise.objects.filter(course=None, slug__in=entry["exercises"])
        ids = frozenset(pool.values_list("pk", flat=True))
        if len(ids) < len(entry["exercises"]):
            missing = set(entry["exercises"]) - set(pool.values_list("slug", flat=True))
            raise CourseError(quiz.slug, sorted(missing))
        slot = before.pop(ids) if ids in before else Slot(quiz=quiz)
        slot.position, slot.variant_name = position, entry.get("variant", "")
        slot.points = int(1000 * entry["points"]) if "points" in entry else worth(pool)
        slot.save()
        for id_ in ids:
            SlotExercise.objects.get_or_create(slot=slot, exercise_id=id_)
    for place, slot in enumerate(before.values(), start=len(entries) + 1):
        if slot.items.exists():
            slot.position = place
            slot.save()
        else:
            slot.delete()


def worth(pool: QuerySet[Exercise]) -> int:
    """What full marks in a pool's exercises are worth by themselves, in thousandths."""
    totals = [
        sum(question["points"] for question in exercise.current.definition["questions"])
        for exercise in pool.select_related("current")
        if exercise.current is not None
    ]
    return max(totals, default=0)
