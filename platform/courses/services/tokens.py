"""Tokens of machines that work in one course."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import Identity, User
from accounts.services import clean_name, known_scopes
from core import audit, clock
from core.errors import Invalid, NotAllowed
from core.tokens import digest, hint, new_token
from courses.models import Course, CourseToken

PREFIX = "gradus_course"


@transaction.atomic
def create_course_token(
    *, course: Course, name: str, issuer: str, scopes: Collection[str], by: User
) -> tuple[CourseToken, str]:
    """A token for a machine that speaks for people of ``issuer``, and its secret, shown once.

    Raises ``NotAllowed`` for an issuer whose people are in other courses already: a
    teacher could otherwise speak for people whom another system vouches for. An operator
    may make such a token.
    """
    name, issuer = clean_name(name)[:100], issuer.strip()
    if not name or not issuer or len(issuer) > 255:
        raise Invalid(gettext("A name and an issuer are needed."))
    if not by.is_staff and _used_elsewhere(issuer, course):
        raise NotAllowed(
            gettext("People of this issuer are in other courses. Ask an operator for this token.")
        )
    secret = new_token(PREFIX)
    token = CourseToken.objects.create(
        course=course,
        issuer=issuer,
        created_by=by,
        name=name,
        digest=digest(secret),
        hint=hint(secret),
        scopes=known_scopes(scopes),
    )
    audit.record(
        actor=by,
        action="token.created",
        subject=token,
        course=course.pk,
        issuer=issuer,
        scopes=token.scopes,
    )
    return token, secret


def _used_elsewhere(issuer: str, course: Course) -> bool:
    people = Identity.objects.filter(issuer=issuer)
    return people.exclude(user__enrolments__course=course).exists()


@transaction.atomic
def revoke_course_token(*, token: CourseToken, by: User) -> None:
    """Make ``token`` useless, at once and for good."""
    CourseToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=clock.now())
    audit.record(actor=by, action="token.revoked", subject=token, course=token.course_id)
