"""Making a course, its titles, its tokens."""

import pytest

from accounts.models import User
from core.errors import Invalid, NotAllowed
from core.tokens import digest
from courses.access import role_of
from courses.models import Course, CourseToken, Role
from courses.services import act_on_behalf, create_course
from tests.people import ISSUER, browser, machine_token, make_course

TITLES = {"title_fr": "Attention", "title_en": "", "subtitle_fr": "", "subtitle_en": ""}
TOKEN = {"name": "moodle", "issuer": ISSUER, "scopes": ["read", "submit"]}


def test_a_teacher_makes_a_course_and_teaches_it(course: Course, teacher: User) -> None:
    answer = browser(teacher).post("/courses/new/", TITLES)
    made = Course.objects.exclude(pk=course.pk).get()
    assert answer.headers["Location"] == f"/courses/{made.public_id}/people/"
    assert (made.title, made.slug) == ({"fr": "Attention"}, "attention")
    assert role_of(teacher, made) == Role.TEACHER


def test_an_operator_may_too(charlie: User) -> None:
    charlie.is_staff = True
    charlie.save()
    assert browser(charlie).post("/courses/new/", TITLES).status_code == 302


@pytest.mark.parametrize("who", ["ines", "grader", "charlie"])
def test_others_may_not(
    course: Course, who: str, request: pytest.FixtureRequest, charlie: User
) -> None:
    user = request.getfixturevalue(who)
    assert browser(user).get("/courses/new/").status_code == 403
    assert browser(user).post("/courses/new/", TITLES).status_code == 403
    assert Course.objects.count() == 1


def test_a_course_without_a_title_is_refused(course: Course, teacher: User) -> None:
    page = browser(teacher).post("/courses/new/", {**TITLES, "title_fr": "  "})
    assert "A title is needed in at least one language." in page.content.decode()
    with pytest.raises(Invalid):
        create_course(by=teacher, title={"fr": " "})


def test_two_courses_may_have_one_title(course: Course, teacher: User) -> None:
    slugs = {create_course(by=teacher, title={"fr": "数学"}).slug for _ in range(2)}
    assert len(slugs) == 2


def test_titles_change(course: Course, teacher: User) -> None:
    path = f"/courses/{course.public_id}/settings/"
    browser(teacher).post(path, {**TITLES, "title_en": "Attention!", "subtitle_fr": "M2"})
    course.refresh_from_db()
    assert course.title == {"fr": "Attention", "en": "Attention!"}
    assert course.subtitle == {"fr": "M2"}


def test_a_machine_token_is_shown_once_and_kept_as_a_digest(course: Course, teacher: User) -> None:
    client = browser(teacher)
    path = f"/courses/{course.public_id}/tokens/"
    secret = client.post(path, TOKEN).context["secret"]
    token = CourseToken.objects.get(course=course)
    assert (token.digest, token.issuer, token.created_by) == (digest(secret), ISSUER, teacher)
    assert secret not in client.get(path).content.decode()


def test_nobody_revokes_a_token_of_another_course(
    course: Course, teacher: User, charlie: User
) -> None:
    token, _ = machine_token(course, teacher)
    other = make_course("other", teacher=charlie)
    path = f"/courses/{other.public_id}/tokens/{token.pk}/revoke/"
    assert browser(charlie).post(path).status_code == 404
    assert CourseToken.objects.get(pk=token.pk).revoked_at is None


class TestOnBehalf:
    @pytest.fixture
    def token(self, course: Course, teacher: User) -> CourseToken:
        return machine_token(course, teacher)[0]

    def test_a_person_is_made_and_enrolled_on_first_sight(
        self, course: Course, token: CourseToken
    ) -> None:
        user = act_on_behalf(token=token, issuer=ISSUER, subject="7", name="Zoé Petit")
        assert (user.name, role_of(user, course)) == ("Zoé Petit", Role.STUDENT)
        assert act_on_behalf(token=token, issuer=ISSUER, subject="7").pk == user.pk

    def test_another_issuer_is_refused_and_nobody_made(self, token: CourseToken) -> None:
        before = User.objects.count()
        with pytest.raises(NotAllowed):
            act_on_behalf(token=token, issuer="https://other.example.org", subject="7")
        assert User.objects.count() == before

    @pytest.mark.parametrize("role", [Role.TEACHER, Role.GRADER])
    def test_it_never_acts_for_staff(self, course: Course, token: CourseToken, role: str) -> None:
        user = act_on_behalf(token=token, issuer=ISSUER, subject="7")
        course.enrolments.filter(user=user).update(role=role)
        with pytest.raises(NotAllowed):
            act_on_behalf(token=token, issuer=ISSUER, subject="7")

    def test_it_does_not_bring_back_who_was_taken_out(
        self, course: Course, token: CourseToken
    ) -> None:
        user = act_on_behalf(token=token, issuer=ISSUER, subject="7")
        course.enrolments.filter(user=user).update(left_at="2026-01-01T00:00Z")
        with pytest.raises(NotAllowed):
            act_on_behalf(token=token, issuer=ISSUER, subject="7")
        assert role_of(user, course) is None

    def test_an_account_that_is_closed_stays_closed(self, token: CourseToken) -> None:
        user = act_on_behalf(token=token, issuer=ISSUER, subject="7")
        User.objects.filter(pk=user.pk).update(is_active=False)
        with pytest.raises(NotAllowed):
            act_on_behalf(token=token, issuer=ISSUER, subject="7")

    def test_it_enrols_in_its_own_course_only(self, course: Course, token: CourseToken) -> None:
        other = make_course("other")
        user = act_on_behalf(token=token, issuer=ISSUER, subject="7")
        assert role_of(user, other) is None

    def test_no_teacher_speaks_for_the_people_of_others(
        self, token: CourseToken, charlie: User
    ) -> None:
        act_on_behalf(token=token, issuer=ISSUER, subject="7")
        other = make_course("other", teacher=charlie)
        with pytest.raises(NotAllowed, match="Ask an operator"):
            machine_token(other, charlie)
        charlie.is_staff = True
        assert machine_token(other, charlie)[0].issuer == ISSUER
