"""A teacher's exercises: the list, uploading a folder, the gate's report, the folder back."""

import io
import uuid
import zipfile

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.access import course_for
from courses.models import Role
from exercises import access
from exercises.format import FormatErrors, load_files
from exercises.format.archive import read_zip
from exercises.forms import UploadForm
from exercises.models import Version
from exercises.selectors.reports import latest_report
from exercises.services.editing import files_of
from exercises.services.importing import import_version, request_check


def language() -> str:
    """The reader's language."""
    return get_language() or "en"


@login_required
@require_http_methods(["GET", "POST"])
def exercises(request: HttpRequest, course: uuid.UUID) -> HttpResponse:
    """The exercises a course may use; POST uploads a folder."""
    found = course_for(request.user, course, roles=(Role.TEACHER, Role.GRADER))
    form = UploadForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        course_for(request.user, course, roles=(Role.TEACHER,))
        try:
            loaded = load_files(read_zip(form.cleaned_data["archive"].read()))
        except FormatErrors as errors:
            problems = [problem.text(language()) for problem in errors.problems]
        else:
            imported = import_version(loaded=loaded, course=found, user=request.user)
            if imported.version.state != Version.State.READY:
                request_check(version=imported.version)
            else:
                messages.info(request, _("This very content is published already."))
            return redirect("exercises:exercise", imported.version.exercise.public_id)
    rows = access.exercises_of(request.user, found).select_related("current", "course")
    context = {
        "course": found,
        "own": [row for row in rows if row.course_id == found.pk],
        "library": [row for row in rows if row.course_id is None],
        "form": form,
        "problems": problems,
        "may_edit": True,
    }
    status = 422 if problems or form.errors else 200
    return render(request, "exercises/list.html", context, status=status)


@login_required
@require_GET
def exercise(request: HttpRequest, exercise: uuid.UUID) -> HttpResponse:
    """One exercise: its newest version, what the gate says of it, its earlier versions."""
    found = access.exercise_for(request.user, exercise)
    versions = list(found.versions.order_by("-number").select_related("created_by")[:20])
    newest = versions[0] if versions else None
    context = {
        "exercise": found,
        "newest": newest,
        "versions": versions,
        "report": latest_report(newest, language()) if newest else None,
        "files": sorted(files_of(newest)) if newest else [],
        "variants": newest.variants.order_by("number")[:60] if newest else [],
    }
    template = "exercises/report.html" if request.htmx else "exercises/exercise.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@login_required
@require_POST
def check(request: HttpRequest, exercise: uuid.UUID) -> HttpResponse:
    """Run the gate again on the newest version."""
    found = access.exercise_to_edit(request.user, exercise)
    newest = found.versions.order_by("-number").first()
    if newest is not None:
        request_check(version=newest)
    return redirect("exercises:exercise", exercise)


@login_required
@require_GET
def download(request: HttpRequest, exercise: uuid.UUID) -> HttpResponse:
    """The newest version's folder as a zip, as its author wrote it."""
    found = access.exercise_for(request.user, exercise)
    newest = found.versions.order_by("-number").first()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in sorted(files_of(newest).items() if newest else ()):
            archive.writestr(f"{found.slug}/{path}", data)
    name = f"{found.slug}-v{newest.number if newest else 0}.zip"
    return HttpResponse(
        buffer.getvalue(),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
