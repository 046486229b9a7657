"""Mending a file in the browser: a new version, and no new gate where nothing can change."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.errors import Conflict, Invalid
from exercises.format import FormatErrors, load_files
from exercises.models import Check, Exercise, Version
from exercises.selectors.files import EDITABLE, files_of
from exercises.services.importing import Fate, take_in
from exercises.statements import StatementError, texts


@transaction.atomic
def mend(
    *, exercise: Exercise, path: str, text: str, seen: int, user: User, language: str = "en"
) -> tuple[Version, Fate]:
    """Replace one text file of the current version; the version it makes and what became of it.

    ``seen`` is the version number the author was looking at; ``language`` is for the
    sentences. Raises ``Conflict`` if somebody was faster, ``Invalid`` for another file or
    one that breaks the folder (a line for each thing to mend).
    """
    current = Exercise.objects.select_for_update().get(pk=exercise.pk).current
    if current is None or current.number != seen or exercise.course is None:
        raise Conflict(_("Somebody has changed this exercise meanwhile."), reason="newer")
    if checks_under_way(exercise):
        raise Conflict(_("Another version is being checked. Wait for its report."), reason="check")
    files = files_of(current)
    if path not in files or not EDITABLE.fullmatch(path):
        raise Invalid(_("This file cannot be changed here: send the folder as a zip."))
    files[path] = text.replace("\r\n", "\n").encode()
    try:
        loaded = load_files(files, slug=exercise.slug)
    except FormatErrors as errors:
        raise Invalid("\n".join(one.text(language) for one in errors.problems)) from errors
    version, fate = take_in(loaded=loaded, course=exercise.course, user=user)
    if fate is Fate.PUBLISHED:
        _check_values(version)
    if fate is not Fate.SAME:
        audit.record(
            actor=user,
            action="statement-mended",
            subject=version,
            course=exercise.course_id,
            path=path,
        )
    return version, fate


def checks_under_way(exercise: Exercise) -> bool:
    """Whether a version is at the gate: a change now would be overtaken by it."""
    waiting = (Check.State.QUEUED, Check.State.RUNNING)
    return Check.objects.filter(version__exercise=exercise, state__in=waiting).exists()


def _check_values(version: Version) -> None:
    """No gate runs, so look here: each ``[[name]]`` must have a value in each variant."""
    written = [version.definition.get(part) or {} for part in ("statement", "solution")]
    try:
        for values in version.variants.values_list("values", flat=True):
            for one in written:
                texts(one, values)
    except StatementError as error:
        raise Invalid(
            _("[[%(name)s]] is not a value of every variant.") % {"name": error.name}
        ) from error
