"""Mutated lines for both lexers: ``python -m bench.fuzz [inputs] [seed]``, one JSON object.

Each input is read as in a page (``graders.kinds.preview``: read, typeset, shapes inferred, sums
written out). An answer or an ``ExpressionError`` is right; anything else is a crash. What was
typeset is read again: it must give the same tree.
"""

import json
import random
import sys
from contextlib import suppress
from time import perf_counter
from typing import Any

import msgspec

from bench.lines import golden
from graders.kinds import mathematics, preview
from graders.maths.errors import ExpressionError
from graders.maths.language import printing, read_typed
from graders.maths.worlds.ready import READY

INPUTS, SEED, MOST = 300_000, 1, 300
PIECES = [
    *"()[]{}^_'=+-*/|,.&\\ $%#~<>0123456789TWhkLσ∂⊤⊙∑∏𝐖А é\n\t\x00😀≤≥⁺½",
    "sum", "prod", "\\frac", "\\sum_{t=1}^{T}", "\\prod_{j=t}^{k+1}", "\\left(", "\\right)",
    "\\begin{pmatrix}", "\\end{pmatrix}", "\\partial^+", "∂h_t/∂h_k", "Diag(", "\\mathbb", "...",
    "^{-1}", "^T", "\\operatorname{", "t=1..T", "1,5", "1e999", "9" * 40, "((((((((((", "\\sqrt",
]  # fmt: skip


def mutated(rng: random.Random, texts: list[str]) -> str:
    """A line of the library after a few cuts, insertions, doublings and crossings."""
    text = rng.choice(texts)
    for _ in range(rng.choice((1, 1, 2, 3, 6, 12))):
        at, end = sorted((rng.randint(0, len(text)), rng.randint(0, len(text))))
        match rng.randrange(5):
            case 0:
                text = text[:at] + text[end:]
            case 1:
                text = text[:at] + rng.choice(PIECES) + text[at:]
            case 2:
                text = text[:end] + text[at:end] * rng.choice((1, 1, 2, 8)) + text[end:]
            case 3:
                other = rng.choice(texts)
                text = text[:at] + other[rng.randint(0, len(other)) :]
            case _:
                text = "".join(rng.sample(text, len(text))) if rng.random() < 0.1 else text[::-1]
    return text[:MOST]


def survives(prepared: dict[str, Any], text: str) -> bool:
    """Read as a page does; whether what can be read is the same when it is read again."""
    (shown,) = preview.preview(prepared, [text])
    if shown.sums:
        with suppress(ExpressionError):
            preview.expanded(prepared, [text])
    if not shown.tex or shown.problem is not None:
        return True
    known = mathematics.declared_of(prepared).known
    line = read_typed(text.strip(), known)
    again = read_typed(printing.latex(line.right), known)
    return printing.latex(again.right) == printing.latex(line.right)


def main(inputs: int, seed: int) -> dict[str, Any]:
    """The figures of one run."""
    rng = random.Random(seed)
    worlds = {line.world for line in golden()}
    prepared = {
        name: {"target": _target(name), "declared": msgspec.to_builtins(READY[name]().declared())}
        for name in worlds
    }
    texts = {name: [line.text for line in golden() if line.world == name] for name in worlds}
    names, crashes, changed, slowest = sorted(worlds), [], [], (0.0, "")
    for _ in range(inputs):
        name = rng.choice(names)
        text = mutated(rng, texts[name]).replace("\n", " ")
        began = perf_counter()
        try:
            if text.strip() and not survives(prepared[name], text):
                changed.append(text)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            crashes.append(f"{type(error).__name__}: {error} <- {name}: {text!r}"[:500])
        slowest = max(slowest, (perf_counter() - began, text))
    return {
        "inputs": inputs, "crashes": len(crashes), "changed-by-printing": len(changed),
        "slowest-ms": round(slowest[0] * 1000, 1), "slowest": slowest[1],
        "examples": crashes[:20] + changed[:20],
    }  # fmt: skip


def _target(world: str) -> str:
    """Something that the world has."""
    return READY[world]().declared().entries[0].name


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    print(json.dumps(main(*(given + [INPUTS, SEED][len(given) :])), ensure_ascii=False, indent=1))
