"""What the two kinds answered in mathematics share: worlds, reading of lines, palettes.

A question names a ready world, or its folder has a ``world.py``. What the world declares is
put into the prepared question by the sandbox, so that a page reads and checks lines by itself.
"""

from typing import Any

import msgspec

from graders.bundle import Bundle
from graders.contracts import Message
from graders.kinds.base import Prepared, Values
from graders.kinds.formulas import saying
from graders.maths.errors import ExpressionError
from graders.maths.language import Line, printing, read_expression, read_typed
from graders.maths.language.tree import Symbol, Tree
from graders.maths.meaning.declared import Declared, Entry
from graders.maths.meaning.sides import shape_of_line
from graders.messages import localize

PROGRAM = "world.py"
_OWN = {"key": "world:", "file": PROGRAM}
MAX_LINES, MAX_TEXT = 40, 20_000
_CONSTRUCTS = (
    (r"\frac{\partial \,\cdot}{\partial \,\cdot}", "∂/∂"),
    (r"\frac{\partial^{+} \,\cdot}{\partial \,\cdot}", "∂⁺/∂"),
    (r"\sum_{t=1}^{T}", "sum(t=1..T) "),
    (r"\prod_{j=t}^{k+1}", "prod(j=t..k+1) "),
    (r"\operatorname{Diag}(\cdot)", "Diag()"),
    (r"\sigma'(\cdot)", "σ'()"),
    (r"\odot", " ⊙ "),
    (r"\cdot^{\top}", "^T"),
    (r"\cdot^{-1}", "^{-1}"),
    (r"\lVert \cdot \rVert", "‖‖"),
    (r"\le", " ≤ "),
)


def check_world(question: dict[str, Any], bundle: Bundle, ready: frozenset[str]) -> list[Message]:
    """The world is a ready one, or the folder has its own."""
    name = question.get("world", "")
    if not name and PROGRAM not in bundle.files:
        return [Message("question.no-world", {**_OWN, "known": sorted(ready), "path": []})]
    if name and name not in ready:
        params = {"name": name, "known": sorted(ready), "path": ["world"]}
        return [Message("question.unknown-world", params)]
    return []


def declared_of(prepared: Prepared) -> Declared:
    """The world's declarations, from the stored question."""
    return msgspec.convert(prepared["declared"], Declared)


def lines_of(raw: Any) -> list[str] | None:
    """The lines of a raw answer, without empty ones; ``None`` if it is no text."""
    if isinstance(raw, str):
        raw = raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not isinstance(raw, list) or not all(isinstance(line, str) for line in raw):
        return None
    return [line.strip() for line in raw if line.strip()]


def problem_of(line: str, left: Tree, declared: Declared) -> tuple[Message | None, Tree]:
    """Why a line cannot be judged, if so; and the left side for the lines after it."""
    try:
        found: Line = read_typed(line, declared.known)
        left = found.left if found.left is not None else left
        shape_of_line(left, found.right, declared)
    except ExpressionError as error:
        return error.said, left
    return None, left


def table(declared: Declared, language: str) -> list[dict[str, str]]:
    """The symbols of the world, for students: how each is written, its shape, what it means."""
    rows = []
    for entry in declared.entries:
        row = {"tex": tex(entry), "shape": shape(entry), "insert": insert(entry)}
        rows.append({**row, "meaning": localize(entry.meaning, language) if entry.meaning else ""})
    return rows


def palette(declared: Declared) -> list[dict[str, str]]:
    """What can be inserted at the cursor: the world's symbols, then the usual constructs."""
    symbols = [{"tex": tex(entry), "insert": insert(entry)} for entry in declared.entries]
    return [*symbols, *({"tex": shown, "insert": typed} for shown, typed in _CONSTRUCTS)]


def hints(question: dict[str, Any], values: Values) -> list[dict[str, Any]]:
    """The hints, with their values."""
    return [
        {"cost": hint.get("cost", 0), "say": saying(hint["text"], values)}
        for hint in question.get("hints", ())
    ]


def target_of(prepared: Prepared) -> Tree:
    """The target as a tree."""
    return read_expression(str(prepared["target"]), declared_of(prepared).known)


def bounds_of(lines: list[str] | None) -> Message | None:
    """Why there is nothing to read: no text, empty, too much."""
    if lines is None:
        return Message("maths.not-text")
    if not lines:
        return Message("maths.empty", {"at": 1})
    if len(lines) > MAX_LINES:
        return Message("maths.too-many-lines", {"limit": MAX_LINES})
    if sum(map(len, lines)) > MAX_TEXT:
        return Message("maths.too-long", {"limit": MAX_TEXT})
    return None


def shares(weights: list[float], total: int) -> list[int]:
    """``total`` thousandths in proportion to ``weights``; the sum is exact."""
    whole, before, found = sum(weights), 0, []
    running = 0.0
    for weight in weights:
        running += weight
        upto = round(total * running / whole)
        found.append(upto - before)
        before = upto
    return found


def tex(entry: Entry) -> str:
    """The symbol in LaTeX, with its index."""
    return printing.latex(symbol(entry))


def insert(entry: Entry) -> str:
    """The symbol as it is typed."""
    base, _, label = entry.name.partition("_")
    said = printing.plain(Symbol(base))
    said = f"{said}_{label}" if label else said
    return f"{said}_{entry.index}" if entry.index else said


def symbol(entry: Entry) -> Symbol:
    """The symbol of an entry as a tree."""
    primes = len(entry.name) - len(entry.name.rstrip("'"))
    base, _, label = entry.name.rstrip("'").partition("_")
    indices = [Symbol(label)] if label else []
    indices += [Symbol(entry.index)] if entry.index else []
    return Symbol(base, tuple(indices), primes)


def shape(entry: Entry) -> str:
    """The shape in LaTeX: a number, a vector or a matrix of reals."""
    if not entry.axes:
        return r"\in \mathbb{R}"
    sizes = r" \times ".join(entry.axes)
    return rf"\in \mathbb{{R}}^{{{sizes}}}"
