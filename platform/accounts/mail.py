"""The letters that Gradus sends to people. Written in the reader's language."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlencode, urlsafe_base64_encode

from accounts.models import User


def absolute(path: str) -> str:
    """``path`` on this site. From the settings: a request's Host header may be anybody's."""
    return settings.BASE_URL.rstrip("/") + path


def password_link(user: User, *, then: str = "") -> str:
    """Where ``user``, and only they, can set a password once; goes on to ``then``."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    path = reverse("accounts:reset-confirm", kwargs={"uidb64": uid, "token": token})
    return absolute(path + (f"?{urlencode({'next': then})}" if then else ""))


def send(user: User, letter: str, **context: object) -> None:
    """Send ``accounts/mail/<letter>.txt``: its first line is the subject."""
    if not user.email:
        return
    with translation.override(user.language or settings.LANGUAGE_CODE):
        text = render_to_string(f"accounts/mail/{letter}.txt", {"user": user, **context})
    subject, _, body = text.strip().partition("\n")
    send_mail(subject.strip(), body.strip() + "\n", None, [user.email])
