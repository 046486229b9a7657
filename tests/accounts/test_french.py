"""Everything the pages of people say is said in French too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

PLATFORM = Path(__file__).parents[2] / "platform"
APPS = ("accounts", "courses", "api")
CALLS = {"gettext", "gettext_lazy", "ngettext", "_"}
TAG = re.compile(r"""(?:\{%\s*translate\s+|_\()(["'])(.*?)\1""")
BLOCK = re.compile(r"\{%\s*blocktranslate.*?%\}(.*?)\{%\s*(?:plural|endblocktranslate)", re.DOTALL)
HOLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def catalogue() -> dict[str, polib.POEntry]:
    files = [polib.pofile(str(PLATFORM / app / "locale/fr/LC_MESSAGES/django.po")) for app in APPS]
    return {entry.msgid: entry for file in files for entry in file}


def in_python(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            first = node.args[0]
            if node.func.id in CALLS and isinstance(first, ast.Constant):
                yield str(first.value)


def in_template(text: str) -> Iterator[str]:
    yield from (found[2] for found in TAG.finditer(text))
    yield from (HOLE.sub(r"%(\1)s", found[1]) for found in BLOCK.finditer(text))


def said(app: str) -> set[str]:
    python = [file.read_text() for file in (PLATFORM / app).rglob("*.py")]
    templates = [file.read_text() for file in (PLATFORM / app / "templates").rglob("*.*")]
    return {text for file in python for text in in_python(file)} | {
        text for file in templates for text in in_template(file)
    }


@pytest.mark.parametrize("app", APPS)
def test_every_sentence_has_its_french(app: str) -> None:
    known = catalogue()
    assert len(said(app)) >= 4
    missing = {text for text in said(app) if text not in known or not known[text].translated()}
    assert missing == set()


def test_no_sentence_is_left_over() -> None:
    assert set(catalogue()) - set().union(*map(said, APPS)) == set()


def test_french_keeps_its_punctuation_together() -> None:
    texts = [
        text
        for entry in catalogue().values()
        for text in (entry.msgstr, *entry.msgstr_plural.values())
    ]
    assert [text for text in texts if re.search(r" [:;?!»]|« ", text)] == []
    assert [text for text in texts if re.search(r"!|\b(tu|ton|tes|toi)\b", text)] == []


def test_holes_are_the_same_in_both_languages() -> None:
    for entry in catalogue().values():
        holes = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
        for text in (entry.msgstr, *entry.msgstr_plural.values()):
            if text:
                assert sorted(holes.findall(text)) == sorted(holes.findall(entry.msgid))
