"""What the API says of quizzes, attempts and grades; what it reads of submissions."""

from typing import Any

from rest_framework import serializers

from courses.api.behalf import OnBehalfOf
from exercises import statements
from exercises.api.shapes import question_views
from quizzes.models import Attempt, Item, Quiz
from quizzes.selectors.exercises import shown_version
from quizzes.services import rules


class QuizShape(serializers.ModelSerializer[Quiz]):
    """A quiz."""

    id = serializers.UUIDField(source="public_id", read_only=True)
    course = serializers.UUIDField(source="course.public_id", read_only=True)
    slots = serializers.IntegerField(source="slots.count", read_only=True)

    class Meta:
        model = Quiz
        fields = (
            "id",
            "course",
            "slug",
            "title",
            "mode",
            "tries",
            "keep",
            "opens_at",
            "due_at",
            "minutes",
            "published",
            "slots",
        )


class ItemShape(serializers.ModelSerializer[Item]):
    """One place of an attempt: which variant the person got, and what it is worth now."""

    position = serializers.IntegerField(source="slot.position", read_only=True)
    exercise = serializers.CharField(source="variant.version.exercise.slug", read_only=True)
    variant = serializers.UUIDField(source="variant.public_id", read_only=True)
    title = serializers.SerializerMethodField()
    values = serializers.SerializerMethodField()
    statement = serializers.SerializerMethodField()
    questions = serializers.SerializerMethodField()

    class Meta:
        model = Item
        fields = (
            "id",
            "position",
            "round",
            "exercise",
            "variant",
            "title",
            "values",
            "statement",
            "points",
            "max_points",
            "questions",
        )

    def get_title(self, item: Item) -> dict[str, str]:
        """The title by language."""
        return dict(shown_version(item.variant).definition.get("title") or {})

    def get_values(self, item: Item) -> dict[str, Any]:
        """The values that the statement prints; what is computed from them stays hidden."""
        return statements.shown_values(_statement(item), item.variant.values)

    def get_statement(self, item: Item) -> dict[str, str]:
        """Markdown by language; ``[[?question]]`` marks the place of a question."""
        return statements.texts(_statement(item), item.variant.values)

    def get_questions(self, item: Item) -> list[dict[str, Any]]:
        """Each question as its kind renders it, and the tries left (null: unlimited)."""
        views = question_views(item.variant, self.context.get("language", "en"))
        return [{**view, "tries_left": rules.tries_left(item, view["id"])} for view in views]


def _statement(item: Item) -> dict[str, str]:
    return dict(shown_version(item.variant).definition.get("statement") or {})


class AttemptShape(serializers.ModelSerializer[Attempt]):
    """One run through a quiz."""

    quiz = serializers.UUIDField(source="quiz.public_id", read_only=True)
    items = serializers.SerializerMethodField()

    class Meta:
        model = Attempt
        fields = ("id", "quiz", "number", "points", "started_at", "finished_at", "items")

    def get_items(self, attempt: Attempt) -> list[dict[str, Any]]:
        """The items in the quiz's order."""
        rows = attempt.items.select_related("slot", "variant__version__exercise__current")
        ordered = rows.order_by("slot__position", "round")
        for item in ordered:
            item.attempt = attempt
        return list(ItemShape(ordered, many=True, context=self.context).data)


class StartShape(serializers.Serializer[Any]):
    """Body of starting an attempt."""

    on_behalf_of = OnBehalfOf(required=False)


class SubmitShape(serializers.Serializer[Any]):
    """Body of a submission. ``answer``: text, or an object of texts for a table."""

    item = serializers.UUIDField()
    question = serializers.CharField(max_length=80)
    answer = serializers.JSONField()
    run = serializers.BooleanField(
        default=False,
        help_text="Code only: run the visible tests, for nothing: no try, no points.",
    )
    on_behalf_of = OnBehalfOf(required=False)


class GradeShape(serializers.Serializer[Any]):
    """One person's points in one quiz, in thousandths; null where nothing was started."""

    user = serializers.UUIDField()
    subject = serializers.CharField(
        allow_null=True, help_text="What the token's issuer calls the person; null for others."
    )
    name = serializers.CharField()
    quiz = serializers.UUIDField()
    points = serializers.IntegerField(allow_null=True)
    max_points = serializers.IntegerField()
    finished_at = serializers.DateTimeField(allow_null=True)
