"""The order of sheets on the first page and on the course's, and the one main button."""

import datetime
import re

import pytest
from django.urls import reverse

from core import clock
from quizzes.models import Quiz
from tests.people import browser
from tests.quizzes.factories import NUMERIC, World, exercise, quiz_of, world
from tests.quizzes.pages import Student, text_of

pytestmark = pytest.mark.django_db
HOME = "/"
MAIN = re.compile(r'<button class="btn main">(.*?)</button>', re.DOTALL)


@pytest.fixture
def place() -> World:
    """A quiz due tomorrow."""
    return world(due_at=clock.now() + datetime.timedelta(days=1))


def test_sheets_stand_in_the_order_of_the_course_not_of_their_titles(place: World) -> None:
    """A due date comes first; what has none, or the same, stands as the course sets it."""
    Quiz.objects.update(title={"en": "Zeta"}, due_at=None)
    for slug, title in (("second", "Alpha"), ("dated", "Omega")):
        quiz_of(place.course, exercise(slug, NUMERIC), slug=slug)
        Quiz.objects.filter(slug=slug).update(title={"en": title})
    Quiz.objects.filter(slug="dated").update(due_at=clock.now() + datetime.timedelta(days=9))
    for address in (HOME, reverse("quizzes:course", args=[place.course.public_id])):
        page = text_of(browser(place.ines).get(address).content.decode())
        assert page.index("Start Omega") < page.index("Start Zeta") < page.index("Start Alpha")


def test_what_is_under_way_comes_first_with_the_one_main_button(place: World) -> None:
    """Before an earlier date; practice has a button that is never the main one."""
    other = quiz_of(place.course, exercise("other", NUMERIC), slug="other")
    quiz_of(place.course, exercise("drill", NUMERIC), slug="drill", mode="practice")
    Quiz.objects.filter(pk=other.pk).update(title={"en": "Other", "fr": "Autre"})
    Quiz.objects.filter(slug="drill").update(title={"en": "Drill", "fr": "Gammes"})
    ines = Student(place.ines, other)
    for address in (HOME, reverse("quizzes:course", args=[place.course.public_id])):
        shown = ines.client.get(address).content.decode()
        assert [text_of(one).strip() for one in MAIN.findall(shown)] == ["Start Sheet 5"]
        assert "Practise Drill" in text_of(shown)
    ines.start()
    for address in (HOME, reverse("quizzes:course", args=[place.course.public_id])):
        shown = ines.client.get(address).content.decode()
        assert [text_of(one).strip() for one in MAIN.findall(shown)] == ["Continue Other"]
        page = text_of(shown)
        assert page.index("Continue Other") < page.index("Start Sheet 5")


def test_a_sheet_that_is_closed_does_not_take_the_main_button(place: World) -> None:
    """It stands first by its date on the course's page, and has no button."""
    Quiz.objects.update(due_at=clock.now() - datetime.timedelta(days=1))
    other = quiz_of(place.course, exercise("other", NUMERIC), slug="other")
    Quiz.objects.filter(pk=other.pk).update(title={"en": "Other"})
    address = reverse("quizzes:course", args=[place.course.public_id])
    shown = browser(place.ines).get(address).content.decode()
    assert [text_of(one).strip() for one in MAIN.findall(shown)] == ["Start Other"]
