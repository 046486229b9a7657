"""Setting a quiz: create it, its dates and rules, the exercises in it."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import SignedIn
from core.errors import Conflict
from courses.access import course_for
from courses.models import Role
from exercises.access import exercises_of
from exercises.models import Exercise
from quizzes import access
from quizzes.forms import NewQuizForm, QuizForm
from quizzes.models import Slot
from quizzes.selectors.gradebook import slot_title
from quizzes.services import setting
from web.text import language

TEACHER = (Role.TEACHER,)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: SignedIn, course: uuid.UUID) -> HttpResponse:
    """A new quiz, empty and not yet visible."""
    found = course_for(request.user, course, roles=TEACHER)
    form = NewQuizForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        quiz = setting.create_quiz(
            course=found,
            title=form.cleaned_data["title"],
            language=language.current(),
            actor=request.user,
        )
        return redirect("quizzes:edit", quiz.public_id)
    status = 422 if form.errors else 200
    return render(request, "quizzes/new.html", {"course": found, "form": form}, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, quiz: uuid.UUID) -> HttpResponse:
    """Dates and rules; the list of slots with what can be added."""
    found = access.quiz_to_teach(request.user, quiz, roles=TEACHER)
    form = QuizForm.of(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        setting.change_quiz(quiz=found, actor=request.user, **form.fields_of_quiz())
        messages.success(request, _("Saved."))
        return redirect("quizzes:edit", quiz)
    slots = list(found.slots.prefetch_related("pool__exercise__current"))
    used = {entry.exercise_id for slot in slots for entry in slot.pool.all()}
    usable = exercises_of(request.user, found.course).select_related("current")
    context = {
        "quiz": found,
        "form": form,
        "slots": [(slot, slot_title(slot, language.current())) for slot in slots],
        "usable": [row for row in usable.order_by("slug") if row.pk not in used and row.current],
    }
    return render(request, "quizzes/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def add(request: SignedIn, quiz: uuid.UUID) -> HttpResponse:
    """Publish an exercise into the quiz."""
    found = access.quiz_to_teach(request.user, quiz, roles=TEACHER)
    usable = exercises_of(request.user, found.course)
    try:
        exercise = usable.get(public_id=request.POST.get("exercise", ""))
    except (Exercise.DoesNotExist, ValidationError) as error:
        raise Http404 from error
    try:
        setting.add_exercise(quiz=found, exercise=exercise, actor=request.user)
    except Conflict as error:
        messages.error(request, error.detail)
    return redirect("quizzes:edit", quiz)


@login_required
@require_POST
def remove(request: SignedIn, quiz: uuid.UUID, slot: int) -> HttpResponse:
    """Take a slot out, as long as nobody has it."""
    found = access.quiz_to_teach(request.user, quiz, roles=TEACHER)
    row = Slot.objects.filter(quiz=found, position=slot).first()
    if row is not None:
        try:
            setting.remove_slot(slot=row, actor=request.user)
        except Conflict as error:
            messages.error(request, error.detail)
    return redirect("quizzes:edit", quiz)


@login_required
@require_POST
def move(request: SignedIn, quiz: uuid.UUID, slot: int) -> HttpResponse:
    """Move a slot one place up."""
    found = access.quiz_to_teach(request.user, quiz, roles=TEACHER)
    setting.move_up(quiz=found, position=slot, actor=request.user)
    return redirect("quizzes:edit", quiz)
