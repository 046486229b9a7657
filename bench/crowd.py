"""Inside a running Gradus: make a crowd, let it queue, look at its books.

Run by ``manage.py shell`` as ``from bench.crowd import tell; tell("people", 50)``: prints JSON.
"""

import json
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet, Sum

from accounts.models import User
from accounts.services import create_personal_token, create_user
from bench.questions import QUESTION, answer
from core.models import Event
from core.tokens import SCOPES
from courses.models import Course, Role
from courses.services.places import enrol
from exercises.models import Grading, Submission, Variant
from exercises.services.submitting import WAITING_PER_PERSON, create_submission, understand
from quizzes.models import Attempt, Item
from quizzes.services.scoring import attempt_points, item_points

EXERCISE = "jacobian-sigmoid-layer"


def people(count: int, prefix: str = "crowd") -> list[str]:
    """That many new students of the bundled course; their tokens."""
    return [create_personal_token(user=u, name="b", scopes=SCOPES)[1] for u in _new(count, prefix)]


@transaction.atomic
def _new(count: int, prefix: str) -> list[User]:
    course = Course.objects.order_by("pk")[0]
    made = []
    for number in range(count):
        user = create_user(name=f"Student {number}", username=f"{prefix}-{number}")
        enrol(course=course, user=user, role=Role.STUDENT, by=None)
        made.append(user)
    return made


def rush(count: int, prefix: str) -> list[tuple[float, str, int]]:
    """Queue that many right answers at once, outside of any quiz, and wait for all verdicts.

    Of each: when it was finished (seconds), state, points.
    """
    course = Course.objects.order_by("pk")[0]
    variant = Variant.objects.filter(version__exercise__slug=EXERCISE)[0]
    read = understand(variant=variant, question=QUESTION, raw=answer("autograd.py"))
    users = _new(-(-count // WAITING_PER_PERSON), prefix)
    with transaction.atomic():
        for number in range(count):
            create_submission(understood=read, user=users[number % len(users)], course=course)
    mine = Grading.objects.filter(submission__user__in=users)
    _wait(mine)
    return [
        (g.finished_at.timestamp() if g.finished_at else 0, g.state, g.points or 0) for g in mine
    ]


def _wait(rows: QuerySet[Grading], seconds: float = 600) -> None:
    """Until none is open. Raises ``TimeoutError``."""
    limit = time.monotonic() + seconds
    while rows.filter(state__in=("queued", "running")).exists():
        if time.monotonic() > limit:
            raise TimeoutError("some verdicts do not come")
        time.sleep(0.5)


def books(seconds: float) -> dict[str, Any]:
    """What the crowd's books say: each submission, and whatever contradicts itself.

    Events that a killed program did not handle are handled by the sweep within ``seconds``.
    """
    limit = time.monotonic() + seconds
    while Event.objects.filter(handled_at=None).exists() and time.monotonic() < limit:
        time.sleep(1)
    mine = Submission.objects.filter(user__username__startswith="crowd-")
    gradings = Grading.objects.filter(submission__in=mine)
    told = Counter(
        event.payload["submission"] for event in Event.objects.filter(name="graded").iterator()
    )
    rows = gradings.annotate(count=Count("parts"), sum=Sum("parts__points"))
    return {
        "submissions": {
            str(g.submission_id): {
                "state": g.state,
                "answered": g.answered,
                "points": g.points,
                "score": g.submission.score,
                "parts": g.count,
                "sum": g.sum,
                "tries": g.tries,
                "told": told[str(g.submission_id)],
                "pointed": g.submission.current_grading_id == g.pk,
                "seconds": (g.finished_at - g.created_at).total_seconds() if g.finished_at else 0,
            }
            for g in rows.select_related("submission")
        },
        "rows": [mine.count(), gradings.count()],
        "unhandled": Event.objects.filter(handled_at=None).count(),
        "wrong sums": _wrong_sums(),
    }


def _wrong_sums() -> int:
    items = Item.objects.filter(attempt__user__username__startswith="crowd-")
    attempts = Attempt.objects.filter(user__username__startswith="crowd-")
    wrong = [item for item in items if item.points != item_points(item)]
    return len(wrong) + len([a for a in attempts if a.points != attempt_points(a)])


ANSWERS: dict[str, Callable[..., Any]] = {
    "people": people,
    "rush": rush,
    "books": books,
}


def tell(what: str, *arguments: Any) -> None:
    """Print one of the answers above."""
    print(json.dumps(ANSWERS[what](*arguments)))
