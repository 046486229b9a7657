"""Signing in with a user name or an e-mail address, whatever the case."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from accounts.models import User
from accounts.selectors import user_by_login


class NameOrEmailBackend(ModelBackend):
    """Finds a person by what they typed: an address if it has an ``@``, else a user name."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """The person, or None if the name is unknown, the password wrong, or they are inactive."""
        if not username or password is None:
            return None
        user = user_by_login(username)
        if user is None:
            # the same work as for a known name: the time must not tell which names exist
            User().set_password(password)
            return None
        if user.check_password(password) and self.user_can_authenticate(user):
            return user
        return None
