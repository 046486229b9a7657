"""A teacher sends a folder as a zip: stored whole and checked, or refused with every reason."""

import io
import stat
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.models import Course
from exercises.models import Check, Exercise, Version
from exercises.selectors.reports import latest_report
from exercises.services import checking
from exercises.views import authoring
from graders.contracts import CheckLine, MadeVariant, Message, Report
from tests.exercises.format.folders import edited, member, numeric, zipped
from tests.people import browser, make_course

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.enqueue._send", lambda *_: None)


def send(client: Client, course: Course, data: bytes, name: str = "dense.zip") -> Any:
    page = reverse("exercises:exercises", args=[course.public_id])
    return client.post(page, {"archive": SimpleUploadedFile(name, data)}, follow=True)


def nothing_stored() -> bool:
    return not (Exercise.objects.exists() or Version.objects.exists() or Check.objects.exists())


def report(check: Check, *, ok: bool) -> None:
    """What the gate says of a check that was handed out."""
    Check.objects.filter(pk=check.pk).update(state=Check.State.RUNNING, token="t")
    fails = CheckLine("wrong", False, "count", "code/count/wrong/a.py", (Message("gate.no-wrong"),))
    holds = CheckLine("reference", True, "count", "", (Message("gate.cases", {"count": 7}),))
    prepared = {"id": "count", "kind": "numeric", "points": 2500}
    made = MadeVariant(
        seed=1, name="sheet", values={"n": 64, "m": 10}, questions={"count": prepared}
    )
    lines = (holds,) if ok else (holds, fails)
    taken = Report(
        check=str(check.pk), token="t", ok=ok, lines=lines, variants=(made,), cpu_ms=6400
    )
    assert checking.accept(taken)


def test_a_good_folder_is_stored_and_goes_to_the_gate(course: Course, teacher: User) -> None:
    reply = send(browser(teacher), course, zipped(numeric(), "dense"))
    version = Version.objects.get()
    assert (version.state, version.created_by) == (Version.State.CHECKING, teacher)
    assert version.exercise.course == course
    assert version.checks.get().state == Check.State.QUEUED
    assert "The gate is running." in reply.content.decode()


def test_the_page_asks_again_until_the_report_is_there(course: Course, teacher: User) -> None:
    client = browser(teacher)
    send(client, course, zipped(numeric()))
    page = reverse("exercises:exercise", args=[Exercise.objects.get().public_id])
    waiting = client.get(page, headers={"HX-Request": "true"})
    assert 'hx-trigger="every 1s"' in waiting.content.decode()
    assert "<html" not in waiting.content.decode()
    report(Check.objects.get(), ok=True)
    done = client.get(page, headers={"HX-Request": "true"})
    assert done.headers["HX-Refresh"] == "true"
    shown = client.get(page).content.decode()
    assert "hx-trigger" not in shown
    assert "published" in shown
    assert "7 answers got the expected verdict." in shown
    assert "6.4" in shown


def test_a_report_that_comes_while_the_page_is_made_is_shown_whole(
    course: Course, teacher: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(teacher)
    send(client, course, zipped(numeric()))

    def comes_meanwhile(version: Version, language: str) -> Any:
        report(Check.objects.get(), ok=True)
        return latest_report(version, language)

    monkeypatch.setattr(authoring, "latest_report", comes_meanwhile)
    page = reverse("exercises:exercise", args=[Exercise.objects.get().public_id])
    shown = client.get(page).content.decode()
    assert "earlier" not in shown
    assert "Open this variant" in shown


def test_a_refused_version_says_what_blocks_and_students_keep_the_last(
    course: Course, teacher: User
) -> None:
    client = browser(teacher)
    send(client, course, zipped(numeric()))
    report(Check.objects.get(), ok=True)
    send(client, course, zipped(edited("points: 2.5", "points: 3")))
    report(Check.objects.exclude(state=Check.State.DONE).get(), ok=False)
    exercise = Exercise.objects.get()
    page = client.get(reverse("exercises:exercise", args=[exercise.public_id])).content.decode()
    assert "One check blocks publishing." in page
    assert "Students keep version 1" in page
    assert "At least one wrong solution" in page
    assert "a.py" in page
    assert exercise.current == Version.objects.get(number=1)
    assert Version.objects.get(number=2).state == Version.State.REFUSED


def test_a_broken_folder_shows_all_with_file_and_line_and_changes_nothing(
    course: Course, teacher: User
) -> None:
    files = edited("points: 2.5", "pionts: 2.5\n    answr: 1")
    del files["statement.en.md"]
    reply = send(browser(teacher), course, zipped(files))
    page = reply.content.decode()
    assert reply.status_code == 422
    assert page.count("<code>exercise.yaml:") >= 2
    assert "pionts" in page
    assert "answr" in page
    assert "statement.en.md" in page
    assert nothing_stored()


def test_the_reasons_are_in_french_for_a_french_teacher(course: Course, teacher: User) -> None:
    client = browser(teacher)
    client.cookies["django_language"] = "fr"
    page = send(client, course, zipped(edited("points: 2.5", "pionts: 2.5"))).content.decode()
    assert "inconnue" in page
    assert "rien n’a changé" in page


def traversal() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("dense/../../evil.py", b"1")
        archive.writestr("/etc/evil", b"1")
    return buffer.getvalue()


def bomb() -> bytes:
    return zipped({**numeric(), "data/student/zeros.bin": bytes(4 * 2**20)})


def link() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member("data/student/hosts", stat.S_IFLNK | 0o777), b"/etc/hosts")
    return buffer.getvalue()


