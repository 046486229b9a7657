"""A roster is previewed, then confirmed."""

import pytest
from django.core import mail
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from accounts.models import User
from courses.access import role_of
from courses.models import Course, Enrolment, Role
from courses.roster import read
from courses.services import Outcome, enrol_roster, leave, plan
from tests.people import browser

TEXT = """\
Name, E-mail
New Student, new@example.org
Charlie Stranger, Charlie@Example.org
Inès Caradec, ines@example.org
nobody at all
"""


def path(course: Course) -> str:
    return f"/courses/{course.public_id}/roster/"


def test_a_preview_changes_nothing(course: Course, teacher: User, charlie: User) -> None:
    before = (User.objects.count(), Enrolment.objects.count())
    page = browser(teacher).post(path(course), {"people": TEXT})
    assert (User.objects.count(), Enrolment.objects.count()) == before
    assert [(step.line.number, step.outcome.value) for step in page.context["steps"]] == [
        (5, "unreadable"),
        (2, "new"),
        (3, "enrolled"),
        (4, "unchanged"),
    ]
    text = page.content.decode()
    assert "There is no e-mail address." in text
    assert "Enrol 2 people" in text


@pytest.mark.usefixtures("at_once")
def test_confirming_does_what_was_shown(
    course: Course,
    teacher: User,
    charlie: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        browser(teacher).post(path(course), {"people": TEXT, "confirm": "1"})
    new = User.objects.get(email="new@example.org")
    assert (new.name, new.has_usable_password()) == ("New Student", False)
    assert role_of(new, course) == role_of(charlie, course) == Role.STUDENT
    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]
    assert "Recurrent networks" in mail.outbox[0].subject
    assert "/password/set/" in str(mail.outbox[0].body)


def test_confirming_twice_changes_nothing_more(course: Course, teacher: User) -> None:
    for _ in range(2):
        browser(teacher).post(path(course), {"people": TEXT, "confirm": "1"})
    steps = plan(course=course, lines=read(TEXT))
    assert {step.outcome for step in steps} == {Outcome.UNCHANGED, Outcome.UNREADABLE}


def test_who_left_comes_back_as_a_student(course: Course, teacher: User, grader: User) -> None:
    leave(place=Enrolment.objects.get(user=grader), by=teacher)
    lines = read("sacha@example.org")
    assert plan(course=course, lines=lines)[0].outcome == Outcome.BACK
    enrol_roster(course=course, lines=lines, by=teacher, language="fr")
    assert role_of(grader, course) == Role.STUDENT


def test_a_roster_never_changes_the_role_of_somebody_inside(course: Course, teacher: User) -> None:
    enrol_roster(course=course, lines=read("claire@example.org"), by=teacher, language="fr")
    assert role_of(teacher, course) == Role.TEACHER


def test_an_address_stored_in_another_case_is_found(course: Course, teacher: User) -> None:
    user = User.objects.create_user("Old Timer", email="Old.Timer@example.org")
    steps = enrol_roster(
        course=course, lines=read("old.timer@EXAMPLE.org"), by=teacher, language="fr"
    )
    assert steps[0].outcome == Outcome.ENROLLED
    assert role_of(user, course) == Role.STUDENT


def test_the_preview_costs_the_same_for_many(
    course: Course, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lines = read("\n".join(f"s{number}@example.org" for number in range(500)))
    with django_assert_max_num_queries(2):
        plan(course=course, lines=lines)


def test_pasted_markup_stays_text(course: Course, teacher: User) -> None:
    page = browser(teacher).post(
        path(course), {"people": "</textarea><script>x</script>, evil@example.org"}
    )
    assert "<script>x" not in page.content.decode()


def test_nothing_pasted_is_a_sentence(course: Course, teacher: User) -> None:
    page = browser(teacher).post(path(course), {"people": "  "})
    assert page.status_code == 200
    assert "This field is required." in page.content.decode()
