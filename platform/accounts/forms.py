"""What people type about themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.selectors import fold, user_by_email
from core.enqueue import enqueue
from core.tokens import SCOPES

SCOPE_LABELS = {
    "read": _("Read courses, exercises and verdicts"),
    "submit": _("Submit answers"),
    "grades": _("Read grades"),
    "author": _("Write exercises"),
}


class SignInForm(AuthenticationForm):
    """User name or e-mail address, and password."""

    error_messages = {
        "invalid_login": _("No account has this name and this password."),
        "inactive": _("No account has this name and this password."),
    }

    def __init__(self, request: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = _("User name or e-mail address")
        self.fields["password"].label = _("Password")

    def clean_username(self) -> str:
        """One spelling for one account, so that all its failures are counted together."""
        return fold(self.cleaned_data["username"])


class ResetForm(forms.Form):
    """Ask for a new password. People who never had one may ask too."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def send(self) -> None:
        """Have the letter sent; a known address and an unknown one take the same time."""
        user = user_by_email(self.cleaned_data["email"])
        if user is not None and user.is_active:
            enqueue("accounts.send_reset", user.pk)


class ProfileForm(forms.Form):
    """Name and language."""

    name = forms.CharField(label=_("Name"), max_length=150)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("", _("As the browser says")), *settings.LANGUAGES],
        required=False,
    )


class TokenForm(forms.Form):
    """A new token of a person."""

    name = forms.CharField(
        label=_("What it is for"),
        max_length=100,
        help_text=_("Your own note, for example: notebook."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[(scope, SCOPE_LABELS[scope]) for scope in SCOPES],
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(
        label=_("How long it works"),
        choices=[(30, _("30 days")), (180, _("180 days")), (365, _("one year"))],
        coerce=int,
        initial=180,
    )


def profile_of(user: User) -> dict[str, str]:
    """What ``ProfileForm`` starts from."""
    return {"name": user.name, "language": user.language}
