"""Worlds: one computation graph each, from which values, derivatives and symbols are read.

What the author of a ``world.py`` imports: ``from graders.maths.worlds import World, sigmoid``.
"""

from graders.maths.worlds.functions import sigmoid
from graders.maths.worlds.world import World

__all__ = ["World", "sigmoid"]
