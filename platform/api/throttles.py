"""How often a program may ask."""

from typing import TYPE_CHECKING

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from core.tokens import Token

if TYPE_CHECKING:  # the framework reads this module while it defines APIView
    from rest_framework.views import APIView


def caller_of(request: Request) -> str:
    """A short name for who asks: a token, a person, or nobody."""
    if isinstance(request.auth, Token):
        return f"token:{request.auth.digest[:32]}"
    if request.user.is_authenticated:
        return f"user:{request.user.public_id}"
    return ""


class TokenThrottle(SimpleRateThrottle):
    """Each token has a rate of its own; so has each person, and each address without either."""

    scope = "token"

    def get_cache_key(self, request: Request, view: "APIView") -> str:
        """The bucket of this request."""
        return f"throttle:{caller_of(request) or self.get_ident(request)}"
