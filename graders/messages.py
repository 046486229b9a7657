"""Messages to sentences: an id of a catalogue and parameters, in the reader's language.

Catalogues are ``messages.yaml`` files beside the code that sends the messages:
``{id: {fr: "…{name}…", en: "…"}}``. A sentence is text with ``$math$``, `code` and
**bold** marks; whoever shows it escapes everything else. Parameters are plain data: numbers
are written in the reader's notation, texts by language are localised.
"""

import string
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from graders.contracts import Localized, Message
from graders.notation import number

FALLBACK = "en"
_HERE = Path(__file__).parent


def catalogue_files() -> list[Path]:
    """Every catalogue below ``graders/``."""
    return sorted(_HERE.rglob("messages.yaml"))


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """All sentences by id and language. Raises ``ValueError`` if an id stands in two files."""
    found: dict[str, dict[str, str]] = {}
    for path in catalogue_files():
        entries = YAML(typ="safe", pure=True).load(path) or {}
        twice = found.keys() & entries.keys()
        if twice:
            raise ValueError(f"{path}: {sorted(twice)} stand in another catalogue too")
        found.update(entries)
    return found


def localize(text: Localized | str, language: str) -> str:
    """The text in ``language``, else the one for all languages, else English, else any."""
    if isinstance(text, str):
        return text
    for key in (language, "*", FALLBACK):
        if key in text:
            return text[key]
    return next(iter(text.values()), "")


def render(message: Message, language: str) -> str:
    """The sentence of ``message``. An unknown id gives the id: better than nothing at all."""
    if message.id == "author.text":
        return _author(message.params, language)
    entry = catalogue().get(message.id)
    if entry is None:
        return message.id
    return _fill(localize(entry, language), message.params, language)


def _author(params: Mapping[str, Any], language: str) -> str:
    """An author's own sentence; ``[[name]]`` stands for a value of the variant."""
    text = localize(params.get("text", {}), language)
    for name, value in (params.get("values") or {}).items():
        text = text.replace(f"[[{name}]]", shown(value, language))
    return text


def shown(value: Any, language: str) -> str:
    """A parameter as text: numbers in the reader's notation, texts in their language."""
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, int | float | Decimal | Fraction):
        return number(value, language)
    if isinstance(value, Mapping):
        return localize({str(key): str(text) for key, text in value.items()}, language)
    if isinstance(value, list | tuple):
        return ", ".join(shown(entry, language) for entry in value)
    return str(value)


class _Formatter(string.Formatter):
    """``{name}`` only: no attribute, no index, no conversion of foreign data."""

    def get_field(self, field_name: str, args: Any, kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        return kwargs.get(field_name, f"{{{field_name}}}"), field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        return str(value)


def _fill(sentence: str, params: Mapping[str, Any], language: str) -> str:
    texts = {name: shown(value, language) for name, value in params.items()}
    return _Formatter().vformat(sentence, (), texts)
