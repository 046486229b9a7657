"""Pasting a roster: preview first."""

import uuid
from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext, ngettext

from courses.access import TEACHERS, course_for
from courses.forms import RosterForm
from courses.roster import read
from courses.services import Outcome, Step, enrol_roster, plan
from courses.views.people import person


@login_required
def roster(request: HttpRequest, course: uuid.UUID) -> HttpResponse:
    """Paste, see what would happen, confirm. Nothing is done before that."""
    found = course_for(request.user, course, roles=TEACHERS)
    form = RosterForm(request.POST or None)
    context = {"course": found, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "courses/roster.html", context)
    lines = read(form.cleaned_data["people"])
    if "confirm" not in request.POST:
        steps = plan(course=found, lines=lines)
        return render(request, "courses/roster.html", {**context, **_summary(steps)})
    steps = enrol_roster(
        course=found, lines=lines, by=person(request), language=get_language() or ""
    )
    entered = sum(step.outcome in (Outcome.NEW, Outcome.ENROLLED, Outcome.BACK) for step in steps)
    said = ngettext("%(count)d person enrolled.", "%(count)d people enrolled.", entered)
    messages.success(request, said % {"count": entered})
    unread = sum(step.outcome is Outcome.UNREADABLE for step in steps)
    if unread:
        messages.warning(
            request, gettext("Lines that could not be read: %(count)d.") % {"count": unread}
        )
    return redirect("courses:people", found.public_id)


def _summary(steps: list[Step]) -> dict[str, object]:
    counts = Counter(step.outcome for step in steps)
    entering = len(steps) - counts[Outcome.UNREADABLE] - counts[Outcome.UNCHANGED]
    # what needs the eye comes first
    order = [Outcome.UNREADABLE, Outcome.NEW, Outcome.BACK, Outcome.ENROLLED, Outcome.UNCHANGED]
    return {
        "steps": sorted(steps, key=lambda step: order.index(step.outcome)),
        "counts": {outcome.value: counts[outcome] for outcome in Outcome},
        "entering": entering,
    }
