"""Mistakes of recurrent cells and training loops: gates, forgotten statements, gradients."""

import ast

from graders.gate.mutants.base import Change, Node, Site, called, is_method, name, same

_ACTIVATIONS = {"sigmoid", "tanh", "expit", "hard_sigmoid", "softplus"}
_NAMED = {
    "zero_grad": "zero-grad-forgotten", "step": "step-forgotten", "backward": "backward-forgotten",
    "eval": "eval-forgotten", "train": "train-forgotten", "manual_seed": "seed-forgotten",
    "clip_grad_norm_": "clip-forgotten",
}  # fmt: skip
_MODES = {"no_grad", "inference_mode"}


def _gates(function: Node) -> list[str]:
    """Names in a function that hold an activation: ``f = sigmoid(…)``; in their order."""
    found: dict[str, None] = {}
    for node in ast.walk(function):
        if not isinstance(node, ast.Assign) or len(node.targets) != 1:
            continue
        target = node.targets[0]
        if isinstance(target, ast.Name) and called(node.value) in _ACTIVATIONS:
            found[target.id] = None
    return list(found)


def _is_gate(site: Site) -> bool:
    node, function = site.node, site.function
    if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Load) or function is None:
        return False
    gates = _gates(function)
    return len(gates) > 1 and node.id in gates


def _next_gate(site: Site) -> ast.AST:
    gates = _gates(site.function)
    return name(gates[(gates.index(site.node.id) + 1) % len(gates)])


def _slices(function: Node, base: Node) -> list[Node]:
    """The different slices that a function takes of one value."""
    found: list[Node] = []
    for node in ast.walk(function):
        if not isinstance(node, ast.Subscript) or not _holds_slice(node.slice):
            continue
        if same(node.value, base) and not any(same(node.slice, other) for other in found):
            found.append(node.slice)
    return found


def _holds_slice(node: Node) -> bool:
    items = node.elts if isinstance(node, ast.Tuple) else [node]
    return any(isinstance(item, ast.Slice) for item in items)


def _is_block(site: Site) -> bool:
    node, function = site.node, site.function
    sliced = isinstance(node, ast.Subscript) and _holds_slice(node.slice)
    read = sliced and isinstance(node.ctx, ast.Load)
    return read and function is not None and len(_slices(function, node.value)) > 1


def _next_block(site: Site) -> ast.AST:
    node = site.node
    slices = _slices(site.function, node.value)
    at = next(place for place, other in enumerate(slices) if same(other, node.slice))
    return ast.Subscript(node.value, slices[(at + 1) % len(slices)], ast.Load())


def _is_unpacked(site: Site) -> bool:
    """A target of ``i, f, g, o = …`` that has another one after it."""
    parent = site.parent()
    if not isinstance(parent, ast.Tuple) or not isinstance(parent.ctx, ast.Store):
        return False
    loop = isinstance(site.parent(parent), ast.Assign | ast.For)
    return loop and isinstance(site.node, ast.Name) and parent.elts[-1] is not site.node


def _swap_with_next(site: Site) -> ast.AST:
    targets = site.parent().elts
    at = next(place for place, target in enumerate(targets) if target is site.node)
    targets[at], targets[at + 1] = targets[at + 1], targets[at]
    return site.node  # type: ignore[no-any-return]


def _detaches(site: Site) -> bool:
    return called(site.node) == "detach" and is_method(site.node)


def _mode(node: Node) -> bool:
    return called(node) in _MODES


def _is_no_grad(site: Site) -> bool:
    node = site.node
    return isinstance(node, ast.With) and any(_mode(item.context_expr) for item in node.items)


def _without_mode(site: Site) -> ast.AST:
    node = site.node
    node.items = [item for item in node.items if not _mode(item.context_expr)]
    return node if node.items else ast.If(ast.Constant(True), node.body, [])


def _is_decorated(site: Site) -> bool:
    return isinstance(site.node, ast.FunctionDef) and any(map(_mode, site.node.decorator_list))


def _undecorated(site: Site) -> ast.AST:
    kept = [mark for mark in site.node.decorator_list if not _mode(mark)]
    site.node.decorator_list = kept
    return site.node  # type: ignore[no-any-return]


def _called_alone(node: Node) -> str:
    return called(node.value) if isinstance(node, ast.Expr) else ""


def _dropped(_site: Site) -> ast.AST:
    return ast.Pass()


def _forgotten(call: str, word: str) -> Change:
    means = "gradient" if call in ("zero_grad", "backward", "step") else "statement"
    return Change(word, means, lambda site: _called_alone(site.node) == call, _dropped)


def _other_statement(site: Site) -> bool:
    plain = isinstance(site.node, ast.Expr | ast.AugAssign)
    return plain and _called_alone(site.node) not in {*_NAMED, "print"}


TRAINING: tuple[Change, ...] = (
    Change("other-gate", "gate", _is_gate, _next_gate),
    Change("other-block", "gate", _is_block, _next_block),
    Change("unpacked-in-another-order", "gate", _is_unpacked, _swap_with_next),
    Change("detach-forgotten", "gradient", _detaches, lambda site: site.node.func.value),
    Change("no-grad-forgotten", "gradient", _is_no_grad, _without_mode),
    Change("no-grad-undecorated", "gradient", _is_decorated, _undecorated),
    *(_forgotten(call, word) for call, word in _NAMED.items()),
    Change("statement-dropped", "statement", _other_statement, _dropped),
)
"""Changes of gates, of gradients and of the order of things."""
