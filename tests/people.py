"""The people of the tests. Charlie is the stranger: he must be refused everywhere.

A pytest plug-in: ``pytest_plugins = ["tests.people"]``.
"""

from collections.abc import Iterator

import pytest
from celery import current_app
from django.core.cache import cache
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services import create_personal_token, create_user
from core import enqueue
from core.tokens import SCOPES
from courses.models import Course, CourseToken, Enrolment, Role
from courses.services import create_course_token

PASSWORD = "the-jacobian-of-a-layer"
ISSUER = "https://moodle.example.org"


def make_user(name: str, **fields: str) -> User:
    """Somebody with the user name of their first name and an address."""
    username = fields.pop("username", name.partition(" ")[0].lower())
    email = fields.pop("email", f"{username}@example.org")
    return create_user(name=name, username=username, email=email, password=PASSWORD, **fields)


def make_course(slug: str = "rnn", **people: User) -> Course:
    """A course; ``teacher=claire`` and so on give places."""
    course = Course.objects.create(
        slug=slug, title={"fr": "Réseaux récurrents", "en": "Recurrent networks"}
    )
    for role, user in people.items():
        give_place(course, user, role)
    return course


def give_place(course: Course, user: User, role: str = Role.STUDENT) -> Enrolment:
    """A place in the course."""
    return Enrolment.objects.create(course=course, user=user, role=role)


def browser(user: User | None = None) -> Client:
    """A browser in which ``user`` is signed in."""
    client = Client()
    if user is not None:
        client.force_login(user, backend="accounts.backends.NameOrEmailBackend")
    return client


def program(user: User, *scopes: str) -> APIClient:
    """A program with a token of ``user``; all scopes, unless some are named."""
    _, secret = create_personal_token(user=user, name="tests", scopes=scopes or SCOPES)
    return bearing(secret)


def machine(course: Course, by: User, *scopes: str, issuer: str = ISSUER) -> APIClient:
    """A machine with a token of ``course``; all scopes, unless some are named."""
    _, secret = machine_token(course, by, *scopes, issuer=issuer)
    return bearing(secret)


def machine_token(
    course: Course, by: User, *scopes: str, issuer: str = ISSUER
) -> tuple[CourseToken, str]:
    """A token of ``course`` and its secret."""
    return create_course_token(
        course=course, name="moodle", issuer=issuer, scopes=scopes or SCOPES, by=by
    )


def bearing(secret: str) -> APIClient:
    """A client that sends ``secret`` with each request."""
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


@pytest.fixture
def teacher(db: None) -> User:
    """Claire Morel teaches the course."""
    return make_user("Claire Morel")


@pytest.fixture
def grader(db: None) -> User:
    """Sacha Lemoine grades in it."""
    return make_user("Sacha Lemoine")


@pytest.fixture
def ines(db: None) -> User:
    """Inès Caradec, a student."""
    return make_user("Inès Caradec", username="ines")


@pytest.fixture
def malik(db: None) -> User:
    """Malik Benali, another student."""
    return make_user("Malik Benali")


@pytest.fixture
def charlie(db: None) -> User:
    """The stranger: has an account and a place nowhere."""
    return make_user("Charlie Stranger")


@pytest.fixture
def course(teacher: User, grader: User, ines: User, malik: User) -> Course:
    """Recurrent networks, with Claire, Sacha, Inès and Malik."""
    course = make_course(teacher=teacher, grader=grader, student=ines)
    give_place(course, malik)
    return course


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tasks run where they are sent, after the commit, without a broker."""
    current_app.finalize()

    def run(task: str, args: tuple[int | str, ...], queue: str) -> None:
        current_app.tasks[task](*args)

    monkeypatch.setattr(enqueue, "_send", run)
    cache.clear()
    yield
    cache.clear()
