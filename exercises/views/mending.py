"""Mending a statement in the browser: text beside its preview, nothing lost."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import Conflict, Invalid
from exercises import access
from exercises.forms import MendForm
from exercises.models import Exercise
from exercises.services.editing import EDITABLE, files_of, mend
from exercises.statements import StatementError, segments


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, exercise: uuid.UUID, path: str) -> HttpResponse:
    """Show a text file of the current version, and save it as a new version."""
    found = access.exercise_to_edit(request.user, exercise)
    if found.current is None or not EDITABLE.fullmatch(path):
        raise Http404
    text = files_of(found.current).get(path, b"").decode()
    form = MendForm(request.POST or None, initial={"text": text, "seen": found.current.number})
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            version, gate = mend(
                exercise=found,
                path=path,
                text=form.cleaned_data["text"],
                seen=form.cleaned_data["seen"],
                user=request.user,
            )
        except (Conflict, Invalid) as error:
            problems = error.detail.splitlines()
        else:
            said = _("Saved as version %(number)d. It is checked now, then published.") if gate else _(
                "Saved and published as version %(number)d: nothing in it can change a verdict."
            )
            messages.success(request, said % {"number": version.number})
            return redirect("exercises:exercise", exercise)
    shown = form.data.get("text", text) if form.is_bound else text
    context = {
        "exercise": found,
        "path": path,
        "form": form,
        "text": shown,
        "problems": problems,
        "preview": preview_html(found, path, shown),
        "paths": [name for name in sorted(files_of(found.current)) if EDITABLE.fullmatch(name)],
    }
    return render(request, "exercises/edit.html", context, status=422 if problems else 200)


@login_required
@require_POST
def preview(request: HttpRequest, exercise: uuid.UUID, path: str) -> HttpResponse:
    """The typed text as its reader would see it; nothing is saved."""
    found = access.exercise_to_edit(request.user, exercise)
    html = preview_html(found, path, request.POST.get("text", "")[:200_000])
    return render(request, "exercises/preview.html", {"preview": html})


def preview_html(exercise: Exercise, path: str, text: str) -> list[object]:
    """The segments of a Markdown file with a variant's values; empty for other files."""
    version = exercise.current
    if version is None or not path.endswith(".md"):
        return []
    variant = version.variants.order_by("number").first()
    lang = path.split(".")[-2]
    try:
        values = variant.values if variant else {}
        return list(segments({lang: text}, values, lang, bundle=version.bundle_id))
    except StatementError as error:
        return [{"problem": str(error)}]