def with_files(*paths: str) -> bytes:
    return zipped({**numeric(), **dict.fromkeys(paths, b"x = 1")})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (traversal(), "evil"),
        (bomb(), "zeros.bin"),
        (link(), "data/student/hosts"),
        (with_files("data/judge/numpy.py"), "data/judge/numpy.py"),
        (with_files("data/student/m.py", "data/student/M.py"), "data/student/m.py"),
        (with_files("data/student/\u202egnp.py"), "u202e"),
        (with_files(*(f"data/student/f{n}" for n in range(10_000))), "400"),
        (b"this is no zip", "zip"),
        (b"PK\x05\x06" + bytes(18), "exercise.yaml"),
        (b"", "empty"),
    ],
)
def test_hostile_and_odd_files_are_refused_with_a_sentence(
    course: Course, teacher: User, data: bytes, said: str
) -> None:
    reply = send(browser(teacher), course, data)
    assert reply.status_code == 422
    assert said in reply.content.decode()
    assert nothing_stored()


def test_too_large_a_file_is_refused_before_it_is_read(course: Course, teacher: User) -> None:
    reply = send(browser(teacher), course, bytes(11 * 2**20))
    assert reply.status_code == 422
    assert "larger than 10" in reply.content.decode()


def test_no_file_at_all(course: Course, teacher: User) -> None:
    page = reverse("exercises:exercises", args=[course.public_id])
    assert browser(teacher).post(page, {}).status_code == 422


def test_the_same_folder_twice_is_one_version(course: Course, teacher: User) -> None:
    client = browser(teacher)
    send(client, course, zipped(numeric()))
    send(client, course, zipped(numeric(), "again"))
    assert Version.objects.count() == Check.objects.count() == 1
    report(Check.objects.get(), ok=True)
    assert "published already" in send(client, course, zipped(numeric())).content.decode()
    assert Version.objects.count() == 1


def test_going_back_to_an_earlier_state_makes_that_the_current_one(
    course: Course, teacher: User
) -> None:
    client = browser(teacher)
    for files in (numeric(), edited("points: 2.5", "points: 3")):
        send(client, course, zipped(files))
        report(Check.objects.exclude(state=Check.State.DONE).get(), ok=True)
    assert Exercise.objects.get().current == Version.objects.get(number=2)
    page = send(client, course, zipped(numeric())).content.decode()
    assert "it is the current one again" in page
    assert Exercise.objects.get().current == Version.objects.get(number=1)
    assert Version.objects.count() == 2


def test_checking_again_asks_for_one_more_report(course: Course, teacher: User) -> None:
    client = browser(teacher)
    send(client, course, zipped(numeric()))
    report(Check.objects.get(), ok=False)
    exercise = Exercise.objects.get()
    again = reverse("exercises:check", args=[exercise.public_id])
    client.post(again, {"version": "1"})
    client.post(again, {"version": "1"})
    assert Check.objects.filter(state=Check.State.QUEUED).count() == 1
    assert client.post(again, {"version": "77"}).status_code == 404


def test_the_folder_comes_back_as_it_was_sent(course: Course, teacher: User) -> None:
    client, files = browser(teacher), numeric()
    send(client, course, zipped(files))
    reply = client.get(reverse("exercises:download", args=[Exercise.objects.get().public_id]))
    with zipfile.ZipFile(io.BytesIO(reply.content)) as archive:
        back = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    assert back == files
    assert "dense-v1.zip" in reply.headers["Content-Disposition"]


def test_who_may_do_what(
    course: Course, teacher: User, grader: User, ines: User, charlie: User
) -> None:
    send(browser(teacher), course, zipped(numeric()))
    exercise = Exercise.objects.get()
    pages = [reverse("exercises:exercises", args=[course.public_id])] + [
        reverse(f"exercises:{name}", args=[exercise.public_id]) for name in ("exercise", "download")
    ]
    paul = User.objects.create_user("Paul Other", username="paul")
    make_course("other", teacher=paul)
    statuses = {
        user.name: [browser(user).get(page).status_code for page in pages]
        for user in (teacher, grader, ines, charlie, paul)
    }
    assert statuses == {
        "Claire Morel": [200, 200, 200],
        "Sacha Lemoine": [200, 200, 200],
        "Inès Caradec": [403, 404, 404],
        "Charlie Stranger": [404, 404, 404],
        "Paul Other": [404, 404, 404],
    }
    assert browser().get(pages[0]).status_code == 302
    check = reverse("exercises:check", args=[exercise.public_id])
    for user, status in ((grader, 403), (ines, 404), (charlie, 404), (paul, 404)):
        assert browser(user).post(check).status_code == status, user.name
    assert send(browser(grader), course, zipped(numeric(), "x")).status_code == 403
    looked = (
        browser(grader).get(pages[0]).content.decode()
        + browser(grader).get(pages[1]).content.decode()
    )
    assert 'type="file"' not in looked
    assert "Check again" not in looked
