"""The places in the bar: home, and the courses one is in."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from courses.access import courses_of
from web.text.language import localized

MOST = 2


def places(request: HttpRequest) -> dict[str, Any]:
    """Context of the bar: one query, and only on pages that draw it."""
    return {"nav": SimpleLazyObject(lambda: _places(request))}


def _places(request: HttpRequest) -> list[dict[str, Any]]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    home = reverse("quizzes:home")
    found = [{"url": home, "label": _("Home"), "current": request.path == home}]
    for course in courses_of(user)[:MOST]:
        url = reverse("quizzes:course", args=[course.public_id])
        current = request.path.startswith(url)
        found.append({"url": url, "label": localized(course.title), "current": current})
    return found
