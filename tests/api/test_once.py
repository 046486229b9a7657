"""``Idempotency-Key``: a repeated request does nothing twice."""

import json

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory, force_authenticate
from rest_framework.views import APIView

from accounts.models import User
from api.idempotent import once
from core.clock import now
from core.errors import Conflict
from core.models import Event, IdempotencyKey


class Events(APIView):
    """Writes a row for each request it truly handles."""

    fails = False

    @once
    def post(self, request: Request) -> Response:
        event = Event.objects.create(name="asked", payload=request.data)
        if self.fails:
            raise Conflict("No.")
        return Response({"id": event.pk, "at": now()}, status=201)


def post(user: User, key: str = "", *, fails: bool = False, **body: int) -> Response:
    headers = {"Idempotency-Key": key} if key else {}
    request = APIRequestFactory().post("/api/v1/events/", body, format="json", headers=headers)
    force_authenticate(request, user=user)
    response = Events.as_view(fails=fails)(request)
    assert isinstance(response, Response)
    response.render()
    return response


def test_the_same_request_is_answered_from_the_record(ines: User) -> None:
    first, again = post(ines, "k", n=1), post(ines, "k", n=1)
    assert (first.status_code, again.status_code) == (201, 201)
    assert json.loads(first.content) == json.loads(again.content)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Event.objects.count() == 1


def test_another_request_with_the_key_is_refused(ines: User) -> None:
    post(ines, "k", n=1)
    assert post(ines, "k", n=2).status_code == 422
    assert Event.objects.count() == 1


def test_without_a_key_each_request_counts(ines: User) -> None:
    post(ines, n=1)
    post(ines, n=1)
    assert Event.objects.count() == 2


def test_keys_of_two_people_never_meet(ines: User, malik: User) -> None:
    post(ines, "k", n=1)
    assert "Idempotency-Replayed" not in post(malik, "k", n=1).headers
    assert Event.objects.count() == 2


def test_a_failure_leaves_nothing_and_the_key_is_free(ines: User) -> None:
    assert post(ines, "k", n=1, fails=True).status_code == 409
    assert not Event.objects.exists()
    assert not IdempotencyKey.objects.exists()
    assert post(ines, "k", n=1).status_code == 201


def test_a_key_as_long_as_a_novel_is_refused(ines: User) -> None:
    assert post(ines, "k" * 201, n=1).status_code == 422
