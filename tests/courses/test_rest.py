"""Courses and people through the API; machines stay in their course."""

import uuid
from typing import Any

import pytest
from django.http import Http404
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from accounts.models import User
from core.errors import Invalid, NotAllowed
from courses.access import role_of
from courses.api.authentication import Machine
from courses.api.behalf import acting_user
from courses.models import Course, CourseToken, Role
from courses.services import revoke_course_token
from tests.people import ISSUER, bearing, machine, machine_token, make_course, program

COURSES = "/api/v1/courses/"


def of(course: Course, rest: str = "") -> str:
    return f"{COURSES}{course.public_id}/{rest}"


def test_a_person_lists_their_courses_with_their_role(course: Course, ines: User) -> None:
    make_course("other")
    page = program(ines).get(COURSES).json()
    assert [(row["id"], row["role"]) for row in page["results"]] == [
        (str(course.public_id), "student")
    ]


def test_pages_follow_each_other(teacher: User) -> None:
    for number in range(5):
        make_course(f"c{number}", teacher=teacher)
    client, found, page = program(teacher), [], f"{COURSES}?page_size=2"
    while page:
        body = client.get(page).json()
        found += [row["slug"] for row in body["results"]]
        page = body["next"]
    assert sorted(found) == [f"c{number}" for number in range(5)]
    assert len(found) == 5


def test_the_stranger_finds_no_course(course: Course, charlie: User) -> None:
    client = program(charlie)
    assert client.get(COURSES).json()["results"] == []
    for path in (of(course), of(course, "people/"), f"{COURSES}{uuid.uuid4()}/"):
        assert client.get(path).status_code == 404


def test_people_are_for_teachers_and_graders(
    course: Course, teacher: User, grader: User, ines: User
) -> None:
    assert program(ines).get(of(course, "people/")).status_code == 403
    for user in (teacher, grader):
        rows = program(user).get(of(course, "people/")).json()["results"]
        assert {row["name"] for row in rows} == {
            "Claire Morel",
            "Sacha Lemoine",
            "Inès Caradec",
            "Malik Benali",
        }


@pytest.mark.parametrize(
    ("scope", "path", "status"),
    [("read", "", 200), ("read", "people/", 403), ("grades", "people/", 200), ("submit", "", 403)],
)
def test_a_token_does_what_its_scopes_say(
    course: Course, teacher: User, scope: str, path: str, status: int
) -> None:
    answer = program(teacher, scope).get(of(course, path))
    assert answer.status_code == status
    if status == 403:
        assert "scope" in answer.json()["detail"]


def test_a_machine_reaches_its_course_and_no_other(course: Course, teacher: User) -> None:
    other = make_course("other", teacher=teacher)
    client = machine(course, teacher)
    assert [row["slug"] for row in client.get(COURSES).json()["results"]] == [course.slug]
    assert client.get(of(course)).json()["role"] is None
    assert client.get(of(course, "people/")).status_code == 200
    assert client.get(of(other)).status_code == 404
    assert client.get(of(other, "people/")).status_code == 404


def test_a_machine_is_nobody(course: Course, teacher: User) -> None:
    me = machine(course, teacher, "read").get("/api/v1/me/").json()
    assert me == {"person": None, "scopes": ["read"], "token": "moodle"}
    assert role_of(Machine(), course) is None  # type: ignore[arg-type]  # the point of it


def test_a_revoked_machine_is_refused(course: Course, teacher: User) -> None:
    token, secret = machine_token(course, teacher)
    assert bearing(secret).get(COURSES).status_code == 200
    revoke_course_token(token=token, by=teacher)
    assert bearing(secret).get(COURSES).status_code == 401


def test_a_token_opens_no_page_of_the_site(course: Course, teacher: User) -> None:
    assert program(teacher).get(f"/courses/{course.public_id}/people/").status_code == 302


class TestActingUser:
    @pytest.fixture
    def token(self, course: Course, teacher: User) -> CourseToken:
        return machine_token(course, teacher)[0]

    def ask(self, user: Any, auth: Any, body: Any) -> Request:
        raw = APIRequestFactory().post("/", body, format="json")
        request = Request(raw, parsers=[JSONParser()])
        request.user, request.auth = user, auth
        return request

    def test_a_person_acts_for_themselves(self, course: Course, ines: User) -> None:
        assert acting_user(self.ask(ines, None, {}), course) == ines

    def test_a_person_acts_for_nobody_else(self, course: Course, teacher: User) -> None:
        body = {"on_behalf_of": {"issuer": ISSUER, "subject": "7"}}
        with pytest.raises(Invalid):
            acting_user(self.ask(teacher, None, body), course)

    def test_a_machine_names_whom_it_acts_for(self, course: Course, token: CourseToken) -> None:
        body = {"on_behalf_of": {"issuer": ISSUER, "subject": "7", "name": "Zoé Petit"}}
        user = acting_user(self.ask(Machine(), token, body), course)
        assert (user.name, role_of(user, course)) == ("Zoé Petit", Role.STUDENT)

    @pytest.mark.parametrize(
        "whom",
        [
            "7",
            [],
            {},
            {"issuer": ISSUER},
            {"issuer": ISSUER, "subject": ""},
            {"issuer": ISSUER, "subject": "x" * 256},
            {"issuer": ISSUER, "subject": "a\0b"},
            {"issuer": ISSUER, "subject": {"a": 1}},
        ],
    )
    def test_what_names_nobody_is_refused(
        self, course: Course, token: CourseToken, whom: Any
    ) -> None:
        before = User.objects.count()
        with pytest.raises(ValidationError):
            acting_user(self.ask(Machine(), token, {"on_behalf_of": whom}), course)
        assert User.objects.count() == before

    @pytest.mark.parametrize("body", [{}, {"on_behalf_of": None}, [1]])
    def test_a_machine_alone_is_nobody(self, course: Course, token: CourseToken, body: Any) -> None:
        with pytest.raises(Invalid):
            acting_user(self.ask(Machine(), token, body), course)

    def test_another_issuer_is_refused(self, course: Course, token: CourseToken) -> None:
        body = {"on_behalf_of": {"issuer": "https://other.example.org", "subject": "7"}}
        with pytest.raises(NotAllowed):
            acting_user(self.ask(Machine(), token, body), course)

    def test_another_course_is_404(self, token: CourseToken) -> None:
        body = {"on_behalf_of": {"issuer": ISSUER, "subject": "7"}}
        with pytest.raises(Http404):
            acting_user(self.ask(Machine(), token, body), make_course("other"))
