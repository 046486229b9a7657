"""``Authorization: Bearer …`` with a course's token."""

import uuid

from django.utils.translation import gettext
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.api.authentication import REALM, bearer
from core import tokens
from courses.models import CourseToken
from courses.services.tokens import PREFIX


class Machine:
    """Who a course token is: nobody in particular.

    It is no ``User``, has no place in any course, and every look-up that takes a person
    finds nothing for it: a view that forgets about machines answers 404. Whom a machine
    acts for is resolved in ``courses.api.behalf``.
    """

    is_authenticated = True
    is_active = True
    is_anonymous = False
    is_staff = False
    is_superuser = False
    pk = None
    id = None
    public_id = uuid.UUID(int=0)
    name = "machine"


class CourseTokenAuthentication(BaseAuthentication):
    """``request.user`` is a ``Machine``, ``request.auth`` the token with its course.

    The last of the bearer authentications: it refuses any token nobody knows, so that a
    wrong token never falls back to the cookie of the browser.
    """

    def authenticate(self, request: Request) -> tuple[Machine, CourseToken] | None:
        """The machine and its token; None where the request carries no bearer token."""
        secret = bearer(request)
        if secret is None:
            return None
        token = None
        if secret.startswith(f"{PREFIX}_"):
            rows = CourseToken.objects.select_related("course", "created_by")
            token = tokens.use(rows.filter(course__archived_at=None), secret)
        if token is None:
            raise AuthenticationFailed(gettext("This token is unknown, expired or revoked."))
        return Machine(), token

    def authenticate_header(self, request: Request) -> str:
        """What a 401 says it wants."""
        return REALM
