"""Sentences by id: Gradus stores ``Message(id, params)`` and says it in the reader's language.

Catalogues are YAML files, ``{id: {fr: "…", en: "…"}}``. In a sentence ``{name}`` is a
parameter: a number is written in the reader's notation, a text as it is, a text by
language in that language, another message as its sentence, a list with commas.
``{name:code}`` sets it in code marks, ``{name:points}`` reads thousandths as points,
``{name:plain}`` groups no digits, ``{name:long}`` shows all that tell two numbers apart,
``{n|essai|essais}`` chooses by number. Braces that name no parameter stay, so
``$h^{(1)}_t$`` may be written plainly. Marks are `code`, $math$ and **bold**; the page's
filter sets spaces and makes HTML.
"""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from graders.contracts import Localized, Message
from graders.notation import as_tex, long, number, plain, points

__all__ = ["AUTHOR", "catalogue", "catalogue_files", "localize", "number", "render"]

AUTHOR = "author.text"
"""Message id of an author's own sentence: params ``text`` and ``values``, those it names."""

_ROOT = Path(__file__).parent
_HOLE = re.compile(r"\{([a-z_][a-z0-9_]*)(?::([a-z]+)|\|([^|{}]*)\|([^|{}]*))?\}")
_REGION = re.compile(r"(`+[^`]*`+)|(\$[^$]+\$)")
_NAME = re.compile(r"\[\[([A-Za-z_]\w*)\]\]")
_LONGEST = 200
_DEEPEST = 4


def catalogue_files() -> list[Path]:
    """Every ``messages.yaml`` below ``graders/``."""
    return sorted(_ROOT.rglob("messages.yaml"))


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Localized]:
    """Every sentence by id. Raises ``ValueError`` when two catalogues define one id."""
    yaml = YAML(typ="safe", pure=True)
    found: dict[str, Localized] = {}
    for path in catalogue_files():
        entries = yaml.load(path.read_text(encoding="utf-8")) or {}
        if twice := found.keys() & entries.keys():
            raise ValueError(f"{path} defines again: {', '.join(sorted(twice))}")
        found.update(entries)
    return found


def localize(text: Localized | str, language: str) -> str:
    """The text in ``language``, else the one that serves all, else English, else any."""
    if isinstance(text, str):
        return text
    for key in (language, "*", "en"):
        if key in text:
            return text[key]
    return next(iter(text.values()), "")


def render(message: Message, language: str) -> str:
    """The sentence of ``message``; an id that no catalogue has is shown as it is."""
    return _rendered(message.id, message.params, language, 0)


def _rendered(name: str, params: Mapping[str, Any], language: str, depth: int) -> str:
    if name == AUTHOR:
        return _author(params, language)
    said = catalogue().get(name)
    if said is None:
        return name

    def fill(hole: re.Match[str]) -> str:
        key, form, one, many = hole.groups()
        if key not in params:
            return hole[0]
        value = params[key]
        if many is not None:
            return one if _is_one(value, language) else many
        return _shown(value, form or "", language, depth)

    return _HOLE.sub(fill, localize(said, language))


def _shown(value: Any, form: str, language: str, depth: int) -> str:
    if depth > _DEEPEST:  # parameters may be foreign data
        return "…"
    if form in _FORMS:
        return _FORMS[form](value, language)
    if isinstance(value, Mapping):
        name, params = value.get("id"), value.get("params")
        if isinstance(name, str) and isinstance(params, Mapping):
            return _rendered(name, params, language, depth + 1)
        return str(localize(dict(value), language))
    if isinstance(value, list | tuple):
        return ", ".join(_shown(item, "", language, depth + 1) for item in value)
    return number(value, language)


def _code(value: Any, language: str) -> str:
    """Foreign text between code marks: one line, bounded, no mark of its own."""
    text = value if isinstance(value, str) else number(value, language)
    line = " ".join(text[: _LONGEST + 1].replace("`", "ˋ").split())
    return f"`{line[:_LONGEST]}…`" if len(line) > _LONGEST else f"`{line}`"


_FORMS: Mapping[str, Callable[[Any, str], str]] = {
    "code": _code, "long": long, "plain": plain, "points": points,
}  # fmt: skip


def _is_one(value: Any, language: str) -> bool:
    """Whether a noun after this number is singular: French has 0 and 1,5 as singular."""
    if isinstance(value, bool) or not isinstance(value, int | float | Fraction):
        return False
    return -2 < value < 2 if language == "fr" else value == 1


def _author(params: Mapping[str, Any], language: str) -> str:
    """An author's sentence, ``[[name]]`` replaced by the variant's value, as text or as TeX."""
    said = localize(params.get("text", ""), language)
    values = params.get("values") or {}

    def fill(region: str, place: str) -> str:
        def one(match: re.Match[str]) -> str:
            if match[1] not in values:
                return match[0]
            value = values[match[1]]
            if place == "code":
                return str(value)
            return as_tex(value, language) if place == "math" else number(value, language)

        return _NAME.sub(one, region)

    pieces: list[str] = []
    end = 0
    for region in _REGION.finditer(said):
        pieces.append(fill(said[end : region.start()], "text"))
        pieces.append(fill(region[0], "code" if region[1] else "math"))
        end = region.end()
    return "".join([*pieces, fill(said[end:], "text")])
