"""What a teacher sets in a quiz."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.models import Quiz


class NewQuizForm(forms.Form):
    """The title of a new quiz."""

    title = forms.CharField(label=_("Title of the quiz"), max_length=120)


class QuizForm(forms.Form):
    """Dates and rules of a quiz."""

    title_fr = forms.CharField(label=_("Title in French"), max_length=120, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=120, required=False)
    mode = forms.ChoiceField(
        label=_("Mode"),
        choices=[(Quiz.Mode.GRADED, _("graded")), (Quiz.Mode.PRACTICE, _("practice"))],
    )
    tries = forms.IntegerField(
        label=_("Tries per question"),
        min_value=0,
        max_value=100,
        help_text=_("0: as many as one likes."),
    )
    keep = forms.ChoiceField(
        label=_("Which try counts"),
        choices=[(Quiz.Keep.BEST, _("the best one")), (Quiz.Keep.LAST, _("the last one"))],
    )
    solutions = forms.ChoiceField(
        label=_("Worked solutions are shown"),
        choices=[
            (Quiz.Solutions.NEVER, _("never")),
            (Quiz.Solutions.AFTER_FULL, _("after full marks")),
            (Quiz.Solutions.AFTER_TRIES, _("after full marks or the last try")),
            (Quiz.Solutions.AFTER_DUE, _("after the due date")),
        ],
    )
    opens_at = forms.DateTimeField(
        label=_("Opens"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    due_at = forms.DateTimeField(
        label=_("Due"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        min_value=1,
        max_value=10_000,
        help_text=_("Time for one attempt; empty: until the due date."),
    )
    published = forms.BooleanField(label=_("Visible to students"), required=False)

    @classmethod
    def of(cls, quiz: Quiz, data: Any = None) -> "QuizForm":
        """The form of a quiz, with what it says now."""
        names = ("mode", "tries", "keep", "solutions", "opens_at", "due_at", "minutes", "published")
        initial = {name: getattr(quiz, name) for name in names}
        initial["title_fr"] = quiz.title.get("fr", "")
        initial["title_en"] = quiz.title.get("en", quiz.title.get("*", ""))
        return cls(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        """A quiz needs a title, and opens before it is due."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("title_fr") and not data.get("title_en"):
            self.add_error("title_en", _("Give a title in at least one language."))
        opens, due = data.get("opens_at"), data.get("due_at")
        if opens and due and due <= opens:
            self.add_error("due_at", _("The due date is before the opening."))
        return data

    def fields_of_quiz(self) -> dict[str, Any]:
        """The cleaned data as fields of the model."""
        data = dict(self.cleaned_data)
        titles = {"fr": data.pop("title_fr"), "en": data.pop("title_en")}
        return {**data, "title": {lang: text for lang, text in titles.items() if text}}
