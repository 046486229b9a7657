"""Reading people and tokens."""

import unicodedata

from django.db.models import QuerySet

from accounts.models import PersonalToken, User


def fold(text: str) -> str:
    """The form in which names and addresses are compared: no outer space, one form, one case."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def user_by_email(email: str) -> User | None:
    """Whoever has this address, in any case."""
    return User.objects.filter(email__iexact=fold(email)).first()


def user_by_login(login: str) -> User | None:
    """Whoever signs in with ``login``: an e-mail address or a user name.

    Two user names that differ by case alone are told apart only by typing them exactly.
    """
    if "@" in login:
        return user_by_email(login)
    exact = User.objects.filter(username=login.strip()).first()
    if exact is not None:
        return exact
    near = list(User.objects.filter(username__iexact=fold(login))[:2])
    return near[0] if len(near) == 1 else None


def tokens_of(user: User) -> QuerySet[PersonalToken]:
    """The tokens of ``user`` that still work or have expired; newest first."""
    return PersonalToken.objects.filter(user=user, revoked_at=None).order_by("-created_at")
