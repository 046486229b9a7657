"""Bearer tokens: shown once, kept as a digest."""

import hashlib
import secrets

from django.db import models


def new_token(prefix: str) -> str:
    """A new secret of 256 bits, recognisable by its prefix (for secret scanners)."""
    return f"{prefix}_{secrets.token_urlsafe(32)}"


def digest(token: str) -> str:
    """What is stored. A plain SHA-256 suffices: the token has full entropy."""
    return hashlib.sha256(token.encode()).hexdigest()


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
