"""Putting checked folders into the database without a server: ``exercise load``.

The gate has run where the folder lies. So a version is stored together with its report and
its variants, or not at all; the same folder twice changes nothing.
"""

import msgspec
from django.db import transaction

from core import audit, clock
from courses.models import Course
from exercises.format import Loaded
from exercises.models import Check, Exercise, Version
from exercises.services.checking import make_ready
from exercises.services.importing import (
    Fate,
    harmless,
    import_version,
    make_current,
    take_over_variants,
)
from graders.contracts import Report


class NotReady(ValueError):
    """The report of the gate refuses this exercise: it is not stored."""


@transaction.atomic
def settle(*, loaded: Loaded, course: Course | None) -> tuple[Version, Fate] | None:
    """Make the exercise current where the gate need not see it; None where it must.

    That is so for content that was published before, and for changes that cannot change a
    verdict.
    """
    exercise = Exercise.objects.filter(course=course, slug=loaded.slug).first()
    if exercise is None or exercise.current is None:
        return None
    known = exercise.versions.filter(
        content_hash=loaded.content_hash, state=Version.State.READY
    ).first()
    if known is not None and known.pk == exercise.current.pk:
        return known, Fate.SAME
    if known is not None:
        make_current(known)
        audit.record(
            actor=None,
            action="version-restored",
            subject=known,
            course=course.pk if course else None,
        )
        return known, Fate.AGAIN
    if not harmless(loaded, exercise.current):
        return None
    version = import_version(loaded=loaded, course=course, user=None).version
    take_over_variants(version=version, earlier=exercise.current)
    return version, Fate.PUBLISHED


@transaction.atomic
def publish(*, loaded: Loaded, course: Course | None, report: Report) -> Version:
    """Store what passed the gate, with its report and variants, as the current version.

    Raises ``NotReady`` for a report that refuses it.
    """
    if not report.ok:
        raise NotReady(loaded.slug)
    version = import_version(loaded=loaded, course=course, user=None).version
    Check.objects.create(
        version=version,
        state=Check.State.DONE,
        ok=True,
        lines=msgspec.to_builtins(report.lines),
        cpu_ms=report.cpu_ms,
        finished_at=clock.now(),
    )
    make_ready(version=version, variants=report.variants)
    return version
