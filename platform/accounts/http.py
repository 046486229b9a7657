"""Typed requests: behind ``login_required`` the user is a person."""

from django.http import HttpRequest

from accounts.models import User


class SignedIn(HttpRequest):
    """The request of somebody who is signed in."""

    user: User
