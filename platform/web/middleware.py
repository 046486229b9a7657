"""Errors that a user may cause, as pages (the API has problems of its own), and static files."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

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


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc] # it has no types
    """WhiteNoise, with each file in one piece.

    ASGI would collect a synchronous stream all the same, with a warning.
    """

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponse:
        """The file, or the part of it that was asked for."""
        found = static_file.get_response(request.method, request.META)
        content = b""
        if found.file is not None:
            with found.file as file:
                content = file.read()
        reply = HttpResponse(content, status=int(found.status))
        del reply["content-type"]
        for name, value in found.headers:
            reply[name] = value
        return reply
