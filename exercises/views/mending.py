"""Mending a statement in the browser: text beside its preview, nothing lost."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import SignedIn
from core.errors import Conflict, Invalid
from exercises import access
from exercises.forms import MendForm
from exercises.models import Exercise, Variant
from exercises.selectors.files import EDITABLE, files_of
from exercises.services.editing import mend
from exercises.statements import StatementError, segments
from exercises.views.authoring import address, told
from web.text import language


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, exercise: uuid.UUID, path: str) -> HttpResponse:
    """Show a text file of the current version, and save it as a new version."""
    found = access.exercise_to_edit(request.user, exercise)
    files = files_of(found.current) if found.current else {}
    if found.current is None or path not in files or not EDITABLE.fullmatch(path):
        raise Http404
    text = files[path].decode()
    form = MendForm(request.POST or None, initial={"text": text, "seen": found.current.number})
    problems = [str(error) for errors in form.errors.values() for error in errors]
    if request.method == "POST" and form.is_valid():
        try:
            version, fate = mend(
                exercise=found,
                path=path,
                user=request.user,
                language=language.current(),
                **form.cleaned_data,
            )
        except (Conflict, Invalid) as error:
            problems = error.detail.splitlines()
        else:
            messages.success(request, told(version, fate))
            return redirect(address(version))
    shown = form.data.get("text", text) if form.is_bound else text
    variant = _variant(found, request.POST.get("variant", ""))
    context = {
        "exercise": found,
        "path": path,
        "form": form,
        "text": shown,
        "theirs": text if problems and _behind(form, found) else "",
        "problems": problems,
        "preview": preview_of(found, path, shown, variant),
        "variants": found.current.variants.order_by("number")[:60],
        "variant": variant,
        "files": [name for name in sorted(files) if EDITABLE.fullmatch(name)],
    }
    return render(request, "exercises/edit.html", context, status=422 if problems else 200)


def _behind(form: MendForm, exercise: Exercise) -> bool:
    """Whether the form was opened on an earlier version than the current one."""
    current = exercise.current
    return current is not None and form.data.get("seen") != str(current.number)


@login_required
@require_POST
def preview(request: SignedIn, exercise: uuid.UUID, path: str) -> HttpResponse:
    """The typed text as its reader would see it; nothing is saved."""
    found = access.exercise_to_edit(request.user, exercise)
    variant = _variant(found, request.POST.get("variant", ""))
    pieces = preview_of(found, path, request.POST.get("text", "")[:200_000], variant)
    return render(request, "exercises/preview.html", {"preview": pieces})


def _variant(exercise: Exercise, number: str) -> Variant | None:
    """The variant of the current version with this number, or its first one."""
    if exercise.current is None:
        return None
    rows = exercise.current.variants.order_by("number")
    chosen = rows.filter(number=int(number)) if number.isdecimal() and len(number) < 6 else rows
    return chosen.first() or rows.first()


def preview_of(exercise: Exercise, path: str, text: str, variant: Variant | None) -> list[Any]:
    """The segments of a Markdown file with a variant's values; empty for other files."""
    version = exercise.current
    if version is None or not path.endswith(".md"):
        return []
    lang = path.split(".")[-2]
    values = variant.values if variant else {}
    try:
        return list(segments({lang: text}, values, lang, bundle=version.bundle_id))
    except StatementError as error:
        said = _("[[%(name)s]] is not a value of this variant.") % {"name": error.name}
        return [{"problem": said}]
