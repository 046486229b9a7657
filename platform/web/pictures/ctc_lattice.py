"""The lattice of CTC for a short label: paths counted and added up, step by step.

All states are made here; ``ctc-lattice.ts`` only shows one of them.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from web.pictures import parts
from web.pictures.directive import Table
from web.text import numbers

BLANK = "–"
_LEFT, _TOP, _WIDE, _HIGH, _RADIUS = 62, 44, 58, 36, 13
UNSEEN, REACHED, NOW, LOST, GOAL = "u", "k", "n", "x", "b"


@dataclass(frozen=True)
class Lattice:
    """Paths of each place at each time: how many, and their probability together.

    ``symbols`` is the label with blanks around each letter; ``alive`` tells from which places
    the end can still be reached.
    """

    symbols: str
    counts: list[list[int]]
    sums: list[list[float]]
    alive: list[list[bool]]


def before(symbols: str, place: int) -> list[int]:
    """The places from which one may come to ``place``."""
    found = [place] + ([place - 1] if place else [])
    skips = place > 1 and symbols[place] != BLANK and symbols[place] != symbols[place - 2]
    return [*found, place - 2] if skips else found


def columns(label: str) -> list[str]:
    """What the columns of the table are about: each letter once, then the blank."""
    return [*dict.fromkeys(label), BLANK]


def lattice(label: str, laws: Table) -> Lattice:
    """The forward recursion of CTC, and which places still lead to an end."""
    symbols = BLANK + "".join(letter + BLANK for letter in label)
    heads, places = columns(label), range(2 * len(label) + 1)
    counts, sums = [], []
    for t, law in enumerate(laws):
        chance = [law[heads.index(symbol)] for symbol in symbols]
        if t == 0:
            counts.append([int(place < 2) for place in places])
            sums.append([chance[place] if place < 2 else 0.0 for place in places])
            continue
        come = [before(symbols, place) for place in places]
        counts.append([sum(counts[-1][p] for p in come[place]) for place in places])
        sums.append([chance[place] * sum(sums[-1][p] for p in come[place]) for place in places])
    alive = [[place >= len(places) - 2 for place in places]]
    for _t in laws[1:]:
        later = alive[0]
        ahead = [any(later[p] for p in places if place in before(symbols, p)) for place in places]
        alive.insert(0, ahead)
    return Lattice(symbols, counts, sums, alive)


def marks(found: Lattice, done: int) -> str:
    """A letter for each place, time by time, after ``done`` steps."""
    last = len(found.counts)
    state = []
    for t, row in enumerate(found.counts):
        for place, count in enumerate(row):
            if t >= done or not count:
                state.append(UNSEEN)
            elif not found.alive[t][place]:
                state.append(LOST)
            elif t + 1 == done == last:
                state.append(GOAL)
            else:
                state.append(NOW if t + 1 == done else REACHED)
    return "".join(state)


def told(found: Lattice, label: str, done: int, language: str) -> str:
    """What is seen after ``done`` steps."""
    if not done:
        return _("A path starts in one of the first two places.")
    count, chance = sum(found.counts[done - 1]), sum(found.sums[done - 1])
    if done < len(found.counts):
        reached = sum(1 for c in found.counts[done - 1] if c)
        said = _(
            "t = %(t)s: %(places)s places are reached, by %(count)s beginnings of paths. "
            "Their probability together: %(chance)s."
        ) % {
            "t": done, "places": reached, "count": count,
            "chance": numbers.number(chance, language, 3),
        }  # fmt: skip
        lost = marks(found, done).count(LOST) - marks(found, done - 1).count(LOST)
        gone = ngettext(
            "From %(count)s of them the end is out of reach.",
            "From %(count)s of them the end is out of reach.",
            lost,
        ) % {"count": lost}
        return f"{said} {gone}" if lost else said
    count, chance = sum(found.counts[-1][-2:]), sum(found.sums[-1][-2:])
    letters = len(set(found.symbols))
    said = ngettext(
        "t = %(t)s: %(count)s path of %(all)s gives “%(label)s”. Its probability: P = %(chance)s.",
        "t = %(t)s: %(count)s paths of %(all)s give “%(label)s”. Their probability together: "
        "P = %(chance)s.",
        count,
    )
    said %= {
        "t": done, "count": numbers.number(count, language), "label": label,
        "all": numbers.number(letters**done, language),
        "chance": numbers.number(chance, language, 3),
    }  # fmt: skip
    if chance <= 0:
        return said
    loss = numbers.number(-math.log(chance), language, 3)
    return said + " " + _("The loss is −ln P = %(loss)s.") % {"loss": loss}


def context(values: Mapping[str, Any], language: str) -> dict[str, Any]:
    """What ``web/pictures/ctc-lattice.html`` draws."""
    label, laws = values["label"], values["laws"]
    found, steps = lattice(label, laws), len(laws)
    frames = {
        str(done): {
            "marks": marks(found, done),
            "say": parts.filled(told(found, label, done, language), {}, language),
        }
        for done in range(steps + 1)
    }
    last = frames[str(steps)]
    return {
        "title": _("The paths of CTC that give “%(label)s” in %(steps)s steps")
        % {"label": label, "steps": steps},
        "alt": _(
            "A row for each letter and each blank around it, a column for each time. In each "
            "place, how many beginnings of paths reach it. A cross: the end cannot be reached."
        ),
        "controls": [parts.stepped("step", _("time t"), steps, steps, language)],
        "frames": frames,
        "said": last["say"],
        "nodes": _nodes(found, last["marks"]),
        "symbols": [(_y(place) + 5, symbol) for place, symbol in enumerate(found.symbols)],
        "times": [(_x(t), t + 1) for t in range(steps)],
        "wide": _x(steps - 1) + 26,
        "high": _y(len(found.symbols) - 1) + 24,
        "radius": _RADIUS,
        "steps": [frames[str(done)]["say"] for done in range(1, steps + 1)],
        "head": [f"t = {t + 1}" for t in range(steps)],
        "laws": _across(columns(label), laws, language),
        "rows": _across(list(found.symbols), found.sums, language),
    }


def _across(heads: list[str], by_time: Sequence[Sequence[float]], language: str) -> list[list[str]]:
    """Rows of a table, one for each head, from columns by time."""
    return [
        [head, *(numbers.number(column[place], language, 3) for column in by_time)]
        for place, head in enumerate(heads)
    ]


def _x(t: int) -> int:
    return _LEFT + _WIDE * t


def _y(place: int) -> int:
    return _TOP + _HIGH * place


def _nodes(found: Lattice, state: str) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = []
    for t, row in enumerate(found.counts):
        for place, count in enumerate(row):
            come = before(found.symbols, place) if t else []
            edges = [_edge(t, p, place) for p in come if found.counts[t - 1][p]]
            nodes.append({
                "x": _x(t), "y": _y(place), "count": count or "", "edges": "".join(edges),
                "mark": state[len(nodes)],
            })  # fmt: skip
    return nodes


def _edge(t: int, start: int, end: int) -> str:
    """From the rim of one disc to the rim of another."""
    dx, dy = _WIDE, _HIGH * (end - start)
    long = math.hypot(dx, dy)
    x, y = dx / long * (_RADIUS + 1), dy / long * (_RADIUS + 1)
    return f"M{_x(t - 1) + x:.1f} {_y(start) + y:.1f}L{_x(t) - x:.1f} {_y(end) - y:.1f}"
