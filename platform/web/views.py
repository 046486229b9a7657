"""Pages that belong to no app: errors, and the gallery of components."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader

from web import gallery


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, as a page."""
    return render(request, "web/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403; the sentence of the exception, where it has one, says why."""
    return render(request, "web/403.html", {"reason": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; never the path or the patterns tried."""
    return render(request, "web/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, rendered without touching the session or the database, which may be what failed."""
    return HttpResponseServerError(loader.render_to_string("web/500.html", {"request": None}))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: usually one opened before signing in."""
    return render(request, "web/csrf.html", status=403)


def show_gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state: for developers (``GALLERY``) and staff."""
    user = getattr(request, "user", None)
    if not (getattr(settings, "GALLERY", False) or getattr(user, "is_staff", False)):
        raise Http404
    return render(request, "web/gallery.html", gallery.context())
