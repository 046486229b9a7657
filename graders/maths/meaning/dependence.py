"""What the value of a node depends on: the indices around it, the nodes below it."""

from graders.maths.language.tree import Big, Symbol, Tree, children
from graders.maths.meaning import symbols
from graders.maths.meaning.typing import Typing


def names_in(tree: Tree, typing: Typing) -> frozenset[str]:
    """All names on which the value may depend, those of bounds that are not written included."""
    found = typing.names.get(id(tree))
    if found is not None:
        return found
    below = list(children(tree))
    if isinstance(tree, Big):
        below += [bound for bound in symbols.bounds(tree, typing) if bound is not None]
    own = {tree.name} if isinstance(tree, Symbol) else set()
    found = frozenset(own).union(*(names_in(node, typing) for node in below))
    typing.names[id(tree)] = found
    return found


def parents(tree: Tree) -> dict[int, set[int]]:
    """By node the nodes right above it."""
    found: dict[int, set[int]] = {}
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        for child in children(node):
            found.setdefault(id(child), set()).add(id(node))
            waiting.append(child)
    return found


def above(nodes: frozenset[int], over: dict[int, set[int]]) -> frozenset[int]:
    """``nodes`` and all that stand above one of them."""
    found, waiting = set(nodes), list(nodes)
    while waiting:
        for parent in over.get(waiting.pop(), ()):
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return frozenset(found)
