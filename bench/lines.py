"""How well lines of derivations are judged: ``python -m bench.lines``, one JSON object.

The lines stand in ``tests/graders/maths/lines``, by world, from textbooks and the sheets: right,
of wrong shape, or wrong with the slip that a student should be told of ("none": no single edit
mends it; "-": either is fine). Every miss is printed, false accepts first.
"""

import json
from pathlib import Path
from typing import NamedTuple

from graders.maths.judging.draws import Draws
from graders.maths.judging.lines import judge
from graders.maths.judging.repairs import repair
from graders.maths.language.tree import Number
from graders.maths.worlds.ready import READY

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "graders" / "maths" / "lines"
EXPECTED = {"right": "equal", "wrong": "not-equal", "shape": "shape"}
SEED = 11


class Line(NamedTuple):
    """A line, what it is, and the slip to be told of."""

    world: str
    kind: str
    slip: str
    text: str


def golden() -> list[Line]:
    """All lines of the folder."""
    found = []
    for file in sorted(FOLDER.glob("*.txt")):
        for written in file.read_text(encoding="utf-8").splitlines():
            head, colon, text = written.partition(": ")
            kind, _, slip = head.partition(" ")
            if colon and kind in EXPECTED:
                found.append(Line(file.stem, kind, slip, text))
    return found


def figures(lines: list[Line]) -> dict[str, object]:
    """Shares of ``lines`` judged and mended rightly, and each miss."""
    accepted: list[str] = []
    refused: list[str] = []
    slips: list[str] = []
    wrong = told = 0
    worlds = {name: READY[name]() for name in {line.world for line in lines}}
    draws = {name: Draws(world, SEED, list) for name, world in worlds.items()}
    for line in lines:
        declared = worlds[line.world].declared()
        (found,) = judge([line.text], Number(0), declared, draws[line.world])
        if found.state != EXPECTED[line.kind]:
            said = f"{line.world}: {line.text} ({line.kind}, judged {found.state})"
            (accepted if found.state == "equal" else refused).append(said)
            continue
        if line.kind != "wrong" or line.slip == "-" or found.of is None or found.right is None:
            continue
        wrong += 1
        made = repair(found.of, found.relation, found.right.tree, declared, draws[line.world])
        slip = made.slip if made else "none"
        told += slip == line.slip
        if slip != line.slip:
            slips.append(f"{line.world}: {line.text} ({line.slip}, told {slip})")
    kinds = {kind: sum(line.kind == kind for line in lines) for kind in EXPECTED}
    return {
        "lines": len(lines), **kinds,
        "judged-rightly": 1 - (len(accepted) + len(refused)) / len(lines),
        "false-accepts": accepted, "false-refusals": refused,
        "repairs-asked": wrong, "repairs-right": told / max(1, wrong), "repairs-missed": slips,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(figures(golden()), ensure_ascii=False, indent=1))
