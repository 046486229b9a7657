"""What the API says of exercises and gradings. Answers and hidden values are never in it.

Serializer context: ``language`` of the sentences; ``staff``: whether a teacher reads.
"""

from typing import Any

from rest_framework import serializers

from exercises import statements
from exercises.models import Exercise, Grading, Part, Submission, Variant
from graders.contracts import Message
from graders.kinds import REGISTRY
from graders.messages import render


class ExerciseShape(serializers.ModelSerializer[Exercise]):
    """An exercise and its current version."""

    id = serializers.UUIDField(source="public_id", read_only=True)
    course = serializers.UUIDField(source="course.public_id", read_only=True, allow_null=True)
    title = serializers.SerializerMethodField()
    version = serializers.IntegerField(source="current.number", read_only=True, allow_null=True)
    questions = serializers.SerializerMethodField()

    class Meta:
        model = Exercise
        fields = ("id", "slug", "course", "topic", "title", "version", "questions")

    def get_title(self, exercise: Exercise) -> dict[str, str]:
        """The title by language."""
        return exercise.current.definition.get("title", {}) if exercise.current else {}

    def get_questions(self, exercise: Exercise) -> list[dict[str, Any]]:
        """Id, kind and points (thousandths) of each question."""
        questions = exercise.current.definition["questions"] if exercise.current else []
        return [{key: question[key] for key in ("id", "kind", "points")} for question in questions]


def question_views(variant: Variant, language: str) -> list[dict[str, Any]]:
    """Each question as its kind renders it, without anything that gives the answer away."""
    return [
        {
            "id": name,
            "kind": prepared["kind"],
            "points": prepared["points"],
            "view": REGISTRY[prepared["kind"]].render(prepared, None, language),
        }
        for name, prepared in variant.questions.items()
    ]


class VariantShape(serializers.ModelSerializer[Variant]):
    """A deployed variant as a student may see it."""

    id = serializers.UUIDField(source="public_id", read_only=True)
    exercise = serializers.CharField(source="version.exercise.slug", read_only=True)
    version = serializers.IntegerField(source="version.number", read_only=True)
    values = serializers.SerializerMethodField()
    statement = serializers.SerializerMethodField()
    questions = serializers.SerializerMethodField()

    class Meta:
        model = Variant
        fields = ("id", "exercise", "version", "name", "values", "statement", "questions")

    def get_values(self, variant: Variant) -> dict[str, Any]:
        """The values that the statement prints; what is computed from them stays hidden."""
        return statements.shown_values(_statement(variant), variant.values)

    def get_statement(self, variant: Variant) -> dict[str, str]:
        """Markdown by language; ``[[?question]]`` marks the place of a question."""
        return statements.texts(_statement(variant), variant.values)

    def get_questions(self, variant: Variant) -> list[dict[str, Any]]:
        """Each question as its kind renders it, without anything that gives the answer away."""
        return question_views(variant, self.context.get("language", "en"))


def _statement(variant: Variant) -> dict[str, str]:
    return dict(variant.version.definition.get("statement") or {})


def sentences(messages: list[dict[str, Any]], language: str) -> list[str]:
    """Stored messages in the reader's language."""
    return [render(Message(id=m["id"], params=m["params"]), language) for m in messages]


class PartShape(serializers.ModelSerializer[Part]):
    """One part of a verdict."""

    sentences = serializers.SerializerMethodField()
    details = serializers.SerializerMethodField()

    class Meta:
        model = Part
        fields = ("key", "outcome", "points", "max", "title", "visible", "sentences", "details")

    def get_sentences(self, part: Part) -> list[str]:
        """What the student reads."""
        return sentences(part.messages, self.context.get("language", "en"))

    def get_details(self, part: Part) -> list[dict[str, Any]]:
        """What differs. Of a hidden test only teachers see more than its sentences."""
        return part.details if part.visible or self.context.get("staff") else []


class GradingShape(serializers.ModelSerializer[Grading]):
    """One run of the engine and its verdict."""

    submission = serializers.UUIDField(source="submission_id", read_only=True)
    parts = PartShape(many=True, read_only=True)
    sentences = serializers.SerializerMethodField()

    class Meta:
        model = Grading
        fields = (
            "id",
            "submission",
            "state",
            "origin",
            "answered",
            "fault",
            "points",
            "max_points",
            "sentences",
            "parts",
            "output",
            "created_at",
            "started_at",
            "finished_at",
        )

    def get_sentences(self, grading: Grading) -> list[str]:
        """What the student reads."""
        return sentences(grading.messages, self.context.get("language", "en"))


class SubmissionShape(serializers.ModelSerializer[Submission]):
    """One answer, its score (thousandths) and its current grading."""

    variant = serializers.UUIDField(source="variant.public_id", read_only=True)
    grading = GradingShape(source="current_grading", read_only=True)

    class Meta:
        model = Submission
        fields = (
            "id",
            "variant",
            "question",
            "kind",
            "answer",
            "counts",
            "score",
            "max_score",
            "created_at",
            "grading",
        )
