"""Sign-in, password, account."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views import i18n
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView

from accounts.forms import ProfileForm, ResetForm, SignInForm, TokenForm, profile_of
from accounts.models import PersonalToken, User
from accounts.selectors import tokens_of
from accounts.services import (
    create_personal_token,
    keep_language,
    revoke_personal_token,
    update_profile,
)

AFTER_RESET = "after-reset"
A_YEAR = 365 * 24 * 3600


def safe_next(request: HttpRequest) -> str:
    """Where the visitor was going, if that is on this site; else nothing."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    here = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if here else ""


def speak(response: HttpResponse, language: str) -> HttpResponse:
    """Answer from now on in ``language`` (in the browser's, if empty)."""
    if language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=A_YEAR,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    else:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
    return response


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Django's switch; a person's choice is also kept for their other devices."""
    language = request.POST.get("language", "")
    if isinstance(request.user, User) and language in dict(settings.LANGUAGES):
        keep_language(user=request.user, language=language)
    return i18n.set_language(request)


class SignIn(auth.LoginView):
    """By user name or e-mail address."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def form_valid(self, form: Form) -> HttpResponse:
        """Sign in, and go on in the person's language."""
        response = super().form_valid(form)  # type: ignore[arg-type]
        language = getattr(self.request.user, "language", "")
        return speak(response, language) if language else response


class SignOut(auth.LogoutView):
    """By POST only: a link in a page must not sign anybody out."""

    http_method_names = ("post", "options")


class Reset(FormView):  # type: ignore[type-arg]  # generic for the checker alone
    """Ask for a link. The answer is the same whether the address is known or not."""

    form_class = ResetForm
    template_name = "accounts/reset.html"
    success_url = reverse_lazy("accounts:reset-sent")

    def form_valid(self, form: ResetForm) -> HttpResponse:
        """Have the letter sent."""
        form.send()
        return super().form_valid(form)


class ResetSent(TemplateView):
    """What happens next."""

    template_name = "accounts/reset_sent.html"


class ResetConfirm(auth.PasswordResetConfirmView):
    """Set the password, once, and go on signed in."""

    template_name = "accounts/reset_confirm.html"
    post_reset_login = True
    post_reset_login_backend = "accounts.backends.NameOrEmailBackend"

    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Remember where the letter leads: a redirect will shorten the address."""
        if target := safe_next(self.request):
            self.request.session[AFTER_RESET] = target
        return super().dispatch(*args, **kwargs)

    def get_success_url(self) -> str:
        """Where the letter said, or home."""
        return self.request.session.pop(AFTER_RESET, "") or reverse("quizzes:home")

    def form_valid(self, form: Any) -> HttpResponse:
        """Say that it is done."""
        response = super().form_valid(form)
        messages.success(self.request, gettext("Your password is set."))
        return response


@method_decorator(login_required, name="dispatch")
class Password(auth.PasswordChangeView):
    """Change one's password; other browsers are signed out."""

    template_name = "accounts/password.html"
    success_url = reverse_lazy("accounts:account")

    def form_valid(self, form: Any) -> HttpResponse:
        """Say that it is done."""
        response = super().form_valid(form)
        messages.success(self.request, gettext("Your password is changed."))
        return response


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Name, language, and the way to password and tokens."""
    user = _person(request)
    form = ProfileForm(request.POST or None, initial=profile_of(user))
    if request.method == "POST" and form.is_valid():
        update_profile(user=user, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return speak(redirect("accounts:account"), user.language)
    return render(request, "accounts/account.html", {"form": form, "tokens": tokens_of(user)})


@login_required
@never_cache
@sensitive_post_parameters()
def tokens(request: HttpRequest) -> HttpResponse:
    """Make a token. Its secret is in this one answer and nowhere else."""
    user = _person(request)
    form = TokenForm(request.POST or None, initial={"scopes": ["read"]})
    secret = ""
    if request.method == "POST" and form.is_valid():
        _, secret = create_personal_token(user=user, **form.cleaned_data)
        form = TokenForm(initial={"scopes": ["read"]})
    context = {"form": form, "tokens": tokens_of(user), "secret": secret}
    return render(request, "accounts/tokens.html", context)


@login_required
@require_POST
def revoke(request: HttpRequest, token: int) -> HttpResponse:
    """Make one of one's own tokens useless."""
    found = get_object_or_404(PersonalToken, pk=token, user=_person(request))
    revoke_personal_token(token=found)
    # no undo: whoever revokes a token may have lost it to somebody
    messages.success(request, gettext("The token no longer works."))
    return redirect("accounts:tokens")


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
