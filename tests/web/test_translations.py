"""Every string of the interface that this app and the question kinds show exists in French."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[2]
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "pgettext_lazy": ((1, "c"), 2),
}
SOURCES = [
    *ROOT.glob("platform/web/**/*.py"),
    *ROOT.glob("platform/web/templates/**/*.html"),
    *ROOT.glob("graders/kinds/*/*.html"),
]


def strings(path: Path) -> Iterator[tuple[str, str]]:
    """(context, msgid) of each marked string of a file."""
    source = path.read_text()
    if path.suffix == ".html":
        source = re.sub(r"(?m)^[ \t]+", "", templatize(source))
    for _, ids, _, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
        yield context or "", ids if isinstance(ids, str) else ids[0]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_string_has_its_french(path: Path) -> None:
    catalogue = polib.pofile(str(ROOT / "platform/web/locale/fr/LC_MESSAGES/django.po"))
    known = {(entry.msgctxt or "", entry.msgid) for entry in catalogue.translated_entries()}
    assert [found for found in strings(path) if found not in known] == []


def test_no_plain_space_before_high_punctuation() -> None:
    catalogue = polib.pofile(str(ROOT / "platform/web/locale/fr/LC_MESSAGES/django.po"))
    said = [entry.msgstr for entry in catalogue] + [
        text for entry in catalogue for text in entry.msgstr_plural.values()
    ]
    assert [text for text in said if re.search(r" [:;?!»](\s|$)|« ", text)] == []
