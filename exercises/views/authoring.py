"""A teacher's exercises: the list, uploading a folder, the gate's report, the folder back."""

import io
import uuid
import zipfile

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import SignedIn
from courses.access import course_for, role_of
from courses.models import Course, Role
from exercises import access
from exercises.format import FormatErrors, load_files
from exercises.format.archive import read_zip
from exercises.forms import UploadForm
from exercises.models import Exercise, Version
from exercises.selectors.files import files_of, statement_path
from exercises.selectors.reports import latest_report
from exercises.services.importing import Fate, request_check, take_in
from graders.messages import render as render_said
from web.text import language

TOLD = {
    Fate.SAME: _("This very content is published already, as version %(number)d."),
    Fate.AGAIN: _("Version %(number)d has this very content: it is the current one again."),
    Fate.PUBLISHED: _("Published as version %(number)d: nothing in it can change a verdict."),
    Fate.CHECKING: _("Stored as version %(number)d. It is checked now, then published."),
}


@login_required
@require_http_methods(["GET", "POST"])
def exercises(request: SignedIn, course: uuid.UUID) -> HttpResponse:
    """The exercises a course may use; POST uploads a folder."""
    staff = (Role.TEACHER, Role.GRADER)
    posted = request.method == "POST"
    found = course_for(request.user, course, roles=(Role.TEACHER,) if posted else staff)
    form = UploadForm(request.POST, request.FILES) if posted else UploadForm()
    problems: list[tuple[str, str]] = []
    if posted and form.is_valid():
        try:
            version, fate = _upload(request, found, form.cleaned_data["archive"])
        except FormatErrors as errors:
            problems = [
                (one.place, render_said(one.said, language.current())) for one in errors.problems
            ]
        else:
            messages.success(request, told(version, fate))
            return redirect(address(version))
    rows = list(access.exercises_of(request.user, found).select_related("current").order_by("slug"))
    context = {
        "course": found,
        "own": [row for row in rows if row.course_id == found.pk],
        "library": [row for row in rows if row.course_id is None],
        "form": form,
        "problems": problems,
        "teaches": role_of(request.user, found) == Role.TEACHER,
    }
    status = 422 if problems or form.errors else 200
    return render(request, "exercises/list.html", context, status=status)


def _upload(
    request: SignedIn, course: Course, archive: "UploadedFile[bytes]"
) -> tuple[Version, Fate]:
    return take_in(loaded=load_files(read_zip(archive.read())), course=course, user=request.user)


def told(version: Version, fate: Fate) -> str:
    """What became of a version, as a sentence."""
    return str(TOLD[fate]) % {"number": version.number}


def address(version: Version) -> str:
    """The page of a version."""
    page = reverse("exercises:exercise", args=[version.exercise.public_id])
    return f"{page}?v={version.number}"


@login_required
@require_GET
def exercise(request: SignedIn, exercise: uuid.UUID) -> HttpResponse:
    """One exercise: a version (the newest, or ``?v=``), what the gate says of it, the others."""
    found = access.exercise_for(request.user, exercise)
    shown = _numbered(found, request.GET.get("v", "")).first()
    report = latest_report(shown, language.current()) if shown else None
    if request.htmx and not (report and report.waiting):  # type: ignore[attr-defined]
        # the report is there: the rest of the page changes with it
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    if shown:  # read after its report: what that has published is seen, never half of it
        shown.refresh_from_db(fields=["state"])
        found.refresh_from_db(fields=["current"])
    files = files_of(shown) if shown else {}
    current = shown is not None and shown.pk == found.current_id
    context = {
        "exercise": found,
        "shown": shown,
        "is_current": current,
        "versions": _numbered(found, "")[:50],
        "report": report,
        "files": sorted(files),
        "mend_path": statement_path(files, language.current()),
        "variants": shown.variants.order_by("number")[:60] if shown and current else [],
        "may_edit": _may_edit(request, found),
    }
    template = "exercises/report.html" if request.htmx else "exercises/exercise.html"  # type: ignore[attr-defined]
    return render(request, template, context)


def _numbered(exercise: Exercise, wanted: str) -> QuerySet[Version]:
    """The version with this number; without one, all of them, the newest first."""
    rows = exercise.versions.select_related("created_by", "exercise").order_by("-number")
    return rows.filter(number=int(wanted)) if wanted.isdecimal() and len(wanted) < 6 else rows


def _may_edit(request: SignedIn, exercise: Exercise) -> bool:
    course = exercise.course
    return course is not None and role_of(request.user, course) == Role.TEACHER


@login_required
@require_POST
def check(request: SignedIn, exercise: uuid.UUID) -> HttpResponse:
    """Run the gate again on a version."""
    found = access.exercise_to_edit(request.user, exercise)
    version = get_object_or_404(_numbered(found, request.POST.get("version", ""))[:1])
    request_check(version=version)
    return redirect(address(version))


@login_required
@require_GET
def download(request: SignedIn, exercise: uuid.UUID) -> HttpResponse:
    """A version's folder (the newest, or ``?v=``) as a zip, as its author wrote it."""
    found = access.exercise_for(request.user, exercise)
    version = get_object_or_404(_numbered(found, request.GET.get("v", ""))[:1])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in sorted(files_of(version).items()):
            archive.writestr(f"{found.slug}/{path}", data)
    name = f"{found.slug}-v{version.number}.zip"
    return HttpResponse(
        buffer.getvalue(),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
