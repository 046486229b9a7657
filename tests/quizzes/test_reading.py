"""What the page is told of mathematics while it is typed."""

from typing import Any

import msgspec
import pytest
from django.urls import reverse

from exercises.models import Submission, Variant
from graders.maths.worlds.ready import READY
from quizzes.models import Draft
from tests.people import browser
from tests.quizzes.factories import NUMERIC, World, exercise, world
from tests.quizzes.pages import Student

pytestmark = pytest.mark.django_db
DERIVATION: dict[str, Any] = {
    "id": "derive",
    "kind": "derivation",
    "points": 2000,
    "world": "simple-rnn",
    "target": "∂L/∂W",
    "stages": [{"answer": "= sum_t ∂L_t/∂W"}],
}
DECLARED = {"declared": msgspec.to_builtins(READY["simple-rnn"]().declared())}


@pytest.fixture
def place() -> World:
    """A course with a derivation, prepared as the sandbox does, and a number."""
    made = world(exercise("bptt", DERIVATION, NUMERIC))
    for variant in Variant.objects.all():
        variant.questions["derive"].update(DECLARED)
        variant.save()
    return made


@pytest.fixture
def ines(place: World) -> Student:
    """Inès, who has started."""
    student = Student(place.ines, place.quiz)
    student.start()
    return student


def ask(student: Student, text: str, question: str = "derive", **more: Any) -> Any:
    """What is said of the lines."""
    address = reverse("quizzes:read", args=[student.item().pk, question])
    return student.client.post(address, {"answer": text, **more})


def test_each_line_is_typeset_with_its_shape(ines: Student) -> None:
    """An empty line between is nothing; the lines after it go on."""
    found = ask(ines, "= sum_t ∂L_t/∂W\r\n\r\n∂h_t/∂h_{t-1} = Diag(σ'(z_t)) W").json()
    assert found["problem"] == ""
    first, blank, last = found["lines"]
    assert first["tex"].startswith(r"{} = \sum_{t")
    assert first["shape"] == "(n, n)"
    assert first["sums"] is True
    assert blank == {}
    assert ["W", "(n, n)"] in last["symbols"]


def test_a_problem_is_a_sentence_in_the_readers_language_at_its_place(place: World) -> None:
    """With the place of what is wrong."""
    malik = Student(place.malik, place.quiz, language="fr")
    malik.start()
    (line,) = ask(malik, "= W x_t").json()["lines"]
    assert line["position"] == 4
    assert "forme" in line["problem"]


def test_a_problem_quotes_formulas_and_never_markup(ines: Student) -> None:
    """Formulas are marked for typesetting; what was typed is escaped."""
    (line,) = ask(ines, "= W qq").json()["lines"]
    assert '<span class="tex">' in line["problem"]
    (line,) = ask(ines, "= <script>alert(1)</script>").json()["lines"]
    assert "<script" not in line["problem"]


def test_sums_are_written_out_on_request(ines: Student) -> None:
    """For T = 3; what cannot be read says why; a line that is not there is the last one."""
    found = ask(ines, "= sum_t ∂L_t/∂W", expand="0").json()
    assert found["given"] == "T = 3"
    assert len(found["rows"]) == 4
    found = ask(ines, "= sum_t ∂L_t/∂W\n= sum_t (", expand="1").json()
    assert found["rows"] == []
    assert found["problem"]
    assert ask(ines, "= sum_t ∂L_t/∂W", expand="7").json()["rows"]
    assert "lines" in ask(ines, "= W", expand="-1").json()


@pytest.mark.parametrize("text", ["(" * 100_000, "= W\n" * 100, "W " * 30_000])
def test_too_much_is_refused_with_a_sentence(ines: Student, text: str) -> None:
    """Before anything reads it."""
    found = ask(ines, text).json()
    assert found["lines"] == []
    assert found["problem"]


@pytest.mark.parametrize("text", ["((((", "\x00", "= \\frac{", "😀", "А = 1", "= (\t", "}{"])
def test_nonsense_has_a_sentence(ines: Student, text: str) -> None:
    """Whatever is typed."""
    (line,) = ask(ines, text).json()["lines"]
    assert line["problem"]


def test_nothing_typed_says_nothing(ines: Student) -> None:
    """An empty field is no mistake."""
    assert ask(ines, "").json() == {"lines": [{}], "problem": ""}
    assert ask(ines, "", expand="0").json()["problem"]


def test_only_ones_own_item_and_only_mathematics(ines: Student, place: World) -> None:
    """Others and strangers find nothing, as for a draft; nor has a number anything to read."""
    address = reverse("quizzes:read", args=[ines.item().pk, "derive"])
    for user in (place.malik, place.charlie, place.claire):
        assert browser(user).post(address, {"answer": "= W"}).status_code == 404
    assert browser(None).post(address, {"answer": "= W"}).status_code == 302
    assert ask(ines, "4", question="count").status_code == 404
    assert ask(ines, "4", question="nothing").status_code == 404
    assert ines.client.get(address).status_code == 405


def test_reading_keeps_nothing(ines: Student) -> None:
    """No draft, no submission, no try."""
    ask(ines, "= W W W")
    assert not Submission.objects.exists()
    assert not Draft.objects.exists()
