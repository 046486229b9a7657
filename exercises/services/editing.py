"""Mending a statement in the browser: a new version, and no new gate where nothing can change."""

import re

from django.db import transaction
from django.utils.translation import get_language

from accounts.models import User
from core import audit
from core.errors import Conflict, Invalid
from exercises.format import FormatErrors, load_files
from exercises.models import Exercise, Version
from exercises.services.importing import import_version, request_check, take_over_variants
from graders.bundle import DEFINITION, Bundle

EDITABLE = re.compile(r"(statement|solution)\.[a-z]{2}\.md|exercise\.yaml")


def files_of(version: Version) -> dict[str, bytes]:
    """The files of a version as its author wrote them."""
    files = dict(Bundle.unpack(bytes(version.bundle.data)).files)
    files.pop(DEFINITION, None)
    return files


def _keeps_variants(version: Version, current: Version) -> bool:
    """Whether the deployed variants serve the new version as they are.

    Prepared questions hold the author's sentences: a mended one has to be prepared again.
    """
    return bool(
        version.grading_hash == current.grading_hash
        and version.definition["questions"] == current.definition["questions"]
    )


@transaction.atomic
def mend(
    *, exercise: Exercise, path: str, text: str, seen: int, user: User
) -> tuple[Version, bool]:
    """Replace one text file of the current version; returns it and whether the gate must run.

    ``seen`` is the version number the author was looking at. Raises ``Conflict`` if
    somebody was faster, ``Invalid`` for another file or one that breaks the folder.
    """
    current = Exercise.objects.select_for_update().get(pk=exercise.pk).current
    if current is None or current.number != seen:
        raise Conflict("Somebody has changed this exercise meanwhile. Your text is kept below.")
    if not EDITABLE.fullmatch(path):
        raise Invalid(f"{path} cannot be changed here; upload the folder as a zip.")
    files = files_of(current)
    files[path] = text.replace("\r\n", "\n").encode()
    try:
        loaded = load_files(files, slug=exercise.slug)
    except FormatErrors as errors:
        language = get_language() or "en"
        told = [problem.text(language) for problem in errors.problems]
        raise Invalid("\n".join(told)) from errors
    imported = import_version(loaded=loaded, course=exercise.course, user=user)
    version = imported.version
    if not imported.new:
        return version, False
    same = _keeps_variants(version, current)
    if same:
        take_over_variants(version=version, earlier=current)
    else:
        request_check(version=version)
    audit.record(
        actor=user,
        action="statement-mended",
        subject=version,
        course=exercise.course_id,
        path=path,
    )
    return version, not same
