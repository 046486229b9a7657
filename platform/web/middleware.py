"""Errors that a user may cause, as pages. The API turns them into problems of its own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.errors import GradusError

Answer = Callable[[HttpRequest], HttpResponse]


class ErrorPages:
    """A ``GradusError`` that no view answered becomes a page with its sentence and its status."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page, for errors of ours alone."""
        if not isinstance(error, GradusError):
            return None
        context = {"reason": error.detail, "status": error.status}
        return render(request, "web/problem.html", context, status=error.status)
