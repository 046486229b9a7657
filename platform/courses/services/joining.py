"""Coming by a course's link without an account: a letter proves the address."""

import hashlib

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext

from accounts.selectors import fold, user_by_email
from accounts.services import create_user
from core.enqueue import enqueue
from core.errors import Conflict, TooMany
from courses.models import Course
from web.text.language import localized

AN_HOUR = 3600
LETTERS_PER_ADDRESS = 3
LETTERS_PER_COURSE = 500


def ask_by_mail(*, course: Course, name: str, email: str, language: str) -> None:
    """Send a letter with which ``email`` comes back to the course's link, signed in.

    What the caller sees is the same whether the address has an account or not. Nobody is
    enrolled before they have opened their letter. Raises ``Conflict`` where the link is
    closed, ``TooMany`` where letters are asked for too fast.
    """
    if not course.join_open:
        raise Conflict(gettext("This link is closed. Ask a teacher of the course to open it."))
    email = fold(email)
    _count(f"course-{course.pk}", LETTERS_PER_COURSE)
    _count(f"address-{hashlib.sha256(email.encode()).hexdigest()}", LETTERS_PER_ADDRESS)
    then = reverse("courses:join", kwargs={"code": course.join_code})
    user = user_by_email(email)
    if user is None:
        user = create_user(name=name, email=email, language=language)
    elif user.has_usable_password():
        enqueue("accounts.send_known", user.pk, localized(course.title, language), then)
        return
    enqueue("accounts.send_invitation", user.pk, localized(course.title, language), then)


def _count(what: str, limit: int) -> None:
    key = f"letters-{what}"
    cache.add(key, 0, AN_HOUR)
    if cache.incr(key) > limit:
        raise TooMany(gettext("Too many letters were asked for. Try again in an hour."))
