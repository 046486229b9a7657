"""Exercises, variants and submissions made by hand, without folders and without a grader."""

from typing import Any

from accounts.models import User
from courses.models import Course, Enrolment, Role
from exercises.models import Blob, Exercise, Grading, Submission, Variant, Version
from graders.bundle import Bundle

CODE = {
    "id": "jacobian",
    "kind": "code",
    "points": 4000,
    "runtime": "numpy",
    "defines": ["jacobian(A, v)"],
    "limits": {},
    "starter": "",
}


def make_course(slug: str = "rnn") -> Course:
    """A course."""
    return Course.objects.create(slug=slug, title={"fr": "Réseaux", "en": "Networks"})


def make_student(course: Course, name: str, role: str = Role.STUDENT) -> User:
    """Somebody enrolled in the course."""
    user = User.objects.create_user(name, username=name.lower().replace(" ", "-"))
    Enrolment.objects.create(course=course, user=user, role=role)
    return user


def make_variant(
    *, slug: str = "jac", course: Course | None = None, questions: dict[str, Any] | None = None
) -> Variant:
    """A published exercise with one variant."""
    questions = {"jacobian": CODE} if questions is None else questions
    definition = {"slug": slug, "title": {"en": slug}, "questions": list(questions.values())}
    bundle = Bundle({"exercise.json": slug.encode()})
    blob, _ = Blob.objects.get_or_create(hash=bundle.hash, defaults={"data": bundle.blob})
    exercise = Exercise.objects.create(slug=slug, course=course)
    version = Version.objects.create(
        exercise=exercise,
        number=1,
        state=Version.State.READY,
        content_hash=slug,
        grading_hash=slug,
        definition=definition,
        bundle=blob,
    )
    Exercise.objects.filter(pk=exercise.pk).update(current=version)
    return Variant.objects.create(
        version=version, number=1, seed=7, values={"n": 3}, questions=questions
    )


def make_grading(variant: Variant, user: User, course: Course, **fields: Any) -> Grading:
    """A queued grading of a fresh submission."""
    name, prepared = next(iter(variant.questions.items()))
    submission = Submission.objects.create(
        variant=variant,
        question=name,
        kind=prepared["kind"],
        user=user,
        course=course,
        answer="def jacobian(A, v): ...",
        read="def jacobian(A, v): ...",
        max_score=prepared["points"],
    )
    grading = Grading.objects.create(submission=submission, **fields)
    submission.current_grading = grading
    submission.save(update_fields=["current_grading"])
    return grading
