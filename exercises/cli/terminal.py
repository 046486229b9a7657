"""A variant in the terminal: the statement with its values, the questions where they stand."""

from collections.abc import Iterator
from typing import Any

from exercises.cli import remarks
from exercises.cli.shown import table, text
from exercises.format import Loaded
from exercises.format.texts import QUESTION_PLACE
from exercises.statements import substitute, without_pictures
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
            yield from _question(loaded, variant, piece, language)
        elif piece.strip():
            yield from without_pictures(piece, language).strip("\n").splitlines()
            yield ""
    if named := remarks.fixed(loaded, language):
        yield "Fixed variants"
        yield from table(named)
    if variant.values:
        rows = [(key, _value(value, language)) for key, value in variant.values.items()]
        yield "Values"
        yield from table(rows)


def _value(value: Any, language: str) -> str:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return number(value, language) if plain else str(value)


def _question(loaded: Loaded, variant: MadeVariant, id_: str, language: str) -> Iterator[str]:
    """A question: what its kind renders, the right answer, and what its author added."""
    prepared: dict[str, Any] = variant.questions[id_]
    written = remarks.question_of(loaded, id_)
    kind = REGISTRY[prepared["kind"]]
    shown = kind.render(prepared, None, language)
    points = prepared.get("points", prepared.get("max", 0)) / 1000
    named = remarks.title(written, language)
    yield f"[{id_}] {prepared['kind']}, {points:g} point(s){': ' if named else ''}{named}"
    if "options" in shown:
        yield from (f"  ( ) {option['text']}" for option in shown["options"])
    elif "starter" in shown:
        yield from (f"  | {line}" for line in shown["starter"].splitlines())
    elif "columns" in shown:
        yield from table(_grid(shown))
    elif "rows" in shown:
        yield from (f"  - {row.get('text', row.get('letter', ''))}" for row in shown["rows"])
    answer = str(kind.explain(prepared, language).get("text", "")).splitlines()
    yield from (f"  > {line}".rstrip() for line in answer)
    for cost, words in remarks.hints(written, variant, language):
        yield f"  ? {words} (cost {cost:g})"
    known = remarks.remarks(written, variant, language)
    yield from table([(f"! {one.id}", one.value or one.formula, one.says) for one in known])
    yield ""


def _grid(shown: dict[str, Any]) -> list[tuple[str, ...]]:
    """The labels of a table, a box for each cell."""
    rows = [(str(shown.get("corner", "")), *map(str, shown["columns"]))]
    for row in shown["rows"]:
        cells = ["[    ]" if cell else "" for cell in row["cells"]]
        rows.append((str(row["label"]), *cells))
    return rows
