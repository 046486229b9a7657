"""What teachers type about courses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.tokens import SCOPES
from courses.models import Course, Role

ROLES = {Role.STUDENT: _("student"), Role.GRADER: _("grader"), Role.TEACHER: _("teacher")}
GROUPS = {Role.STUDENT: _("Students"), Role.GRADER: _("Graders"), Role.TEACHER: _("Teachers")}
SCOPE_LABELS = {
    "read": _("Read the course, its exercises and verdicts"),
    "submit": _("Submit answers for its students"),
    "grades": _("Read grades and people"),
    "author": _("Write exercises"),
}


class CourseForm(forms.Form):
    """Title and subtitle in the languages of the interface. One title is enough."""

    title_fr = forms.CharField(label=_("Title in French"), max_length=150, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=150, required=False)
    subtitle_fr = forms.CharField(label=_("Subtitle in French"), max_length=150, required=False)
    subtitle_en = forms.CharField(label=_("Subtitle in English"), max_length=150, required=False)

    def clean(self) -> dict[str, Any]:
        """At least one title."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not (cleaned["title_fr"].strip() or cleaned["title_en"].strip()):
            self.add_error("title_fr", _("A title is needed in at least one language."))
        return cleaned

    def texts(self) -> dict[str, dict[str, str]]:
        """``title`` and ``subtitle`` as texts by language."""
        return {
            field: {language: self.cleaned_data[f"{field}_{language}"] for language in ("fr", "en")}
            for field in ("title", "subtitle")
        }

    @staticmethod
    def initial_of(course: Course) -> dict[str, str]:
        """What the form starts from."""
        return {
            f"{field}_{language}": texts.get(language) or texts.get("*", "")
            for field, texts in (("title", course.title), ("subtitle", course.subtitle))
            for language in ("fr", "en")
        }


class RoleForm(forms.Form):
    """A new role."""

    role = forms.ChoiceField(label=_("Role"), choices=list(ROLES.items()))


class RosterForm(forms.Form):
    """A pasted list of people."""

    people = forms.CharField(
        label=_("People"),
        max_length=300_000,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_("One person a line: `Name, e-mail`, or cells copied from a spreadsheet."),
    )


class LetterForm(forms.Form):
    """Somebody without an account asks to enter."""

    name = forms.CharField(
        label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class CourseTokenForm(forms.Form):
    """A new token of a machine."""

    name = forms.CharField(label=_("What it is for"), max_length=100)
    issuer = forms.CharField(
        label=_("Issuer"),
        max_length=255,
        help_text=_("How the other system names itself, for example `https://moodle.example.org`."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[(scope, SCOPE_LABELS[scope]) for scope in SCOPES],
        widget=forms.CheckboxSelectMultiple,
        initial=["read", "submit", "grades"],
    )
