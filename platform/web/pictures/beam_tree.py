"""A beam search over a small table: which beginnings are kept, step by step, for each width.

The law of the next word depends on the last one only; every sentence has the same length, so
that nothing ends early. All states are made here; ``beam-tree.ts`` only shows one of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from web.pictures import parts
from web.pictures.directive import Table
from web.text import numbers

Prefix = tuple[int, ...]
_WIDTHS = (1, 2, 3)
_LEFT, _TOP, _ROW, _LETTER, _FIGURES, _REACH = 12, 18, 26, 9, 58, 34
_DIGITS = 3
KEPT, CUT, UNSEEN, BEST = "k", "c", "u", "b"


@dataclass(frozen=True)
class Step:
    """One step of a search: what was compared and what was kept, the most probable first."""

    compared: list[Prefix]
    kept: list[Prefix]


@dataclass
class Node:
    """A beginning of a sentence in the picture."""

    prefix: Prefix
    text: str
    x: float
    y: float
    edge: str = ""
    mark: str = UNSEEN
    children: list["Node"] = field(default_factory=list)


def probability(laws: Table, prefix: Prefix) -> float:
    """Of a beginning: the product of its words' probabilities, each after the one before."""
    found, before = 1.0, 0
    for word in prefix:
        found *= laws[before][word]
        before = word + 1
    return found


def search(laws: Table, width: int, steps: int) -> list[Step]:
    """A beam search; of equally probable beginnings the earlier one in the table wins."""
    words = range(len(laws[0]))
    kept: list[Prefix] = [()]
    found = []
    for _step in range(steps):
        compared = sorted(
            ((*prefix, word) for prefix in kept for word in words),
            key=lambda prefix: (-probability(laws, prefix), prefix),
        )
        kept = compared[:width]
        found.append(Step(compared, kept))
    return found


def best(laws: Table, steps: int) -> Prefix:
    """The most probable of all sentences."""
    every = product(range(len(laws[0])), repeat=steps)
    return min(every, key=lambda prefix: (-probability(laws, prefix), prefix))


def marks(found: Sequence[Step], done: int, nodes: Sequence[Prefix]) -> str:
    """A letter for each node after ``done`` steps: kept, cut, not looked at, returned."""
    state: dict[Prefix, str] = {(): KEPT}
    for step in found[:done]:
        state |= dict.fromkeys(step.compared, CUT) | dict.fromkeys(step.kept, KEPT)
    if done == len(found):
        for length in range(1, done + 1):
            state[found[-1].kept[0][:length]] = BEST
    return "".join(state.get(prefix, UNSEEN) for prefix in nodes)


class _Words:
    """Sentences about one table."""

    def __init__(self, values: Mapping[str, Any], language: str) -> None:
        self.names: tuple[str, ...] = values["words"]
        self.laws: Table = values["laws"]
        self.steps: int = values["steps"]
        self.language = language

    def named(self, prefix: Prefix) -> str:
        return " ".join(self.names[word] for word in prefix)

    def chance(self, prefix: Prefix) -> str:
        return parts.fixed(probability(self.laws, prefix), _DIGITS, self.language)

    def listed(self, prefixes: Sequence[Prefix]) -> str:
        return "; ".join(f"{self.named(one)} ({self.chance(one)})" for one in prefixes)

    def told(self, found: Sequence[Step], width: int, done: int) -> str:
        if not done:
            return _("At first the beam holds only the empty beginning.")
        step = found[done - 1]
        said = ngettext(
            "Step %(step)s, width %(width)s: %(count)s continuation compared.",
            "Step %(step)s, width %(width)s: %(count)s continuations compared together.",
            len(step.compared),
        ) % {"step": done, "width": width, "count": len(step.compared)}
        cut = step.compared[len(step.kept) :]
        said += " " + _("Kept: %(kept)s.") % {"kept": self.listed(step.kept)}
        said += " " + (
            _("Cut: %(cut)s.") % {"cut": self.listed(cut)} if cut else _("Nothing is cut.")
        )
        return f"{said} {self.ended(found)}" if done == self.steps else said

    def ended(self, found: Sequence[Step]) -> str:
        """The last word: what is returned, and whether something better was lost."""
        got, wanted = found[-1].kept[0], best(self.laws, self.steps)
        told = {
            "got": self.named(got),
            "chance": self.chance(got),
            "all": len(self.names) ** self.steps,
        }
        if got == wanted:
            return _("Returned: %(got)s, %(chance)s, the most probable of all %(all)s.") % told
        lost = next(place for place, step in enumerate(found, 1) if wanted[:place] not in step.kept)
        told |= {"best": self.named(wanted), "most": self.chance(wanted),
                 "start": self.named(wanted[:lost]), "step": lost}  # fmt: skip
        return (
            _(
                "Returned: %(got)s, %(chance)s. The most probable of all %(all)s is %(best)s, "
                "%(most)s: its beginning %(start)s was cut at step %(step)s."
            )
            % told
        )


