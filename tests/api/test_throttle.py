"""How often a program may ask."""

import pytest
from django.core.cache import cache

from accounts.models import User
from api.throttles import TokenThrottle
from tests.people import program


@pytest.fixture(autouse=True)
def _three_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(TokenThrottle, "THROTTLE_RATES", {"token": "3/min"})


def test_too_many_requests_get_429_and_a_time_to_come_back(ines: User) -> None:
    client = program(ines)
    answers = [client.get("/api/v1/me/") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[3].json()["code"] == "throttled"
    assert int(answers[3].headers["Retry-After"]) > 0


def test_one_program_does_not_use_up_the_rate_of_another(ines: User, malik: User) -> None:
    one, other, of_another = program(ines), program(ines), program(malik)
    for _ in range(4):
        one.get("/api/v1/me/")
    assert other.get("/api/v1/me/").status_code == 200
    assert of_another.get("/api/v1/me/").status_code == 200
