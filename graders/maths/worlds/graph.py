"""Run a world's graph: values of one draw, and true derivatives by autograd in float64.

``∂a/∂b`` cuts the graph at b. The immediate ``∂⁺a/∂b`` also holds every other state family.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from torch import Tensor

from graders.maths.meaning.indices import bound
from graders.maths.worlds.world import Piece, World

Key = tuple[str, int | None]
Array = np.ndarray[Any, np.dtype[np.float64]]


class At:
    """What definitions read: ``at.W``, ``at.h[t-1]``, ``at.sizes["T"]``."""

    def __init__(self, run: "Run") -> None:
        self._run = run
        self.sizes = run.draw.sizes

    def __getattr__(self, name: str) -> Any:
        if name not in self._run.draw.pieces:
            raise AttributeError(f"the world has no symbol {name}")
        # of L and L_t, definitions read the family
        if any(piece.entry.index for piece in self._run.draw.pieces[name]):
            return _Family(self._run, name)
        return self._run.read((name, None))


class _Family:
    def __init__(self, run: "Run", name: str) -> None:
        self._run, self._name = run, name

    def __getitem__(self, member: int) -> Tensor:
        return self._run.read((self._name, member))


class Draw:
    """One draw of all given symbols and sizes, with everything computed from it on demand."""

    def __init__(self, world: World, rng: np.random.Generator) -> None:
        self.sizes = _sizes(world, rng)
        self.pieces: dict[str, list[Piece]] = {}
        for piece in world.pieces:
            self.pieces.setdefault(piece.entry.name, []).append(piece)
        self.given: dict[Key, Tensor] = {}
        for piece in world.pieces:
            if piece.value is None:
                self._give(piece, rng)
        self._plain = Run(self, {}, held=None)
        self._values: dict[Key, Array] = {}
        self._derivatives: dict[tuple[Key, Key, bool], Array] = {}
        self._cut: dict[tuple[Key, bool], Run] = {}

    def _give(self, piece: Piece, rng: np.random.Generator) -> None:
        shape = tuple(self.size(axis) for axis in piece.entry.axes)
        for member in self.members(piece):
            drawn = piece.draw(rng, shape) if piece.draw else rng.normal(size=shape) * piece.scale
            self.given[piece.entry.name, member] = torch.as_tensor(drawn, dtype=torch.float64)

    def size(self, axis: str) -> int:
        """The number of entries along an axis: a size by name, or a number written out."""
        return int(axis) if axis.isdigit() else self.sizes[axis]

    def members(self, piece: Piece) -> list[int | None]:
        """The indices a family has in this draw; ``[None]`` for a single symbol."""
        if not piece.entry.index:
            return [None]
        lower, upper = (bound(b, self.sizes) for b in (piece.entry.lower, piece.entry.upper))
        return list(range(lower, upper + 1))

    def piece(self, key: Key) -> Piece:
        """The declaration of one symbol. Raises ``KeyError`` beyond a family's bounds."""
        for piece in self.pieces[key[0]]:
            if key[1] in self.members(piece):
                return piece
        raise KeyError(key)

    def value(self, key: Key) -> Array:
        """The value of one symbol, float64."""
        if key not in self._values:
            self._values[key] = np.asarray(self._plain.read(key).detach().numpy())
        return self._values[key]

    def derivative(self, top: Key, bottom: Key, *, immediate: bool) -> Array:
        """``∂top/∂bottom``: the axes of ``top``, then those of ``bottom``."""
        known = self._derivatives.get((top, bottom, immediate))
        if known is None:
            known = self._derivatives[top, bottom, immediate] = self._derive(
                top, bottom, immediate=immediate
            )
        return known

    def _derive(self, top: Key, bottom: Key, *, immediate: bool) -> Array:
        run = self._cut.get((bottom, immediate))
        if run is None:
            leaf = self._plain.read(bottom).detach().clone().requires_grad_()
            held = self._plain if immediate else None
            run = self._cut[bottom, immediate] = Run(self, {bottom: leaf}, held=held)
        leaf = run.leaves[bottom]
        out = run.fresh(top)
        rows = out.reshape(-1)
        found = torch.zeros((rows.numel(), *leaf.shape), dtype=torch.float64)
        if out.requires_grad:
            for number in range(rows.numel()):
                (row,) = torch.autograd.grad(
                    rows[number], leaf, retain_graph=True, allow_unused=True
                )
                if row is not None:
                    found[number] = row
        return np.asarray(found.reshape(out.shape + leaf.shape).numpy())


class Run:
    """One pass through the graph with some symbols replaced by leaves."""

    def __init__(self, draw: Draw, leaves: Mapping[Key, Tensor], held: "Run | None") -> None:
        self.draw, self.leaves, self.held = draw, dict(leaves), held
        self.made: dict[Key, Tensor] = {}
        self.at = At(self)

    def read(self, key: Key) -> Tensor:
        """What another definition sees of this symbol."""
        if key in self.leaves:
            return self.leaves[key]
        piece = self.draw.piece(key)
        if self.held is not None and piece.state:
            return self.held.read(key).detach()
        value = self.fresh(key)
        return value.detach() if piece.detach else value

    def fresh(self, key: Key) -> Tensor:
        """The symbol itself, computed from what it is defined by."""
        if key in self.leaves:
            return self.leaves[key]
        if key not in self.made:
            piece = self.draw.piece(key)
            if piece.value is None:
                self.made[key] = self.draw.given[key]
            else:
                member = () if key[1] is None else (key[1],)
                made = piece.value(self.at, *member)
                self.made[key] = torch.as_tensor(made, dtype=torch.float64)
        return self.made[key]


def _sizes(world: World, rng: np.random.Generator) -> dict[str, int]:
    """Pairwise different sizes, so that no wrong shape fits by chance."""
    for _ in range(200):
        sizes = {name: int(rng.choice(values)) for name, values in world.sizes.items()}
        if len(set(sizes.values())) == len(sizes):
            return sizes
    raise ValueError("the sizes of this world cannot be pairwise different")