def _grown(words: _Words) -> tuple[list[Node], float, float]:
    """Nodes, roots first, with the size of the picture."""
    label = _LETTER * max(len(name) for name in words.names) + _FIGURES
    column = label + _REACH
    nodes: list[Node] = []
    leaf = iter(range(len(words.names) ** words.steps))

    def grow(prefix: Prefix) -> Node:
        x = _LEFT + (28 + column * (len(prefix) - 1) if prefix else 0)
        text = f"{words.names[prefix[-1]]} {words.chance(prefix)}" if prefix else ""
        node = Node(prefix, text, round(x, 1), 0)
        nodes.append(node)
        if len(prefix) == words.steps:
            node.y = _TOP + _ROW * next(leaf)
            return node
        node.children = [grow((*prefix, word)) for word in range(len(words.names))]
        node.y = round(sum(child.y for child in node.children) / len(node.children), 1)
        start = node.x + (label + 8 if prefix else 8)
        for child in node.children:
            child.edge = f"M{start:.1f} {node.y:.1f}L{child.x - 8:.1f} {child.y:.1f}"
        return node

    grow(())
    high = 2 * _TOP + _ROW * (len(words.names) ** words.steps - 1)
    return nodes, _LEFT + 28 + column * words.steps - _REACH + 14, high


def context(values: Mapping[str, Any], language: str) -> dict[str, Any]:
    """What ``web/pictures/beam-tree.html`` draws."""
    words, steps, width = _Words(values, language), values["steps"], values["width"]
    nodes, wide, high = _grown(words)
    places = [node.prefix for node in nodes]
    frames = {}
    for k in _WIDTHS:
        found = search(words.laws, k, steps)
        for done in range(steps + 1):
            said = parts.filled(words.told(found, k, done), {}, language)
            frames[f"{k} {done}"] = {"marks": marks(found, done, places), "say": said}
    last = frames[f"{width} {steps}"]
    for node, mark in zip(nodes, last["marks"], strict=True):
        node.mark = mark
    title = _("Beam search in a tree of %(count)s sentences")
    return {
        "title": title % {"count": len(words.names) ** steps},
        "alt": _(
            "A tree of all beginnings, with their probabilities. A disc: kept; a cross: cut; "
            "a ring: not looked at; a double ring: returned."
        ),
        "controls": [
            parts.control("width", _("width of the beam"), (1, 3, 1), width, language),
            parts.stepped("step", _("step"), steps, steps, language),
        ],
        "frames": frames,
        "said": last["say"],
        "nodes": nodes,
        "wide": wide,
        "high": high,
        "steps": [frames[f"{width} {done}"]["say"] for done in range(1, steps + 1)],
        "head": words.names,
        "rows": _laws(words),
    }  # fmt: skip


def _laws(words: _Words) -> list[list[str]]:
    heads = [_("at the start"), *(_("after %(word)s") % {"word": name} for name in words.names)]
    return [
        [head, *(numbers.number(p, words.language, 3) for p in row)]
        for head, row in zip(heads, words.laws, strict=True)
    ]
