"""From a loaded folder or zip to a version: stored whole or not at all, the same twice is once."""

import enum
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from core import audit
from core.enqueue import enqueue
from courses.models import Course
from exercises.format import FormatErrors, Loaded, load_files
from exercises.models import Blob, Check, Exercise, Variant, Version
from exercises.selectors.files import files_of


class Fate(enum.StrEnum):
    """What becomes of a version that a teacher sends."""

    SAME = "same"  # it is the current one already
    AGAIN = "again"  # an earlier one that was published is the current one again
    PUBLISHED = "published"  # nothing in it can change a verdict: current at once
    CHECKING = "checking"  # the gate must see it first


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
    Exercise.objects.filter(pk=exercise.pk).update(
        topic=_topic(loaded), minutes=loaded.definition["minutes"], archived_at=None
    )
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
def take_in(*, loaded: Loaded, course: Course, user: User) -> tuple[Version, Fate]:
    """Store what a teacher sends, and publish it or have it checked."""
    imported = import_version(loaded=loaded, course=course, user=user)
    version = imported.version
    current = version.exercise.current
    if current is not None and version.pk == current.pk:
        return version, Fate.SAME
    if version.state == Version.State.READY:
        make_current(version)
        audit.record(actor=user, action="version-restored", subject=version, course=course.pk)
        return version, Fate.AGAIN
    if imported.new and current is not None and harmless(loaded, current):
        take_over_variants(version=version, earlier=current)
        return version, Fate.PUBLISHED
    request_check(version=version)
    return version, Fate.CHECKING


def harmless(loaded: Loaded, current: Version) -> bool:
    """Whether the gate would say of ``loaded`` what it said of ``current``, word for word.

    Texts of questions stand in the variants, so that a change in them needs new ones.
    """
    if loaded.grading_hash != current.grading_hash:
        return False
    try:
        before = load_files(files_of(current))
    except FormatErrors:  # written when the format allowed more
        return False
    questions = before.definition["questions"]
    return before.gate_hash == loaded.gate_hash and questions == loaded.definition["questions"]


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
    make_current(version)


def make_current(version: Version) -> None:
    """From now on students get this version."""
    exercise = version.exercise
    exercise.current = version
    exercise.save(update_fields=["current"])
