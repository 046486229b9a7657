"""Every sentence of the interface has its French."""

import io
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

from tests.guards.tree import short, sources

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def _flat(template: str) -> str:
    """The sentences of a template as Python; its indentation means nothing."""
    return "\n".join(line.lstrip() for line in templatize(template).splitlines())


type_of = {".py": lambda text: text, ".html": _flat, ".txt": _flat}


def _messages(path: Path) -> Iterator[str]:
    text = type_of[path.suffix](path.read_text(encoding="utf-8"))
    for _, message, _, _ in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
        yield message[0] if isinstance(message, tuple) else message


def _asked() -> dict[str, str]:
    rooms = ("platform/", "exercises/", "quizzes/", "graders/kinds/")
    found: dict[str, str] = {}
    for path in sources(*type_of):
        if not short(path).startswith(rooms):
            continue
        if path.suffix == ".txt" and "templates" not in path.parts:
            continue
        for message in _messages(path):
            found.setdefault(message, short(path))
    return found


def _catalogues() -> list[Path]:
    return [path for path in sources(".po") if "/fr/LC_MESSAGES/" in short(path)]


def _french() -> set[str]:
    return {
        entry.msgid
        for path in _catalogues()
        for entry in polib.pofile(str(path))
        if entry.translated() and not entry.obsolete
    }


def _djangos_own() -> set[str]:
    """What Django itself says in French, of those of its apps that are installed here."""
    import django.conf.locale  # noqa: PLC0415 (only asked for its place)

    home = Path(django.conf.locale.__file__).parents[2]
    loaded = ("conf", "contrib/auth", "contrib/contenttypes", "contrib/sessions")
    found = [home / room / "locale/fr/LC_MESSAGES/django.po" for room in loaded]
    return {e.msgid for path in found for e in polib.pofile(str(path)) if e.translated()}


def test_every_sentence_has_its_french() -> None:
    asked = _asked()
    assert "Sign in" in asked
    missing = sorted(set(asked) - _french() - _djangos_own())
    assert [f"{asked[message]}: {message!r}" for message in missing] == []


def test_catalogues_have_no_doubtful_entries() -> None:
    doubtful = [
        f"{short(path)}:{entry.linenum}"
        for path in _catalogues()
        for entry in polib.pofile(str(path))
        if entry.fuzzy
    ]
    assert doubtful == []


def test_the_same_sentence_has_one_french() -> None:
    said: dict[tuple[str, str], str] = {}
    twice = []
    for path in _catalogues():
        for entry in polib.pofile(str(path)):
            key = (entry.msgctxt or "", entry.msgid)
            if said.setdefault(key, entry.msgstr) != entry.msgstr:
                twice.append(f"{short(path)}: {entry.msgid!r}")
    assert twice == []
