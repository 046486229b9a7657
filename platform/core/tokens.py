"""Bearer tokens: shown once, kept as a digest."""

import datetime as dt
import hashlib
import secrets
from typing import TypeVar

from django.db import models
from django.db.models import Q

from core import clock

# what a token may be allowed to do, in the order in which it is listed
SCOPES = ("read", "submit", "grades", "author")
# writing "last used" at every request would turn each read into a write
USE_IS_NOTED_EVERY = dt.timedelta(minutes=1)


def new_token(prefix: str) -> str:
    """A new secret of 256 bits, recognisable by its prefix (for secret scanners)."""
    return f"{prefix}_{secrets.token_urlsafe(32)}"


def digest(token: str) -> str:
    """What is stored. A plain SHA-256 suffices: the token has full entropy."""
    return hashlib.sha256(token.encode()).hexdigest()


def hint(token: str) -> str:
    """The end of a secret, enough for its owner to know which one it is."""
    return token[-4:]


class Token(models.Model):
    """Base of the token tables."""

    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField(max_length=12, editable=False)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def expired(self) -> bool:
        """Whether its time is over."""
        return self.expires_at is not None and self.expires_at <= clock.now()


AnyToken = TypeVar("AnyToken", bound=Token)


def use(tokens: models.QuerySet[AnyToken], secret: str) -> AnyToken | None:
    """The token whose secret this is, if it still works; notes that it was used."""
    now = clock.now()
    token = (
        tokens.filter(digest=digest(secret), revoked_at=None)
        .filter(Q(expires_at=None) | Q(expires_at__gt=now))
        .first()
    )
    if token is None:
        return None
    if token.last_used_at is None or now - token.last_used_at > USE_IS_NOTED_EVERY:
        token.last_used_at = now
        token.save(update_fields=["last_used_at"])
    return token
