"""The first page and the page of a course."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import SignedIn
from courses.access import STAFF, course_for, role_of
from quizzes.models import Quiz
from quizzes.selectors.home import home as home_of
from quizzes.selectors.lines import main_line, quiz_lines
from quizzes.selectors.teaching import taught_course
from quizzes.selectors.topics import topic_lines
from web.text import language


@login_required
@require_GET
def home(request: SignedIn) -> HttpResponse:
    """What is due, what came back, practice; for teachers their courses; never nothing."""
    page = home_of(request.user, language.current())
    template = "home_teacher" if page.teaches else "home_empty" if page.empty else "home"
    return render(request, f"quizzes/{template}.html", {"home": page})


@login_required
@require_GET
def course(request: SignedIn, course: uuid.UUID) -> HttpResponse:
    """The quizzes of a course with dates, state and points."""
    found = course_for(request.user, course)
    role = role_of(request.user, found)
    if role in STAFF:
        context = {"course": found, "taught": taught_course(found, role, language.current())}
        return render(request, "quizzes/course_teacher.html", context)
    quizzes = Quiz.objects.filter(course=found, published=True, topic=None)
    lines = quiz_lines(quizzes, request.user, language.current())
    context = {
        "course": found,
        "main": main_line(lines),
        "graded": [line for line in lines if not line.practice],
        "practice": [line for line in lines if line.practice],
        "topics": topic_lines(found, request.user, language.current()),
    }
    return render(request, "quizzes/course.html", context)
