"""The people of a course: roles, leaving, coming back."""

import pytest
from django.core import mail
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from accounts.models import User
from accounts.services import create_user
from core.models import AuditEntry
from courses.access import role_of
from courses.models import Course, Role
from tests.people import browser, give_place, make_course


def act(course: Course, by: User, whom: User, action: str, **data: str) -> int:
    path = f"/courses/{course.public_id}/people/{whom.public_id}/{action}/"
    return browser(by).post(path, data).status_code


def test_a_teacher_makes_a_student_a_grader(course: Course, teacher: User, malik: User) -> None:
    assert act(course, teacher, malik, "role", role="grader") == 302
    assert role_of(malik, course) == Role.GRADER
    entry = AuditEntry.objects.get(action="place.role")
    assert (entry.actor, entry.data) == (teacher.pk, {"old": "student", "new": "grader"})


def test_an_unknown_role_changes_nothing(course: Course, teacher: User, malik: User) -> None:
    act(course, teacher, malik, "role", role="owner")
    assert role_of(malik, course) == Role.STUDENT


def test_removing_is_at_once_and_can_be_undone(course: Course, teacher: User, malik: User) -> None:
    client = browser(teacher)
    path = f"/courses/{course.public_id}/people/{malik.public_id}"
    page = client.post(f"{path}/remove/", follow=True)
    assert role_of(malik, course) is None
    assert f'action="{path}/restore/"' in page.content.decode()
    client.post(f"{path}/restore/")
    assert role_of(malik, course) == Role.STUDENT


@pytest.mark.parametrize(("action", "data"), [("remove", {}), ("role", {"role": "student"})])
def test_the_last_teacher_stays(
    course: Course, teacher: User, action: str, data: dict[str, str]
) -> None:
    assert act(course, teacher, teacher, action, **data) == 409
    assert role_of(teacher, course) == Role.TEACHER


def test_one_of_two_teachers_may_go(course: Course, teacher: User, malik: User) -> None:
    act(course, teacher, malik, "role", role="teacher")
    assert act(course, malik, teacher, "remove") == 302
    assert role_of(teacher, course) is None


@pytest.mark.parametrize("action", ["role", "remove", "restore", "invite"])
def test_nobody_else_acts_on_people(
    course: Course, charlie: User, ines: User, grader: User, malik: User, action: str
) -> None:
    assert act(course, charlie, malik, action, role="teacher") == 404
    assert act(course, ines, malik, action, role="teacher") == 403
    assert act(course, grader, malik, action, role="teacher") == 403
    assert role_of(malik, course) == Role.STUDENT


def test_a_teacher_reaches_nobody_of_another_course(
    course: Course, teacher: User, charlie: User, ines: User
) -> None:
    other = make_course("other", teacher=charlie)
    assert act(course, teacher, charlie, "role", role="student") == 404
    assert act(other, teacher, charlie, "remove") == 404
    assert role_of(charlie, other) == Role.TEACHER


def test_a_name_is_text_and_never_markup(course: Course, teacher: User) -> None:
    give_place(course, create_user(name="<script>alert(1)</script>"))
    page = browser(teacher).get(f"/courses/{course.public_id}/people/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.usefixtures("at_once")
def test_the_first_letter_can_be_sent_again(
    course: Course,
    teacher: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    guest = create_user(name="New Student", email="new@example.org")
    give_place(course, guest)
    with django_capture_on_commit_callbacks(execute=True):
        act(course, teacher, guest, "invite")
    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]


@pytest.mark.usefixtures("at_once")
def test_who_has_a_password_gets_no_letter(
    course: Course,
    teacher: User,
    malik: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        act(course, teacher, malik, "invite")
    assert mail.outbox == []


def test_the_page_costs_the_same_for_many(
    course: Course, teacher: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        give_place(course, create_user(name=f"Student {number}"))
    client = browser(teacher)
    with django_assert_max_num_queries(8):
        client.get(f"/courses/{course.public_id}/people/")
