"""What a teacher sends: a zip, or the text of one file."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from exercises.format import MAX_ZIP


class UploadForm(forms.Form):
    """An exercise folder as a zip."""

    archive = forms.FileField(
        label=_("Exercise folder as a zip"),
        help_text=_("exercise.yaml at its top or in one folder; at most 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,application/zip"}),
    )

    def clean_archive(self) -> "UploadedFile[bytes]":
        """Refuse what is larger than a folder may be before it is read."""
        archive: UploadedFile[bytes] = self.cleaned_data["archive"]
        if (archive.size or 0) > MAX_ZIP:
            raise forms.ValidationError(_("This file is larger than 10 MB. Send a smaller zip."))
        return archive


class MendForm(forms.Form):
    """The new text of one file of the current version."""

    text = forms.CharField(widget=forms.Textarea, strip=False, max_length=200_000)
    seen = forms.IntegerField(widget=forms.HiddenInput)
