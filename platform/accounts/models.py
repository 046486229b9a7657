"""People, where they come from, and their API tokens."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from core.tokens import Token


class UserManager(BaseUserManager["User"]):
    """Makes users; e-mail may be absent (an LMS need not tell it)."""

    def create_user(
        self, name: str, *, email: str | None = None, password: str | None = None, **fields: object
    ) -> "User":
        """A user called ``name``; without a password they can only come by an identity."""
        email = self.normalize_email(email).strip() if email else None
        user = self.model(name=name.strip(), email=email or None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, name: str, **fields: object) -> "User":
        """An operator."""
        return self.create_user(name, is_staff=True, is_superuser=True, **fields)  # type: ignore[arg-type]


class User(AbstractBaseUser, PermissionsMixin):
    """A person. ``username`` is what they type to sign in when they have no e-mail."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField(max_length=150, null=True, blank=True, unique=True)
    # null, not empty: two people without an address do not share one
    email = models.EmailField(null=True, blank=True)  # noqa: DJ001
    name = models.CharField(max_length=150)
    language = models.CharField(max_length=8, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "public_id"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = (models.UniqueConstraint(Lower("email"), name="one_user_per_email"),)

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """At most two letters, for the round sign in the bar."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


class Identity(models.Model):
    """How another system names a user: (issuer, subject), as in OpenID Connect and LTI."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "identities"
        constraints = (
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_user_per_identity"),
        )


class PersonalToken(Token):
    """A token with which a program acts as one user, within ``scopes``."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
