"""Who may see which course. Strangers get 404, people inside with too low a role 403."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from accounts.models import User
from core.errors import NotAllowed
from courses.access import STAFF, TEACHERS, course_for, courses_of, role_of
from courses.models import Course, Enrolment, Role
from courses.services import leave
from tests.people import browser, make_course

PAGES = ("people", "roster", "settings", "tokens")
ACTIONS = ("link/renew", "link/open", "link/close", "tokens/1/revoke")


def page(course: Course, name: str) -> str:
    return f"/courses/{course.public_id}/{name}/"


def test_everybody_inside_finds_the_course(course: Course, ines: User, teacher: User) -> None:
    assert course_for(ines, course.public_id) == course
    assert course_for(teacher, course.public_id, roles=TEACHERS) == course


def test_the_stranger_finds_nothing(course: Course, charlie: User) -> None:
    with pytest.raises(Http404):
        course_for(charlie, course.public_id)
    with pytest.raises(Http404):
        course_for(charlie, course.public_id, roles=STAFF)
    with pytest.raises(Http404):
        course_for(AnonymousUser(), course.public_id)
    with pytest.raises(Http404):
        course_for(charlie, uuid.uuid4())


def test_too_low_a_role_is_told_so(course: Course, ines: User, grader: User) -> None:
    with pytest.raises(NotAllowed):
        course_for(ines, course.public_id, roles=STAFF)
    with pytest.raises(NotAllowed):
        course_for(grader, course.public_id, roles=TEACHERS)


def test_who_left_is_a_stranger(course: Course, ines: User, teacher: User) -> None:
    leave(place=Enrolment.objects.get(user=ines), by=teacher)
    assert role_of(ines, course) is None
    assert list(courses_of(ines)) == []
    with pytest.raises(Http404):
        course_for(ines, course.public_id)


def test_an_operator_sees_no_course_they_are_not_in(course: Course, charlie: User) -> None:
    charlie.is_staff = charlie.is_superuser = True
    charlie.save()
    assert role_of(charlie, course) is None


def test_each_course_comes_with_ones_role_in_it(course: Course, teacher: User, ines: User) -> None:
    other = make_course("other", teacher=ines, student=teacher)
    roles = {row.slug: row.role for row in courses_of(teacher)}  # type: ignore[attr-defined]
    assert roles == {course.slug: Role.TEACHER, other.slug: Role.STUDENT}


@pytest.mark.parametrize("name", PAGES)
def test_the_stranger_meets_404_on_every_page(course: Course, charlie: User, name: str) -> None:
    assert browser(charlie).get(page(course, name)).status_code == 404
    assert browser(charlie).post(page(course, name), {"people": "x@y.org"}).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_visitors_are_sent_to_the_door(course: Course, name: str) -> None:
    answer = browser().get(page(course, name))
    assert answer.headers["Location"].startswith("/sign-in/?next=")


@pytest.mark.parametrize("name", PAGES)
def test_students_are_refused_with_a_sentence(course: Course, ines: User, name: str) -> None:
    answer = browser(ines).get(page(course, name))
    assert answer.status_code == 403
    assert "Only the teachers of this course can do this." in answer.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_teachers_see_every_page(course: Course, teacher: User, name: str) -> None:
    assert browser(teacher).get(page(course, name)).status_code == 200


@pytest.mark.parametrize("name", [name for name in PAGES if name != "people"])
def test_graders_see_people_and_change_nothing(course: Course, grader: User, name: str) -> None:
    assert browser(grader).get(page(course, "people")).status_code == 200
    assert browser(grader).get(page(course, name)).status_code == 403


@pytest.mark.parametrize("name", ACTIONS)
def test_nobody_but_teachers_acts(
    course: Course, charlie: User, ines: User, grader: User, name: str
) -> None:
    assert browser(charlie).post(page(course, name)).status_code == 404
    assert browser(ines).post(page(course, name)).status_code == 403
    assert browser(grader).post(page(course, name)).status_code == 403


@pytest.mark.parametrize("name", ACTIONS)
def test_actions_take_a_post(course: Course, teacher: User, name: str) -> None:
    assert browser(teacher).get(page(course, name)).status_code == 405
