"""One shape for every error: problem details, RFC 9457."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.test import APIClient, APIRequestFactory
from rest_framework.views import APIView

from accounts.models import User
from api.errors import fields_at_fault
from core.errors import Conflict, GradusError, Invalid, NotAllowed, TooMany
from tests.people import program


class Body(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    whom = serializers.DictField(child=serializers.IntegerField())


def answer_to(error: Exception) -> Response:
    class Failing(APIView):
        authentication_classes = ()
        permission_classes = ()

        def get(self, request: object) -> Response:
            raise error

    response = Failing.as_view()(APIRequestFactory().get("/api/v1/x/"))
    assert isinstance(response, Response)
    response.render()
    assert response.headers["Content-Type"] == "application/problem+json"
    assert set(response.data) >= {"type", "title", "status", "detail", "code"}
    assert response.data["status"] == response.status_code
    return response


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (NotAllowed("No."), 403, "not-allowed"),
        (Conflict("No."), 409, "conflict"),
        (Invalid("No."), 422, "invalid"),
        (TooMany("No."), 429, "too-many"),
        (GradusError("No."), 400, "error"),
        (Http404(), 404, "not-found"),
        (PermissionDenied(), 403, "permission-denied"),
        (exceptions.NotFound(), 404, "not-found"),
        (exceptions.ParseError(), 400, "unreadable-body"),
        (exceptions.UnsupportedMediaType("text/csv"), 415, "unsupported-media-type"),
        (exceptions.Throttled(wait=3), 429, "throttled"),
        (exceptions.MethodNotAllowed("GET"), 405, "method-not-allowed"),
    ],
)
def test_each_error_has_its_status_and_its_code(error: Exception, status: int, code: str) -> None:
    response = answer_to(error)
    assert (response.status_code, response.data["code"]) == (status, code)
    assert response.data["type"] == f"urn:gradus:problem:{code}"


def test_what_an_error_carries_is_passed_on(db: None) -> None:
    response = answer_to(Invalid("No.", errors={"answer": "Not a number."}, readings=[1], status=1))
    assert response.data["errors"] == [{"field": "answer", "detail": "Not a number."}]
    assert (response.data["readings"], response.data["status"]) == ([1], 422)


def test_our_own_failure_says_nothing_of_its_cause(caplog: pytest.LogCaptureFixture) -> None:
    response = answer_to(RuntimeError("/secret/path"))
    assert response.status_code == 500
    assert "/secret/path" not in str(response.data)
    assert "/secret/path" in caplog.text


def test_each_field_at_fault_is_named() -> None:
    body = Body(data={"number": "x", "whom": {"a": "y"}})
    assert not body.is_valid()
    assert [(one["field"], one["code"]) for one in fields_at_fault(body.errors)] == [
        ("number", "invalid"),
        ("whom.a", "invalid"),
    ]


def test_throttled_callers_hear_when_to_come_back() -> None:
    assert answer_to(exceptions.Throttled(wait=3)).headers["Retry-After"] == "4"


@pytest.mark.parametrize("path", ["/api/v1/nothing/", "/api/v1/me", "/api/", "/api/v2/me/"])
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_an_address_that_leads_nowhere_is_a_problem_too(path: str, method: str) -> None:
    answer = getattr(APIClient(enforce_csrf_checks=True), method)(path)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not-found"


def test_without_a_token_the_answer_is_401_and_says_what_is_wanted(db: None) -> None:
    answer = APIClient().get("/api/v1/me/")
    assert (answer.status_code, answer.json()["code"]) == (401, "sign-in-needed")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="gradus"'


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer a b", "Bearer nothing", "Bearer gradus_user_x", "bearer é"]
)
def test_a_wrong_token_never_falls_back_to_the_cookie(ines: User, header: str) -> None:
    client = APIClient()
    client.force_login(ines, backend="accounts.backends.NameOrEmailBackend")
    assert client.get("/api/v1/me/").status_code == 200
    assert client.get("/api/v1/me/", HTTP_AUTHORIZATION=header).status_code == 401


def test_problems_are_in_the_readers_language(ines: User) -> None:
    answer = program(ines).get(
        "/api/v1/courses/00000000-0000-0000-0000-000000000000/", HTTP_ACCEPT_LANGUAGE="fr"
    )
    assert answer.json()["detail"] == "Il n’y a rien ici, ou ce n’est pas à vous de le voir."
