from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from web.text import moments
from web.text.typography import NBSP

TODAY = date(2026, 11, 21)
EVENING = datetime(2026, 11, 24, 22, 59, tzinfo=UTC)  # 23:59 in Paris


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", f"mardi 24{NBSP}novembre à 23{NBSP}h{NBSP}59"),
        ("en", f"Tuesday 24{NBSP}November at 11:59{NBSP}pm"),
    ],
)
def test_day_and_time_in_voice(language: str, said: str) -> None:
    with translation.override(language):
        assert moments.full(EVENING, TODAY) == said


def test_near_days_have_names_and_far_ones_their_year() -> None:
    with translation.override("fr"):
        assert moments.day(TODAY, TODAY) == "aujourd’hui"
        assert moments.day(date(2026, 11, 22), TODAY) == "demain"
        assert moments.day(date(2026, 11, 20), TODAY) == "hier"
        assert moments.day(date(2027, 1, 1), TODAY) == f"vendredi 1er{NBSP}janvier 2027"


def test_the_clock() -> None:
    noon = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)
    with translation.override("fr"):
        assert moments.clock(noon) == f"12{NBSP}h"
    with translation.override("en"):
        assert moments.clock(noon) == f"12:00{NBSP}pm"
