"""A variant in the terminal: the statement with its values, the questions where they stand."""

from collections.abc import Iterator
from typing import Any

from exercises.cli.shown import table, text
from exercises.format import Loaded
from exercises.format.texts import QUESTION_PLACE
from exercises.statements import substitute
from graders.contracts import MadeVariant
from graders.kinds import REGISTRY
from graders.notation import number
from web.text.language import localized


def in_terminal(loaded: Loaded, variant: MadeVariant, language: str) -> Iterator[str]:
    """The lines of a preview."""
    name = variant.name or f"seed {variant.seed}"
    yield f"# {text(loaded.definition['title'], language, loaded.slug)} ({name})"
    yield ""
    statement = localized(loaded.definition["statement"], language)
    pieces = QUESTION_PLACE.split(substitute(statement, variant.values, language))
    for index, piece in enumerate(pieces):
        if index % 2:
            yield from _question(variant.questions[piece], language)
        elif piece.strip():
            yield from piece.strip("\n").splitlines()
            yield ""
    if variant.values:
        rows = [(key, _value(value, language)) for key, value in variant.values.items()]
        yield "Values"
        yield from table(rows)


def _value(value: Any, language: str) -> str:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return number(value, language) if plain else str(value)


def _question(prepared: dict[str, Any], language: str) -> Iterator[str]:
    """A question: what its kind renders, and the right answer."""
    kind = REGISTRY[prepared["kind"]]
    shown = kind.render(prepared, None, language)
    points = prepared.get("points", prepared.get("max", 0)) / 1000
    yield f"[{prepared['id']}] {prepared['kind']}, {points:g} point(s)"
    if "options" in shown:
        yield from (f"  ( ) {option['text']}" for option in shown["options"])
    elif "starter" in shown:
        yield from (f"  | {line}" for line in shown["starter"].splitlines())
    elif "rows" in shown:
        yield from table(_grid(shown))
    answer = str(kind.explain(prepared, language).get("text", "")).splitlines()
    yield from (f"  > {line}".rstrip() for line in answer)
    yield ""


def _grid(shown: dict[str, Any]) -> list[tuple[str, ...]]:
    """The labels of a table, a box for each cell."""
    rows = [(str(shown.get("corner", "")), *map(str, shown["columns"]))]
    for row in shown["rows"]:
        cells = ["[    ]" if cell else "" for cell in row["cells"]]
        rows.append((str(row["label"]), *cells))
    return rows
