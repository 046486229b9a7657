"""The gate's report on a page: what blocks, what it warns of, tracebacks with their lines."""

import msgspec
import pytest
from django.urls import reverse

from accounts.models import User
from courses.models import Course
from exercises.format import load_files
from exercises.models import Check
from exercises.services.importing import import_version
from graders.contracts import CheckLine, Message
from tests.exercises.format.folders import numeric
from tests.people import browser

pytestmark = pytest.mark.django_db

BROKEN = CheckLine(
    "reference", False, "q", messages=(Message("gate.suite-fails", {"variant": "sheet"}),
    Message("fault.test", {"place": "code/q/suite.py:6", "test": "one", "why": "KeyError: 'a'"})),
    details=({"type": "traceback",
              "lines": ['  File "suite.py", line 6, in one', "    d['a'] < 1"]},),
)  # fmt: skip
TYPO = CheckLine(
    "wrong", True, "q", "typo.py", (Message("gate.wrong-broken", {"test": "one"}),), warning=True
)
SURVIVOR = CheckLine(
    "mutants", False, "q", "x1", (Message("gate.case"),),
    details=({"type": "diff", "file": "code/q/reference.py", "line": 3,
              "lines": ["-a < b", "+b"]},),
)  # fmt: skip
NARROW = CheckLine(
    "tolerance", True, "q", messages=(Message("gate.case"),), warning=True,
    details=({"type": "tolerances", "float32": "passes", "runs": 3, "rows": [
        {"line": 9, "tests": ["one"], "tolerance": "rtol=1e-7", "honest": 1e-15, "float32": None,
         "mistake": 0.25, "suggested": "rtol=1e-09"}]},),
)  # fmt: skip


def page(course: Course, teacher: User, *lines: CheckLine, language: str = "en") -> str:
    import_version(loaded=load_files(numeric()), course=course, user=teacher)
    version = course.exercises.get().versions.get()
    Check.objects.create(
        version=version, state=Check.State.DONE, ok=False, lines=msgspec.to_builtins(lines)
    )
    client = browser(teacher)
    client.cookies["django_language"] = language
    address = reverse("exercises:exercise", args=[version.exercise.public_id])
    return client.get(address).content.decode()


def test_a_faulty_suite_shows_its_line_first_and_the_traceback_as_it_is(
    course: Course, teacher: User
) -> None:
    shown = page(course, teacher, BROKEN)
    place, trace = shown.index("code/q/suite.py:6"), shown.index("File &quot;suite.py&quot;")
    assert place < trace
    assert "in one\n    d[&#x27;a&#x27;] &lt; 1\n" in shown
    assert "not your fault" not in shown


def test_a_warning_does_not_block_but_is_seen(course: Course, teacher: User) -> None:
    shown = page(course, teacher, TYPO, language="fr")
    assert "tient, avec une remarque" in shown
    assert "attrapée, avec une remarque" in shown
    assert "ne tourne pas" in shown


def test_survivors_are_diffs_and_tolerances_a_table(course: Course, teacher: User) -> None:
    shown = page(course, teacher, SURVIVOR, NARROW)
    assert "code/q/reference.py:3" in shown
    assert "-a &lt; b\n+b\n" in shown
    assert "rtol=1e-09" in shown
    assert "0.25" in shown
    assert ">Tolerances<" in shown
