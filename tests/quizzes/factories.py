"""A course with a published quiz, made by hand: no folders, no grader, no gate."""

import hashlib
import random
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from courses.models import Course
from exercises.models import Blob, Exercise, Variant, Version
from graders.bundle import Bundle
from graders.kinds import REGISTRY
from quizzes.models import Quiz, Slot, SlotExercise
from tests.people import give_place, make_course, make_user

VALUES = {"n": 17300, "rate": 0.5, "name": "LSTM"}
FIGURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>'

NUMERIC: dict[str, Any] = {
    "id": "count",
    "kind": "numeric",
    "points": 2000,
    "number": "integer",
    "answer": "4*n",
    "misconceptions": [
        {"id": "three", "value": "3*n", "say": {"fr": "Quatre blocs.", "en": "Four blocks."}}
    ],
}
CHOICE: dict[str, Any] = {
    "id": "gate",
    "kind": "choice",
    "points": 1000,
    "options": [
        {"id": "forget", "text": {"fr": "oubli", "en": "forget"}, "correct": True},
        {"id": "input", "text": {"fr": "entrée", "en": "input"}},
    ],
}
CODE: dict[str, Any] = {
    "id": "jacobian",
    "kind": "code",
    "points": 4000,
    "runtime": "numpy",
    "defines": ["jacobian(A, v)"],
    "starter": "def jacobian(A, v):\n    return A\n",
}
STATEMENT = {
    "fr": "Une couche a [[n]] paramètres, $n = [[n]]$.\n\n[[?count]]\n\nFin.",
    "en": "A layer has [[n]] parameters, $n = [[n]]$.\n\n[[?count]]\n\nThe end.",
}


@dataclass(frozen=True)
class World:
    """A course, its people and its quiz."""

    course: Course
    quiz: Quiz
    ines: User
    malik: User
    claire: User
    charlie: User


def exercise(
    slug: str,
    *questions: dict[str, Any],
    statement: dict[str, str] | None = None,
    variants: int = 3,
    solution: dict[str, str] | None = None,
) -> Exercise:
    """A published exercise of the library with deployed variants."""
    definition = {
        "slug": slug,
        "title": {"fr": f"Exercice {slug}", "en": f"Exercise {slug}"},
        "source": {"place": "TD5, I.(2)", "credit": "T. Artières"},
        "statement": statement or STATEMENT,
        "questions": list(questions),
    }
    if solution:
        definition["solution"] = solution
    bundle = Bundle({"exercise.json": slug.encode(), "figures/cell.svg": FIGURE})
    blob, _ = Blob.objects.get_or_create(hash=bundle.hash, defaults={"data": bundle.blob})
    made = Exercise.objects.create(slug=slug)
    hash_ = hashlib.sha256(slug.encode()).hexdigest()
    version = Version.objects.create(
        exercise=made, number=1, state=Version.State.READY, content_hash=hash_,
        grading_hash=hash_, definition=definition, bundle=blob,
    )  # fmt: skip
    for number in range(1, variants + 1):
        values = {**VALUES, "n": 17300 + 100 * (number - 1)}
        Variant.objects.create(
            version=version, number=number, seed=number, values=values,
            name="sheet" if number == 1 else "",
            questions={q["id"]: prepare(q, values) for q in questions},
        )  # fmt: skip
    made.current = version
    made.save(update_fields=["current"])
    return made


def prepare(question: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """The question as its kind prepares it for a variant."""
    prepared = REGISTRY[question["kind"]].variant(question, values, random.Random(1))
    return {"points": question["points"], **prepared}


def quiz_of(course: Course, *exercises: Exercise, **fields: Any) -> Quiz:
    """A published quiz with one slot an exercise, each on its variant ``sheet``."""
    slug = fields.pop("slug", "td5")
    quiz = Quiz.objects.create(
        course=course, slug=slug, title={"fr": "TD5", "en": "Sheet 5"}, published=True, **fields
    )
    for position, one in enumerate(exercises, start=1):
        assert one.current is not None
        points = sum(q["points"] for q in one.current.definition["questions"])
        slot = Slot.objects.create(
            quiz=quiz, position=position, points=points, variant_name="sheet"
        )
        SlotExercise.objects.create(slot=slot, exercise=one)
    return quiz


def world(*exercises: Exercise, **fields: Any) -> World:
    """Inès and Malik are students, Claire teaches, Charlie is a stranger."""
    claire, ines = make_user("Claire Morel"), make_user("Inès Caradec", username="ines")
    malik, charlie = make_user("Malik Benali"), make_user("Charlie Stranger")
    course = make_course(teacher=claire, student=ines)
    give_place(course, malik)
    quiz = quiz_of(course, *(exercises or (exercise("lstm", NUMERIC),)), **fields)
    return World(course=course, quiz=quiz, ines=ines, malik=malik, claire=claire, charlie=charlie)
