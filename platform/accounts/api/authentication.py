"""``Authorization: Bearer …`` with a personal token."""

from django.utils.translation import gettext
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.models import PersonalToken, User
from accounts.services import PREFIX
from core import tokens

REALM = 'Bearer realm="gradus"'


def bearer(request: Request) -> str | None:
    """The secret that the request carries, or None. Raises ``AuthenticationFailed``."""
    words = get_authorization_header(request).split()
    if not words or words[0].lower() != b"bearer":
        return None
    try:
        (secret,) = words[1:]
        return secret.decode("ascii")
    except ValueError as error:
        raise AuthenticationFailed(gettext("Authorization: Bearer takes one token.")) from error


class PersonalTokenAuthentication(BaseAuthentication):
    """``request.user`` is the owner of the token, ``request.auth`` the token."""

    def authenticate(self, request: Request) -> tuple[User, PersonalToken] | None:
        """The person and the token; None where the request carries none of this kind."""
        secret = bearer(request)
        if secret is None or not secret.startswith(f"{PREFIX}_"):
            return None
        token = tokens.use(PersonalToken.objects.select_related("user"), secret)
        if token is None or not token.user.is_active:
            raise AuthenticationFailed(gettext("This token is unknown, expired or revoked."))
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """What a 401 says it wants."""
        return REALM
