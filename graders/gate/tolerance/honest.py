"""The reference as others might have written it: right, but not to the last bit the same."""

import ast
import copy
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SINGLE, DOUBLE, RIGHT = "float32", "float64", "right"
_PRELUDE = Path(__file__).with_name("prelude.txt")
_REDUCTIONS = {"sum", "mean", "var", "std", "norm", "logsumexp", "prod"}
_PRODUCTS = {"dot", "matmul", "mm", "mv", "bmm"}
_MODULES = {"np", "numpy", "torch", "linalg", "functional", "F"}
_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
_ORDERS = (("reversed", 1), ("shuffled", 2), ("halves", 3), ("rounding", 4), ("rounding", 5))


@dataclass(frozen=True)
class Honest:
    """``mode`` names the sentence ``honest.<mode>``; ``turn`` counts the runs."""

    mode: str
    turn: int
    source: str


def versions(source: str, defines: Sequence[str]) -> list[Honest]:
    """The reference computed otherwise, float32 and float64 last. Raises ``SyntaxError``.

    A version is left out where it would be the same program.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(source)
        found = []
        for turn, (mode, seed) in enumerate(_ORDERS):
            changed = _Reordered(rounding=mode == "rounding")
            twin = changed.visit(copy.deepcopy(tree))
            if changed.count:
                found.append(Honest(mode, turn, _joined(twin, mode, seed)))
        for turn, mode in enumerate((SINGLE, DOUBLE)):
            twin = copy.deepcopy(tree)
            twin.body += ast.parse("\n".join(_casts(mode, defines))).body
            found.append(Honest(mode, turn, _joined(twin, mode, 0)))
    return found


def _joined(tree: ast.Module, mode: str, seed: int) -> str:
    """The prelude between what must stand first and the program itself."""
    first = 0
    for place, node in enumerate(tree.body):
        text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        if text or future:
            first = place + 1
        else:
            break
    head = ast.parse(f"_gradus_mode = {mode!r}\n_gradus_seed = {seed}\n" + _PRELUDE.read_text())
    tree.body[first:first] = head.body
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def _casts(mode: str, defines: Sequence[str]) -> Iterator[str]:
    """What makes the functions that the question asks for compute in one precision."""
    old, new = (DOUBLE, SINGLE) if mode == SINGLE else (SINGLE, DOUBLE)
    for signature in defines:
        name = signature.partition("(")[0].removeprefix("class ").strip()
        yield f"{name} = _gradus_in({name}, {old!r}, {new!r}, {mode == DOUBLE})"


class _Reordered(ast.NodeTransformer):
    """Products, sums and means through the prelude; with ``rounding`` arithmetic too."""

    def __init__(self, *, rounding: bool) -> None:
        self.rounding, self.count = rounding, 0

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """``a @ b``, and what is rounded."""
        self.generic_visit(node)
        if isinstance(node.op, ast.MatMult):
            return self._call("_gradus_matmul", node.left, node.right)
        if self.rounding and isinstance(node.op, _ARITHMETIC):
            return self._call("_gradus_round", node)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """``np.sum(x)``, ``x.sum()``, ``np.dot(a, b)``."""
        self.generic_visit(node)
        function = node.func
        if not isinstance(function, ast.Attribute) or _starred(node):
            return node
        owner = getattr(function.value, "id", getattr(function.value, "attr", ""))
        if owner in _MODULES:
            enough = len(node.args) >= (1 if function.attr in _REDUCTIONS else 2)
            if function.attr in _REDUCTIONS and enough:
                return self._call("_gradus_reduce", function, *node.args, named=node.keywords)
            if function.attr in _PRODUCTS and enough:
                return self._call("_gradus_product", function, *node.args, named=node.keywords)
        elif function.attr in _REDUCTIONS:
            name = ast.Constant(function.attr)
            value = function.value
            return self._call("_gradus_reduced", name, value, *node.args, named=node.keywords)
        return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        """Texts stay as they are."""
        return node

    def _call(self, name: str, *args: ast.expr, named: Sequence[ast.keyword] = ()) -> ast.AST:
        self.count += 1
        return ast.Call(ast.Name(name, ast.Load()), list(args), list(named))


def _starred(node: ast.Call) -> bool:
    return any(isinstance(arg, ast.Starred) for arg in node.args) or any(
        keyword.arg is None for keyword in node.keywords
    )
