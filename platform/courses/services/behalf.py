"""A machine acts for a person, in its own course only."""

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.services import provision_identity
from core.errors import NotAllowed
from courses.models import CourseToken, Enrolment, Role
from courses.services.places import enrol


@transaction.atomic
def act_on_behalf(*, token: CourseToken, issuer: str, subject: str, name: str = "") -> User:
    """The person whom ``issuer`` calls ``subject``, a student of the token's course.

    They are made and enrolled on first sight. Raises ``NotAllowed`` for another issuer
    than the token's, for teachers and graders of the course, for people who were taken
    out of it and for accounts that are closed.
    """
    if issuer != token.issuer:
        raise NotAllowed(gettext("This token may not act for people of this issuer."))
    user = provision_identity(issuer=issuer, subject=subject, name=name)
    place = Enrolment.objects.filter(course=token.course_id, user=user).first()
    if not user.is_active or (place is not None and place.left_at is not None):
        raise NotAllowed(gettext("This person is no longer in the course."))
    if place is not None and place.role != Role.STUDENT:
        raise NotAllowed(gettext("A token may act for students only."))
    if place is None:
        enrol(course=token.course, user=user)
    return user
