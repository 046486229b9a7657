"""The course's link."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext

from accounts.models import User
from courses.access import course_by_code, role_of
from courses.forms import LetterForm
from courses.models import Course
from courses.services import ask_by_mail
from courses.services import join as enter


def join(request: HttpRequest, code: str) -> HttpResponse:
    """Enter a course by its link; whoever has no account gets one by e-mail."""
    course = course_by_code(code)
    user = request.user
    if role_of(user, course) is not None:
        return redirect("quizzes:course", course.public_id)
    if not course.join_open:
        return render(request, "courses/join_closed.html", {"course": course}, status=403)
    if not isinstance(user, User):
        return _stranger(request, course)
    if request.method == "POST":
        enter(course=course, user=user)
        messages.success(request, gettext("You are in the course."))
        return redirect("quizzes:course", course.public_id)
    return render(request, "courses/join.html", {"course": course})


def _stranger(request: HttpRequest, course: Course) -> HttpResponse:
    form = LetterForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent:
        ask_by_mail(course=course, language=get_language() or "", **form.cleaned_data)
    return render(request, "courses/join_door.html", {"course": course, "form": form, "sent": sent})
