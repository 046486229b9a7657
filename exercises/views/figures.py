"""Figures of a statement, from the bundle that the exercise was published with."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from exercises.models import Blob
from graders.bundle import Bundle

# a bundle never changes, so neither does a figure of it; `private`: only for who signed in
_HEADERS = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    # an SVG opened by itself is a document: it may style itself and do nothing else
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}


@require_GET
@login_required
def figure(request: HttpRequest, bundle: str, path: str) -> HttpResponse:
    """One SVG below ``figures/`` of a bundle; whatever else lies in it is not served."""
    row = Blob.objects.filter(hash=bundle).first()
    if row is None or not (path.startswith("figures/") and path.endswith(".svg")):
        raise Http404
    found = Bundle.unpack(bytes(row.data)).files.get(path)
    if found is None:
        raise Http404
    return HttpResponse(found, content_type="image/svg+xml", headers=_HEADERS)


@require_GET
@login_required
def no_listing(request: HttpRequest, bundle: str) -> HttpResponse:
    """The folder itself has no page; its address is what relative paths are read below."""
    raise Http404
