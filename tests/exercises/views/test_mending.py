"""Mending in the browser: a typo is published at once, all else passes the gate."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.models import Course
from exercises.format import load_files
from exercises.models import Check, Exercise, Variant, Version
from exercises.services.checking import make_ready
from exercises.services.importing import take_in
from graders.contracts import MadeVariant
from tests.exercises.format.folders import numeric
from tests.people import browser, make_course

pytestmark = pytest.mark.django_db
QUESTION = {"id": "count", "kind": "numeric", "points": 2500}
MADE = MadeVariant(
    seed=1, name="sheet", values={"n": 64, "m": 10, "weights": 640}, questions={"count": QUESTION}
)


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.enqueue._send", lambda *_: None)


@pytest.fixture
def dense(course: Course, teacher: User) -> Exercise:
    """A published exercise of the course."""
    version, _ = take_in(loaded=load_files(numeric()), course=course, user=teacher)
    Check.objects.update(state=Check.State.DONE, ok=True)
    make_ready(version=version, variants=(MADE,))
    return Exercise.objects.get()


def address(exercise: Exercise, path: str, name: str = "edit") -> str:
    return reverse(f"exercises:{name}", args=[exercise.public_id, path])


def save(client: Client, exercise: Exercise, path: str, text: str, seen: int = 1) -> Any:
    return client.post(address(exercise, path), {"text": text, "seen": seen}, follow=True)


def now(exercise: Exercise) -> Version:
    exercise.refresh_from_db()
    assert exercise.current is not None
    return exercise.current


FR = "Une couche dense de [[n]] vers [[m]].\n\n[[?count]]\n"


def test_the_page_shows_the_text_beside_its_preview(dense: Exercise, teacher: User) -> None:
    page = browser(teacher).get(address(dense, "statement.fr.md")).content.decode()
    assert "Une couche de [[n]] vers [[m]]." in page
    assert "Une couche de 64 vers 10." in page


def test_a_typo_is_published_at_once_with_the_same_variants(dense: Exercise, teacher: User) -> None:
    reply = save(browser(teacher), dense, "statement.fr.md", FR)
    assert "Published as version 2" in reply.content.decode()
    assert now(dense).number == 2
    assert now(dense).definition["statement"]["fr"].strip() == FR.strip()
    assert now(dense).created_by == teacher
    assert not Check.objects.filter(state=Check.State.QUEUED).exists()
    old, new = Variant.objects.order_by("version__number")
    assert (old.values, old.questions, old.seed) == (new.values, new.questions, new.seed)


def test_windows_line_ends_change_nothing(dense: Exercise, teacher: User) -> None:
    text = numeric()["statement.fr.md"].decode().replace("\n", "\r\n")
    reply = save(browser(teacher), dense, "statement.fr.md", text)
    assert "published already" in reply.content.decode()
    assert Version.objects.count() == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("weights + m", "weights + 2*m"),
        ("points: 2.5", "points: 3"),
        ("deploy: 4", "deploy: 5"),
        ("[[m]] are missing.", "The biases are missing."),
    ],
)
def test_what_can_change_a_verdict_or_what_is_said_passes_the_gate(
    dense: Exercise, teacher: User, old: str, new: str
) -> None:
    yaml = numeric()["exercise.yaml"].decode()
    assert old in yaml
    page = save(browser(teacher), dense, "exercise.yaml", yaml.replace(old, new)).content.decode()
    assert "Stored as version 2" in page
    assert "The gate is running." in page
    assert now(dense).number == 1
    assert Check.objects.get(state=Check.State.QUEUED).version.number == 2


def test_while_the_gate_runs_nothing_else_is_mended(dense: Exercise, teacher: User) -> None:
    client, yaml = browser(teacher), numeric()["exercise.yaml"].decode()
    save(client, dense, "exercise.yaml", yaml.replace("points: 2.5", "points: 3"))
    reply = save(client, dense, "statement.fr.md", FR)
    assert reply.status_code == 422
    assert "being checked" in reply.content.decode()
    assert "Une couche dense" in reply.content.decode()


def test_who_comes_second_keeps_their_text_and_sees_the_other(
    dense: Exercise, teacher: User
) -> None:
    client = browser(teacher)
    save(client, dense, "statement.fr.md", FR)
    reply = save(client, dense, "statement.fr.md", "Mon texte [[n]].\n\n[[?count]]\n", seen=1)
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "Somebody has changed this exercise meanwhile." in page
    assert "Mon texte [[n]]." in page
    assert page.count("Une couche dense de [[n]]") == 1
    assert now(dense).number == 2


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("statement.fr.md", "Une [[inconnue]].\n\n[[?count]]\n", "inconnue"),
        ("statement.fr.md", "Une couche.\n\n[[?autre]]\n", "autre"),
        ("exercise.yaml", "format: 1\nslug: [", "exercise.yaml:2"),
        ("exercise.yaml", "just text", "exercise.yaml:1"),
        (
            "exercise.yaml",
            numeric()["exercise.yaml"].decode().replace("slug: dense", "slug: x"),
            "slug",
        ),
        ("statement.fr.md", "x" * 200_001, "200000"),
    ],
)
def test_what_breaks_the_folder_is_refused_and_kept_in_the_field(
    dense: Exercise, teacher: User, path: str, text: str, said: str
) -> None:
    reply = save(browser(teacher), dense, path, text)
    page = reply.content.decode()
    assert reply.status_code == 422
    assert said in page
    assert "your text is below" in page
    assert Version.objects.count() == 1


def test_a_name_that_only_some_variants_lack_is_refused(dense: Exercise, teacher: User) -> None:
    Variant.objects.update(values={"n": 64, "m": 10})
    text = "De [[n]] vers [[m]] : [[weights]].\n\n[[?count]]\n"
    reply = save(browser(teacher), dense, "statement.fr.md", text)
    assert reply.status_code == 422
    assert "weights" in reply.content.decode()
    assert Version.objects.count() == 1


def test_going_back_to_the_first_wording(dense: Exercise, teacher: User) -> None:
    client = browser(teacher)
    save(client, dense, "statement.fr.md", FR)
    save(client, dense, "statement.fr.md", numeric()["statement.fr.md"].decode(), seen=2)
    assert now(dense).number == 1
    assert Version.objects.count() == 2


def test_the_preview_follows_the_text_and_the_variant(dense: Exercise, teacher: User) -> None:
    other = {"n": 33, "m": 10, "weights": 330}
    Variant.objects.create(version=now(dense), number=2, seed=2, values=other, questions={})
    address_ = address(dense, "statement.en.md", "preview-text")
    client = browser(teacher)
    page = client.post(address_, {"text": "Of [[n]]. <script>x</script>", "variant": "2"})
    assert "Of 33." in page.content.decode()
    assert "<script>" not in page.content.decode()
    wrong = client.post(address_, {"text": "Of [[k]].", "variant": "99999999"}).content.decode()
    assert "[[k]] is not a value of this variant." in wrong
    assert Version.objects.count() == 1


@pytest.mark.parametrize(
    "path", ["code", "variant.py", "statement.de.md", "solution.fr.md", "x.yaml"]
)
def test_other_files_are_not_edited_here(dense: Exercise, teacher: User, path: str) -> None:
    assert browser(teacher).get(address(dense, path)).status_code == 404
    assert save(browser(teacher), dense, path, "x").status_code == 404


def test_who_may_mend(
    dense: Exercise, teacher: User, grader: User, ines: User, charlie: User
) -> None:
    paul = User.objects.create_user("Paul Other", username="paul")
    make_course("other", teacher=paul)
    people = {teacher: 200, grader: 403, ines: 404, charlie: 404, paul: 404}
    for user, status in people.items():
        assert browser(user).get(address(dense, "statement.fr.md")).status_code == status, user.name
    del people[teacher]
    for user, status in people.items():
        assert save(browser(user), dense, "statement.fr.md", FR).status_code == status
        text = browser(user).post(address(dense, "statement.fr.md", "preview-text"), {"text": "x"})
        assert text.status_code == status
    assert now(dense).number == 1


def test_the_library_is_read_only(dense: Exercise, teacher: User) -> None:
    Exercise.objects.update(course=None)
    assert browser(teacher).get(address(dense, "statement.fr.md")).status_code == 403
    page = reverse("exercises:exercise", args=[dense.public_id])
    shown = browser(teacher).get(page).content.decode()
    assert "read-only" in shown
    assert "Mend" not in shown
