"""One shape for every error: problem details, RFC 9457.

``{type, title, status, detail, code}`` and, where fields are at fault, ``errors``: a list
of ``{field, detail, code?}``. ``code`` is stable, for programs; ``detail`` is for people.
"""

import logging
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.serializers import as_serializer_error
from rest_framework.views import set_rollback

from core.errors import GradusError

CONTENT_TYPE = "application/problem+json"
_log = logging.getLogger("django.request")

# names of our own where the framework's would say less
_CODES = {"parse_error": "unreadable-body", "not_authenticated": "sign-in-needed"}


def handle(error: Exception, context: dict[str, Any]) -> Response:
    """The answer to an error raised in a view of the API. Nothing is left half written."""
    set_rollback()
    if isinstance(error, GradusError):
        return _from_ours(error)
    if isinstance(error, Http404):
        error = exceptions.NotFound(gettext("There is nothing here, or it is not yours to see."))
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, exceptions.ValidationError):
        errors = list(fields_at_fault(as_serializer_error(error)))
        detail = gettext("The request cannot be used as it is.")
        return problem(400, "invalid", detail, errors=errors)
    if isinstance(error, exceptions.APIException):
        return _from_framework(error)
    path = context["request"].path
    _log.error("%s failed", path, exc_info=error)
    return problem(
        500, "our-failure", gettext("It is not your fault. The failure is written down.")
    )


def problem(status: int, code: str, detail: str, **more: Any) -> Response:
    """A problem as a response."""
    body = {
        "type": f"urn:gradus:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        **more,
    }
    return Response(body, status=status, content_type=CONTENT_TYPE)


def fields_at_fault(tree: Any, path: str = "") -> Iterator[dict[str, str]]:
    """The leaves of the framework's error tree, each with the path of its field."""
    if isinstance(tree, dict):
        for key, below in tree.items():
            name = path if key == "non_field_errors" else f"{path}.{key}".lstrip(".")
            yield from fields_at_fault(below, name)
    elif isinstance(tree, list):
        for index, below in enumerate(tree):
            nested = isinstance(below, (dict, list))
            yield from fields_at_fault(below, f"{path}.{index}" if nested else path)
    else:
        yield {"field": path, "detail": str(tree), "code": str(getattr(tree, "code", "invalid"))}


def _from_ours(error: GradusError) -> Response:
    more = dict(error.params)
    if isinstance(more.get("errors"), dict):
        named = more["errors"].items()  # type: ignore[attr-defined]
        more["errors"] = [{"field": name, "detail": str(text)} for name, text in named]
    for taken in ("type", "title", "status", "detail", "code"):
        more.pop(taken, None)
    return problem(error.status, error.code, error.detail, **more)


def _from_framework(error: exceptions.APIException) -> Response:
    codes = error.get_codes()
    code = codes if isinstance(codes, str) else error.default_code
    response = problem(
        error.status_code, _CODES.get(code, code.replace("_", "-")), str(error.detail)
    )
    if (wanted := getattr(error, "auth_header", None)) is not None:
        response["WWW-Authenticate"] = wanted
    if (wait := getattr(error, "wait", None)) is not None:
        response["Retry-After"] = str(int(wait) + 1)
    return response
