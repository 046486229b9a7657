"""Odd requests, made from the schema by schemathesis: never a failure, always as promised."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from accounts.services import create_personal_token
from core.tokens import SCOPES
from courses.models import Course
from quizzes.models import Attempt, Quiz
from tests.people import program
from tests.quizzes.api.calls import Caller
from tests.quizzes.factories import CHOICE, NUMERIC, exercise, world

pytestmark = pytest.mark.django_db
CHECKS = [not_a_server_error, response_schema_conformance]
Call = Callable[[schemathesis.Case[Any]], Any]


@contextmanager
def one_connection() -> Iterator[None]:
    """A real request closes connections; here that would end the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def call(settings: Any) -> Call:
    """Send a case as Claire, with ids that exist where the case has any id at all."""
    settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = {"token": None}
    there = world(exercise("lstm", NUMERIC, CHOICE))
    done = Caller(program(there.claire), there.quiz).submit("1").json()
    attempt = Attempt.objects.get()
    known = {
        "course": Course.objects.get().public_id,
        "quiz": Quiz.objects.get().public_id,
        "attempt": attempt.pk,
        "submission": done["id"],
        "grading": done["grading"]["id"],
        "exercise": there.quiz.slots.get().exercises.get().public_id,
        "variant": done["variant"],
    }
    _, secret = create_personal_token(user=there.claire, name="odd", scopes=SCOPES)

    def send(case: "schemathesis.Case[Any]") -> Any:
        for name in case.path_parameters or {}:
            case.path_parameters[name] = str(known[name])
        if isinstance(case.body, dict) and "item" in case.body:
            case.body["item"] = str(attempt.items.get().pk)
        with one_connection():
            return case.call(headers={"Authorization": f"Bearer {secret}"})

    return send


schema = schemathesis.openapi.from_wsgi("/api/schema/?format=json", get_wsgi_application())


@schema.exclude(path_regex="/events/$").parametrize()
@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.generate],
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_an_odd_request_gets_what_the_schema_promises(
    case: "schemathesis.Case[Any]", call: Call
) -> None:
    case.validate_response(call(case), checks=CHECKS)
