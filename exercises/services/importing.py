"""From a loaded folder or zip to a version: stored whole or not at all, the same twice is once."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from core import audit
from core.enqueue import enqueue
from courses.models import Course
from exercises.format import Loaded
from exercises.models import Blob, Check, Exercise, Variant, Version


@dataclass(frozen=True)
class Imported:
    """``new`` is False when this very content was there already."""

    version: Version
    new: bool


@transaction.atomic
def import_version(*, loaded: Loaded, course: Course | None, user: User | None) -> Imported:
    """Store a version in state ``checking``; nothing is published yet."""
    exercise, _ = Exercise.objects.select_for_update().get_or_create(
        course=course, slug=loaded.slug
    )
    known = exercise.versions.filter(content_hash=loaded.content_hash).first()
    if known is not None:
        return Imported(known, new=False)
    Exercise.objects.filter(pk=exercise.pk).update(topic=_topic(loaded), archived_at=None)
    blob, _ = Blob.objects.get_or_create(
        hash=loaded.bundle.hash, defaults={"data": loaded.bundle.blob}
    )
    last = exercise.versions.aggregate(last=Max("number"))["last"] or 0
    version = Version.objects.create(
        exercise=exercise,
        number=last + 1,
        content_hash=loaded.content_hash,
        grading_hash=loaded.grading_hash,
        definition=loaded.definition,
        bundle=blob,
        created_by=user,
    )
    audit.record(
        actor=user,
        action="version-imported",
        subject=version,
        course=course.pk if course else None,
        slug=loaded.slug,
        number=version.number,
    )
    return Imported(version, new=True)


def _topic(loaded: Loaded) -> str:
    topics = loaded.definition.get("topics") or [""]
    return str(topics[0])[:60]


@transaction.atomic
def request_check(*, version: Version) -> Check:
    """Ask a grader to run the publish gate; the version gets ready or refused by its report.

    Pressing twice asks once: a check that is queued or running is returned.
    """
    Version.objects.select_for_update().get(pk=version.pk)
    waiting = version.checks.filter(state__in=(Check.State.QUEUED, Check.State.RUNNING)).first()
    if waiting is not None:
        return waiting
    check = Check.objects.create(version=version)
    enqueue("exercises.dispatch")
    return check


@transaction.atomic
def take_over_variants(*, version: Version, earlier: Version) -> None:
    """A version that cannot change a verdict keeps the deployed variants of the earlier one."""
    if version.grading_hash != earlier.grading_hash:
        raise ValueError("the gradings of these versions differ")
    Variant.objects.bulk_create(
        Variant(
            version=version,
            number=old.number,
            name=old.name,
            seed=old.seed,
            values=old.values,
            questions=old.questions,
        )
        for old in earlier.variants.order_by("number")
    )
    version.state = Version.State.READY
    version.save(update_fields=["state"])
    exercise = version.exercise
    exercise.current = version
    exercise.save(update_fields=["current"])
