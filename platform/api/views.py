"""The page of the API, and its answer where there is nothing."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext

from api.errors import CONTENT_TYPE, problem


def docs(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document, readable and to be tried out. Everything comes from this site."""
    return render(request, "api/docs.html")


def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """404 as a problem, not as a page: a program asks here."""
    detail = gettext("There is nothing here. Addresses of the API end with a slash.")
    body = problem(404, "not-found", detail).data
    return JsonResponse(body, status=404, content_type=CONTENT_TYPE)
