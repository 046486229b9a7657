"""Making and changing people, their identities and their tokens."""

import datetime as dt
import unicodedata
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from accounts.models import Identity, PersonalToken, User
from accounts.selectors import fold, user_by_email
from core import audit, clock
from core.errors import Conflict, Invalid
from core.tokens import SCOPES, digest, hint, new_token

PREFIX = "gradus_user"
NAME_LENGTH = 150


def clean_name(name: str) -> str:
    """``name`` on one line, in one Unicode form, without control characters."""
    kept = (" " if unicodedata.category(c)[0] in "CZ" else c for c in name)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())[:NAME_LENGTH]


@transaction.atomic
def create_user(
    *,
    name: str,
    email: str | None = None,
    username: str | None = None,
    password: str | None = None,
    language: str = "",
) -> User:
    """A new person. Without a password they come by an identity or set one by e-mail.

    Raises ``Invalid`` for a name, address or user name that cannot be used, ``Conflict``
    if the address or the user name is taken.
    """
    name = clean_name(name)
    if not name:
        raise Invalid(gettext("A name is needed."))
    email = _usable_email(email) if email else None
    username = _usable_username(username) if username else None
    try:
        with transaction.atomic():
            return User.objects.create_user(
                name, email=email, password=password, username=username, language=language
            )
    except IntegrityError as error:
        raise Conflict(gettext("This address or user name is taken.")) from error


def _usable_email(email: str) -> str:
    email = fold(email)
    try:
        validate_email(email)
    except ValidationError as error:
        raise Invalid(gettext("This is not an e-mail address.")) from error
    return email


def _usable_username(username: str) -> str:
    username = fold(username)
    # an @ would make the name look like somebody's address
    if not username.replace(".", "").replace("-", "").replace("_", "").isalnum():
        raise Invalid(gettext("A user name has letters, digits, points, hyphens and underscores."))
    if User.objects.filter(username__iexact=username).exists():
        raise Conflict(gettext("This address or user name is taken."))
    return username


def provision_identity(
    *, issuer: str, subject: str, name: str = "", email: str | None = None
) -> User:
    """The person whom ``issuer`` calls ``subject``, made on first sight.

    An address that somebody here has already is not taken over, and never links two
    people: the other system only claims it.
    """
    if not issuer or not subject:
        raise Invalid(gettext("Issuer and subject are both needed."))
    known = _identity(issuer, subject)
    if known is not None:
        return known.user
    if email and user_by_email(email) is not None:
        email = None
    try:
        with transaction.atomic():
            user = create_user(name=clean_name(name) or gettext("Guest"), email=email)
            Identity.objects.create(user=user, issuer=issuer, subject=subject)
            audit.record(actor=None, action="user.provisioned", subject=user, issuer=issuer)
            return user
    except IntegrityError:
        # another request provisioned the same person a moment ago
        return Identity.objects.select_related("user").get(issuer=issuer, subject=subject).user


def _identity(issuer: str, subject: str) -> Identity | None:
    rows = Identity.objects.select_related("user")
    return rows.filter(issuer=issuer, subject=subject).first()


def update_profile(*, user: User, name: str, language: str) -> User:
    """Change how a person is called and in which language they read."""
    name = clean_name(name)
    if not name:
        raise Invalid(gettext("A name is needed."))
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    return user


def keep_language(*, user: User, language: str) -> None:
    """Remember in which language ``user`` reads."""
    if user.language != language:
        user.language = language
        user.save(update_fields=["language"])


@transaction.atomic
def create_personal_token(
    *, user: User, name: str, scopes: Collection[str], days: int | None = None
) -> tuple[PersonalToken, str]:
    """A token for ``user`` and its secret, which is not kept and cannot be shown again."""
    name = clean_name(name)[:100]
    if not name:
        raise Invalid(gettext("A name is needed."))
    secret = new_token(PREFIX)
    token = PersonalToken.objects.create(
        user=user,
        name=name,
        digest=digest(secret),
        hint=hint(secret),
        scopes=known_scopes(scopes),
        expires_at=clock.now() + dt.timedelta(days=days) if days else None,
    )
    audit.record(actor=user, action="token.created", subject=token, scopes=token.scopes)
    return token, secret


def known_scopes(scopes: Collection[str]) -> list[str]:
    """``scopes`` in the usual order. Raises ``Invalid`` for none or an unknown one."""
    if not scopes or not set(scopes) <= set(SCOPES):
        raise Invalid(
            gettext("Choose at least one of: %(scopes)s.") % {"scopes": ", ".join(SCOPES)}
        )
    return [scope for scope in SCOPES if scope in scopes]


@transaction.atomic
def revoke_personal_token(*, token: PersonalToken) -> None:
    """Make ``token`` useless, at once and for good."""
    PersonalToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=clock.now())
    audit.record(actor=token.user, action="token.revoked", subject=token)
