"""In which order queued gradings are served."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest

from exercises.models import Grading

LOOKED_AT = 2000


@dataclass(frozen=True)
class Place:
    """One queued grading. ``round``: how many of the same student are served before it."""

    grading: uuid.UUID
    user: int
    course: int
    priority: int
    round: int = 0


def in_line(served: Mapping[int, float]) -> list[Place]:
    """The queued gradings in fair order (see ``fair``), the first ``LOOKED_AT`` that came."""
    queued = Grading.objects.filter(state=Grading.State.QUEUED).order_by("priority", "created_at")
    rows = queued.values_list("pk", "submission__user", "submission__course", "priority")
    running = Grading.objects.filter(state=Grading.State.RUNNING)
    busy = set(running.values_list("submission__user", flat=True))
    return fair([Place(*row) for row in rows[:LOOKED_AT]], busy, served)


def fair(places: Iterable[Place], busy: set[int], served: Mapping[int, float]) -> list[Place]:
    """Places in the order of service: one student's one after another, courses in turn.

    Regrades (a higher ``priority``) come last, whoever they are for. ``places`` are in the
    order in which they came. Whoever is ``busy``, having a running grading, begins one round
    later. ``served``: when each course had its latest turn; who has waited longest begins.
    """
    had: dict[int, int] = dict.fromkeys(busy, 1)
    rounds: dict[tuple[int, int], dict[int, list[Place]]] = {}
    for place in places:
        number = had.get(place.user, 0)
        had[place.user] = number + 1
        courses = rounds.setdefault((place.priority, number), {})
        courses.setdefault(place.course, []).append(replace(place, round=number))
    return [
        place
        for key in sorted(rounds)
        for turn in zip_longest(*_by_turn(rounds[key], served))
        for place in turn
        if place is not None
    ]


def _by_turn(courses: dict[int, list[Place]], served: Mapping[int, float]) -> list[list[Place]]:
    """Lists of courses; among those never served, whose first came first."""
    return [courses[course] for course in sorted(courses, key=lambda c: served.get(c, 0.0))]
