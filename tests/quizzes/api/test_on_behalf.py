"""A machine of the course answers for its students: those of its issuer, in its course."""

import pytest

from accounts.models import Identity, User
from courses.models import Enrolment, Role
from exercises.models import Submission
from quizzes.models import Attempt, Quiz
from tests.people import ISSUER, give_place, machine, make_course, make_user, program
from tests.quizzes.api.calls import API, Caller
from tests.quizzes.factories import World, exercise, quiz_of, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> World:
    return world()


def moodle(there: World, *scopes: str, **whom: str) -> Caller:
    named = {"issuer": ISSUER, "subject": "4711", "name": "Lina Aït-Kaci", **whom}
    return Caller(machine(there.course, there.claire, *scopes), there.quiz, **named)


def test_whoever_is_named_first_is_made_enrolled_and_answers(there: World) -> None:
    reply = moodle(there).submit("69200")
    assert reply.status_code == 201
    lina = Identity.objects.get(issuer=ISSUER, subject="4711").user
    assert lina.name == "Lina Aït-Kaci"
    assert Enrolment.objects.get(user=lina).role == Role.STUDENT
    assert Submission.objects.get().user == lina


def test_the_same_subject_is_the_same_person(there: World) -> None:
    moodle(there).submit("1", key="a")
    moodle(there).submit("69200", key="b")
    assert Attempt.objects.count() == 1
    assert Submission.objects.values("user").distinct().count() == 1


def test_the_key_belongs_to_the_person_named(there: World) -> None:
    caller = moodle(there)
    item = caller.item()
    assert caller.submit("1", item=item, key="a").status_code == 201
    other = Caller(caller.client, there.quiz, issuer=ISSUER, subject="4712")
    assert other.submit("1", item=item, key="a").status_code == 422


@pytest.mark.parametrize(
    "whom", [{}, {"issuer": ISSUER}, {"subject": "1"}, {"issuer": "", "subject": ""}]
)
def test_a_machine_must_say_for_whom(there: World, whom: dict[str, str]) -> None:
    caller = Caller(machine(there.course, there.claire), there.quiz, **whom)
    assert caller.start().status_code in (400, 422)
    assert not Attempt.objects.exists()


def test_another_issuer_is_refused(there: World) -> None:
    reply = moodle(there, issuer="https://other.example.org").start()
    assert reply.status_code == 403
    assert not Identity.objects.exists()


@pytest.mark.parametrize("role", [Role.TEACHER, Role.GRADER])
def test_nobody_acts_for_those_who_teach(there: World, role: str) -> None:
    Identity.objects.create(user=there.charlie, issuer=ISSUER, subject="4711")
    give_place(there.course, there.charlie, role)
    assert moodle(there).start().status_code == 403
    assert not Attempt.objects.exists()


def test_a_person_cannot_act_for_another(there: World) -> None:
    caller = Caller(program(there.claire), there.quiz, issuer=ISSUER, subject="4711")
    assert caller.start().status_code == 422


def test_a_quiz_that_is_hidden_makes_nobody(there: World) -> None:
    Quiz.objects.update(published=False)
    people = User.objects.count()
    assert moodle(there).start().status_code == 404
    assert User.objects.count() == people


def test_an_item_of_somebody_else_makes_nobody(there: World) -> None:
    item, people = moodle(there).item(), User.objects.count()
    reply = moodle(there, subject="9999").submit("69200", item=item)
    assert reply.status_code == 404
    assert User.objects.count() == people
    assert not Submission.objects.exists()


def test_a_machine_of_another_course_finds_nothing(there: World) -> None:
    caller = moodle(there)
    done = caller.submit("69200").json()
    attempt = caller.start().json()["id"]
    paul = make_user("Paul Other")
    User.objects.filter(pk=paul.pk).update(is_staff=True)
    paul.refresh_from_db()
    elsewhere = make_course("other", teacher=paul)
    other = Caller(machine(elsewhere, paul), there.quiz, issuer=ISSUER, subject="4711")
    item = Attempt.objects.get().items.get()
    assert other.start().status_code == 404
    assert other.submit("69200", item=str(item.pk)).status_code == 404
    for path in (
        f"quizzes/{there.quiz.public_id}/",
        f"attempts/{attempt}/",
        f"submissions/{done['id']}/",
        f"gradings/{done['grading']['id']}/",
        f"gradings/{done['grading']['id']}/events/",
        f"courses/{there.course.public_id}/grades/",
        f"courses/{there.course.public_id}/quizzes/",
        f"exercises/?course={there.course.public_id}",
    ):
        assert other.get(path).status_code == 404, path


def test_a_machine_reads_what_it_submitted(there: World) -> None:
    caller = moodle(there)
    done = caller.submit("69200").json()
    assert caller.get(f"gradings/{done['grading']['id']}/").json() == done["grading"]
    assert caller.get(f"submissions/{done['id']}/").json() == done
    assert caller.get(f"attempts/{caller.start().json()['id']}/").status_code == 200


def test_a_machine_gets_grades_by_its_own_names(there: World) -> None:
    quiz_of(there.course, exercise("other"), slug="two")
    caller = moodle(there)
    caller.submit("69200")
    rows = caller.get(f"courses/{there.course.public_id}/grades/").json()
    mine = [row for row in rows if row["subject"] == "4711"]
    assert {(row["quiz"], row["points"]) for row in mine} == {
        (str(there.quiz.public_id), 2000),
        (str(Quiz.objects.get(slug="two").public_id), None),
    }
    assert {row["subject"] for row in rows} == {"4711", None}


@pytest.mark.parametrize(
    ("scope", "path"),
    [
        ("submit", "courses/{course}/grades/"),
        ("grades", "quizzes/{quiz}/"),
        ("read", "exercises/?course={course}"),
    ],
)
def test_a_scope_that_is_missing(there: World, scope: str, path: str) -> None:
    client = machine(there.course, there.claire, scope)
    path = path.format(course=there.course.public_id, quiz=there.quiz.public_id)
    assert client.get(f"{API}{path}").status_code == 403
