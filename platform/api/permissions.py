"""Scopes: what a token may do. Somebody who signed in on the site may do all that is theirs."""

from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from core.tokens import SCOPES, Token


class _HasScope(BasePermission):
    scope = ""
    code = "scope-missing"

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Signed in, and if by a token, one with the scope."""
        self.message = f"This token lacks the scope '{self.scope}'."
        if not request.user.is_authenticated:
            return False
        return not isinstance(request.auth, Token) or self.scope in request.auth.scopes


def HasScope(scope: str) -> type[BasePermission]:  # noqa: N802 (it is used as a class)
    """The permission class that demands ``scope``."""
    if scope not in SCOPES:
        raise ValueError(f"no scope is called {scope!r}")
    return type(f"HasScope_{scope}", (_HasScope,), {"scope": scope})
