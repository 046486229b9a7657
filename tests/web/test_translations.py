"""The French of the interface keeps its punctuation together."""

import re
from pathlib import Path

import polib

CATALOGUE = Path(__file__).parents[2] / "platform/web/locale/fr/LC_MESSAGES/django.po"


def test_no_plain_space_before_high_punctuation() -> None:
    catalogue = polib.pofile(str(CATALOGUE))
    said = [entry.msgstr for entry in catalogue] + [
        text for entry in catalogue for text in entry.msgstr_plural.values()
    ]
    assert len(said) > 100
    assert [text for text in said if re.search(r" [:;?!»](\s|$)|« ", text)] == []


def test_no_exclamation_and_no_tu() -> None:
    """The voice: calm, vous."""
    said = " ".join(entry.msgstr for entry in polib.pofile(str(CATALOGUE)))
    assert not re.search(r"!|\b(tu|ton|tes|toi)\b", said)
