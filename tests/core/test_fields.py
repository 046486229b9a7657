"""What is kept as JSON comes back as it was, on every database."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from exercises.models import Variant
from tests.quizzes.factories import CHOICE, NUMERIC, exercise

pytestmark = pytest.mark.django_db
QUESTIONS = {"longer": {"b": 1, "a": [None, True, "é"]}, "a": {}, "\x00": {"z": "\x00"}}


def variant() -> Variant:
    """A variant of an exercise of two questions."""
    made = exercise("two", NUMERIC, CHOICE)
    assert made.current is not None
    return Variant.objects.filter(version=made.current)[0]


def test_keys_keep_their_order() -> None:
    """The order of questions numbers them; PostgreSQL's jsonb would sort them."""
    found = variant()
    found.questions = QUESTIONS
    found.save()
    again = Variant.objects.get(pk=found.pk)
    assert json.dumps(again.questions) == json.dumps(QUESTIONS)
    [(listed,)] = Variant.objects.filter(pk=found.pk).values_list("questions")
    assert list(listed) == list(QUESTIONS)


def test_what_is_no_json_is_refused() -> None:
    """A browser could not read it."""
    found = variant()
    found.values = {"loss": float("nan")}
    with pytest.raises(ValueError, match="not JSON compliant"):
        found.save()


def test_a_dump_gives_the_value_back(tmp_path: Path) -> None:
    """And no text within a text."""
    found, kept = variant(), tmp_path / "kept.json"
    Variant.objects.filter(pk=found.pk).update(questions=QUESTIONS)
    call_command("dumpdata", "exercises.variant", output=str(kept))
    assert json.loads(kept.read_text())[0]["fields"]["questions"] == QUESTIONS
    Variant.objects.filter(pk=found.pk).update(questions={})
    call_command("loaddata", str(kept), verbosity=0)
    assert list(Variant.objects.get(pk=found.pk).questions) == list(QUESTIONS)
