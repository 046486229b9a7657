"""Making a course and changing its settings."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext

from accounts.models import User
from accounts.services import clean_name
from core import audit
from core.errors import Invalid, NotAllowed
from courses.access import may_create_courses
from courses.models import Course, Role, new_code
from courses.services.places import enrol


@transaction.atomic
def create_course(
    *, by: User, title: Mapping[str, str], subtitle: Mapping[str, str] | None = None
) -> Course:
    """A new course with ``by`` as its teacher. ``title`` is a text by language.

    Raises ``NotAllowed`` for whoever may not make courses, ``Invalid`` without a title.
    """
    if not may_create_courses(by):
        raise NotAllowed(gettext("Only operators and teachers can make courses."))
    texts = _texts(title)
    if not texts:
        raise Invalid(gettext("A title is needed in at least one language."))
    course = Course.objects.create(
        slug=_free_slug(next(iter(texts.values()))), title=texts, subtitle=_texts(subtitle or {})
    )
    audit.record(actor=by, action="course.created", subject=course, course=course.pk)
    enrol(course=course, user=by, role=Role.TEACHER)
    return course


@transaction.atomic
def rename_course(
    *, course: Course, title: Mapping[str, str], subtitle: Mapping[str, str], by: User
) -> Course:
    """Change title and subtitle. Raises ``Invalid`` without a title."""
    texts = _texts(title)
    if not texts:
        raise Invalid(gettext("A title is needed in at least one language."))
    course.title, course.subtitle = texts, _texts(subtitle)
    course.save(update_fields=["title", "subtitle"])
    audit.record(actor=by, action="course.renamed", subject=course, course=course.pk)
    return course


@transaction.atomic
def renew_join_code(*, course: Course, by: User) -> Course:
    """A new link; the old one leads nowhere from now on."""
    course.join_code = new_code()
    course.save(update_fields=["join_code"])
    audit.record(actor=by, action="course.link-renewed", subject=course, course=course.pk)
    return course


@transaction.atomic
def set_join_open(*, course: Course, open_: bool, by: User) -> Course:
    """Open or close the link."""
    course.join_open = open_
    course.save(update_fields=["join_open"])
    action = "course.link-opened" if open_ else "course.link-closed"
    audit.record(actor=by, action=action, subject=course, course=course.pk)
    return course


def _texts(texts: Mapping[str, str]) -> dict[str, str]:
    cleaned = {language: clean_name(text) for language, text in texts.items()}
    return {language: text for language, text in cleaned.items() if text}


def _free_slug(title: str) -> str:
    base = slugify(title)[:60] or "course"
    if not Course.objects.filter(slug=base).exists():
        return base
    return f"{base}-{new_code()}"
